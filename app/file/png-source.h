/* SPDX-License-Identifier: MIT */
/* png-source.h: the design that a picture made by Linchpin carries. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean lp_png_source_is_png (GBytes *bytes);

/* What the text chunk LP_FILE_PNG_KEYWORD holds. */
GBytes  *lp_png_source_read   (GBytes  *bytes,
                               GError **error);

G_END_DECLS
