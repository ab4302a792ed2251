/* SPDX-License-Identifier: MIT */
/* Saving, while the user goes on and others write the file: nothing is lost, theirs neither. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "window/files.h"
#include "window/site.h"

#define OURS "<web-server id=\"w\" name=\"Nginx\" x=\"200\" y=\"200\"/>\n"
#define THEIRS OURS "<cache id=\"c\" name=\"Redis\" x=\"500\" y=\"200\"/>\n"

static void
rename_box (LpWindow   *window,
            const char *name)
{
  driver_settle ();
  driver_click (site_at (window, "w"), 1);
  driver_key ("F2");
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-name") != NULL);
  driver_type (name);
  driver_key ("Return");
  g_assert_cmpstr (lp_element_get_name (driver_get_element (window, "w")), ==, name);
}

static void
wait_a_while (void)
{
  for (guint i = 0; i < 20; i++)
    driver_settle ();
}

static gboolean
is_saved (LpWindow *window)
{
  return lp_document_is_saved (lp_window_find_document (window));
}

/* Its name is the one that is proposed. */
static void
choose_name (LpWindow   *window,
             const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *chooser, *button = NULL;

  driver_wait ((chooser = driver_find_dialog (window, GTK_TYPE_FILE_CHOOSER_DIALOG)) != NULL);
  driver_wait ((button = driver_find_button (chooser, "Save")) != NULL);
  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  driver_click_button (chooser, "Save");
  driver_wait (driver_find_dialog (window, GTK_TYPE_FILE_CHOOSER_DIALOG) == NULL);
  driver_turn_to (window);
}

/* Before anybody could have noticed that it was changed. */
static LpWindow *
save_over_theirs (char **path)
{
  LpWindow *window;

  *path = files_make ("kept.linchpin", OURS);
  window = driver_open_file (*path);
  rename_box (window, "Mine");
  g_free (files_make ("kept.linchpin", THEIRS));
  driver_key ("<Control>s");

  return window;
}

static void
test_what_others_wrote_is_not_overwritten_unasked (void)
{
  g_autofree char *path = NULL;
  LpWindow *window = save_over_theirs (&path);

  driver_answer (window, "Overwrite “kept.linchpin”?", "Cancel");
  g_assert_true (files_has (path, "Redis"));
  g_assert_false (is_saved (window));
  driver_key ("<Control>s");
  driver_answer (window, "Overwrite “kept.linchpin”?", "Overwrite");
  driver_wait (is_saved (window));
  g_assert_true (files_has (path, "Mine"));
  g_assert_false (files_has (path, "Redis"));

  rename_box (window, "Again");
  driver_key ("<Control>s");
  driver_wait (is_saved (window));
  g_assert_null (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG));
  g_assert_true (files_has (path, "Again"));
  driver_close (window);
}

static void
test_both_can_be_kept (void)
{
  g_autofree char *path = NULL;
  g_autofree char *other = files_get_path ("other.linchpin");
  LpWindow *window = save_over_theirs (&path);

  driver_answer (window, "Overwrite “kept.linchpin”?", "Keep Both…");
  choose_name (window, other);
  driver_wait (is_saved (window));
  g_assert_true (files_has (path, "Redis"));
  g_assert_true (files_has (other, "Mine"));
  g_assert_true (files_find_window (other) == window);
  driver_close (window);
  g_unlink (other);
}

/* Who closes the banner has read it; they may have forgotten. */
static void
test_it_is_asked_also_after_the_banner_was_closed (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OURS);
  LpWindow *window = driver_open_file (path);

  g_free (files_make ("kept.linchpin", THEIRS));
  driver_wait (driver_find_button (GTK_WIDGET (window), "Reload") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.dismiss", NULL);
  driver_wait (driver_find_button (GTK_WIDGET (window), "Reload") == NULL);
  rename_box (window, "Mine");
  driver_key ("<Control>s");
  driver_answer (window, "Overwrite “kept.linchpin”?", "Cancel");
  g_assert_true (files_has (path, "Redis"));
  driver_close (window);
}

/* Nobody’s work is there to be lost. */
static void
test_a_file_that_is_gone_is_written_again (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OURS);
  LpWindow *window = driver_open_file (path);

  g_unlink (path);
  driver_click_button (GTK_WIDGET (window), "Save Again");
  driver_wait (is_saved (window));
  g_assert_true (files_has (path, "Nginx"));
  driver_wait (driver_find_button (GTK_WIDGET (window), "Save Again") == NULL);
  driver_close (window);
}

/* As when a disk is taken away: an empty folder is left where it was. */
static void
take_away (const char *name)
{
  g_autofree char *folder = files_get_path (name);
  g_autofree char *away = g_strconcat (folder, "-away", NULL);

  g_assert_cmpint (g_rename (folder, away), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
}

static void
test_nothing_is_saved_where_a_disk_was_unasked (void)
{
  g_autofree char *disk = files_get_path ("disk");
  g_autofree char *other = files_get_path ("other.linchpin");
  g_autofree char *path = NULL;
  LpWindow *window;

  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  path = files_make ("disk/kept.linchpin", OURS);
  window = driver_open_file (path);
  rename_box (window, "Mine");
  take_away ("disk");
  driver_key ("<Control>s");
  driver_answer (window, "Save “kept.linchpin” There?", "Cancel");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (is_saved (window));

  driver_key ("<Control>s");
  driver_answer (window, "Save “kept.linchpin” There?", "Save As…");
  choose_name (window, other);
  driver_wait (is_saved (window));
  g_assert_true (files_has (other, "Mine"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  driver_close (window);
  g_unlink (other);
}

static void
test_whoever_wants_it_there_nevertheless_gets_it (void)
{
  g_autofree char *disk = files_get_path ("folder");
  g_autofree char *path = NULL;
  LpWindow *window;

  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  path = files_make ("folder/kept.linchpin", OURS);
  window = driver_open_file (path);
  rename_box (window, "Mine");
  take_away ("folder");
  driver_key ("<Control>s");
  driver_answer (window, "Save “kept.linchpin” There?", "Save There");
  driver_wait (is_saved (window));
  g_assert_true (files_has (path, "Mine"));
  rename_box (window, "Again");
  driver_key ("<Control>s");
  driver_wait (is_saved (window));
  driver_close (window);
}

static LpWindow *
begin_to_save_slowly (char **path)
{
  LpWindow *window;

  *path = files_make ("kept.linchpin", OURS);
  window = driver_open_file (*path);
  rename_box (window, "First");
  g_free (files_make_stuck ("kept.linchpin"));
  driver_key ("<Control>s");

  return window;
}

static void
test_what_is_changed_while_saving_is_not_saved (void)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  LpWindow *window = begin_to_save_slowly (&path);

  rename_box (window, "Second");
  text = files_take ();
  g_assert_nonnull (strstr (text, "First"));
  wait_a_while ();
  g_assert_false (is_saved (window));
  g_assert_nonnull (driver_find_by_name (window, "Second"));
  driver_close (window);
}

static void
test_a_window_that_closes_after_saving_asks_about_what_came_later (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OURS);
  g_autofree char *text = NULL;
  LpWindow *window = driver_open_file (path);

  rename_box (window, "First");
  g_free (files_make_stuck ("kept.linchpin"));
  driver_key ("<Control>w");
  driver_answer (window, "Save Changes?", "Save");
  rename_box (window, "Second");
  text = files_take ();
  driver_answer (window, "Save Changes?", "Cancel");
  g_assert_nonnull (driver_find_by_name (window, "Second"));
  driver_close (window);
}

static void
test_it_is_asked_once_before_closing (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OURS);
  LpWindow *window = driver_open_file (path);

  rename_box (window, "Mine");
  for (guint i = 0; i < 3; i++)
    gtk_window_close (GTK_WINDOW (window));
  driver_answer (window, "Save Changes?", "Cancel");
  wait_a_while ();
  g_assert_null (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG));
  driver_close (window);
}

/* It was about what there was then, and could not be done while the file was written. */
static void
test_discarding_once_is_not_discarding_for_ever (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OURS);
  g_autofree char *text = NULL;
  LpWindow *window = driver_open_file (path);
  GtkWidget *dialog = NULL;

  rename_box (window, "First");
  g_free (files_make_stuck ("kept.linchpin"));
  driver_key ("<Control>w");
  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.save", NULL);
  driver_answer (window, "Save Changes?", "Discard");
  driver_answer (window, "Still Saving", "Keep Open");
  text = files_take ();
  driver_wait (is_saved (window));
  rename_box (window, "Second");
  driver_key ("<Control>w");
  driver_answer (window, "Save Changes?", "Cancel");
  driver_close (window);
}

/* The newest is written last. */
static void
test_two_savings_are_one_after_the_other (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OURS);
  g_autofree char *text = NULL;
  LpWindow *window = driver_open_file (path);

  rename_box (window, "First");
  g_free (files_make_stuck ("kept.linchpin"));
  driver_key ("<Control>w");
  driver_wait (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.save", NULL);
  lp_element_set_text (driver_get_element (window, "w"), LP_ATTRIBUTE_NAME, "Second");
  driver_answer (window, "Save Changes?", "Save");
  text = files_take ();
  g_assert_nonnull (strstr (text, "First"));
  if (strstr (text, "Second") == NULL)
    {
      g_free (text);
      text = files_take ();
    }
  g_assert_true (g_str_has_suffix (text, "</design>\n"));
  g_assert_nonnull (strstr (text, "Second"));
  driver_wait_closed (window);
}

/* The chooser was about one design; the window shows another by then. */
static void
test_a_place_is_for_the_design_that_it_was_chosen_for (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OURS);
  g_autofree char *other = files_get_path ("other.linchpin");
  LpWindow *window = driver_open_file (path);

  files_begin_reload (window, "kept.linchpin");
  driver_key ("<Control><Shift>s");
  driver_wait (driver_find_dialog (window, GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL);
  files_give (path, THEIRS);
  driver_wait (lp_design_find (driver_get_design (window), "c") != NULL);
  choose_name (window, other);
  driver_wait (g_file_test (other, G_FILE_TEST_EXISTS));
  driver_wait (files_has (other, "</design>"));
  g_assert_false (files_has (other, "Redis"));
  wait_a_while ();
  g_assert_true (files_find_window (path) == window);
  driver_close (window);
  g_unlink (other);
}

static void
test_a_window_may_close_while_a_place_is_chosen (void)
{
  LpWindow *window = driver_open (OURS);
  LpDocument *document = lp_window_find_document (window);

  rename_box (window, "Mine");
  driver_key ("<Control><Shift>s");
  driver_wait (driver_find_dialog (window, GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL);
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);
  driver_close (window);
  driver_wait (document == NULL);
}

/* Asked about one design; the answer is about no other. */
static void
test_discarding_one_design_discards_no_other (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OURS);
  LpWindow *window = driver_open_file (path);

  rename_box (window, "Mine");
  files_begin_reload (window, "kept.linchpin");
  driver_answer (window, "Discard Your Changes?", "Discard and Reload");
  driver_key ("<Control>w");
  driver_wait (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG) != NULL);
  files_give (path, THEIRS);
  driver_wait (lp_design_find (driver_get_design (window), "c") != NULL);
  lp_element_set_text (driver_get_element (window, "c"), LP_ATTRIBUTE_NAME, "Later");
  driver_answer (window, "Save Changes?", "Discard");
  driver_answer (window, "Save Changes?", "Cancel");
  g_assert_nonnull (driver_find_by_name (window, "Later"));
  driver_close (window);
}

#define ADD(function) g_test_add_func ("/saving/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (what_others_wrote_is_not_overwritten_unasked);
  ADD (both_can_be_kept);
  ADD (it_is_asked_also_after_the_banner_was_closed);
  ADD (a_file_that_is_gone_is_written_again);
  ADD (nothing_is_saved_where_a_disk_was_unasked);
  ADD (whoever_wants_it_there_nevertheless_gets_it);
  ADD (what_is_changed_while_saving_is_not_saved);
  ADD (a_window_that_closes_after_saving_asks_about_what_came_later);
  ADD (it_is_asked_once_before_closing);
  ADD (discarding_once_is_not_discarding_for_ever);
  ADD (two_savings_are_one_after_the_other);
  ADD (a_place_is_for_the_design_that_it_was_chosen_for);
  ADD (a_window_may_close_while_a_place_is_chosen);
  ADD (discarding_one_design_discards_no_other);

  return g_test_run ();
}
