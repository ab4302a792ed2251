/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/through.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

#include "file/format.h"
#include "saving.h"

static void
test_devices_are_written_to_and_stay (Saving       *f,
                                      gconstpointer unused)
{
  struct stat info;

  saving_assert_saves ("/dev/null", "one");
  saving_stat ("/dev/null", &info);
  g_assert_true (S_ISCHR (info.st_mode));

  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    saving_assert_fails ("/dev/full", LP_FILE_ERROR_NO_SPACE,
                         "“full” was not saved: there is no space left for it. "
                         "Make room, or save it somewhere else.");
}

static void
test_nobody_waits_for_who_reads_a_pipe (Saving       *f,
                                        gconstpointer unused)
{
  struct stat info;

  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
  saving_assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE,
                       "“a.linchpin” was not saved: no program reads from this pipe. "
                       "Choose another name.");
  saving_stat (f->path, &info);
  g_assert_true (S_ISFIFO (info.st_mode));
  g_assert_cmpuint (saving_count_files (f->folder), ==, 1);
}

/* Before somebody writes, a pipe reads like one that has ended. */
static void
wait_for_writer (int reader)
{
  struct pollfd wanted = { .fd = reader, .events = POLLIN };

  g_assert_cmpint (poll (&wanted, 1, -1), ==, 1);
}

static gpointer
read_all (gpointer data)
{
  int reader = GPOINTER_TO_INT (data);
  GString *text = g_string_new (NULL);
  char block[4096];
  ssize_t length;

  wait_for_writer (reader);
  while ((length = read (reader, block, sizeof block)) > 0)
    g_string_append_len (text, block, length);

  return g_string_free (text, FALSE);
}

/* More than a pipe holds at a time. */
static void
assert_flows (const char *path,
              int         reader)
{
  g_autofree char *large = g_strnfill (300000, 'x');
  g_autofree char *read = NULL;
  GThread *thread;

  fcntl (reader, F_SETFL, 0);
  thread = g_thread_new ("reader", read_all, GINT_TO_POINTER (reader));
  saving_assert_saves (path, large);

  /* A pipe of this process has an end of its own, which would keep the reader waiting. */
  if (g_str_has_prefix (path, "/proc/"))
    close (atoi (strrchr (path, '/') + 1));
  read = g_thread_join (thread);
  g_assert_cmpstr (read, ==, large);
}

static void
test_who_reads_a_pipe_gets_all (Saving       *f,
                                gconstpointer unused)
{
  g_autofree char *link = g_build_filename (f->folder, "link", NULL);
  int reader;

  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
  g_assert_cmpint (symlink (f->path, link), ==, 0);
  reader = open (f->path, O_RDONLY | O_NONBLOCK);
  assert_flows (f->path, reader);
  close (reader);

  reader = open (f->path, O_RDONLY | O_NONBLOCK);
  assert_flows (link, reader);
  close (reader);
  g_unlink (link);
}

/* What a shell hands to a program as the name of a file, “>(sort)”. */
static void
test_a_pipe_without_a_name_is_written_to (Saving       *f,
                                          gconstpointer unused)
{
  g_autofree char *path = NULL;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  path = g_strdup_printf ("/proc/self/fd/%d", ends[1]);
  assert_flows (path, ends[0]);
  close (ends[0]);
}

static gpointer
read_little (gpointer data)
{
  char block[16];

  wait_for_writer (GPOINTER_TO_INT (data));
  g_assert_cmpint (read (GPOINTER_TO_INT (data), block, sizeof block), >, 0);
  close (GPOINTER_TO_INT (data));

  return NULL;
}

/* The signal would end the program, and all work that is not saved with it. */
static void
test_a_reader_that_goes_is_told_and_no_signal (Saving       *f,
                                               gconstpointer unused)
{
  g_autofree char *large = g_strnfill (300000, 'x');
  g_autoptr (GError) error = NULL;
  GThread *thread;
  int reader;

  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
  reader = open (f->path, O_RDONLY | O_NONBLOCK);
  fcntl (reader, F_SETFL, 0);
  signal (SIGPIPE, SIG_DFL);
  thread = g_thread_new ("reader", read_little, GINT_TO_POINTER (reader));
  g_assert_false (saving_save (f->path, large, 300000, &error));
  g_thread_join (thread);
  g_assert_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE);
  g_assert_cmpstr (error->message, ==, "“a.linchpin” was not saved: no program reads from this "
                                       "pipe. Choose another name.");
}

static void
test_sockets_are_refused (Saving       *f,
                          gconstpointer unused)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int server = socket (AF_UNIX, SOCK_STREAM, 0);
  struct stat info;

  g_strlcpy (address.sun_path, f->path, sizeof address.sun_path);
  g_assert_cmpint (bind (server, (struct sockaddr *) &address, sizeof address), ==, 0);
  saving_assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE,
                       "“a.linchpin” was not saved: this is a socket, not a file. "
                       "Choose another name.");
  saving_stat (f->path, &info);
  g_assert_true (S_ISSOCK (info.st_mode));
  close (server);
}

/* A number that no disk has: nobody wants to find out. */
static void
test_disks_are_refused (Saving       *f,
                        gconstpointer unused)
{
  if (mknod (f->path, S_IFBLK | 0600, makedev (240, 200)) != 0)
    {
      g_test_skip ("no device can be made here");
      return;
    }

  saving_assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE,
                       "“a.linchpin” was not saved: this is a disk, not a file. "
                       "Choose another name.");
}

static void
test_folders_are_refused (Saving       *f,
                          gconstpointer unused)
{
  static const char words[] = "“%s” was not saved: there is a folder of this name. "
                              "Choose another name.";
  g_autofree char *wanted = g_strdup_printf (words, "a.linchpin");
  g_autofree char *root = g_strdup_printf (words, "/");

  g_mkdir (f->path, 0700);
  saving_assert_fails (f->path, LP_FILE_ERROR_UNWRITABLE, wanted);
  saving_assert_fails ("/", LP_FILE_ERROR_UNWRITABLE, root);
  g_rmdir (f->path);
}

int
main (int   argc,
      char *argv[])
{
  saving_begin ();
  g_test_init (&argc, &argv, NULL);

  SAVING_ADD ("/save/through/devices", test_devices_are_written_to_and_stay);
  SAVING_ADD ("/save/through/no-reader", test_nobody_waits_for_who_reads_a_pipe);
  SAVING_ADD ("/save/through/reader", test_who_reads_a_pipe_gets_all);
  SAVING_ADD ("/save/through/no-name", test_a_pipe_without_a_name_is_written_to);
  SAVING_ADD ("/save/through/reader-gone", test_a_reader_that_goes_is_told_and_no_signal);
  SAVING_ADD ("/save/through/sockets", test_sockets_are_refused);
  SAVING_ADD ("/save/through/disks", test_disks_are_refused);
  SAVING_ADD ("/save/through/folders", test_folders_are_refused);

  return saving_end (g_test_run ());
}
