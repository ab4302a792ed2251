/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int
open_lock (const char *path,
           int         flags)
{
  int descriptor = open (path, O_RDWR | O_CLOEXEC | flags, 0600);

  /* What is on a read-only disk is locked, too. */
  return descriptor < 0 && errno == EROFS ? open (path, O_RDONLY | O_CLOEXEC) : descriptor;
}

int
lp_lock_take (const char *path,
              int         flags)
{
  int descriptor = open_lock (path, flags);

  if (descriptor < 0)
    return -1;

  if (flock (descriptor, LOCK_EX | LOCK_NB) == 0 && lp_lock_is_held (descriptor))
    return descriptor;

  close (descriptor);
  errno = EWOULDBLOCK;
  return -1;
}

gboolean
lp_lock_is_held (int descriptor)
{
  struct stat info;

  return descriptor >= 0 && (fstat (descriptor, &info) != 0 || info.st_nlink > 0);
}

void
lp_lock_release (int *descriptor)
{
  if (*descriptor >= 0)
    close (*descriptor);
  *descriptor = -1;
}
