/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "saving.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <sys/mount.h>
#include <unistd.h>

#include "file/format.h"
#include "file/save.h"

static char *state;     /* The folder that stands in for the user’s. */

void
saving_begin (void)
{
  state = g_dir_make_tmp ("linchpin-state-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_chmod (state, 0777);
}

int
saving_end (int status)
{
  g_assert_cmpint (g_rmdir (state), ==, 0);
  g_clear_pointer (&state, g_free);

  return status;
}

char *
saving_get_recovery (void)
{
  return g_build_filename (state, "linchpin", "recovery", NULL);
}

guint
saving_count_kept (void)
{
  g_autofree char *folder = saving_get_recovery ();

  return g_file_test (folder, G_FILE_TEST_IS_DIR) ? saving_count_files (folder) : 0;
}

void
saving_set_up (Saving       *f,
               gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("linchpin-save-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "a.linchpin", NULL);
}

void
saving_tear_down (Saving       *f,
                  gconstpointer unused)
{
  g_autofree char *recovery = saving_get_recovery ();
  g_autofree char *linchpin = g_path_get_dirname (recovery);

  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_assert_cmpuint (saving_count_kept (), ==, 0);
  g_rmdir (recovery);
  g_rmdir (linchpin);
  g_free (f->folder);
  g_free (f->path);
}

gboolean
saving_save (const char  *path,
             const char  *text,
             gsize        size,
             GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);

  return lp_file_save (file, bytes, error);
}

void
saving_assert_saves (const char *path,
                     const char *text)
{
  g_autoptr (GError) error = NULL;

  saving_save (path, text, strlen (text), &error);
  g_assert_no_error (error);
}

void
saving_assert_fails (const char *path,
                     int         code,
                     const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (saving_save (path, "new", 3, &error));
  g_assert_error (error, LP_FILE_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
}

void
saving_assert_content (const char *path,
                       const char *text)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, text);
}

void
saving_stat (const char  *path,
             struct stat *info)
{
  g_assert_cmpint (lstat (path, info), ==, 0);
}

guint
saving_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

void
saving_become_user (const char *folder)
{
  if (getuid () != 0)
    return;

  g_assert_cmpint (chown (folder, SAVING_USER, SAVING_USER), ==, 0);
  g_assert_cmpint (setgroups (0, NULL), ==, 0);
  g_assert_cmpint (setegid (SAVING_USER), ==, 0);
  g_assert_cmpint (seteuid (SAVING_USER), ==, 0);

  /* Else TMPDIR is in a folder that others may not enter. */
  g_assert_cmpint (faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS), ==, 0);
}

void
saving_become_root (void)
{
  if (getuid () != 0)
    return;

  g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (setegid (0), ==, 0);
}

gboolean
saving_is_root (void)
{
  if (getuid () == 0)
    return TRUE;

  g_test_skip ("only root can make the files of others");

  return FALSE;
}

gboolean
saving_mount (const char *folder,
              const char *options)
{
  if (mount ("tmpfs", folder, "tmpfs", 0, options) == 0)
    return TRUE;

  g_test_skip ("no file system can be mounted here");

  return FALSE;
}
