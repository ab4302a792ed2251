/* SPDX-License-Identifier: MIT */
/* palette.h: everything a design can be drawn with, in groups, to click or to drag. */

#pragma once

#include <adwaita.h>

#include "model/kind.h"

G_BEGIN_DECLS

#define LP_TYPE_PALETTE (lp_palette_get_type ())
G_DECLARE_FINAL_TYPE (LpPalette, lp_palette, LP, PALETTE, AdwBin)

/* Signals:
 *   "picked" (LpKind): it was clicked, or Enter was pressed on it. */

/* Where the keyboard goes to find a component by name. */
void lp_palette_start_filter (LpPalette *self);

G_END_DECLS
