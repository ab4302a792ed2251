/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "file/format.h"
#include "file/overwrite.h"
#include "file/replace.h"
#include "file/target.h"
#include "file/through.h"

/* Always FALSE. */
static gboolean
fail (const char *path,
      int         number,
      GError    **error)
{
  g_propagate_error (error, lp_file_error_new_unsaved (path, number));

  return FALSE;
}

/* Always FALSE. */
static gboolean
fail_changed (const char *path,
              GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_CHANGED,
               _("“%s” was not saved: another program has changed it meanwhile."), name);

  return FALSE;
}

static gboolean
is_as_expected (const char *path,
                LpStamp    *expected,
                LpStamp    *now,
                GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (expected == NULL)
    return TRUE;

  if (lp_stamp_has_moved (expected, now))
    g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_MOVED,
                 _("“%s” was not saved: its folder is not the one it was in. "
                   "Look whether its disk is there, or save it somewhere else."), name);
  else
    return !lp_stamp_has_changed (expected, now) || fail_changed (path, error);

  return FALSE;
}

/* That no other file can take this one’s place is no reason not to save. The folder is not ours, or
 * it could not be as it was; it is mounted by itself; the file system cannot do that. */
static gboolean
is_bound_to_its_place (int number)
{
  static const int numbers[] = { EACCES, EPERM, EBUSY, ETXTBSY, EOPNOTSUPP, ENOSYS };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (number == numbers[i])
      return TRUE;

  return FALSE;
}

/* @old is the file that is there. */
static gboolean
save_open (GFile       *file,
           LpSaveTarget    *target,
           GBytes      *bytes,
           int          old,
           struct stat *written,
           GError     **error)
{
  struct stat info;
  int number = EPERM;

  if (fstat (old, &info) != 0)
    return fail (target->name, errno, error);

  if (info.st_nlink == 1)
    number = lp_replace (target, bytes, old, &info, written);

  if (number == 0)
    return TRUE;

  return is_bound_to_its_place (number) ? lp_overwrite (file, target, bytes, written, error)
                                        : fail (target->name, number, error);
}

static gboolean
save_old (GFile       *file,
          LpSaveTarget    *target,
          GBytes      *bytes,
          struct stat *written,
          GError     **error)
{
  const int flags = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
  gboolean done;
  int old;

  /* Renaming could replace a file that is protected, which its owner did not mean. */
  if (faccessat (target->folder, target->name, W_OK, AT_EACCESS) != 0)
    return fail (target->name, errno, error);

  old = openat (target->folder, target->name, O_RDONLY | flags);
  if (old < 0 && errno == EACCES)
    old = openat (target->folder, target->name, O_WRONLY | flags);
  if (old < 0)
    return fail (target->name, errno, error);

  done = save_open (file, target, bytes, old, written, error);
  close (old);

  return done;
}

static gboolean
save_file (GFile      *file,
           const char *path,
           GBytes     *bytes,
           LpStamp    *expected,
           LpStamp   **saved,
           GError    **error)
{
  g_auto (LpSaveTarget) target = { .folder = -1 };
  int number = lp_target_open (&target, path);
  g_autoptr (LpStamp) now = NULL;
  struct stat info;
  gboolean is_there;

  if (number != 0)
    return fail (path, number, error);

  is_there = fstatat (target.folder, target.name, &info, AT_SYMLINK_NOFOLLOW) == 0;
  if (!is_there && errno != ENOENT)
    return fail (path, errno, error);

  if (expected != NULL)
    now = lp_stamp_new_from_target (&target, is_there ? &info : NULL, NULL);
  if (!is_as_expected (path, expected, now, error))
    return FALSE;

  if (is_there && !save_old (file, &target, bytes, &info, error))
    return FALSE;

  if (!is_there && (number = lp_replace (&target, bytes, -1, NULL, &info)) != 0)
    return fail (path, number, error);

  if ((number = lp_target_sync (&target)) != 0)
    return fail (path, number, error);

  lp_replace_sweep (target.folder);
  if (saved != NULL)
    *saved = lp_stamp_new_from_target (&target, &info, bytes);

  return TRUE;
}

static gboolean
save_here (GFile      *file,
           const char *path,
           GBytes     *bytes,
           LpStamp    *expected,
           LpStamp   **saved,
           GError    **error)
{
  struct stat info;

  /* Asked first, as the links in /proc lead to pipes that have no other name. */
  if (stat (path, &info) != 0 || S_ISREG (info.st_mode))
    return save_file (file, path, bytes, expected, saved, error);

  if (!lp_write_through (path, &info, bytes, error))
    return FALSE;

  if (saved != NULL)
    *saved = lp_stamp_new_unknown ();

  return TRUE;
}

/* Always FALSE. */
static gboolean
fail_far_away (const char   *name,
               const GError *reason,
               GError      **error)
{
  g_autofree char *shown = g_filename_display_name (name);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    return fail_changed (name, error);

  g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
               _("“%s” was not saved: %s. Save it somewhere else."), shown, reason->message);

  return FALSE;
}

/* Somewhere in a network: GIO knows how to replace a file there. It is asked before, too, as an
 * etag cannot say that there was no file, and often is no more than a time in seconds. */
static gboolean
save_far_away (GFile    *file,
               GBytes   *bytes,
               LpStamp  *expected,
               LpStamp **saved,
               GError  **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (LpStamp) now = expected != NULL ? lp_stamp_new (file) : NULL;
  const char *known = expected != NULL ? lp_stamp_find_etag (expected) : NULL;
  g_autofree char *etag = NULL;
  g_autoptr (GError) reason = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!is_as_expected (name, expected, now, error))
    return FALSE;

  if (!g_file_replace_contents (file, data, size, known, FALSE, G_FILE_CREATE_NONE, &etag, NULL,
                                &reason))
    return fail_far_away (name, reason, error);

  if (saved != NULL)
    *saved = lp_stamp_new_from_etag (etag, size);

  return TRUE;
}

gboolean
lp_file_save_over (GFile    *file,
                   GBytes   *bytes,
                   LpStamp  *expected,
                   LpStamp **saved,
                   GError  **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  path = g_file_is_native (file) ? g_file_get_path (file) : NULL;

  return path != NULL ? save_here (file, path, bytes, expected, saved, error)
                      : save_far_away (file, bytes, expected, saved, error);
}

gboolean
lp_file_save (GFile   *file,
              GBytes  *bytes,
              GError **error)
{
  return lp_file_save_over (file, bytes, NULL, NULL, error);
}
