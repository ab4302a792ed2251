/* SPDX-License-Identifier: MIT */
/* canvas.h: the drawing on the screen, where it is looked at and changed. */

#pragma once

#include "window/action-row.h"
#include "window/document.h"

G_BEGIN_DECLS

#define LP_TYPE_CANVAS (lp_canvas_get_type ())
G_DECLARE_FINAL_TYPE (LpCanvas, lp_canvas, LP, CANVAS, GtkWidget)

/* Properties: "zoom" (double, 1 is 100 %). */

/* NULL for none. */
void                lp_canvas_set_document   (LpCanvas      *self,
                                              LpDocument    *document);

/* The selected elements (LpElement); the list lives as long as the canvas and tells what changes. */
GListModel         *lp_canvas_get_selection  (LpCanvas      *self);

/* @elements is ended by NULL. */
void                lp_canvas_select         (LpCanvas      *self,
                                              LpElement    **elements);

/* As a click in the palette does: a new element in the middle of what is visible, or in the selected server. */
void                lp_canvas_add_kind       (LpCanvas      *self,
                                              LpKind         kind);

/* Brings the elements with these ids into view and dims the others; NULL or none ends it. */
void                lp_canvas_show           (LpCanvas          *self,
                                              const char *const *ids);

/* The “canvas” actions: the window puts them where its header bar finds them. */
GSimpleActionGroup *lp_canvas_get_actions    (LpCanvas      *self);

/* The rows that the actions and their keys are made from, for the shortcuts window and the command list. */
const LpActionRow  *lp_canvas_list_actions   (guint         *n_rows);

G_END_DECLS
