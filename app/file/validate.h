/* SPDX-License-Identifier: MIT */
/* validate.h: all that is wrong with a file, where reading stops at the first fault. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a sentence for each fault, in plain words and with its line, for as long as the file can
 * be understood. Stricter than reading: names without a namespace must be those of the schema. */
gboolean lp_file_validate (GBytes    *bytes,
                           GPtrArray *messages);

G_END_DECLS
