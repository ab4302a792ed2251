/* SPDX-License-Identifier: MIT */
/* What is answered, found or made when the design that it was about is not shown any more. */
#include "config.h"

#include <glib/gstdio.h>

#include "file/reader.h"
#include "window/files.h"
#include "window/panels/finding-card.h"
#include "window/scratch.h"
#include "window/site.h"

#define OLD "<cache id=\"c\" name=\"Redis\" x=\"200\" y=\"200\"/>\n"
#define NEW OLD "<web-server id=\"w\" name=\"Nginx\" x=\"500\" y=\"200\"/>\n"
#define OTHER "<web-server id=\"w\" name=\"Nginx\" x=\"500\" y=\"200\"/>\n"
#define UNPLACED "<client id=\"a\"/>\n<web-server id=\"b\"/>\n" \
                 "<link id=\"l\" from=\"a\" to=\"b\" flow=\"request\"/>\n"

static LpWindow *
begin_reload (char **path)
{
  LpWindow *window;

  *path = files_make ("kept.linchpin", OLD);
  window = driver_open_file (*path);
  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  files_begin_reload (window, "kept.linchpin");

  return window;
}

static void
end_reload (LpWindow   *window,
            const char *path,
            const char *content)
{
  driver_wait (lp_window_find_document (window) != NULL);
  files_give (path, content);
  driver_wait (lp_design_find (driver_get_design (window), "w") != NULL);
  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
}

static void
wait_a_while (void)
{
  for (guint i = 0; i < 20; i++)
    driver_settle ();
}

static GtkWidget *
find_card (GtkWidget  *root,
           const char *id)
{
  if (LP_IS_FINDING_CARD (root))
    {
      LpFinding *finding = lp_finding_card_get_finding (LP_FINDING_CARD (root));

      return g_strv_contains (lp_finding_get_elements (finding), id) ? root : NULL;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_card (child, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Clicks on what is offered for the first finding about “Redis”, which can be fixed. */
static void
ask_about_finding (LpWindow   *window,
                   const char *button)
{
  GtkWidget *card = NULL;

  driver_key ("<Alt>2");
  driver_wait ((card = find_card (GTK_WIDGET (window), "c")) != NULL);
  driver_click_button (card, button);
  driver_wait (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG) != NULL);
}

/* What the user has seen of it was about another. */
static void
test_a_fix_is_for_the_design_that_was_asked_about (void)
{
  g_autofree char *path = NULL;
  LpWindow *window = begin_reload (&path);

  ask_about_finding (window, "Fix…");
  end_reload (window, path, NEW);
  driver_answer (window, "Fix This?", "Fix");
  wait_a_while ();
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  g_assert_nonnull (lp_design_find (driver_get_design (window), "c"));
  g_assert_null (driver_find_button (GTK_WIDGET (window), "Undo"));
  driver_close (window);
}

static guint
count_waivers (LpWindow *window)
{
  LpElement *root = lp_design_get_root (driver_get_design (window));
  guint n = 0;

  for (LpElement *each = lp_element_find_child (root, LP_KIND_WAIVER); each != NULL;
       each = lp_element_find_next (each))
    n++;

  return n;
}

static void
accept_later (const char *content)
{
  g_autofree char *path = NULL;
  LpWindow *window = begin_reload (&path);

  ask_about_finding (window, "Accept…");
  driver_settle ();
  driver_type ("We know");
  end_reload (window, path, content);
  driver_answer (window, "Accept This?", "Accept");
  wait_a_while ();
  g_assert_cmpuint (count_waivers (window), ==, g_str_equal (content, NEW) ? 1 : 0);
  g_assert_true (lp_history_can_undo (driver_get_history (window)) ==
                 g_str_equal (content, NEW));
  driver_close (window);
}

/* It was typed by hand, and the design is the same, only newer. */
static void
test_what_was_typed_is_kept_where_it_still_fits (void)
{
  accept_later (NEW);
  accept_later (OTHER);
}

/* There is another step to be taken back by then. */
static void
test_a_toast_takes_back_no_other_step (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OLD);
  LpWindow *window = driver_open_file (path);

  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  ask_about_finding (window, "Fix…");
  driver_answer (window, "Fix This?", "Fix");
  driver_wait (driver_find_button (GTK_WIDGET (window), "Undo") != NULL);
  g_free (files_make ("kept.linchpin", NEW));
  driver_click_button (GTK_WIDGET (window), "Reload");
  driver_answer (window, "Discard Your Changes?", "Discard and Reload");
  driver_wait (lp_design_find (driver_get_design (window), "w") != NULL);
  wait_a_while ();
  g_assert_null (driver_find_button (GTK_WIDGET (window), "Undo"));
  driver_close (window);
}

static GtkWidget *
begin_export (LpWindow *window)
{
  GtkWidget *dialog = NULL, *chooser = NULL;

  driver_key ("<Control>e");
  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_WINDOW)) != NULL);
  driver_click_button (dialog, "Export…");
  driver_wait ((chooser = driver_find_dialog (window, GTK_TYPE_FILE_CHOOSER_DIALOG)) != NULL);

  return chooser;
}

static void
end_export (GtkWidget  *chooser,
            const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *button = NULL;

  driver_wait ((button = driver_find_button (chooser, "Save")) != NULL);
  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "picture.png");
  driver_click_button (chooser, "Save");
  driver_wait (g_file_query_exists (file, NULL));
}

static gboolean
can_show_export (LpWindow *window)
{
  return driver_find_button (GTK_WIDGET (window), "Show in Folder") != NULL;
}

/* And to export again is to export what is shown now, to where that went. */
static void
test_a_picture_is_of_what_it_was_wanted_of (void)
{
  g_autofree char *path = NULL;
  g_autofree char *picture = files_get_path ("picture.png");
  g_autoptr (GFile) file = g_file_new_for_path (picture);
  g_autoptr (LpDesign) drawn = NULL;
  LpWindow *window = begin_reload (&path);
  GtkWidget *chooser = begin_export (window);

  end_reload (window, path, NEW);
  end_export (chooser, picture);
  drawn = lp_file_read (file, NULL);
  g_assert_nonnull (drawn);
  g_assert_null (lp_design_find (drawn, "w"));
  driver_close (window);
  g_unlink (picture);
}

/* A file that another design was exported to is not overwritten with this one. */
static void
test_another_design_is_not_exported_again (void)
{
  g_autofree char *picture = files_get_path ("picture.png");
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (LpDocument) other = lp_document_new (design, NULL);
  LpWindow *window = driver_open (OLD);
  GtkWidget *dialog = NULL;

  end_export (begin_export (window), picture);
  driver_wait (can_show_export (window));
  lp_window_set_document (window, other);
  driver_settle ();
  driver_key ("<Control><Shift>e");
  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_WINDOW)) != NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
  driver_close (window);
  g_unlink (picture);
}

/* The clipboard’s owner may be another program, and slow. */
static void
test_pasting_is_into_the_design_that_it_was_meant_for (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (LpDocument) other = lp_document_new (design, NULL);
  LpWindow *window = driver_open (OLD);

  driver_key ("<Control>a");
  driver_key ("<Control>c");
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.paste", NULL);
  lp_window_set_document (window, other);
  wait_a_while ();
  g_assert_cmpuint (lp_design_get_n_boxes (design), ==, 0);
  driver_close (window);
}

/* Arrange waits until let_child_go(). */
static void
make_slow_child (void)
{
  g_autofree char *real = g_find_program_in_path ("linchpin-cli");
  g_autofree char *folder = files_get_path ("bin");
  g_autofree char *program = g_build_filename (folder, "linchpin-cli", NULL);
  g_autofree char *gate = files_make_slow ("gate");
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\ncat '%s' >/dev/null\nexec '%s' \"$@\"\n",
                                             gate, real);
  g_autofree char *path = g_strconcat (folder, ":", g_getenv ("PATH"), NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (program, script, -1, NULL));
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  g_setenv ("PATH", path, TRUE);
}

static void
let_child_go (void)
{
  g_autofree char *gate = files_get_path ("gate");

  files_give (gate, "");
}

/* The first arrangement of a file that has no places is no step, unless there are others. */
static void
test_what_is_drawn_while_a_file_is_arranged_stays (void)
{
  g_autofree char *path = files_make ("bare.linchpin", UNPLACED);
  LpWindow *window = driver_open_file (path);

  lp_canvas_add_kind (driver_get_canvas (window), LP_KIND_CACHE);
  driver_settle ();
  driver_type ("Mine\n");
  driver_wait (driver_find_by_name (window, "Mine") != NULL);
  let_child_go ();
  driver_wait (g_strcmp0 (lp_history_get_undo_label (driver_get_history (window)), "Arrange") == 0);
  g_assert_false (lp_document_is_saved (lp_window_find_document (window)));
  driver_key ("<Control>z");
  g_assert_nonnull (driver_find_by_name (window, "Mine"));
  driver_key ("<Control>z");
  g_assert_null (driver_find_by_name (window, "Mine"));
  driver_close (window);
}

/* The design that is shown by now has not to wait for the places of the other. */
static void
test_a_reloaded_file_is_arranged_for_itself (void)
{
  g_autofree char *path = files_make ("bare.linchpin", UNPLACED);
  LpWindow *window = driver_open_file (path);

  g_free (files_make ("bare.linchpin", UNPLACED "<web-server id=\"w\"/>\n"));
  driver_click_button (GTK_WIDGET (window), "Reload");
  driver_wait (lp_design_find (driver_get_design (window), "w") != NULL);
  let_child_go ();
  driver_wait (site_get_rect (window, "a").x != site_get_rect (window, "b").x);
  g_assert_true (lp_document_is_saved (lp_window_find_document (window)));
  g_assert_null (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG));
  driver_close (window);
}

#define ADD(function) g_test_add_func ("/late-answers/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);
  make_slow_child ();

  ADD (a_fix_is_for_the_design_that_was_asked_about);
  ADD (what_was_typed_is_kept_where_it_still_fits);
  ADD (a_toast_takes_back_no_other_step);
  ADD (a_picture_is_of_what_it_was_wanted_of);
  ADD (another_design_is_not_exported_again);
  ADD (pasting_is_into_the_design_that_it_was_meant_for);
  ADD (what_is_drawn_while_a_file_is_arranged_stays);
  ADD (a_reloaded_file_is_arranged_for_itself);

  return g_test_run ();
}
