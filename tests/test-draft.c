/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/draft.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "file/format.h"
#include "file/templates.h"
#include "file/writer.h"

static char *state;     /* The folder that stands in for the user’s. */

static guint
count_files (void)
{
  g_autofree char *folder = g_build_filename (state, "linchpin", "recovery", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
crash (void)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-1", NULL);
  g_autoptr (GFile) original = g_file_new_for_uri ("file:///home/me/%C3%9C%20ber.linchpin");
  LpDraft *draft = lp_draft_new (original);

  if (!lp_draft_write (draft, design, NULL))
    _exit (1);

  _exit (0);
}

/* Another process that ends without a word. */
static void
run_and_crash (void)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    crash ();

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

static void
test_work_of_a_crashed_process_is_found (void)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (LpDesign) template = lp_template_open ("task-1", NULL);
  g_autoptr (GBytes) kept = lp_file_write_bytes (template);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  LpDraft *draft;
  LpDesign *design;
  gint64 passed;

  run_and_crash ();

  drafts = lp_draft_list ();
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = drafts->pdata[0];
  uri = g_file_get_uri (lp_draft_find_original (draft));
  g_assert_cmpstr (uri, ==, "file:///home/me/%C3%9C%20ber.linchpin");
  g_assert_cmpstr (lp_draft_get_title (draft), ==, "Distributed web infrastructure");
  passed = time (NULL) - lp_draft_get_time (draft);
  g_assert_cmpint (ABS (passed), <, 60);

  design = lp_draft_open (draft, &error);
  g_assert_no_error (error);
  g_assert_false (lp_history_is_saved (lp_design_get_history (design)));
  g_assert_false (lp_history_can_undo (lp_design_get_history (design)));
  found = lp_file_write_bytes (design);
  g_assert_true (g_bytes_equal (found, kept));
  g_assert_finalize_object (design);

  lp_draft_discard (draft);
  g_assert_cmpuint (count_files (), ==, 0);
}

/* Two windows that start at once do not both offer it. */
static void
test_what_one_list_holds_no_other_does (void)
{
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;

  run_and_crash ();

  first = lp_draft_list ();
  second = lp_draft_list ();
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpuint (second->len, ==, 0);

  g_ptr_array_set_size (first, 0);
  third = lp_draft_list ();
  g_assert_cmpuint (third->len, ==, 1);
  lp_draft_discard (third->pdata[0]);
}

static void
test_a_living_process_keeps_its_own (void)
{
  g_autoptr (LpDraft) draft = lp_draft_new (NULL);
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_files (), ==, 0);
  lp_draft_write (draft, design, &error);
  g_assert_no_error (error);
  lp_draft_write (draft, design, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (), ==, 3);

  drafts = lp_draft_list ();
  g_assert_cmpuint (drafts->len, ==, 0);
  g_assert_null (lp_draft_find_original (draft));

  lp_draft_discard (draft);
  g_assert_cmpuint (count_files (), ==, 0);

  lp_draft_write (draft, design, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (), ==, 3);
  lp_draft_discard (draft);
}

static void
test_rests_without_a_design_are_swept (void)
{
  g_autofree char *folder = g_build_filename (state, "linchpin", "recovery", NULL);
  g_autofree char *path = g_build_filename (folder, "rest.lock", NULL);
  g_autoptr (GPtrArray) drafts = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  drafts = lp_draft_list ();
  g_assert_cmpuint (drafts->len, ==, 0);
  g_assert_cmpuint (count_files (), ==, 0);
}

static void
test_a_broken_design_is_an_error_and_can_go (void)
{
  g_autofree char *folder = g_build_filename (state, "linchpin", "recovery", NULL);
  g_autofree char *lock = g_build_filename (folder, "broken.lock", NULL);
  g_autofree char *file = g_build_filename (folder, "broken.linchpin", NULL);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  g_assert_true (g_file_set_contents (file, "<design", -1, NULL));
  drafts = lp_draft_list ();
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (lp_draft_get_title (drafts->pdata[0]), ==, "");
  g_assert_null (lp_draft_open (drafts->pdata[0], &error));
  g_assert_error (error, LP_FILE_ERROR, LP_FILE_ERROR_MALFORMED);

  lp_draft_discard (drafts->pdata[0]);
  g_assert_cmpuint (count_files (), ==, 0);
}

static void
test_where_nothing_can_be_kept_it_says_so (void)
{
  g_autofree char *folder = g_build_filename (state, "linchpin", NULL);
  g_autofree char *recovery = g_build_filename (folder, "recovery", NULL);
  g_autofree char *wanted = NULL;
  g_autoptr (LpDraft) draft = lp_draft_new (NULL);
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (GError) error = NULL;

  g_rmdir (recovery);
  g_rmdir (folder);
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));

  wanted = g_strdup_printf ("Unsaved work cannot be kept in “%s”: Not a directory", recovery);
  g_assert_false (lp_draft_write (draft, design, &error));
  g_assert_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE);
  g_assert_cmpstr (error->message, ==, wanted);
  g_unlink (folder);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  state = g_dir_make_tmp ("linchpin-draft-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft/crash", test_work_of_a_crashed_process_is_found);
  g_test_add_func ("/draft/one-list", test_what_one_list_holds_no_other_does);
  g_test_add_func ("/draft/living", test_a_living_process_keeps_its_own);
  g_test_add_func ("/draft/rests", test_rests_without_a_design_are_swept);
  g_test_add_func ("/draft/broken", test_a_broken_design_is_an_error_and_can_go);
  g_test_add_func ("/draft/unwritable", test_where_nothing_can_be_kept_it_says_so);

  status = g_test_run ();
  g_rmdir (state);
  g_free (state);

  return status;
}
