/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *name;
static int failure;             /* errno of the first write that failed, or 0. */

static void
remember (gboolean done)
{
  if (!done && failure == 0)
    failure = errno != 0 ? errno : EIO;
}

static void
close_cb (void)
{
  errno = 0;
  remember (fflush (stdout) == 0 && !ferror (stdout));
  remember (fclose (stdout) == 0);
  if (failure == 0)
    return;

  fprintf (stderr, "%s: %s: %s\n", name, _("standard output"), g_strerror (failure));
  _exit (LP_OUTPUT_FAILED);
}

/* A descriptor that was closed by the caller would be given to the next file that is opened, and
 * words for people end up in there. So it leads to nothing, and the wrong way round: using it
 * fails. */
static void
reserve_descriptors (void)
{
  for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
    if (fcntl (i, F_GETFD) < 0 &&
        open ("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY) != i)
      _exit (LP_OUTPUT_FAILED);
}

void
lp_output_init (const char *program)
{
  name = program;
  reserve_descriptors ();
  atexit (close_cb);
}

void
lp_output_write (const char *data,
                 gsize       size)
{
  errno = 0;
  remember (fwrite (data, 1, size, stdout) == size);
}

void
lp_output_print (const char *text)
{
  lp_output_write (text, strlen (text));
}
