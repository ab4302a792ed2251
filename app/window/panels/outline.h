/* SPDX-License-Identifier: MIT */
/* outline.h: all elements as a list, with the selection of the canvas: the way in for who does not
 * see the drawing. */

#pragma once

#include <adwaita.h>

#include "window/canvas/canvas.h"

G_BEGIN_DECLS

#define LP_TYPE_OUTLINE (lp_outline_get_type ())
G_DECLARE_FINAL_TYPE (LpOutline, lp_outline, LP, OUTLINE, AdwBin)

/* Properties: "canvas" (LpCanvas *). */

G_END_DECLS
