/* SPDX-License-Identifier: MIT */
/* minimap.h: the whole drawing in the corner of the canvas, and the part that is seen. */

#pragma once

#include "window/canvas/canvas.h"

G_BEGIN_DECLS

#define LP_TYPE_MINIMAP (lp_minimap_get_type ())
G_DECLARE_FINAL_TYPE (LpMinimap, lp_minimap, LP, MINIMAP, GtkWidget)

/* Properties: "canvas" (LpCanvas *). It is seen while the canvas’s "minimap" is set and the
 * drawing is larger than the view. */

G_END_DECLS
