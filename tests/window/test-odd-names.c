/* SPDX-License-Identifier: MIT */
/* Names of files and designs that are made to deceive: they look like what they are, everywhere. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "file/draft.h"
#include "model/text.h"
#include "window/files.h"
#include "window/site.h"

#define ODD "bad\nevil\xe2\x80\xae<b>&amp;%s\xe2\x80\x8bZ"
#define OURS "<web-server id=\"w\" name=\"Nginx\" x=\"200\" y=\"200\"/>\n"

static void
assert_honest (const char *text)
{
  gsize length;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (; *text != '\0'; text += length)
    {
      gunichar c = lp_text_read (text, &length);

      if (lp_text_is_hidden (c))
        g_error ("U+%04X is shown as it is, before “%s”", c, text + length);
    }
}

/* All words that are shown somewhere below @root, one of them at least with @words. */
static guint
check_labels (GtkWidget  *root,
              const char *words)
{
  guint n = 0;

  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (root));

      assert_honest (text);
      n += strstr (text, words) != NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_labels (child, words);

  return n;
}

static LpWindow *
open_odd (char **path)
{
  LpWindow *window;

  *path = files_make (ODD ".linchpin", OURS);
  window = driver_open_file (*path);
  lp_element_set_text (lp_design_get_root (driver_get_design (window)), LP_ATTRIBUTE_TITLE,
                       "Title of " ODD);
  driver_settle ();

  return window;
}

static void
test_the_title_bar_is_honest (void)
{
  g_autofree char *path = NULL;
  LpWindow *window = open_odd (&path);

  assert_honest (gtk_window_get_title (GTK_WINDOW (window)));
  g_assert_cmpuint (check_labels (GTK_WIDGET (window), "bad␊evil\\u{202e}<b>&amp;%s"), >=, 2);
  driver_close (window);
  g_unlink (path);
}

static void
test_questions_are_honest (void)
{
  g_autofree char *path = NULL;
  LpWindow *window = open_odd (&path);
  GtkWidget *dialog = NULL;

  driver_key ("<Control>w");
  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpuint (check_labels (dialog, "Title of bad␊evil"), ==, 1);
  driver_answer (window, "Save Changes?", "Cancel");
  driver_close (window);
  g_unlink (path);
}

static void
test_banners_are_honest (void)
{
  g_autofree char *path = NULL;
  LpWindow *window = open_odd (&path);

  g_unlink (path);
  driver_wait (driver_find_button (GTK_WIDGET (window), "Save Again") != NULL);
  g_assert_cmpuint (check_labels (GTK_WIDGET (window), "was moved"), ==, 1);
  driver_close (window);
}

static void
test_complaints_and_the_list_are_honest (void)
{
  g_autofree char *path = files_make (ODD ".linchpin", "<nonsense>");
  LpWindow *window = driver_open_start ();
  GtkWidget *dialog = NULL;

  files_open ((const char *[]) { path, NULL });
  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpuint (check_labels (dialog, "bad␊evil\\u{202e}"), >=, 1);
  gtk_window_close (GTK_WINDOW (dialog));
  driver_turn_to (window);
  driver_close (window);
  g_free (files_make (ODD ".linchpin", OURS));
  driver_close (driver_open_file (path));
  window = driver_open_start ();
  g_assert_cmpuint (check_labels (GTK_WIDGET (window), "bad␊evil\\u{202e}"), ==, 1);
  driver_close (window);
  g_unlink (path);
}

static void
test_toasts_are_honest (void)
{
  LpWindow *window = driver_open (OURS);

  lp_element_set_text (driver_get_element (window, "w"), LP_ATTRIBUTE_NAME, ODD);
  driver_settle ();
  g_signal_emit_by_name (driver_get_canvas (window), "message", "Cannot link " ODD);
  driver_wait (check_labels (GTK_WIDGET (window), "Cannot link bad␊evil") > 0);
  driver_close (window);
}

/* As long as files may have it. */
static void
test_an_endless_title_does_not_break_the_window (void)
{
  g_autofree char *title = g_strnfill (1000000, 'W');
  LpWindow *window = driver_open (OURS);
  int before, after;

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &before, NULL, NULL,
                      NULL);
  lp_element_set_text (lp_design_get_root (driver_get_design (window)), LP_ATTRIBUTE_TITLE, title);
  driver_settle ();
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &after, NULL, NULL,
                      NULL);
  g_assert_cmpint (after, ==, before);
  g_assert_cmpuint (strlen (gtk_window_get_title (GTK_WINDOW (window))), <, 1000);
  driver_close (window);
}

#define ADD(function) g_test_add_func ("/odd-names/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (the_title_bar_is_honest);
  ADD (questions_are_honest);
  ADD (banners_are_honest);
  ADD (complaints_and_the_list_are_honest);
  ADD (toasts_are_honest);
  ADD (an_endless_title_does_not_break_the_window);

  return g_test_run ();
}
