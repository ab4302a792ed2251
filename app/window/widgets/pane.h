/* SPDX-License-Identifier: MIT */
/* pane.h: what stands beside the canvas: as wide as the user drew it, whatever is in it. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LP_TYPE_PANE (lp_pane_get_type ())
G_DECLARE_FINAL_TYPE (LpPane, lp_pane, LP, PANE, GtkWidget)

/* Properties: "child"; "side" (GtkPackType): where in the window it stands, the edge to draw is the
 * other one; "setting": the key in which the width is remembered. */

G_END_DECLS
