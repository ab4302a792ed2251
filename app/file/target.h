/* SPDX-License-Identifier: MIT */
/* target.h: where a path leads, held open, so that no other disk can come in between. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int   folder;         /* A descriptor, or -1. */
  char *name;           /* In that folder, and no symbolic link. */
} LpSaveTarget;

/* Follows symbolic links at the end of @path, even to a file that is not there yet. Returns 0 or
 * an error number. */
int  lp_target_open  (LpSaveTarget   *self,
                      const char *path) G_GNUC_WARN_UNUSED_RESULT;

void lp_target_close (LpSaveTarget   *self);

/* A new name is on the disk only when its folder is. Returns 0, also where the file system cannot
 * do that and need not, or an error number. */
int  lp_target_sync  (LpSaveTarget   *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LpSaveTarget, lp_target_close)

G_END_DECLS
