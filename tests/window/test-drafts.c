/* SPDX-License-Identifier: MIT */
/* Work that was not saved when the program ended, and that which could not even be kept. */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "file/draft.h"
#include "window/files.h"
#include "window/scratch.h"
#include "window/site.h"

#define KEPT "<web-server id=\"w\" name=\"Nginx\" x=\"200\" y=\"200\"/>\n"
#define NEWER KEPT "<cache id=\"c\" name=\"Redis\" x=\"500\" y=\"200\"/>\n"

static char *
get_state_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "linchpin", NULL);
}

static guint
count_drafts (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "linchpin", "recovery",
                                              NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".linchpin");

  return n;
}

/* As if a program had ended in the middle of it. @path is where the design comes from, or NULL. */
static void
leave_draft (const char *title,
             const char *path)
{
  g_autoptr (GFile) original = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (LpDraft) draft = lp_draft_new (original);
  g_autoptr (LpDesign) design = lp_design_new ();
  LpElement *root = lp_design_get_root (design);
  g_autoptr (LpElement) box = lp_design_make_element (design, LP_KIND_DATABASE, root);
  g_autoptr (GError) error = NULL;

  lp_element_set_text (root, LP_ATTRIBUTE_TITLE, title);
  lp_element_set_text (box, LP_ATTRIBUTE_NAME, title);
  lp_design_add (design, box, root, NULL);
  lp_draft_write (draft, design, &error);
  g_assert_no_error (error);
}

static void
leave_damaged_draft (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "linchpin", "recovery",
                                              NULL);
  g_autofree char *lock = g_build_filename (folder, "damaged.lock", NULL);
  g_autofree char *file = g_build_filename (folder, "damaged.linchpin", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  g_assert_true (g_file_set_contents (file, "<design", -1, NULL));
}

/* As the program does it. */
static LpWindow *
start (void)
{
  LpWindow *window = driver_open_start ();

  g_application_activate (g_application_get_default ());
  driver_settle ();

  return window;
}

static LpWindow *
find_recovered (const char *name)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (LP_IS_WINDOW (window) && lp_window_find_document (LP_WINDOW (window)) != NULL &&
          driver_find_by_name (LP_WINDOW (window), name) != NULL)
        return LP_WINDOW (window);
    }

  return NULL;
}

static gboolean
is_saved (LpWindow *window)
{
  return lp_document_is_saved (lp_window_find_document (window));
}

static void
wait_a_while (void)
{
  for (guint i = 0; i < 20; i++)
    driver_settle ();
}

static void
test_recovered_work_is_shown_and_unsaved (void)
{
  LpWindow *window;

  leave_draft ("Lost", NULL);
  window = start ();
  driver_click_button (GTK_WIDGET (window), "Recover");
  driver_wait (find_recovered ("Lost") == window);
  g_assert_false (is_saved (window));
  g_assert_cmpuint (count_drafts (), ==, 1);
  driver_close (window);
  driver_wait (count_drafts () == 0);
}

static void
test_discarded_work_is_gone (void)
{
  LpWindow *window = driver_open (KEPT);

  lp_canvas_add_kind (driver_get_canvas (window), LP_KIND_CACHE);
  driver_settle ();
  driver_key ("Return");
  driver_wait (count_drafts () == 1);
  driver_key ("<Control>w");
  driver_answer (window, "Save Changes?", "Discard");
  driver_wait_closed (window);
  driver_wait (count_drafts () == 0);
}

/* Also what holds them all: each would keep its design, and the draft of that. */
static void
test_a_closed_window_is_gone_with_everything (void)
{
  LpWindow *window = driver_open (KEPT);
  LpDocument *document = lp_window_find_document (window);
  LpCanvas *canvas = driver_get_canvas (window);

  driver_wait (lp_document_is_checked (document));
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);
  g_object_add_weak_pointer (G_OBJECT (canvas), (gpointer *) &canvas);
  driver_close (window);
  driver_wait (document == NULL);
  driver_wait (canvas == NULL);
}

static void
test_recovered_work_outlives_a_file_that_is_still_read (void)
{
  g_autofree char *path = files_make_slow ("slow.linchpin");
  LpWindow *window = driver_open_start ();
  LpWindow *recovered = NULL;

  leave_draft ("Lost", NULL);
  files_open ((const char *[]) { path, NULL });
  driver_click_button (GTK_WIDGET (window), "Recover");
  driver_wait ((recovered = find_recovered ("Lost")) != NULL);
  files_give (path, KEPT);
  driver_wait (files_find_window (path) != NULL);
  wait_a_while ();
  g_assert_true (files_find_window (path) != recovered);
  g_assert_true (find_recovered ("Lost") == recovered);
  g_assert_false (is_saved (recovered));
  g_assert_cmpuint (count_drafts (), ==, 1);
}

static void
test_all_that_was_lost_is_recovered (void)
{
  LpWindow *window;

  leave_draft ("One", NULL);
  leave_draft ("Two", NULL);
  leave_damaged_draft ();
  leave_draft ("Three", NULL);
  window = start ();
  driver_click_button (GTK_WIDGET (window), "Recover");
  driver_wait (find_recovered ("One") != NULL && find_recovered ("Two") != NULL &&
               find_recovered ("Three") != NULL);
  g_assert_cmpuint (files_count_windows (), ==, 3);
  g_assert_cmpuint (count_drafts (), ==, 4);
}

/* What is wrong with it is said, and it is not offered for ever. */
static void
test_a_damaged_draft_can_go (void)
{
  LpWindow *window;
  GtkWidget *dialog = NULL;

  leave_damaged_draft ();
  window = start ();
  driver_click_button (GTK_WIDGET (window), "Recover");
  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), !=, "");
  driver_answer (window, "Could Not Recover", "Discard");
  driver_wait (count_drafts () == 0);
  g_assert_null (lp_window_find_document (window));
}

static void
test_a_damaged_draft_can_stay (void)
{
  g_autoptr (GPtrArray) drafts = NULL;
  LpWindow *window;

  leave_damaged_draft ();
  window = start ();
  driver_click_button (GTK_WIDGET (window), "Recover");
  driver_answer (window, "Could Not Recover", "Ask Again Next Time");
  drafts = lp_draft_list ();
  g_assert_cmpuint (drafts->len, ==, 1);
}

static void
test_nobody_has_to_recover_to_get_rid_of_it (void)
{
  LpWindow *window;

  leave_draft ("One", NULL);
  leave_damaged_draft ();
  window = start ();
  driver_click_button (GTK_WIDGET (window), "Discard");
  driver_answer (window, "Discard What Was Not Saved?", "Cancel");
  g_assert_cmpuint (count_drafts (), ==, 2);
  driver_click_button (GTK_WIDGET (window), "Discard");
  driver_answer (window, "Discard What Was Not Saved?", "Discard");
  driver_wait (count_drafts () == 0);
  driver_wait (driver_find_button (GTK_WIDGET (window), "Recover") == NULL);
  g_assert_null (lp_window_find_document (window));
}

/* @between says what happens to the file between the crash and the next start. */
static LpWindow *
recover_draft_of (const char *path,
                  void      (*between) (const char *path))
{
  LpWindow *window;

  leave_draft ("Lost", path);
  if (between != NULL)
    between (path);
  window = start ();
  driver_click_button (GTK_WIDGET (window), "Recover");
  driver_wait (find_recovered ("Lost") == window);
  driver_wait (driver_find_button (GTK_WIDGET (window), "Save") != NULL);
  driver_key ("<Control>s");

  return window;
}

static void
change (const char *path)
{
  g_free (files_make ("kept.linchpin", NEWER));
}

static void
remove_it (const char *path)
{
  g_unlink (path);
}

static void
test_recovered_work_overwrites_no_newer_file_unasked (void)
{
  g_autofree char *path = files_make ("kept.linchpin", KEPT);
  LpWindow *window = recover_draft_of (path, change);

  driver_answer (window, "Overwrite “kept.linchpin”?", "Cancel");
  g_assert_true (files_has (path, "Redis"));
  g_assert_false (is_saved (window));
  driver_key ("<Control>s");
  driver_answer (window, "Overwrite “kept.linchpin”?", "Overwrite");
  driver_wait (is_saved (window));
  g_assert_true (files_has (path, "Lost"));
  driver_wait (count_drafts () == 0);
}

static void
test_recovered_work_is_saved_where_it_belongs (void)
{
  g_autofree char *path = files_make ("kept.linchpin", KEPT);
  LpWindow *window = recover_draft_of (path, NULL);

  driver_wait (is_saved (window));
  g_assert_true (files_has (path, "Lost"));
  g_assert_null (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG));
}

static void
test_recovered_work_is_saved_where_nothing_is (void)
{
  g_autofree char *path = files_make ("kept.linchpin", KEPT);
  LpWindow *window = recover_draft_of (path, remove_it);

  driver_wait (is_saved (window));
  g_assert_true (files_has (path, "Lost"));
}

/* Two ways in which nothing can be kept, and back. */
static void
block_folder (gboolean blocked)
{
  g_autofree char *folder = get_state_folder ();

  if (blocked)
    g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  else
    g_assert_cmpint (g_unlink (folder), ==, 0);
}

static void
fill_disk (gboolean full)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = full ? 1 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
add_box (LpWindow *window)
{
  lp_canvas_add_kind (driver_get_canvas (window), LP_KIND_CACHE);
  driver_settle ();
  driver_key ("Return");
}

static GtkWidget *
find_warning (LpWindow *window)
{
  return driver_find_button (GTK_WIDGET (window), "Save");
}

static void
check_unkept (void (*prevent) (gboolean))
{
  LpWindow *window = driver_open (KEPT);
  GtkWidget *text;

  prevent (TRUE);
  add_box (window);
  driver_wait (find_warning (window) != NULL);
  text = driver_find_widget (GTK_WIDGET (window), "text");
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (text)), "crash"));
  g_assert_null (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG));
  add_box (window);
  add_box (window);

  prevent (FALSE);
  driver_wait (find_warning (window) == NULL);
  driver_wait (count_drafts () == 1);
  driver_close (window);
  driver_wait (count_drafts () == 0);
}

static void
test_that_nothing_can_be_kept_is_said (void)
{
  check_unkept (block_folder);
}

static void
test_that_there_is_no_space_is_said (void)
{
  check_unkept (fill_disk);
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* Who has read it is not told again with each step and each try, but when it begins again. */
static void
test_it_is_said_once (void)
{
  LpWindow *window = driver_open (KEPT);
  guint n = 0;

  g_signal_connect_swapped (lp_window_find_document (window), "notify::draft-error",
                            G_CALLBACK (count_cb), &n);
  block_folder (TRUE);
  add_box (window);
  driver_wait (find_warning (window) != NULL);
  driver_click_widget (GTK_WIDGET (window), "dismiss");
  driver_wait (find_warning (window) == NULL);
  for (guint i = 0; i < 3; i++)
    add_box (window);
  g_assert_null (find_warning (window));
  block_folder (FALSE);
  driver_wait (count_drafts () == 1);
  driver_wait (n == 2);
  g_assert_null (find_warning (window));

  fill_disk (TRUE);
  add_box (window);
  driver_wait (find_warning (window) != NULL);
  fill_disk (FALSE);
  driver_close (window);
}

/* What is saved needs no draft. */
static void
test_saving_ends_the_warning (void)
{
  g_autofree char *path = files_make ("kept.linchpin", KEPT);
  LpWindow *window = driver_open_file (path);

  block_folder (TRUE);
  add_box (window);
  driver_click_button (GTK_WIDGET (window), "Save");
  driver_wait (is_saved (window));
  driver_wait (find_warning (window) == NULL);
  driver_close (window);
  block_folder (FALSE);
}

/* What an earlier run left is offered once: each test is a run of its own. */
static void
run_alone (gconstpointer data)
{
  void (*function) (void) = data;

  if (g_test_subprocess ())
    {
      function ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

#define ADD(function) g_test_add_data_func ("/drafts/" #function, test_##function, run_alone)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (recovered_work_is_shown_and_unsaved);
  ADD (discarded_work_is_gone);
  ADD (a_closed_window_is_gone_with_everything);
  ADD (recovered_work_outlives_a_file_that_is_still_read);
  ADD (all_that_was_lost_is_recovered);
  ADD (a_damaged_draft_can_go);
  ADD (a_damaged_draft_can_stay);
  ADD (nobody_has_to_recover_to_get_rid_of_it);
  ADD (recovered_work_overwrites_no_newer_file_unasked);
  ADD (recovered_work_is_saved_where_it_belongs);
  ADD (recovered_work_is_saved_where_nothing_is);
  ADD (that_nothing_can_be_kept_is_said);
  ADD (that_there_is_no_space_is_said);
  ADD (it_is_said_once);
  ADD (saving_ends_the_warning);

  return g_test_run ();
}
