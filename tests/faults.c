/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

gboolean faults_no_unnamed_files;

static struct
{
  Fault fault;
  guint left;           /* Calls until it happens; 0 for never. */
  int   number;
  gboolean happened;
} state;

void
faults_begin (Fault fault,
              guint nth,
              int   number)
{
  state.fault = fault;
  state.left = nth;
  state.number = number;
  state.happened = FALSE;
}

gboolean
faults_end (void)
{
  state.left = 0;

  return state.happened;
}

/* Whether this call is to fail. */
static gboolean
strikes (void)
{
  if (state.left == 0)
    return FALSE;

  if (state.left > 1)
    {
      state.left--;
      return FALSE;
    }

  if (state.fault == FAULT_KILL)
    _exit (FAULTS_KILLED);

  state.happened = TRUE;
  if (state.fault == FAULT_ONCE)
    state.left = 0;
  errno = state.number;

  return TRUE;
}

#define WRAP(type, name, parameters, arguments) \
  type __real_##name parameters; \
  type __wrap_##name parameters; \
  type \
  __wrap_##name parameters \
  { \
    return strikes () ? (type) -1 : __real_##name arguments; \
  }

WRAP (ssize_t, pread64, (int fd, void *data, size_t size, off_t at), (fd, data, size, at))
WRAP (int, fsync, (int fd), (fd))
WRAP (int, ftruncate64, (int fd, off_t size), (fd, size))
WRAP (int, fallocate64, (int fd, int mode, off_t at, off_t size), (fd, mode, at, size))
WRAP (int, fchmod, (int fd, mode_t mode), (fd, mode))
WRAP (int, fchown, (int fd, uid_t user, gid_t group), (fd, user, group))
WRAP (int, flock, (int fd, int how), (fd, how))
WRAP (int, unlinkat, (int folder, const char *name, int flags), (folder, name, flags))
WRAP (int, faccessat, (int folder, const char *name, int mode, int flags),
      (folder, name, mode, flags))
WRAP (int, fstat64, (int fd, struct stat *info), (fd, info))
WRAP (int, fstatat64, (int folder, const char *name, struct stat *info, int flags),
      (folder, name, info, flags))
WRAP (int, linkat, (int from, const char *old, int to, const char *new, int flags),
      (from, old, to, new, flags))
WRAP (int, renameat, (int from, const char *old, int to, const char *new), (from, old, to, new))
WRAP (int, fsetxattr, (int fd, const char *name, const void *value, size_t size, int flags),
      (fd, name, value, size, flags))

ssize_t __real_write (int fd, const void *data, size_t size);
ssize_t __wrap_write (int fd, const void *data, size_t size);
int __real_open64 (const char *name, int flags, ...);
int __wrap_open64 (const char *name, int flags, ...);
int __real_openat64 (int folder, const char *name, int flags, ...);
int __wrap_openat64 (int folder, const char *name, int flags, ...);

ssize_t
__wrap_write (int         fd,
              const void *data,
              size_t      size)
{
  /* Writing takes its time: half of it is done by then. */
  if (state.fault == FAULT_KILL && state.left == 1 && __real_write (fd, data, size / 2) < 0)
    return -1;

  if (!strikes ())
    return __real_write (fd, data, size);

  if (state.fault == FAULT_HALF && size > 1)
    {
      state.fault = FAULT_FROM_THEN_ON;
      return __real_write (fd, data, size / 2);
    }

  errno = state.number;
  return -1;
}

int
__wrap_open64 (const char *name,
               int         flags,
               ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = (flags & O_CREAT) != 0 ? va_arg (arguments, mode_t) : 0;
  va_end (arguments);

  return strikes () ? -1 : __real_open64 (name, flags, mode);
}

int
__wrap_openat64 (int         folder,
                 const char *name,
                 int         flags,
                 ...)
{
  gboolean is_unnamed = (flags & O_TMPFILE) == O_TMPFILE;
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = (flags & O_CREAT) != 0 || is_unnamed ? va_arg (arguments, mode_t) : 0;
  va_end (arguments);

  if (strikes ())
    return -1;

  if (is_unnamed && faults_no_unnamed_files)
    {
      errno = EOPNOTSUPP;
      return -1;
    }

  return __real_openat64 (folder, name, flags, mode);
}
