/* SPDX-License-Identifier: MIT */
/* find-bar.h: looks for elements and brings the canvas to them, one after the other. */

#pragma once

#include <adwaita.h>

#include "window/canvas/canvas.h"

G_BEGIN_DECLS

#define LP_TYPE_FIND_BAR (lp_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (LpFindBar, lp_find_bar, LP, FIND_BAR, AdwBin)

/* Properties: "canvas" (LpCanvas *): where to look; the bar is there while its "finding" is set. */

G_END_DECLS
