/* SPDX-License-Identifier: MIT */
/* Opening and reloading, while the user goes on and files take their time: nothing made is lost. */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "window/files.h"
#include "window/site.h"

#define OLD "<web-server id=\"w\" name=\"Nginx\" x=\"200\" y=\"200\"/>\n"
#define NEW OLD "<cache id=\"c\" name=\"Redis\" x=\"500\" y=\"200\"/>\n"

static void
type_name (LpWindow   *window,
           const char *id,
           const char *name)
{
  driver_settle ();
  driver_click (site_at (window, id), 1);
  driver_key ("F2");
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-name") != NULL);
  driver_type (name);
}

static void
rename_box (LpWindow   *window,
            const char *id,
            const char *name)
{
  type_name (window, id, name);
  driver_key ("Return");
  g_assert_cmpstr (lp_element_get_name (driver_get_element (window, id)), ==, name);
}

/* It is open already, and takes its time to be read again. */
static LpWindow *
begin_reload (char **path)
{
  LpWindow *window;

  *path = files_make ("kept.linchpin", OLD);
  window = driver_open_file (*path);
  files_begin_reload (window, "kept.linchpin");

  return window;
}

static void
wait_for_question (LpWindow *window)
{
  driver_wait (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG) != NULL);
}

/* Events that might still come do. */
static void
wait_a_while (void)
{
  for (guint i = 0; i < 20; i++)
    driver_settle ();
}

static void
test_what_is_drawn_while_a_file_opens_stays (void)
{
  g_autofree char *path = files_make_slow ("slow.linchpin");
  LpWindow *window = driver_open_start ();
  LpWindow *other;

  files_open ((const char *[]) { path, NULL });
  driver_click_widget (GTK_WIDGET (window), "blank");
  driver_wait (lp_window_find_document (window) != NULL);
  driver_settle ();
  site_drag_from_palette (window, "web-server", (LpPoint) { 600, 400 });
  driver_type ("Mine\n");
  driver_wait (driver_find_by_name (window, "Mine") != NULL);

  files_give (path, OLD);
  driver_wait ((other = files_find_window (path)) != NULL);
  g_assert_true (other != window);
  g_assert_nonnull (lp_design_find (driver_get_design (other), "w"));
  g_assert_nonnull (driver_find_by_name (window, "Mine"));
  g_assert_false (lp_document_is_saved (lp_window_find_document (window)));
  files_close_all ();
}

static void
test_several_files_get_several_windows (void)
{
  g_autofree char *paths[] = {
    files_make_slow ("a.linchpin"), files_make ("b.linchpin", OLD),
    files_make_slow ("c.linchpin"), files_make ("d.linchpin", NEW), NULL,
  };
  LpWindow *window = driver_open_start ();

  files_open ((const char *const *) paths);
  g_assert_cmpuint (files_count_windows (), ==, 4);
  files_open ((const char *const *) paths);
  g_assert_cmpuint (files_count_windows (), ==, 4);
  files_give (paths[2], OLD);
  files_give (paths[0], NEW);
  for (guint i = 0; paths[i] != NULL; i++)
    driver_wait (files_find_window (paths[i]) != NULL);
  g_assert_true (files_find_window (paths[0]) == window);
  g_assert_cmpuint (files_count_windows (), ==, 4);
  g_assert_nonnull (lp_design_find (driver_get_design (files_find_window (paths[0])), "c"));
  g_assert_null (lp_design_find (driver_get_design (files_find_window (paths[1])), "c"));
  g_assert_null (lp_design_find (driver_get_design (files_find_window (paths[2])), "c"));
  files_close_all ();
}

static void
test_a_file_is_opened_once (void)
{
  g_autofree char *path = files_make ("once.linchpin", OLD);
  LpWindow *window = driver_open_file (path);

  files_open ((const char *[]) { path, path, NULL });
  wait_a_while ();
  g_assert_cmpuint (files_count_windows (), ==, 1);
  driver_close (window);
}

/* Whatever it is called: what is saved there would be no picture any more. */
static void
test_a_picture_is_no_place_to_save_to (void)
{
  static const char *const names[] = { "one.png", "TWO.PNG", "three", "four.linchpin",
                                       "link.linchpin" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gboolean is_link = g_str_has_prefix (names[i], "link");
      g_autofree char *path = files_make_picture (is_link ? "real.png" : names[i], OLD);
      g_autofree char *shown = files_get_path (names[i]);
      LpWindow *window = driver_open_start ();

      if (is_link)
        g_assert_cmpint (symlink (path, shown), ==, 0);
      files_open ((const char *[]) { shown, NULL });
      driver_wait (lp_window_find_document (window) != NULL);
      g_assert_null (lp_document_find_file (lp_window_find_document (window)));
      driver_close (window);
    }
}

static void
test_who_changes_their_mind_about_a_file_has_an_empty_window (void)
{
  g_autofree char *slow = files_make_slow ("slow.linchpin");
  g_autofree char *path = files_make ("kept.linchpin", OLD);
  LpWindow *window = driver_open_start ();

  files_open ((const char *[]) { slow, NULL });
  g_assert_false (lp_window_is_empty (window));
  driver_click_button (GTK_WIDGET (window), "Cancel");
  driver_wait (lp_window_is_empty (window));
  files_open ((const char *[]) { path, NULL });
  driver_wait (files_find_window (path) == window);
  files_give (slow, NEW);
  wait_a_while ();
  g_assert_null (lp_design_find (driver_get_design (window), "c"));
  g_assert_cmpuint (files_count_windows (), ==, 1);
  driver_close (window);
}

static void
test_a_window_may_close_while_its_file_is_read (void)
{
  g_autofree char *path = files_make_slow ("slow.linchpin");
  LpWindow *window = driver_open_start ();

  files_open ((const char *[]) { path, NULL });
  driver_close (window);
  files_give (path, OLD);
  wait_a_while ();
  g_assert_cmpuint (files_count_windows (), ==, 0);
}

static void
test_what_cannot_be_opened_leaves_an_empty_window (void)
{
  g_autofree char *path = files_get_path ("nowhere.linchpin");
  LpWindow *window = driver_open_start ();

  files_open ((const char *[]) { path, NULL });
  driver_answer (window, "Could not open “nowhere.linchpin”", "Close");
  g_assert_true (lp_window_is_empty (window));
  driver_close (window);
}

static void
test_reload_asks_about_what_was_changed_meanwhile (void)
{
  g_autofree char *path = NULL;
  LpWindow *window = begin_reload (&path);

  rename_box (window, "w", "Mine");
  files_give (path, NEW);
  driver_answer (window, "Discard Your Changes?", "Cancel");
  g_assert_nonnull (driver_find_by_name (window, "Mine"));
  g_assert_true (lp_history_can_undo (driver_get_history (window)));

  g_free (files_make ("kept.linchpin", NEW));
  driver_click_button (GTK_WIDGET (window), "Reload");
  driver_answer (window, "Discard Your Changes?", "Discard and Reload");
  driver_wait (lp_design_find (driver_get_design (window), "c") != NULL);
  g_assert_null (driver_find_by_name (window, "Mine"));
  g_assert_cmpuint (files_count_windows (), ==, 1);
  driver_close (window);
}

/* It is in the design only when it is whole. */
static void
test_reload_asks_about_a_name_that_is_being_typed (void)
{
  g_autofree char *path = NULL;
  LpWindow *window = begin_reload (&path);

  type_name (window, "w", "Half");
  files_give (path, NEW);
  driver_answer (window, "Discard Your Changes?", "Cancel");
  g_assert_nonnull (driver_find_by_name (window, "Half"));
  driver_close (window);
}

static void
test_reload_asks_about_what_is_being_dragged (void)
{
  g_autofree char *path = NULL;
  LpWindow *window = begin_reload (&path);
  LpPoint from = site_at (window, "w");
  LpDocument *document = lp_window_find_document (window);

  driver_move (from);
  driver_press (1);
  driver_move (site_beside (from, 30, 30));
  driver_move (site_beside (from, 60, 60));
  g_assert_true (lp_history_is_open (driver_get_history (window)));
  files_give (path, NEW);
  wait_for_question (window);
  driver_release (1);
  driver_answer (window, "Discard Your Changes?", "Cancel");
  g_assert_true (lp_window_find_document (window) == document);
  driver_close (window);
}

/* Discarding was about what there was then. */
static void
test_reload_asks_again_about_what_came_after_the_answer (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OLD);
  LpWindow *window = driver_open_file (path);

  rename_box (window, "w", "First");
  files_begin_reload (window, "kept.linchpin");
  driver_answer (window, "Discard Your Changes?", "Discard and Reload");
  rename_box (window, "w", "Second");
  files_give (path, NEW);
  driver_answer (window, "Discard Your Changes?", "Cancel");
  g_assert_nonnull (driver_find_by_name (window, "Second"));
  driver_close (window);

  g_free (files_make ("kept.linchpin", OLD));
  window = driver_open_file (path);
  rename_box (window, "w", "First");
  files_begin_reload (window, "kept.linchpin");
  driver_answer (window, "Discard Your Changes?", "Discard and Reload");
  files_give (path, NEW);
  driver_wait (lp_design_find (driver_get_design (window), "c") != NULL);
  g_assert_null (driver_find_by_name (window, "First"));
  driver_close (window);
}

static void
test_what_is_taken_back_meanwhile_is_not_asked_about (void)
{
  g_autofree char *path = NULL;
  LpWindow *window = begin_reload (&path);

  rename_box (window, "w", "Mine");
  driver_key ("<Control>z");
  files_give (path, NEW);
  driver_wait (lp_design_find (driver_get_design (window), "c") != NULL);
  driver_close (window);
}

/* The file is what the user says it is. */
static void
test_saving_ends_a_reload (void)
{
  g_autofree char *path = NULL;
  g_autofree char *slow = files_get_path ("slow.linchpin");
  LpWindow *window = begin_reload (&path);

  rename_box (window, "w", "Mine");
  g_assert_cmpint (g_rename (path, slow), ==, 0);
  driver_key ("<Control>s");
  driver_wait (lp_document_is_saved (lp_window_find_document (window)));
  g_assert_true (files_has (path, "Mine"));
  files_give (slow, NEW);
  wait_a_while ();
  g_assert_nonnull (driver_find_by_name (window, "Mine"));
  g_assert_null (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG));
  driver_close (window);
}

static void
test_a_reload_that_fails_leaves_everything (void)
{
  g_autofree char *path = NULL;
  LpWindow *window = begin_reload (&path);

  files_give (path, "<nonsense");
  driver_answer (window, "Could not open “kept.linchpin”", "Close");
  g_assert_nonnull (lp_design_find (driver_get_design (window), "w"));
  driver_close (window);
}

/* Between reading a file and watching it. */
static void
test_nobody_is_faster_than_the_watch (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OLD);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LpStamp) stamp = lp_stamp_new (file);
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (LpDocument) document = lp_document_new (design, file);
  LpWindow *window = driver_open_start ();

  g_free (files_make ("kept.linchpin", NEW));
  lp_document_set_file (document, file, stamp);
  lp_window_set_document (window, document);
  driver_click_button (GTK_WIDGET (window), "Reload");
  driver_wait (lp_design_find (driver_get_design (window), "c") != NULL);
  driver_close (window);
}

/* The same revision of another design is not the same. */
static void
reload_as_it_was (LpWindow *window)
{
  guint64 revision = lp_history_get_revision (driver_get_history (window));
  g_autoptr (LpElement) before = g_object_ref (driver_get_element (window, "w"));

  g_free (files_make ("kept.linchpin", OLD));
  driver_click_button (GTK_WIDGET (window), "Reload");
  driver_wait (driver_get_element (window, "w") != before);
  driver_settle ();
  g_assert_cmpuint (lp_history_get_revision (driver_get_history (window)), ==, revision);
}

static void
test_the_search_follows_a_reload (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OLD);
  LpWindow *window = driver_open_file (path);
  GtkWidget *entry;

  driver_key ("<Control>f");
  entry = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                   GTK_TYPE_SEARCH_ENTRY);
  driver_type ("Nginx");
  driver_key ("Return");
  g_assert_true (site_get_selected (window, 1) == driver_get_element (window, "w"));
  reload_as_it_was (window);
  gtk_widget_grab_focus (entry);
  driver_key ("Return");
  g_assert_true (site_get_selected (window, 1) == driver_get_element (window, "w"));
  driver_close (window);
}

static void
test_the_outline_follows_a_reload (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OLD);
  LpWindow *window = driver_open_file (path);
  GtkWidget *list;

  g_object_set (driver_get_canvas (window), "outline", TRUE, NULL);
  driver_settle ();
  list = driver_find_widget (GTK_WIDGET (window), "list");
  reload_as_it_was (window);
  driver_click (driver_at_widget (gtk_widget_get_first_child (list), 0.5, 0.5), 1);
  driver_settle ();
  g_assert_true (site_get_selected (window, 1) == driver_get_element (window, "w"));
  driver_close (window);
}

/* Nothing holds on to it: not the window, not what hears of it. */
static void
test_a_document_that_was_replaced_is_gone (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OLD);
  LpWindow *window = driver_open_file (path);
  LpDocument *document = lp_window_find_document (window);

  driver_wait (lp_document_is_checked (document));
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);
  reload_as_it_was (window);
  driver_wait (document == NULL);
  driver_close (window);
}

#define ADD(function) g_test_add_func ("/files/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (what_is_drawn_while_a_file_opens_stays);
  ADD (several_files_get_several_windows);
  ADD (a_file_is_opened_once);
  ADD (a_picture_is_no_place_to_save_to);
  ADD (who_changes_their_mind_about_a_file_has_an_empty_window);
  ADD (a_window_may_close_while_its_file_is_read);
  ADD (what_cannot_be_opened_leaves_an_empty_window);
  ADD (reload_asks_about_what_was_changed_meanwhile);
  ADD (reload_asks_about_a_name_that_is_being_typed);
  ADD (reload_asks_about_what_is_being_dragged);
  ADD (reload_asks_again_about_what_came_after_the_answer);
  ADD (what_is_taken_back_meanwhile_is_not_asked_about);
  ADD (saving_ends_a_reload);
  ADD (a_reload_that_fails_leaves_everything);
  ADD (nobody_is_faster_than_the_watch);
  ADD (the_search_follows_a_reload);
  ADD (the_outline_follows_a_reload);
  ADD (a_document_that_was_replaced_is_gone);

  return g_test_run ();
}
