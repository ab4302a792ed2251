/* SPDX-License-Identifier: MIT */
/* save.h: putting bytes on the disk so that the old file or the new one is always whole. */

#pragma once

#include <gio/gio.h>

#include "file/stamp.h"

G_BEGIN_DECLS

/* What is promised, whatever fails and whenever the process is killed:
 *
 * - A new file, and one of a single name in a folder that is ours, is replaced in one moment: the
 *   old content or the new one is there whole. It keeps its permissions, owner, group, access
 *   control list and extended attributes, and symbolic links to it stay.
 *
 * - A file for which that is not possible is written over where it stands, as long as it may be
 *   written to: it has other names (hard links), its folder is read-only, it is another user’s or
 *   another group’s, it is mounted by itself. What was in it is kept as a draft meanwhile, on the
 *   disk before anything is written over: a failure puts it back, and after a crash the next start
 *   offers it. Who reads just then may see half of it.
 *
 * - TRUE says that all of it is on the disk.
 *
 * A device or a pipe is written to. A folder, a socket and a disk are not. */
gboolean lp_file_save      (GFile    *file,
                            GBytes   *bytes,
                            GError  **error);

/* The same for who knows what the file was: @expected is from lp_stamp_new() just before reading
 * it, or from the last saving; or NULL. Fails with LP_FILE_ERROR_CHANGED where another program has
 * written the file since then, and with LP_FILE_ERROR_MOVED where the folder is not that one (an
 * unmounted disk leaves an empty one). Then the user has to be asked; who wants it nevertheless is
 * served with NULL for @expected.
 *
 * @saved, which may be NULL, is what to expect the next time. */
gboolean lp_file_save_over (GFile    *file,
                            GBytes   *bytes,
                            LpStamp  *expected,
                            LpStamp **saved,
                            GError  **error);

G_END_DECLS
