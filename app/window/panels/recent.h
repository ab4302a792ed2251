/* SPDX-License-Identifier: MIT */
/* recent.h: the designs that were open before, as the desktop remembers them. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void       lp_recent_add  (GFile *file);

/* At most @max files (GFile) that are still there, the last one first. */
GPtrArray *lp_recent_get_files (guint  max) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
