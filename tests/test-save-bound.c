/* SPDX-License-Identifier: MIT */
/* Files whose place no other file can take. */
#include "config.h"

#include "file/overwrite.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "file/format.h"
#include "saving.h"

/* Longer, shorter, and nothing at all. */
static const char *const texts[] = { "a longer one than before", "short", "", "again" };

/* It is the same file afterwards, and nothing was left anywhere. */
static void
assert_saves_in_place (const char *path)
{
  struct stat before, after;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      saving_stat (path, &before);
      saving_assert_saves (path, texts[i]);
      saving_assert_content (path, texts[i]);
      saving_stat (path, &after);
      g_assert_cmpuint (after.st_ino, ==, before.st_ino);
      g_assert_cmpuint (after.st_uid, ==, before.st_uid);
      g_assert_cmpuint (after.st_gid, ==, before.st_gid);
      g_assert_cmpint (after.st_mode, ==, before.st_mode);
      g_assert_cmpuint (saving_count_kept (), ==, 0);
    }
}

static void
test_hard_links_stay (Saving       *f,
                      gconstpointer unused)
{
  g_autofree char *other = g_build_filename (f->folder, "b.linchpin", NULL);

  saving_assert_saves (f->path, "old");
  g_assert_cmpint (link (f->path, other), ==, 0);
  assert_saves_in_place (f->path);
  saving_assert_content (other, "again");
  g_assert_cmpuint (saving_count_files (f->folder), ==, 2);
  g_unlink (other);
}

static void
test_a_folder_that_is_read_only_is_no_hindrance (Saving       *f,
                                                 gconstpointer unused)
{
  saving_become_user (f->folder);
  saving_assert_saves (f->path, "old");
  g_chmod (f->folder, 0555);
  assert_saves_in_place (f->path);
  g_chmod (f->folder, 0755);
  g_assert_cmpuint (saving_count_files (f->folder), ==, 1);
  saving_become_root ();
}

static void
test_a_new_file_in_a_read_only_folder_is_refused (Saving       *f,
                                                  gconstpointer unused)
{
  saving_become_user (f->folder);
  g_chmod (f->folder, 0555);
  saving_assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE,
                       "“a.linchpin” was not saved: you may not write there. "
                       "Change the permissions, or save it somewhere else.");
  g_chmod (f->folder, 0755);
  saving_become_root ();
}

/* Each row: a file that is not ours in all, but that we may write to, and its folder. */
static const struct
{
  uid_t  owner;
  gid_t  group;
  mode_t mode;
  mode_t folder;
} shared[] = {
  { SAVING_USER, 4321, 0640, 0755 },    /* Our own; we have left the group. */
  { SAVING_USER, 4321, 0660, 0755 },
  { 1234, SAVING_USER, 0660, 0755 },    /* Another user’s, for our group. */
  { 1234, 4321, 0606, 0755 },           /* For everybody. */
  { 1234, 4321, 0606, 01777 },          /* In a folder like /tmp. */
  { 1234, SAVING_USER, 0664, 0555 },
};

static void
test_owner_and_group_stay_of_what_is_shared (Saving       *f,
                                             gconstpointer unused)
{
  if (!saving_is_root ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    {
      saving_assert_saves (f->path, "old");
      g_assert_cmpint (chown (f->path, shared[i].owner, shared[i].group), ==, 0);
      g_chmod (f->path, shared[i].mode);
      saving_become_user (f->folder);
      g_chmod (f->folder, shared[i].folder);
      assert_saves_in_place (f->path);
      saving_become_root ();
      g_assert_cmpuint (saving_count_files (f->folder), ==, 1);
    }
}

/* As containers have it. */
static void
test_a_file_that_is_mounted_by_itself_is_saved (Saving       *f,
                                                gconstpointer unused)
{
  g_autofree char *other = g_build_filename (f->folder, "b.linchpin", NULL);

  saving_assert_saves (f->path, "old");
  saving_assert_saves (other, "other");
  if (mount (other, f->path, NULL, MS_BIND, NULL) != 0)
    {
      g_test_skip ("no file can be mounted here");
    }
  else
    {
      assert_saves_in_place (f->path);
      g_assert_cmpint (umount (f->path), ==, 0);
      saving_assert_content (other, "again");
      saving_assert_content (f->path, "old");
    }
  g_unlink (other);
}

/* Without the old content somewhere else, nothing is written over. */
static void
test_where_nothing_can_be_kept_nothing_is_written (Saving       *f,
                                                   gconstpointer unused)
{
  g_autofree char *other = g_build_filename (f->folder, "b.linchpin", NULL);
  g_autofree char *recovery = saving_get_recovery ();
  g_autofree char *linchpin = g_path_get_dirname (recovery);
  g_autofree char *wanted =
    g_strdup_printf ("“a.linchpin” was not saved, as its old content has to be kept meanwhile. "
                     "Unsaved work cannot be kept in “%s”: Not a directory", recovery);

  saving_assert_saves (f->path, "old");
  g_assert_cmpint (link (f->path, other), ==, 0);
  g_assert_true (g_file_set_contents (linchpin, "", 0, NULL));
  saving_assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE, wanted);
  saving_assert_content (f->path, "old");
  saving_assert_content (other, "old");
  g_unlink (linchpin);
  g_unlink (other);
}

#define NO_SPACE "“a.linchpin” was not saved: there is no space left for it. " \
                 "Make room, or save it somewhere else."

static void
assert_has_no_room (const char *path,
                    const char *other)
{
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_false (saving_save (path, large, 100000, &error));
  g_assert_error (error, LP_FILE_ERROR, LP_FILE_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, NO_SPACE);
  saving_assert_content (path, "old");
  saving_assert_content (other, "old");
  saving_stat (path, &info);
  g_assert_cmpint (info.st_blocks, <=, 8);
}

/* The limit of a process stands in for a disk that is full. */
static void
test_the_old_file_survives_a_limit (Saving       *f,
                                    gconstpointer unused)
{
  g_autofree char *other = g_build_filename (f->folder, "b.linchpin", NULL);
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  struct rlimit before, limit;

  saving_assert_saves (f->path, "old");
  g_assert_cmpint (link (f->path, other), ==, 0);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = 50000;
  setrlimit (RLIMIT_FSIZE, &limit);
  assert_has_no_room (f->path, other);
  setrlimit (RLIMIT_FSIZE, &before);
  signal (SIGXFSZ, handler);
  g_unlink (other);
}

static void
test_the_old_file_survives_a_full_disk (Saving       *f,
                                        gconstpointer unused)
{
  g_autofree char *other = g_build_filename (f->folder, "b.linchpin", NULL);

  if (!saving_mount (f->folder, "size=64k"))
    return;

  saving_assert_saves (f->path, "old");
  g_assert_cmpint (link (f->path, other), ==, 0);
  assert_has_no_room (f->path, other);
  g_assert_cmpint (umount (f->folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  saving_begin ();
  g_test_init (&argc, &argv, NULL);

  SAVING_ADD ("/save/bound/hard-links", test_hard_links_stay);
  SAVING_ADD ("/save/bound/read-only", test_a_folder_that_is_read_only_is_no_hindrance);
  SAVING_ADD ("/save/bound/new", test_a_new_file_in_a_read_only_folder_is_refused);
  SAVING_ADD ("/save/bound/shared", test_owner_and_group_stay_of_what_is_shared);
  SAVING_ADD ("/save/bound/mounted", test_a_file_that_is_mounted_by_itself_is_saved);
  SAVING_ADD ("/save/bound/not-kept", test_where_nothing_can_be_kept_nothing_is_written);
  SAVING_ADD ("/save/bound/limit", test_the_old_file_survives_a_limit);
  SAVING_ADD ("/save/bound/full", test_the_old_file_survives_a_full_disk);

  return saving_end (g_test_run ());
}
