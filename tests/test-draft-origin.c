/* SPDX-License-Identifier: MIT */
/* Whether a draft still begins from what its file is. */
#include "config.h"

#include "file/origin.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "far-away.h"
#include "file/draft.h"
#include "file/save.h"
#include "saving.h"

typedef struct
{
  Saving     saving;
  GFile     *file;
  LpDraft *draft;
} Fixture;

static void
write_draft (Fixture *f)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("draft", 5);
  g_autoptr (GError) error = NULL;

  lp_draft_write_bytes (f->draft, bytes, "", &error);
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
  f->draft = lp_draft_new (f->file);
  write_draft (f);
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  lp_draft_discard (f->draft);
  lp_draft_free (f->draft);
  g_clear_object (&f->file);
  saving_tear_down (&f->saving, NULL);
}

/* The program crashes, and another one finds the draft. */
static void
crash (Fixture *f)
{
  g_autoptr (GPtrArray) drafts = NULL;

  lp_draft_free (f->draft);
  drafts = lp_draft_list ();
  g_assert_cmpuint (drafts->len, ==, 1);
  f->draft = g_ptr_array_steal_index (drafts, 0);
}

static void
assert_newer (Fixture *f,
              gboolean wanted)
{
  g_assert_true (lp_draft_is_original_newer (f->draft) == wanted);
  crash (f);
  g_assert_true (lp_draft_is_original_newer (f->draft) == wanted);

  /* Who goes on with it does not begin anew. */
  write_draft (f);
  g_assert_true (lp_draft_is_original_newer (f->draft) == wanted);
  crash (f);
  g_assert_true (lp_draft_is_original_newer (f->draft) == wanted);
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
  lp_draft_set_original (f->draft, f->file);
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
  lp_draft_set_original (f->draft, f->file);
  lp_draft_discard (f->draft);
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
  lp_draft_set_original (f->draft, f->file);
  lp_draft_set_stamp (f->draft, stamp);
  g_assert_true (lp_draft_find_stamp (f->draft) == stamp);
  write_draft (f);
  assert_newer (f, TRUE);
}

static void
test_without_a_file_nothing_is_newer (Fixture      *f,
                                      gconstpointer unused)
{
  lp_draft_set_original (f->draft, NULL);
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
  g_autoptr (LpStamp) unknown = lp_stamp_new_unknown ();

  lp_draft_set_stamp (f->draft, unknown);
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

  lp_draft_set_original (f->draft, far_away);
  g_assert_null (lp_draft_find_stamp (f->draft));
  write_draft (f);
  g_assert_nonnull (lp_draft_find_stamp (f->draft));
  g_assert_false (lp_draft_is_original_newer (f->draft));
  saving_assert_saves (f->saving.path, "theirs");
  g_assert_true (lp_draft_is_original_newer (f->draft));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  saving_begin ();
  g_test_init (&argc, &argv, NULL);

  ADD ("/draft/origin/same", test_what_nobody_touched_is_not_newer);
  ADD ("/draft/origin/changed", test_what_another_wrote_is_newer);
  ADD ("/draft/origin/older", test_an_older_copy_is_not_what_it_was);
  ADD ("/draft/origin/gone", test_what_is_gone_is_not_newer);
  ADD ("/draft/origin/new", test_a_new_file_where_none_was_is_newer);
  ADD ("/draft/origin/saved", test_what_we_have_saved_is_not_newer);
  ADD ("/draft/origin/stamp", test_with_a_stamp_nothing_comes_between);
  ADD ("/draft/origin/none", test_without_a_file_nothing_is_newer);
  ADD ("/draft/origin/times", test_without_a_stamp_the_times_decide);
  ADD ("/draft/origin/network", test_a_network_is_asked_with_the_first_draft);

  return saving_end (g_test_run ());
}
