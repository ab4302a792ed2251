/* SPDX-License-Identifier: MIT */
/* lock.h: an empty file that a process holds locked. The kernel lets go of it when the process is
 * gone, which no file with a process number in it can know. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Locks @path, opened with @flags too. Returns a descriptor, or -1 and sets errno, to EWOULDBLOCK
 * where another has it. */
int      lp_lock_take    (const char *path,
                          int         flags);

/* Whether others still see the file that @descriptor has locked. */
gboolean lp_lock_is_held (int         descriptor);

/* @descriptor becomes -1, if it is not. */
void     lp_lock_release (int        *descriptor);

G_END_DECLS
