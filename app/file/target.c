/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/target.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#define MAX_SYMLINKS 40

/* Sets errno where that is NULL. */
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

int
lp_target_open (LpSaveTarget   *self,
                const char *path)
{
  const int flags = O_DIRECTORY | O_CLOEXEC;
  g_autofree char *place = follow_links (path);
  g_autofree char *folder = NULL;

  *self = (LpSaveTarget) { .folder = -1 };
  if (place == NULL)
    return errno;

  /* A folder that may not be listed can still be written to. */
  folder = g_path_get_dirname (place);
  self->folder = open (folder, flags | O_RDONLY);
  if (self->folder < 0 && errno == EACCES)
    self->folder = open (folder, flags | O_PATH);
  if (self->folder < 0)
    return errno;

  self->name = g_path_get_basename (place);

  return 0;
}

void
lp_target_close (LpSaveTarget *self)
{
  if (self->folder >= 0)
    close (self->folder);
  self->folder = -1;
  g_clear_pointer (&self->name, g_free);
}

int
lp_target_sync (LpSaveTarget *self)
{
  if (fsync (self->folder) == 0)
    return 0;

  return errno == EIO || errno == ENOSPC || errno == EDQUOT ? errno : 0;
}
