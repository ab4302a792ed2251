/* SPDX-License-Identifier: MIT */
/* Arrange, where the other process does what it should not: that costs nobody their work. */
#include "config.h"

#include <glib/gstdio.h>

#include "window/scratch.h"
#include "window/site.h"

/* More than the pipe to the child holds. */
#define MANY 1500

/* What the child does, and what the user is told. NULL: in whatever words. */
static const struct
{
  const char *name;
  const char *script;
  const char *words;
} children[] = {
  { "killed", "kill -KILL $$", "Finding places ended too early." },
  { "killed-after-reading", "cat >/dev/null; kill -KILL $$", "Finding places ended too early." },
  { "killed-while-answering", "cat >/dev/null; echo '<design'; kill -KILL $$",
    "Finding places ended too early." },
  { "fails-silently", "exit 1", "Finding places ended too early." },
  { "fails-with-words", "cat >/dev/null; echo 'No room.' >&2; exit 1", "No room." },
  { "fails-with-words-before-reading", "echo 'No room.' >&2; exit 1", NULL },
  { "fails-in-no-language", "cat >/dev/null; printf 'a\\377\\033b\\000c' >&2; exit 1", NULL },
  { "fails-at-length", "cat >/dev/null; head -c 3000000 /dev/zero | tr '\\0' 'x' >&2; exit 1",
    NULL },
  { "says-nothing", "cat >/dev/null", NULL },
  { "says-nothing-and-reads-nothing", "exec <&-", NULL },
  { "says-nonsense", "cat >/dev/null; echo nonsense", NULL },
  { "says-half", "cat | head -c 60", NULL },
};

static char *
make_many (void)
{
  GString *content = g_string_new (NULL);

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (content,
                            "<web-server id=\"w%u\" name=\"Server %u\" x=\"%u\" y=\"%u\"/>",
                            i, i, i % 40 * 200, i / 40 * 100);

  return g_string_free (content, FALSE);
}

static void
make_child (const char *script)
{
  g_autofree char *path = g_build_filename (scratch_get (), "linchpin-cli", NULL);
  g_autofree char *content = g_strdup_printf ("#!/bin/sh\n%s\n", script);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
}

static void
close_complaint (LpWindow   *window,
                 const char *words)
{
  GtkWidget *dialog = NULL, *button = NULL;
  const char *body;

  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  body = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog));
  g_assert_cmpuint (g_utf8_strlen (body, -1), >, 0);
  g_assert_cmpuint (g_utf8_strlen (body, -1), <, 1000);
  if (words != NULL)
    g_assert_cmpstr (body, ==, words);
  driver_wait ((button = driver_find_button (dialog, "Close")) != NULL);
  driver_settle ();
  driver_click (driver_at_widget (button, 0.5, 0.5), 1);
  driver_wait (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

static void
check_child (const char *content,
             const char *words)
{
  LpWindow *window = driver_open (content);
  GtkWidget *arrange = driver_find_widget (GTK_WIDGET (window), "arrange");
  g_autofree char *before = driver_dup_text (window);
  g_autofree char *after = NULL;

  driver_click (driver_at_widget (arrange, 0.3, 0.5), 1);
  close_complaint (window, words);
  after = driver_dup_text (window);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  g_assert_true (gtk_widget_get_sensitive (arrange));
  driver_close (window);
}

static void
test_a_child_that_fails (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *many = make_many ();

  make_child (children[i].script);
  check_child ("<web-server id=\"w\" x=\"0\" y=\"0\"/>", children[i].words);
  check_child (many, children[i].words);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = NULL;

  driver_init (&argc, &argv);
  path = g_strconcat (scratch_get (), G_SEARCHPATH_SEPARATOR_S, g_getenv ("PATH"), NULL);
  g_setenv ("PATH", path, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_autofree char *name = g_strconcat ("/arrange-child/", children[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_a_child_that_fails);
    }

  return g_test_run ();
}
