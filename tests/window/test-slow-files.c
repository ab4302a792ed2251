/* SPDX-License-Identifier: MIT */
/* Files that take their time, or for ever: the window goes on, and says what it waits for. */
#include "config.h"

#include <glib/gstdio.h>

#include "window/files.h"
#include "window/site.h"
#include "window/widgets/work-bar.h"

#define OURS "<web-server id=\"w\" name=\"Nginx\" x=\"200\" y=\"200\"/>\n"

/* Where the widget went, NULL as long as it has not. */
static GThread *went;

static void
gone_cb (gpointer  unused,
         GObject  *widget)
{
  went = g_thread_self ();
}

static void
watch_work (LpWindow *window)
{
  GtkWidget *bar = NULL;

  driver_wait ((bar = driver_find_type (GTK_WIDGET (window), LP_TYPE_WORK_BAR)) != NULL);
  went = NULL;
  g_object_weak_ref (G_OBJECT (bar), gone_cb, NULL);
}

static void
test_a_cancelled_reading_leaves_widgets_to_their_thread (void)
{
  g_autofree char *path = files_make_slow ("slow.linchpin");
  LpWindow *window = driver_open_start ();

  files_open ((const char *[]) { path, NULL });
  watch_work (window);
  driver_click_button (GTK_WIDGET (window), "Cancel");
  driver_wait (lp_window_is_empty (window));
  files_give (path, OURS);
  driver_wait (g_atomic_pointer_get (&went) != NULL);
  g_assert_true (went == g_thread_self ());
  driver_close (window);
}

static void
test_a_window_that_closes_while_reading_leaves_widgets_to_their_thread (void)
{
  g_autofree char *path = files_make_slow ("slow.linchpin");
  LpWindow *window = driver_open_start ();

  files_open ((const char *[]) { path, NULL });
  watch_work (window);
  driver_close (window);
  files_give (path, OURS);
  driver_wait (g_atomic_pointer_get (&went) != NULL);
  g_assert_true (went == g_thread_self ());
}

static void
wait_a_while (void)
{
  for (guint i = 0; i < 20; i++)
    driver_settle ();
}

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

/* The place of the last export is one that takes no more. */
static LpWindow *
begin_to_export_slowly (void)
{
  g_autofree char *path = files_get_path ("picture.png");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  LpWindow *window = driver_open (OURS);
  GtkWidget *dialog = NULL, *chooser = NULL;

  g_unlink (path);
  driver_key ("<Control>e");
  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_WINDOW)) != NULL);
  driver_click_button (dialog, "Export…");
  driver_wait ((chooser = driver_find_dialog (window, GTK_TYPE_FILE_CHOOSER_DIALOG)) != NULL);
  driver_wait (driver_find_button (chooser, "Save") != NULL);
  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "picture.png");
  driver_click_button (chooser, "Save");
  driver_wait (driver_find_button (GTK_WIDGET (window), "Show in Folder") != NULL);
  driver_turn_to (window);
  g_free (files_make_stuck ("picture.png"));
  driver_key ("<Control><Shift>e");
  driver_wait (driver_find_type (GTK_WIDGET (window), LP_TYPE_WORK_BAR) != NULL);

  return window;
}

static void
test_an_export_that_hangs_hangs_nothing_else (void)
{
  LpWindow *window = begin_to_export_slowly ();

  rename_box (window, "Meanwhile");
  wait_a_while ();
  g_assert_nonnull (driver_find_type (GTK_WIDGET (window), LP_TYPE_WORK_BAR));
  driver_click_button (GTK_WIDGET (window), "Cancel");
  driver_wait (driver_find_type (GTK_WIDGET (window), LP_TYPE_WORK_BAR) == NULL);
  g_assert_null (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG));
  files_break ();
  driver_close (window);
}

static void
test_an_export_that_fails_says_so (void)
{
  LpWindow *window = begin_to_export_slowly ();

  files_break ();
  driver_answer (window, "Could not export to “picture.png”", "Close");
  driver_close (window);
}

static void
test_a_window_waits_for_its_picture_before_it_closes (void)
{
  LpWindow *window = begin_to_export_slowly ();

  driver_key ("<Control>w");
  driver_wait (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  driver_wait ((files_drain (), window == NULL));
}

static void
test_a_window_can_do_without_its_picture (void)
{
  LpWindow *window = begin_to_export_slowly ();

  driver_key ("<Control>w");
  driver_answer (window, "Still Exporting", "Close Anyway");
  driver_wait_closed (window);
  files_break ();
}

static LpWindow *
begin_to_save_slowly (void)
{
  g_autofree char *path = files_make ("kept.linchpin", OURS);
  LpWindow *window = driver_open_file (path);

  rename_box (window, "Mine");
  g_free (files_make_stuck ("kept.linchpin"));
  driver_key ("<Control>s");

  return window;
}

static void
test_a_window_closes_when_it_is_saved (void)
{
  LpWindow *window = begin_to_save_slowly ();
  g_autofree char *text = NULL;

  driver_key ("<Control>w");
  driver_wait (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG) != NULL);
  driver_turn_to (window);
  driver_key ("<Control>w");
  wait_a_while ();
  text = files_take ();
  driver_wait_closed (window);
}

static void
test_a_window_stays_for_who_has_thought_again (void)
{
  LpWindow *window = begin_to_save_slowly ();
  g_autofree char *text = NULL;

  driver_key ("<Control>w");
  driver_answer (window, "Still Saving", "Keep Open");
  text = files_take ();
  driver_wait (lp_document_is_saved (lp_window_find_document (window)));
  wait_a_while ();
  driver_close (window);
}

static void
test_a_window_whose_saving_failed_stays (void)
{
  LpWindow *window = begin_to_save_slowly ();

  driver_key ("<Control>w");
  driver_wait (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG) != NULL);
  files_break ();
  driver_wait (driver_find_type (GTK_WIDGET (window), LP_TYPE_WORK_BAR) == NULL);
  driver_answer (window, "Could not save “kept.linchpin”", "Close");
  wait_a_while ();
  g_assert_nonnull (driver_find_by_name (window, "Mine"));
  driver_close (window);
}

/* The design that a draft of this process has, or NULL. */
static char *
find_draft (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "linchpin", "recovery",
                                              NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".linchpin"))
      return g_build_filename (folder, name, NULL);

  return NULL;
}

static gboolean
draft_has (const char *words)
{
  g_autofree char *path = find_draft ();

  return path != NULL && files_has (path, words);
}

/* Also what was changed since the saving began, a moment before. */
static void
test_who_does_not_wait_for_saving_has_a_draft (void)
{
  LpWindow *window = begin_to_save_slowly ();

  driver_key ("<Control>w");
  driver_wait (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG) != NULL);
  lp_element_set_text (driver_get_element (window, "w"), LP_ATTRIBUTE_NAME, "Later");
  driver_answer (window, "Still Saving", "Close Anyway");
  driver_wait_closed (window);
  driver_wait (draft_has ("Later"));
  wait_a_while ();
  g_assert_true (draft_has ("Later"));
  files_break ();
}

/* The program may live on, in another window. */
static void
test_a_draft_goes_when_the_saving_succeeds_after_all (void)
{
  LpWindow *window = begin_to_save_slowly ();
  g_autofree char *text = NULL;

  driver_key ("<Control>w");
  driver_answer (window, "Still Saving", "Close Anyway");
  driver_wait_closed (window);
  driver_wait (draft_has ("Mine"));
  text = files_take ();
  driver_wait (!draft_has ("Mine"));
}

#define ADD(function) g_test_add_func ("/slow-files/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (a_cancelled_reading_leaves_widgets_to_their_thread);
  ADD (a_window_that_closes_while_reading_leaves_widgets_to_their_thread);

  ADD (an_export_that_hangs_hangs_nothing_else);
  ADD (an_export_that_fails_says_so);
  ADD (a_window_waits_for_its_picture_before_it_closes);
  ADD (a_window_can_do_without_its_picture);
  ADD (a_window_closes_when_it_is_saved);
  ADD (a_window_stays_for_who_has_thought_again);
  ADD (a_window_whose_saving_failed_stays);
  ADD (a_draft_goes_when_the_saving_succeeds_after_all);
  ADD (who_does_not_wait_for_saving_has_a_draft);

  return g_test_run ();
}
