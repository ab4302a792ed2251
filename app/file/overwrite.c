/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/overwrite.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "file/format.h"
#include "file/draft.h"
#include "file/replace.h"

/* Sets errno where that is NULL. */
static GBytes *
read_all (int descriptor)
{
  struct stat info;
  g_autofree char *data = NULL;
  gsize size = 0;
  ssize_t length;

  if (fstat (descriptor, &info) != 0)
    return NULL;

  errno = ENOMEM;
  if ((data = g_try_malloc (info.st_size + 1)) == NULL)
    return NULL;

  do
    {
      length = pread (descriptor, data + size, info.st_size - size, size);
      if (length > 0)
        size += length;
    }
  while (length > 0 || (length < 0 && errno == EINTR));

  return length == 0 ? g_bytes_new_take (g_steal_pointer (&data), size) : NULL;
}

/* Makes sure that there is room, before anything is written over. Where the file system cannot say
 * that, writing will. */
static int
make_room (int   descriptor,
           gsize size,
           gsize old_size)
{
  int number;

  if (size <= old_size || fallocate (descriptor, FALLOC_FL_KEEP_SIZE, 0, size) == 0)
    return 0;

  number = errno;
  if (number != ENOSPC && number != EDQUOT && number != EFBIG)
    return 0;

  /* What it has got nevertheless is given back. */
  return ftruncate (descriptor, old_size) == 0 ? number : errno;
}

static int
put (int     descriptor,
     GBytes *bytes)
{
  int number;

  if (lseek (descriptor, 0, SEEK_SET) != 0)
    return errno;

  if ((number = lp_write_all (descriptor, bytes)) != 0)
    return number;

  return ftruncate (descriptor, g_bytes_get_size (bytes)) == 0 && fsync (descriptor) == 0 ? 0
                                                                                          : errno;
}

static gboolean
keep (LpDraft   *draft,
      GBytes      *old,
      const char  *name,
      GError     **error)
{
  g_autofree char *title = g_filename_display_name (name);
  g_autoptr (GError) reason = NULL;

  if (g_bytes_get_size (old) == 0 || lp_draft_write_bytes (draft, old, title, &reason))
    return TRUE;

  lp_draft_discard (draft);
  g_set_error (error, LP_FILE_ERROR, reason->code,
               _("“%s” was not saved, as its old content has to be kept meanwhile. %s"),
               title, reason->message);

  return FALSE;
}

static gboolean
fail_halfway (const char *name,
              int         number,
              GError    **error)
{
  g_autofree char *shown = g_filename_display_name (name);

  g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
               _("“%s” was not saved and is not whole any more: %s. Save it somewhere else. "
                 "Linchpin has kept what was in it, and will offer that when it starts again."),
               shown, g_strerror (number));

  return FALSE;
}

static gboolean
put_or_put_back (int          descriptor,
                 GBytes      *bytes,
                 GBytes      *old,
                 LpDraft   *draft,
                 const char  *name,
                 GError     **error)
{
  int number = make_room (descriptor, g_bytes_get_size (bytes), g_bytes_get_size (old));

  if (number == 0 && (number = put (descriptor, bytes)) != 0 && put (descriptor, old) != 0)
    return fail_halfway (name, number, error);

  lp_draft_discard (draft);
  if (number != 0)
    g_propagate_error (error, lp_file_error_new_unsaved (name, number));

  return number == 0;
}

gboolean
lp_overwrite (GFile        *file,
              LpSaveTarget     *target,
              GBytes       *bytes,
              struct stat  *written,
              GError      **error)
{
  const int flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
  int descriptor = openat (target->folder, target->name, flags);
  g_autoptr (GBytes) old = descriptor >= 0 ? read_all (descriptor) : NULL;
  g_autoptr (LpDraft) draft = NULL;
  gboolean done;

  if (old == NULL)
    {
      g_propagate_error (error, lp_file_error_new_unsaved (target->name, errno));
      if (descriptor >= 0)
        close (descriptor);
      return FALSE;
    }

  draft = lp_draft_new (file);
  done = keep (draft, old, target->name, error) &&
         put_or_put_back (descriptor, bytes, old, draft, target->name, error);
  if (done && fstat (descriptor, written) != 0)
    *written = (struct stat) { 0 };
  close (descriptor);

  return done;
}
