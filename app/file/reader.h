/* SPDX-License-Identifier: MIT */
/* reader.h: a design from XML, or from a picture that carries one. */

#pragma once

#include <gio/gio.h>

#include "model/design.h"

G_BEGIN_DECLS

/* The whole design, with nothing to undo, or NULL. */
LpDesign *lp_file_read       (GFile   *file,
                              GError **error);
LpDesign *lp_file_read_bytes (GBytes  *bytes,
                              GError **error);

G_END_DECLS
