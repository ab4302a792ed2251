/* SPDX-License-Identifier: MIT */
/* Whether a file and its folder are still those that they were. */
#include "config.h"

#include "file/stamp.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mount.h>
#include <unistd.h>

#include "far-away.h"
#include "file/format.h"
#include "file/save.h"
#include "saving.h"

#define CHANGED "“a.linchpin” was not saved: another program has changed it meanwhile."
#define MOVED "“a.linchpin” was not saved: its folder is not the one it was in. " \
              "Look whether its disk is there, or save it somewhere else."

static LpStamp *
take_stamp (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return lp_stamp_new (file);
}

/* Saves, and says what the file is then. */
static LpStamp *
save_over (GFile      *file,
           const char *text,
           LpStamp    *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  LpStamp *saved = NULL;

  lp_file_save_over (file, bytes, expected, &saved, &error);
  g_assert_no_error (error);
  g_assert_nonnull (saved);

  return saved;
}

static void
assert_refuses (GFile      *file,
                LpStamp    *expected,
                int         code,
                const char *message)
{
  g_autoptr (GBytes) bytes = g_bytes_new ("mine", 4);
  g_autoptr (GError) error = NULL;
  LpStamp *saved = NULL;

  g_assert_false (lp_file_save_over (file, bytes, expected, &saved, &error));
  g_assert_error (error, LP_FILE_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_null (saved);
}

static void
test_saving_again_and_again_is_expected (Saving       *f,
                                         gconstpointer unused)
{
  static const char *const texts[] = { "one", "two", "three", "" };
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autofree char *other = g_build_filename (f->folder, "b.linchpin", NULL);
  g_autoptr (LpStamp) stamp = lp_stamp_new (file);

  /* Not there at first; and at the end with a second name. */
  for (guint i = 0; i < 2 * G_N_ELEMENTS (texts); i++)
    {
      const char *text = texts[i % G_N_ELEMENTS (texts)];
      LpStamp *saved = save_over (file, text, stamp);

      lp_stamp_unref (stamp);
      stamp = saved;
      saving_assert_content (f->path, text);
      if (i == G_N_ELEMENTS (texts))
        g_assert_cmpint (link (f->path, other), ==, 0);
    }
  g_unlink (other);
}

/* Whatever the other program did with it. */
static void
change (const char *path,
        guint       how)
{
  g_autofree char *other = g_strconcat (path, ".new", NULL);
  const struct timespec long_ago[] = { { 1000, 0 }, { 1000, 0 } };

  switch (how)
    {
    case 0:     /* Longer, over it. */
      g_assert_true (g_file_set_contents_full (path, "theirs", -1, G_FILE_SET_CONTENTS_NONE, 0600,
                                               NULL));
      break;

    case 1:     /* As long, in its place, and older: as when a copy is taken back. */
      g_assert_true (g_file_set_contents (other, "they", 4, NULL));
      g_assert_cmpint (utimensat (AT_FDCWD, other, long_ago, 0), ==, 0);
      g_assert_cmpint (g_rename (other, path), ==, 0);
      break;

    default:    /* Empty. */
      g_assert_cmpint (truncate (path, 0), ==, 0);
    }
}

static void
test_what_another_program_wrote_is_not_undone (Saving       *f,
                                               gconstpointer unused)
{
  static const char *const theirs[] = { "theirs", "they", "" };
  g_autoptr (GFile) file = g_file_new_for_path (f->path);

  for (guint how = 0; how < G_N_ELEMENTS (theirs); how++)
    {
      g_autoptr (LpStamp) stamp = save_over (file, "mine", NULL);

      change (f->path, how);
      assert_refuses (file, stamp, LP_FILE_ERROR_CHANGED, CHANGED);
      saving_assert_content (f->path, theirs[how]);
      g_assert_cmpuint (saving_count_files (f->folder), ==, 1);
      lp_stamp_unref (save_over (file, "mine", NULL));
      saving_assert_content (f->path, "mine");
    }
}

static void
test_what_another_program_began_is_not_undone (Saving       *f,
                                               gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (LpStamp) stamp = lp_stamp_new (file);

  saving_assert_saves (f->path, "theirs");
  assert_refuses (file, stamp, LP_FILE_ERROR_CHANGED, CHANGED);
  saving_assert_content (f->path, "theirs");
}

static void
test_what_is_gone_is_saved_anew (Saving       *f,
                                 gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (LpStamp) stamp = save_over (file, "old", NULL);

  g_unlink (f->path);
  lp_stamp_unref (save_over (file, "new", stamp));
  saving_assert_content (f->path, "new");
}

static void
test_another_folder_of_the_name_is_noticed (Saving       *f,
                                            gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (f->folder, "folder", NULL);
  g_autofree char *away = g_build_filename (f->folder, "away", NULL);
  g_autofree char *path = g_build_filename (folder, "a.linchpin", NULL);
  g_autofree char *path_away = g_build_filename (away, "a.linchpin", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LpStamp) stamp = NULL;

  g_mkdir (folder, 0700);
  stamp = save_over (file, "old", NULL);
  g_assert_cmpint (g_rename (folder, away), ==, 0);
  g_mkdir (folder, 0700);
  assert_refuses (file, stamp, LP_FILE_ERROR_MOVED, MOVED);
  g_assert_cmpuint (saving_count_files (folder), ==, 0);

  /* The same file may come along: a disk that comes back has another number. */
  g_assert_cmpint (g_rename (path_away, path), ==, 0);
  lp_stamp_unref (save_over (file, "new", stamp));
  saving_assert_content (path, "new");

  g_unlink (path);
  g_rmdir (folder);
  g_rmdir (away);
}

/* @path leads to the file @real on another disk. */
static void
assert_notices_unmounting (Saving     *f,
                           const char *path,
                           const char *real)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LpStamp) stamp = NULL;
  g_autoptr (LpStamp) bare = NULL;

  if (!saving_mount (f->folder, "size=64k"))
    return;

  stamp = save_over (file, "old", NULL);
  g_assert_cmpint (umount (f->folder), ==, 0);
  assert_refuses (file, stamp, LP_FILE_ERROR_MOVED, MOVED);
  g_assert_cmpuint (saving_count_files (f->folder), ==, 0);

  /* Somebody else’s, in the mount point and then covered by a disk. */
  saving_assert_saves (real, "theirs");
  assert_refuses (file, stamp, LP_FILE_ERROR_MOVED, MOVED);
  bare = take_stamp (path);
  g_assert_true (saving_mount (f->folder, "size=64k"));
  assert_refuses (file, bare, LP_FILE_ERROR_MOVED, MOVED);
  g_assert_cmpuint (saving_count_files (f->folder), ==, 0);
  g_assert_cmpint (umount (f->folder), ==, 0);
}

static void
test_a_disk_that_is_gone_is_noticed (Saving       *f,
                                     gconstpointer unused)
{
  assert_notices_unmounting (f, f->path, f->path);
}

static void
test_a_link_to_a_disk_that_is_gone_is_noticed (Saving       *f,
                                               gconstpointer unused)
{
  g_autofree char *folder = g_dir_make_tmp ("linchpin-link-XXXXXX", NULL);
  g_autofree char *name = g_build_filename (folder, "a.linchpin", NULL);

  g_assert_cmpint (symlink (f->path, name), ==, 0);
  assert_notices_unmounting (f, name, f->path);
  g_unlink (name);
  g_rmdir (folder);
}

static void
test_a_stamp_that_was_kept_says_the_same (Saving       *f,
                                          gconstpointer unused)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GKeyFile) nothing = g_key_file_new ();
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (LpStamp) stamp = save_over (file, "old", NULL);
  g_autoptr (LpStamp) kept = NULL;
  g_autoptr (LpStamp) unknown = lp_stamp_new_from_key_file (nothing, "Origin");
  g_autoptr (LpStamp) now = NULL;

  lp_stamp_store (stamp, keys, "Origin");
  kept = lp_stamp_new_from_key_file (keys, "Origin");
  /* Of another size: older kernels count time in steps that are longer than this takes. */
  lp_stamp_unref (save_over (file, "newer", kept));
  assert_refuses (file, kept, LP_FILE_ERROR_CHANGED, CHANGED);

  now = lp_stamp_new (file);
  g_assert_true (lp_stamp_knows_content (kept));
  g_assert_false (lp_stamp_knows_content (unknown));
  g_assert_false (lp_stamp_has_changed (unknown, now));
  g_assert_false (lp_stamp_has_moved (unknown, now));
  lp_stamp_unref (save_over (file, "newest", unknown));
}

static void
test_a_network_is_asked_whether_it_is_the_same (Saving       *f,
                                                gconstpointer unused)
{
  g_autoptr (GFile) file = far_away_new (f->path);
  g_autoptr (LpStamp) none = lp_stamp_new (file);
  g_autoptr (LpStamp) first = save_over (file, "one", none);
  g_autoptr (LpStamp) second = save_over (file, "two", first);
  g_autoptr (LpStamp) now = lp_stamp_new (file);

  g_assert_nonnull (lp_stamp_find_etag (second));
  g_assert_cmpstr (lp_stamp_find_etag (second), ==, lp_stamp_find_etag (now));
  change (f->path, 1);
  assert_refuses (file, second, LP_FILE_ERROR_CHANGED, CHANGED);
  saving_assert_content (f->path, "they");
  lp_stamp_unref (save_over (file, "mine", NULL));
  saving_assert_content (f->path, "mine");
}

/* As on a disk that knows whole seconds only, and writing takes no time. */
static void
round_time (const char *path)
{
  const struct timespec round[] = { { 1700000000, 0 }, { 1700000000, 0 } };

  g_assert_cmpint (utimensat (AT_FDCWD, path, round, 0), ==, 0);
}

static void
test_what_another_wrote_in_the_same_second_is_noticed (Saving       *f,
                                                       gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (LpStamp) stamp = NULL;
  g_autoptr (LpStamp) same = NULL;

  saving_assert_saves (f->path, "mine");
  round_time (f->path);
  stamp = lp_stamp_new (file);
  same = lp_stamp_new (file);
  g_assert_false (lp_stamp_has_changed (stamp, same));

  saving_assert_saves (f->path, "they");
  round_time (f->path);
  assert_refuses (file, stamp, LP_FILE_ERROR_CHANGED, CHANGED);
  saving_assert_content (f->path, "they");
}

/* What was saved need not be read again to know what it is; what somebody has put in its place just
 * then is not taken for ours. */
static void
test_what_was_saved_is_what_is_read (Saving       *f,
                                     gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (GBytes) mine = g_bytes_new_static ("mine", 4);
  g_auto (LpSaveTarget) target = { .folder = -1 };
  g_autoptr (LpStamp) known = NULL;
  g_autoptr (LpStamp) read = NULL;
  g_autoptr (LpStamp) other = NULL;
  struct stat info;

  saving_assert_saves (f->path, "mine");
  round_time (f->path);
  saving_stat (f->path, &info);
  g_assert_cmpint (lp_target_open (&target, f->path), ==, 0);
  known = lp_stamp_new_from_target (&target, &info, mine);
  read = lp_stamp_new (file);
  g_assert_false (lp_stamp_has_changed (known, read));

  saving_assert_saves (f->path, "they");
  round_time (f->path);
  other = lp_stamp_new_from_target (&target, &info, mine);
  read = (lp_stamp_unref (read), lp_stamp_new (file));
  g_assert_true (lp_stamp_has_changed (other, read));
}

static void
test_in_a_network_the_size_counts_too (Saving       *f,
                                       gconstpointer unused)
{
  g_autoptr (GFile) file = far_away_new (f->path);
  g_autoptr (LpStamp) stamp = NULL;

  saving_assert_saves (f->path, "mine");
  round_time (f->path);
  stamp = lp_stamp_new (file);
  saving_assert_saves (f->path, "theirs");
  round_time (f->path);
  assert_refuses (file, stamp, LP_FILE_ERROR_CHANGED, CHANGED);
  saving_assert_content (f->path, "theirs");
}

/* What began there meanwhile, and for who knows nothing but that it is another. */
static void
test_what_another_program_began_in_a_network_is_not_undone (Saving       *f,
                                                            gconstpointer unused)
{
  g_autoptr (GFile) file = far_away_new (f->path);
  g_autoptr (LpStamp) missing = lp_stamp_new (file);
  g_autoptr (LpStamp) without = lp_stamp_new_without_file ();
  LpStamp *stamps[] = { missing, without };

  saving_assert_saves (f->path, "theirs");
  for (guint i = 0; i < G_N_ELEMENTS (stamps); i++)
    {
      assert_refuses (file, stamps[i], LP_FILE_ERROR_CHANGED, CHANGED);
      saving_assert_content (f->path, "theirs");
    }

  g_unlink (f->path);
  lp_stamp_unref (save_over (file, "mine", without));
  saving_assert_content (f->path, "mine");
}

static void
test_what_a_network_says_is_in_our_words (Saving       *f,
                                          gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("no-such-protocol://host/a.linchpin");

  assert_refuses (file, NULL, LP_FILE_ERROR_UNWRITABLE,
                  "“a.linchpin” was not saved: Operation not supported. Save it somewhere else.");
}

int
main (int   argc,
      char *argv[])
{
  saving_begin ();
  g_test_init (&argc, &argv, NULL);

  SAVING_ADD ("/save/place/again", test_saving_again_and_again_is_expected);
  SAVING_ADD ("/save/place/changed", test_what_another_program_wrote_is_not_undone);
  SAVING_ADD ("/save/place/begun", test_what_another_program_began_is_not_undone);
  SAVING_ADD ("/save/place/gone", test_what_is_gone_is_saved_anew);
  SAVING_ADD ("/save/place/folder", test_another_folder_of_the_name_is_noticed);
  SAVING_ADD ("/save/place/disk", test_a_disk_that_is_gone_is_noticed);
  SAVING_ADD ("/save/place/link", test_a_link_to_a_disk_that_is_gone_is_noticed);
  SAVING_ADD ("/save/place/kept", test_a_stamp_that_was_kept_says_the_same);
  SAVING_ADD ("/save/place/network", test_a_network_is_asked_whether_it_is_the_same);
  SAVING_ADD ("/save/place/second", test_what_another_wrote_in_the_same_second_is_noticed);
  SAVING_ADD ("/save/place/known", test_what_was_saved_is_what_is_read);
  SAVING_ADD ("/save/place/network-size", test_in_a_network_the_size_counts_too);
  SAVING_ADD ("/save/place/network-begun",
              test_what_another_program_began_in_a_network_is_not_undone);
  SAVING_ADD ("/save/place/words", test_what_a_network_says_is_in_our_words);

  return saving_end (g_test_run ());
}
