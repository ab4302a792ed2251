/* SPDX-License-Identifier: MIT */
/* overwrite.h: a file written where it stands, its old content kept until that is done. */

#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

#include "file/target.h"

G_BEGIN_DECLS

/* Writes @bytes over @target, which is @file: for those whose place no other file can take, as they
 * have several names or their folder is not ours.
 *
 * The old content is on the disk as a draft (draft.h) before the first byte is written, and until
 * the last one is on the disk. If writing fails, the old content is put back; and if not even that
 * is possible, or the process is killed, the next start offers it. @written is then what the file
 * is. */
gboolean lp_overwrite (GFile        *file,
                       LpSaveTarget     *target,
                       GBytes       *bytes,
                       struct stat  *written,
                       GError      **error);

G_END_DECLS
