/* SPDX-License-Identifier: MIT */
/* Whether a draft still begins from what its file is. */
#include "config.h"

#include "file/origin.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "far-away.h"
#include "file/journal.h"
#include "file/save.h"
#include "saving.h"

typedef struct
{
  Saving     saving;
  GFile     *file;
  LpJournal *journal;
} Fixture;

static void
write_draft (Fixture *f)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("draft", 5);
  g_autoptr (GError) error = NULL;

  lp_journal_write_bytes (f->journal, bytes, "", &error);
  g_assert_no_error (error);
}

/* A file that was opened, and a draft of it. */
static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  saving_set_up (&f->saving, NULL);
  f->file = g_file_new_for_path (f->saving.path);
  saving_assert_saves (f->saving.path, "old");
  f->journal = lp_journal_new (f->file);
  write_draft (f);
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  lp_journal_discard (f->journal);
  lp_journal_free (f->journal);
  g_clear_object (&f->file);
  saving_tear_down (&f->saving, NULL);
}

/* The program crashes, and another one finds the draft. */
static void
crash (Fixture *f)
{
  g_autoptr (GPtrArray) journals = NULL;

  lp_journal_free (f->journal);
  journals = lp_journal_list ();
  g_assert_cmpuint (journals->len, ==, 1);
  f->journal = g_ptr_array_steal_index (journals, 0);
}

static void
assert_newer (Fixture *f,
              gboolean wanted)
{
  g_assert_true (lp_journal_is_original_newer (f->journal) == wanted);
  crash (f);
  g_assert_true (lp_journal_is_original_newer (f->journal) == wanted);

  /* Who goes on with it does not begin anew. */
  write_draft (f);
  g_assert_true (lp_journal_is_original_newer (f->journal) == wanted);
  crash (f);
  g_assert_true (lp_journal_is_original_newer (f->journal) == wanted);
}

static void
test_what_nobody_touched_is_not_newer (Fixture      *f,
                                       gconstpointer unused)
{
  assert_newer (f, FALSE);
}

static void
test_what_another_wrote_is_newer (Fixture      *f,
                                  gconstpointer unused)
{
  saving_assert_saves (f->saving.path, "theirs");
  assert_newer (f, TRUE);
}

/* It is another one, though its time is older: somebody has taken an old copy back. */
static void
test_an_older_copy_is_not_what_it_was (Fixture      *f,
                                       gconstpointer unused)
{
  const struct timespec long_ago[] = { { 1000, 0 }, { 1000, 0 } };

  saving_assert_saves (f->saving.path, "odd");
  g_assert_cmpint (utimensat (AT_FDCWD, f->saving.path, long_ago, 0), ==, 0);
  assert_newer (f, TRUE);
}

static void
test_what_is_gone_is_not_newer (Fixture      *f,
                                gconstpointer unused)
{
  g_unlink (f->saving.path);
  assert_newer (f, FALSE);
}

static void
test_a_new_file_where_none_was_is_newer (Fixture      *f,
                                         gconstpointer unused)
{
  g_unlink (f->saving.path);
  lp_journal_set_original (f->journal, f->file);
  write_draft (f);
  saving_assert_saves (f->saving.path, "theirs");
  assert_newer (f, TRUE);
}

/* After saving, the work begins from there. */
static void
test_what_we_have_saved_is_not_newer (Fixture      *f,
                                      gconstpointer unused)
{
  saving_assert_saves (f->saving.path, "mine");
  lp_journal_set_original (f->journal, f->file);
  lp_journal_discard (f->journal);
  write_draft (f);
  assert_newer (f, FALSE);
}

/* What came in between reading and the draft, or saving and the draft, is seen with a stamp. */
static void
test_with_a_stamp_nothing_comes_between (Fixture      *f,
                                         gconstpointer unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("mine", 4);
  g_autoptr (LpStamp) stamp = NULL;

  g_assert_true (lp_file_save_over (f->file, bytes, NULL, &stamp, NULL));
  saving_assert_saves (f->saving.path, "theirs");
  lp_journal_set_original (f->journal, f->file);
  lp_journal_set_stamp (f->journal, stamp);
  g_assert_true (lp_journal_find_stamp (f->journal) == stamp);
  write_draft (f);
  assert_newer (f, TRUE);
}

static void
test_without_a_file_nothing_is_newer (Fixture      *f,
                                      gconstpointer unused)
{
  lp_journal_set_original (f->journal, NULL);
  write_draft (f);
  assert_newer (f, FALSE);
}

/* Drafts of an earlier version do not say what they began from: then the times decide. */
static void
test_without_a_stamp_the_times_decide (Fixture      *f,
                                       gconstpointer unused)
{
  const struct timespec long_ago[] = { { 1000, 0 }, { 1000, 0 } };
  const struct timespec far_off[] = { { 4000000000, 0 }, { 4000000000, 0 } };
  g_autoptr (LpStamp) unknown = lp_stamp_new_from_etag (NULL);

  lp_journal_set_stamp (f->journal, unknown);
  write_draft (f);
  g_assert_cmpint (utimensat (AT_FDCWD, f->saving.path, long_ago, 0), ==, 0);
  assert_newer (f, FALSE);
  g_assert_cmpint (utimensat (AT_FDCWD, f->saving.path, far_off, 0), ==, 0);
  assert_newer (f, TRUE);
  g_unlink (f->saving.path);
  assert_newer (f, FALSE);
}

/* The thread that writes the first draft asks, not the window. */
static void
test_a_network_is_asked_with_the_first_draft (Fixture      *f,
                                              gconstpointer unused)
{
  g_autoptr (GFile) far_away = far_away_new (f->saving.path);

  lp_journal_set_original (f->journal, far_away);
  g_assert_null (lp_journal_find_stamp (f->journal));
  write_draft (f);
  g_assert_nonnull (lp_journal_find_stamp (f->journal));
  g_assert_false (lp_journal_is_original_newer (f->journal));
  saving_assert_saves (f->saving.path, "theirs");
  g_assert_true (lp_journal_is_original_newer (f->journal));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  saving_begin ();
  g_test_init (&argc, &argv, NULL);

  ADD ("/journal/origin/same", test_what_nobody_touched_is_not_newer);
  ADD ("/journal/origin/changed", test_what_another_wrote_is_newer);
  ADD ("/journal/origin/older", test_an_older_copy_is_not_what_it_was);
  ADD ("/journal/origin/gone", test_what_is_gone_is_not_newer);
  ADD ("/journal/origin/new", test_a_new_file_where_none_was_is_newer);
  ADD ("/journal/origin/saved", test_what_we_have_saved_is_not_newer);
  ADD ("/journal/origin/stamp", test_with_a_stamp_nothing_comes_between);
  ADD ("/journal/origin/none", test_without_a_file_nothing_is_newer);
  ADD ("/journal/origin/times", test_without_a_stamp_the_times_decide);
  ADD ("/journal/origin/network", test_a_network_is_asked_with_the_first_draft);

  return saving_end (g_test_run ());
}
