/* SPDX-License-Identifier: MIT */
/* through.h: bytes for what is no file: a device, or a pipe that somebody reads from. */

#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Writes to @path, which is what @info says. Does not wait for somebody to read from a pipe, and
 * refuses what one would regret: disks, folders and sockets. */
gboolean lp_write_through (const char        *path,
                           const struct stat *info,
                           GBytes            *bytes,
                           GError           **error);

G_END_DECLS
