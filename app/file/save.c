/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/format.h"

#define MAX_SYMLINKS 40

/* Says why @path could not be saved, and what to do about it. Always FALSE. */
static gboolean
fail (const char *path,
      int         number,
      GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_NO_SPACE,
                   _("“%s” was not saved: there is no space left for it. "
                     "Make room, or save it somewhere else."), name);
      break;

    case EROFS:
      g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                   _("“%s” was not saved: the disk is read-only. Save it somewhere else."), name);
      break;

    case EACCES:
    case EPERM:
      g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                   _("“%s” was not saved: you may not write there. "
                     "Change the permissions, or save it somewhere else."), name);
      break;

    case ENOENT:
    case ENOTDIR:
      g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                   _("“%s” was not saved: its folder is not there. Save it somewhere else."), name);
      break;

    case EISDIR:
      g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                   _("“%s” was not saved: there is a folder of this name. "
                     "Choose another name."), name);
      break;

    default:
      g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                   _("“%s” was not saved: %s. Save it somewhere else."), name, g_strerror (number));
    }

  return FALSE;
}

/* Where @path leads when it is a symbolic link, even to a file that is not there yet. Sets errno
 * where that is NULL. */
static char *
follow_links (const char *path)
{
  char *place = g_strdup (path);

  for (guint i = 0; i < MAX_SYMLINKS; i++)
    {
      char target[PATH_MAX];
      ssize_t length = readlink (place, target, sizeof target - 1);
      g_autofree char *folder = NULL;
      g_autofree char *link = g_steal_pointer (&place);

      if (length < 0)
        return g_steal_pointer (&link);

      target[length] = '\0';
      folder = g_path_get_dirname (link);
      place = g_path_is_absolute (target) ? g_strdup (target)
                                          : g_build_filename (folder, target, NULL);
    }

  g_free (place);
  errno = ELOOP;
  return NULL;
}

static gboolean
write_all (int     descriptor,
           GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      ssize_t written = write (descriptor, data, size);

      if (written < 0 && errno != EINTR)
        return FALSE;

      if (written > 0)
        {
          data += written;
          size -= written;
        }
    }

  return TRUE;
}

/* Gives the new file what the old one had. The owner comes first: changing it takes permissions
 * away. Who may not give files away keeps the group; and where not even that, the file is for its
 * owner alone, as the group is another one. */
static gboolean
take_after (int                descriptor,
            const struct stat *old)
{
  if (fchown (descriptor, old->st_uid, old->st_gid) != 0 &&
      fchown (descriptor, -1, old->st_gid) != 0)
    return fchmod (descriptor, old->st_mode & 0700) == 0;

  return fchmod (descriptor, old->st_mode & 07777) == 0;
}

static gboolean
fill (int                descriptor,
      GBytes            *bytes,
      const struct stat *old)
{
  gboolean done = write_all (descriptor, bytes) &&
                  (old == NULL || take_after (descriptor, old)) &&
                  fsync (descriptor) == 0;
  int number = errno;

  if (close (descriptor) != 0 && done)
    return FALSE;

  errno = number;
  return done;
}

/* A new name is on the disk only when its folder is. Some file systems cannot do that, and need
 * not. */
static void
sync_folder (const char *folder)
{
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (descriptor >= 0)
    {
      fsync (descriptor);
      close (descriptor);
    }
}

static gboolean
replace (const char        *place,
         GBytes            *bytes,
         const struct stat *old,
         GError           **error)
{
  g_autofree char *folder = g_path_get_dirname (place);
  g_autofree char *temporary = g_build_filename (folder, ".linchpin-XXXXXX", NULL);
  int descriptor = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, old != NULL ? 0600 : 0666);
  int number;

  if (descriptor < 0)
    return fail (place, errno, error);

  if (!fill (descriptor, bytes, old) || g_rename (temporary, place) != 0)
    {
      number = errno;
      g_unlink (temporary);
      return fail (place, number, error);
    }

  sync_folder (folder);

  return TRUE;
}

/* A device or a pipe is not replaced but written to. */
static gboolean
write_through (const char *place,
               GBytes     *bytes,
               GError    **error)
{
  int descriptor = open (place, O_WRONLY | O_CLOEXEC);
  int number = 0;

  if (descriptor < 0)
    return fail (place, errno, error);

  if (!write_all (descriptor, bytes))
    number = errno;
  if (close (descriptor) != 0 && number == 0)
    number = errno;

  return number == 0 || fail (place, number, error);
}

static gboolean
save_path (const char *path,
           GBytes     *bytes,
           GError    **error)
{
  g_autofree char *place = follow_links (path);
  struct stat old;

  if (place == NULL)
    return fail (path, errno, error);

  if (lstat (place, &old) != 0)
    return errno == ENOENT ? replace (place, bytes, NULL, error) : fail (path, errno, error);

  if (S_ISDIR (old.st_mode))
    return fail (path, EISDIR, error);

  /* Renaming could replace a file that is protected, which its owner did not mean. */
  if (access (place, W_OK) != 0)
    return fail (path, errno, error);

  return S_ISREG (old.st_mode) ? replace (place, bytes, &old, error)
                               : write_through (place, bytes, error);
}

gboolean
lp_file_save (GFile   *file,
              GBytes  *bytes,
              GError **error)
{
  g_autofree char *path = NULL;
  gsize size;
  const char *data;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  if ((path = g_file_get_path (file)) != NULL)
    return save_path (path, bytes, error);

  /* Somewhere in a network: GIO knows how to replace a file there. */
  data = g_bytes_get_data (bytes, &size);

  return g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE,
                                  NULL, NULL, error);
}
