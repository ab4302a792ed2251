/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/format.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("linchpin-save-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "a.linchpin", NULL);
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->path);
}

static gboolean
save (const char  *path,
      const char  *text,
      gsize        size,
      GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);

  return lp_file_save (file, bytes, error);
}

static void
assert_saves (const char *path,
              const char *text)
{
  g_autoptr (GError) error = NULL;

  save (path, text, strlen (text), &error);
  g_assert_no_error (error);
}

static void
assert_fails (const char  *path,
              LpFileError  code,
              const char  *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (save (path, "new", 3, &error));
  g_assert_error (error, LP_FILE_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_content (const char *path,
                const char *text)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, text);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_a_new_file_is_as_the_umask_says (Fixture      *f,
                                      gconstpointer unused)
{
  mode_t mask = umask (027);
  struct stat info;

  assert_saves (f->path, "one");
  umask (mask);

  assert_content (f->path, "one");
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0640);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

static void
test_permissions_and_owner_stay (Fixture      *f,
                                 gconstpointer unused)
{
  struct stat info;

  assert_saves (f->path, "one");
  g_chmod (f->path, 0604);
  if (geteuid () == 0)
    g_assert_cmpint (chown (f->path, 1234, 4321), ==, 0);

  assert_saves (f->path, "two");
  assert_content (f->path, "two");
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0604);
  if (geteuid () == 0)
    {
      g_assert_cmpint (info.st_uid, ==, 1234);
      g_assert_cmpint (info.st_gid, ==, 4321);
    }
}

static void
test_symbolic_links_stay (Fixture      *f,
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
      assert_saves (first, i == 0 ? "one" : "two");
      g_assert_true (g_file_test (first, G_FILE_TEST_IS_SYMLINK));
      g_assert_true (g_file_test (second, G_FILE_TEST_IS_SYMLINK));
      g_assert_false (g_file_test (f->path, G_FILE_TEST_IS_SYMLINK));
      assert_content (f->path, i == 0 ? "one" : "two");
    }

  assert_fails (loop, LP_FILE_ERROR_UNWRITABLE,
                "“loop” was not saved: Too many levels of symbolic links. "
                "Save it somewhere else.");
  g_unlink (first);
  g_unlink (second);
  g_unlink (loop);
}

static void
test_who_reads_meanwhile_sees_the_old_file_whole (Fixture      *f,
                                                  gconstpointer unused)
{
  char text[4] = { 0 };
  int reader;

  assert_saves (f->path, "old");
  reader = open (f->path, O_RDONLY);
  assert_saves (f->path, "new");
  g_assert_cmpint (read (reader, text, 3), ==, 3);
  g_assert_cmpstr (text, ==, "old");
  close (reader);
}

static void
test_what_is_in_the_way_is_told (Fixture      *f,
                                 gconstpointer unused)
{
  g_autofree char *below = g_build_filename (f->path, "b.linchpin", NULL);
  g_autofree char *nowhere = g_build_filename (f->folder, "nowhere", "b.linchpin", NULL);
  g_autofree char *named = g_build_filename (f->folder, "folder", NULL);

  assert_saves (f->path, "old");
  g_mkdir (named, 0700);

  assert_fails (below, LP_FILE_ERROR_UNWRITABLE,
                "“b.linchpin” was not saved: its folder is not there. Save it somewhere else.");
  assert_fails (nowhere, LP_FILE_ERROR_UNWRITABLE,
                "“b.linchpin” was not saved: its folder is not there. Save it somewhere else.");
  assert_fails (named, LP_FILE_ERROR_UNWRITABLE,
                "“folder” was not saved: there is a folder of this name. Choose another name.");
  g_rmdir (named);
}

static void
test_protected_files_stay (Fixture      *f,
                           gconstpointer unused)
{
  static const char message[] = "“a.linchpin” was not saved: you may not write there. "
                                "Change the permissions, or save it somewhere else.";

  assert_saves (f->path, "old");
  if (geteuid () == 0)
    {
      g_test_skip ("root may write everything");
      return;
    }

  g_chmod (f->path, 0444);
  assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE, message);
  g_chmod (f->path, 0644);
  g_chmod (f->folder, 0555);
  assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE, message);
  g_chmod (f->folder, 0755);
  assert_content (f->path, "old");
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

#define NO_SPACE "“%s” was not saved: there is no space left for it. " \
                 "Make room, or save it somewhere else."

/* The limit of a process stands in for a disk that is full in the middle of the file. */
static void
test_the_old_file_survives_a_limit (Fixture      *f,
                                    gconstpointer unused)
{
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autofree char *wanted = g_strdup_printf (NO_SPACE, "a.linchpin");
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  gboolean saved;

  assert_saves (f->path, "old");
  getrlimit (RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = 50000;
  setrlimit (RLIMIT_FSIZE, &limit);
  saved = save (f->path, large, 100000, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  signal (SIGXFSZ, handler);

  g_assert_false (saved);
  g_assert_error (error, LP_FILE_ERROR, LP_FILE_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, wanted);
  assert_content (f->path, "old");
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* A real one, where the test may mount it. */
static void
test_the_old_file_survives_a_full_disk (Fixture      *f,
                                        gconstpointer unused)
{
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autofree char *wanted = g_strdup_printf (NO_SPACE, "a.linchpin");
  g_autoptr (GError) error = NULL;

  if (mount ("tmpfs", f->folder, "tmpfs", 0, "size=64k") != 0)
    {
      g_test_skip ("no file system can be mounted here");
      return;
    }

  assert_saves (f->path, "old");
  g_assert_false (save (f->path, large, 100000, &error));
  g_assert_error (error, LP_FILE_ERROR, LP_FILE_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, wanted);
  assert_content (f->path, "old");
  g_assert_cmpuint (count_files (f->folder), ==, 1);

  g_assert_cmpint (mount (NULL, f->folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE,
                "“a.linchpin” was not saved: the disk is read-only. Save it somewhere else.");
  assert_content (f->path, "old");
  g_assert_cmpint (umount (f->folder), ==, 0);
}

static void
test_devices_are_written_to_and_stay (Fixture      *f,
                                      gconstpointer unused)
{
  g_autofree char *wanted = g_strdup_printf (NO_SPACE, "full");
  struct stat info;

  assert_saves ("/dev/null", "one");
  g_assert_cmpint (g_stat ("/dev/null", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));

  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    assert_fails ("/dev/full", LP_FILE_ERROR_NO_SPACE, wanted);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/save/new", test_a_new_file_is_as_the_umask_says);
  ADD ("/save/permissions", test_permissions_and_owner_stay);
  ADD ("/save/links", test_symbolic_links_stay);
  ADD ("/save/atomic", test_who_reads_meanwhile_sees_the_old_file_whole);
  ADD ("/save/in-the-way", test_what_is_in_the_way_is_told);
  ADD ("/save/protected", test_protected_files_stay);
  ADD ("/save/limit", test_the_old_file_survives_a_limit);
  ADD ("/save/full", test_the_old_file_survives_a_full_disk);
  ADD ("/save/devices", test_devices_are_written_to_and_stay);

  return g_test_run ();
}
