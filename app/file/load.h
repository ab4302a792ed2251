/* SPDX-License-Identifier: MIT */
/* load.h: the bytes of a file, or plain words why there are none. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* At most LP_FILE_MAX_SIZE bytes, whatever the file is. */
GBytes  *lp_file_load        (GFile   *file,
                              GError **error);

/* Fails for what no parser should see: nothing at all, zero bytes, what is not UTF-8, tags without
 * end. The error names the line. */
gboolean lp_file_check_text  (GBytes  *bytes,
                              GError **error);

G_END_DECLS
