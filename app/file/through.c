/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/through.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <unistd.h>

#include "file/format.h"
#include "file/replace.h"

/* Why nothing is written to what is no file, or NULL. */
static const char *
find_refusal (mode_t mode)
{
  if (S_ISDIR (mode))
    return _("there is a folder of this name");

  if (S_ISBLK (mode))
    return _("this is a disk, not a file");

  if (S_ISSOCK (mode))
    return _("this is a socket, not a file");

  return NULL;
}

/* Writing to a pipe that nobody reads from any more is an error, and not the end of the program. */
static int
write_without_signal (int     descriptor,
                      GBytes *bytes)
{
  const struct timespec at_once = { 0 };
  sigset_t pipe, before, pending;
  int number;

  sigemptyset (&pipe);
  sigaddset (&pipe, SIGPIPE);
  sigpending (&pending);
  pthread_sigmask (SIG_BLOCK, &pipe, &before);
  number = lp_write_all (descriptor, bytes);
  if (number == EPIPE && !sigismember (&pending, SIGPIPE))
    sigtimedwait (&pipe, NULL, &at_once);
  pthread_sigmask (SIG_SETMASK, &before, NULL);

  return number;
}

static int
write_to (const char *path,
          GBytes     *bytes)
{
  int descriptor = open (path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  int number;

  if (descriptor < 0)
    return errno;

  /* Only the opening shall not wait. */
  number = fcntl (descriptor, F_SETFL, 0) == 0 ? write_without_signal (descriptor, bytes) : errno;
  if (close (descriptor) != 0 && number == 0)
    number = errno;

  return number;
}

gboolean
lp_write_through (const char        *path,
                  const struct stat *info,
                  GBytes            *bytes,
                  GError           **error)
{
  const char *refusal = find_refusal (info->st_mode);
  g_autofree char *name = g_filename_display_basename (path);
  int number = refusal == NULL ? write_to (path, bytes) : 0;

  if (S_ISFIFO (info->st_mode) && (number == ENXIO || number == EPIPE))
    refusal = _("no program reads from this pipe");

  if (refusal != NULL)
    g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                 /* Translators: a file name, and why. */
                 _("“%s” was not saved: %s. Choose another name."), name, refusal);
  else if (number != 0)
    g_propagate_error (error, lp_file_error_new_unsaved (path, number));

  return refusal == NULL && number == 0;
}
