/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/save.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/format.h"
#include "saving.h"

static void
test_a_new_file_is_as_the_umask_says (Saving       *f,
                                      gconstpointer unused)
{
  mode_t mask = umask (027);
  struct stat info;

  saving_assert_saves (f->path, "one");
  umask (mask);

  saving_assert_content (f->path, "one");
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0640);
  g_assert_cmpuint (saving_count_files (f->folder), ==, 1);
}

static void
test_permissions_and_owner_stay (Saving       *f,
                                 gconstpointer unused)
{
  struct stat info;

  saving_assert_saves (f->path, "one");
  g_chmod (f->path, 0604);
  if (geteuid () == 0)
    g_assert_cmpint (chown (f->path, 1234, 4321), ==, 0);

  saving_assert_saves (f->path, "two");
  saving_assert_content (f->path, "two");
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0604);
  if (geteuid () == 0)
    {
      g_assert_cmpint (info.st_uid, ==, 1234);
      g_assert_cmpint (info.st_gid, ==, 4321);
    }
}

static void
test_symbolic_links_stay (Saving       *f,
                          gconstpointer unused)
{
  g_autofree char *first = g_build_filename (f->folder, "first", NULL);
  g_autofree char *second = g_build_filename (f->folder, "second", NULL);
  g_autofree char *loop = g_build_filename (f->folder, "loop", NULL);

  g_assert_cmpint (symlink ("second", first), ==, 0);
  g_assert_cmpint (symlink (f->path, second), ==, 0);
  g_assert_cmpint (symlink (loop, loop), ==, 0);

  /* The first time there is nothing where they lead. */
  for (int i = 0; i < 2; i++)
    {
      saving_assert_saves (first, i == 0 ? "one" : "two");
      g_assert_true (g_file_test (first, G_FILE_TEST_IS_SYMLINK));
      g_assert_true (g_file_test (second, G_FILE_TEST_IS_SYMLINK));
      g_assert_false (g_file_test (f->path, G_FILE_TEST_IS_SYMLINK));
      saving_assert_content (f->path, i == 0 ? "one" : "two");
    }

  saving_assert_fails (loop, LP_FILE_ERROR_UNWRITABLE,
                "“loop” was not saved: Too many levels of symbolic links. "
                "Save it somewhere else.");
  g_unlink (first);
  g_unlink (second);
  g_unlink (loop);
}

static void
test_who_reads_meanwhile_sees_the_old_file_whole (Saving       *f,
                                                  gconstpointer unused)
{
  char text[4] = { 0 };
  int reader;

  saving_assert_saves (f->path, "old");
  reader = open (f->path, O_RDONLY);
  saving_assert_saves (f->path, "new");
  g_assert_cmpint (read (reader, text, 3), ==, 3);
  g_assert_cmpstr (text, ==, "old");
  close (reader);
}

static void
test_what_is_in_the_way_is_told (Saving       *f,
                                 gconstpointer unused)
{
  g_autofree char *below = g_build_filename (f->path, "b.linchpin", NULL);
  g_autofree char *nowhere = g_build_filename (f->folder, "nowhere", "b.linchpin", NULL);
  g_autofree char *named = g_build_filename (f->folder, "folder", NULL);

  saving_assert_saves (f->path, "old");
  g_mkdir (named, 0700);

  saving_assert_fails (below, LP_FILE_ERROR_UNWRITABLE,
                "“b.linchpin” was not saved: its folder is not there. Save it somewhere else.");
  saving_assert_fails (nowhere, LP_FILE_ERROR_UNWRITABLE,
                "“b.linchpin” was not saved: its folder is not there. Save it somewhere else.");
  saving_assert_fails (named, LP_FILE_ERROR_UNWRITABLE,
                "“folder” was not saved: there is a folder of this name. Choose another name.");
  g_rmdir (named);
}

static void
test_protected_files_stay (Saving       *f,
                           gconstpointer unused)
{
  saving_become_user (f->folder);
  saving_assert_saves (f->path, "old");
  g_chmod (f->path, 0444);
  saving_assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE,
                       "“a.linchpin” was not saved: you may not write there. "
                       "Change the permissions, or save it somewhere else.");
  saving_assert_content (f->path, "old");
  g_assert_cmpuint (saving_count_files (f->folder), ==, 1);
  saving_become_root ();
}

#define NO_SPACE "“%s” was not saved: there is no space left for it. " \
                 "Make room, or save it somewhere else."

/* The limit of a process stands in for a disk that is full in the middle of the file. */
static void
test_the_old_file_survives_a_limit (Saving       *f,
                                    gconstpointer unused)
{
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autofree char *wanted = g_strdup_printf (NO_SPACE, "a.linchpin");
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  gboolean saved;

  saving_assert_saves (f->path, "old");
  getrlimit (RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = 50000;
  setrlimit (RLIMIT_FSIZE, &limit);
  saved = saving_save (f->path, large, 100000, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  signal (SIGXFSZ, handler);

  g_assert_false (saved);
  g_assert_error (error, LP_FILE_ERROR, LP_FILE_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, wanted);
  saving_assert_content (f->path, "old");
  g_assert_cmpuint (saving_count_files (f->folder), ==, 1);
}

/* A real one, where the test may mount it. */
static void
test_the_old_file_survives_a_full_disk (Saving       *f,
                                        gconstpointer unused)
{
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autofree char *wanted = g_strdup_printf (NO_SPACE, "a.linchpin");
  g_autoptr (GError) error = NULL;

  if (!saving_mount (f->folder, "size=64k"))
    return;

  saving_assert_saves (f->path, "old");
  g_assert_false (saving_save (f->path, large, 100000, &error));
  g_assert_error (error, LP_FILE_ERROR, LP_FILE_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, wanted);
  saving_assert_content (f->path, "old");
  g_assert_cmpuint (saving_count_files (f->folder), ==, 1);

  g_assert_cmpint (mount (NULL, f->folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  saving_assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE,
                "“a.linchpin” was not saved: the disk is read-only. Save it somewhere else.");
  saving_assert_content (f->path, "old");
  g_assert_cmpint (umount (f->folder), ==, 0);
}

/* What another process has left, or is still writing. */
static char *
make_unfinished (Saving     *f,
                 const char *host,
                 const char *rest)
{
  g_autofree char *name = g_strdup_printf (".linchpin-%08x-%s", g_str_hash (host), rest);
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "half", -1, NULL));

  return path;
}

static void
test_what_a_kill_left_is_cleared_away (Saving       *f,
                                       gconstpointer unused)
{
  g_autofree char *first = make_unfinished (f, g_get_host_name (), "00000000");
  g_autofree char *second = make_unfinished (f, g_get_host_name (), "89abcdef");

  saving_assert_saves (f->path, "new");
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (saving_count_files (f->folder), ==, 1);
}

/* Only what is surely ours and surely dead goes. */
static void
test_what_may_be_alive_or_another_s_stays (Saving       *f,
                                           gconstpointer unused)
{
  g_autofree char *alive = make_unfinished (f, g_get_host_name (), "00000000");
  g_autofree char *linked = make_unfinished (f, g_get_host_name (), "00000001");
  g_autofree char *user_s = make_unfinished (f, g_get_host_name (), "00000002");
  g_autofree char *far_away = make_unfinished (f, "another machine", "00000000");
  g_autofree char *longer = make_unfinished (f, g_get_host_name (), "00000000.linchpin");
  g_autofree char *kept = g_build_filename (f->folder, "kept", NULL);
  g_autofree char *link_name = g_strconcat (alive, "", NULL);
  const char *all[] = { alive, linked, far_away, longer, kept, user_s };
  int lock = open (alive, O_RDWR);

  link_name[strlen (link_name) - 1] = '9';
  g_assert_cmpint (symlink (longer, link_name), ==, 0);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  g_assert_cmpint (link (linked, kept), ==, 0);
  if (getuid () == 0)
    g_assert_cmpint (chown (user_s, 1234, 1234), ==, 0);

  saving_assert_saves (f->path, "new");
  saving_assert_saves (f->path, "newer");
  close (lock);

  /* The last one is another user’s only where a test may make such. */
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_cmpint (g_unlink (all[i]), ==, i < 5 || getuid () == 0 ? 0 : -1);
  g_assert_cmpint (g_unlink (link_name), ==, 0);
  g_assert_cmpuint (saving_count_files (f->folder), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  saving_begin ();
  g_test_init (&argc, &argv, NULL);

  SAVING_ADD ("/save/new", test_a_new_file_is_as_the_umask_says);
  SAVING_ADD ("/save/permissions", test_permissions_and_owner_stay);
  SAVING_ADD ("/save/links", test_symbolic_links_stay);
  SAVING_ADD ("/save/atomic", test_who_reads_meanwhile_sees_the_old_file_whole);
  SAVING_ADD ("/save/in-the-way", test_what_is_in_the_way_is_told);
  SAVING_ADD ("/save/protected", test_protected_files_stay);
  SAVING_ADD ("/save/limit", test_the_old_file_survives_a_limit);
  SAVING_ADD ("/save/full", test_the_old_file_survives_a_full_disk);
  SAVING_ADD ("/save/left", test_what_a_kill_left_is_cleared_away);
  SAVING_ADD ("/save/not-left", test_what_may_be_alive_or_another_s_stays);

  return saving_end (g_test_run ());
}
