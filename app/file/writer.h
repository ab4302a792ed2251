/* SPDX-License-Identifier: MIT */
/* writer.h: a design as XML. The same design always gives the same bytes. */

#pragma once

#include <gio/gio.h>

#include "model/design.h"

G_BEGIN_DECLS

/* Saves @design as @file; save.h says what is promised. */
gboolean lp_file_write       (LpDesign  *design,
                              GFile     *file,
                              GError   **error);

GBytes  *lp_file_write_bytes (LpDesign  *design) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
