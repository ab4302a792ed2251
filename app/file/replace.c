/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/replace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "file/metadata.h"

#define TRIES 8

/* The machine, then what is random. A lock may not reach from one machine to another. */
#define NAME LP_REPLACE_PREFIX "%08x-"

int
lp_write_all (int     descriptor,
              GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      ssize_t written = write (descriptor, data, size);

      if (written < 0 && errno != EINTR)
        return errno;

      if (written > 0)
        {
          data += written;
          size -= written;
        }
    }

  return 0;
}

static char *
make_prefix (void)
{
  return g_strdup_printf (NAME, g_str_hash (g_get_host_name ()));
}

static char *
make_name (void)
{
  g_autofree char *prefix = make_prefix ();

  return g_strdup_printf ("%s%08x", prefix, g_random_int ());
}

/* Until the new file takes after the old one, nobody else may see it. */
static mode_t
get_mode (int old)
{
  return old >= 0 ? 0600 : 0666;
}

static int
fill (int                descriptor,
      GBytes            *bytes,
      int                old,
      const struct stat *old_info,
      struct stat       *written)
{
  int number = lp_write_all (descriptor, bytes);

  if (number != 0)
    return number;

  if (old >= 0 && !lp_metadata_copy (old, old_info, descriptor))
    return EPERM;

  return fsync (descriptor) == 0 && fstat (descriptor, written) == 0 ? 0 : errno;
}

static int
take_place (LpSaveTarget   *target,
            const char *temporary)
{
  int number;

  if (renameat (target->folder, temporary, target->folder, target->name) == 0)
    return 0;

  number = errno;
  unlinkat (target->folder, temporary, 0);

  return number;
}

/* A file without a name goes with its process. It gets the name at once where there is none yet,
 * else one for just a moment: a link cannot take the place of another. */
static int
give_name (LpSaveTarget *target,
           int       descriptor)
{
  g_autofree char *itself = g_strdup_printf ("/proc/self/fd/%d", descriptor);
  g_autofree char *name = make_name ();

  if (linkat (AT_FDCWD, itself, target->folder, target->name, AT_SYMLINK_FOLLOW) == 0)
    return 0;

  if (errno != EEXIST)
    return errno;

  flock (descriptor, LOCK_EX | LOCK_NB);
  if (linkat (AT_FDCWD, itself, target->folder, name, AT_SYMLINK_FOLLOW) != 0)
    return errno;

  return take_place (target, name);
}

/* Fails where the file system has no such files. */
static int
replace_unnamed (LpSaveTarget          *target,
                 GBytes            *bytes,
                 int                old,
                 const struct stat *old_info,
                 struct stat       *written)
{
  int descriptor = openat (target->folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, get_mode (old));
  int number;

  if (descriptor < 0)
    return errno;

  number = fill (descriptor, bytes, old, old_info, written);
  if (number == 0)
    number = give_name (target, descriptor);
  close (descriptor);

  return number;
}

/* Whether the file is ours: another process may have taken it for one left behind, just before. */
static gboolean
lock_own (int descriptor)
{
  struct stat info;

  /* Where nothing can be locked, nothing is swept either. */
  if (flock (descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return FALSE;

  return fstat (descriptor, &info) == 0 && info.st_nlink > 0;
}

/* Sets errno where that is -1. */
static int
open_named (int    folder,
            mode_t mode,
            char **name)
{
  for (guint i = 0; i < TRIES; i++)
    {
      g_autofree char *own = make_name ();
      int descriptor = openat (folder, own, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);

      if (descriptor < 0 && errno != EEXIST)
        return -1;

      if (descriptor >= 0 && lock_own (descriptor))
        {
          *name = g_steal_pointer (&own);
          return descriptor;
        }
      if (descriptor >= 0)
        close (descriptor);
    }

  errno = EEXIST;
  return -1;
}

static int
replace_named (LpSaveTarget          *target,
               GBytes            *bytes,
               int                old,
               const struct stat *old_info,
               struct stat       *written)
{
  g_autofree char *name = NULL;
  int descriptor = open_named (target->folder, get_mode (old), &name);
  int number;

  if (descriptor < 0)
    return errno;

  number = fill (descriptor, bytes, old, old_info, written);
  if (number == 0)
    number = take_place (target, name);
  else
    unlinkat (target->folder, name, 0);
  close (descriptor);

  return number;
}

int
lp_replace (LpSaveTarget          *target,
            GBytes            *bytes,
            int                old,
            const struct stat *old_info,
            struct stat       *written)
{
  int number = replace_unnamed (target, bytes, old, old_info, written);

  /* What could not be as the old one was will not be with a name either. */
  if (number == 0 || (number == EPERM && old >= 0))
    return number;

  return replace_named (target, bytes, old, old_info, written);
}

void
lp_replace_drop (int         folder,
                 const char *name)
{
  int descriptor = openat (folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  struct stat info;

  if (descriptor < 0)
    return;

  if (fstat (descriptor, &info) == 0 && S_ISREG (info.st_mode) && info.st_nlink == 1 &&
      info.st_uid == geteuid () && flock (descriptor, LOCK_EX | LOCK_NB) == 0)
    unlinkat (folder, name, 0);
  close (descriptor);
}

void
lp_replace_sweep (int folder)
{
  g_autofree char *prefix = make_prefix ();
  gsize length = strlen (prefix) + strlen ("xxxxxxxx");
  int again = openat (folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = again >= 0 ? fdopendir (again) : NULL;
  struct dirent *entry;

  while (dir != NULL && (entry = readdir (dir)) != NULL)
    if (g_str_has_prefix (entry->d_name, prefix) && strlen (entry->d_name) == length)
      lp_replace_drop (folder, entry->d_name);

  if (dir != NULL)
    closedir (dir);
  else if (again >= 0)
    close (again);
}
