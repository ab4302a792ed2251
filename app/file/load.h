/* SPDX-License-Identifier: MIT */
/* load.h: the bytes of a file, or plain words why there are none. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* At most @most bytes, LP_FILE_MAX_SIZE for one, whatever the file is. */
GBytes  *lp_file_load        (GFile   *file,
                              gsize    most,
                              GError **error);

/* Fails for what no parser should see: nothing at all, more than @most bytes, zero bytes, what is
 * not UTF-8, what goes beyond the limits of limits.h. The error names the line. */
gboolean lp_file_check_text  (GBytes  *bytes,
                              gsize    most,
                              GError **error);

G_END_DECLS
