/* SPDX-License-Identifier: MIT */
/* paint-private.h: what is painted, one by one. */

#pragma once

#include "draw/paint/pen.h"
#include "draw/scene/scene-private.h"

G_BEGIN_DECLS

/* Whether @element is painted where @only says what is: a box that is in something of it, a link
 * that joins two such. */
gboolean lp_paint_is_wanted (LpElement  *element,
                             GHashTable *only);

/* Without its marks, without the header of a container and without what it holds. */
void lp_paint_box   (LpPen         *pen,
                     LpElement     *element,
                     const LpRect  *rect,
                     gboolean       chip,
                     LpMarkState    state);

/* The texts of a container, on top of the links that pass there. */
void lp_paint_header (LpPen         *pen,
                      LpElement     *element,
                      const LpRect  *rect);

/* From far away: boxes of one colour are collected and painted at once, without any detail. */
typedef struct _LpFarView LpFarView;

LpFarView *lp_far_view_new      (LpPen         *pen) G_GNUC_WARN_UNUSED_RESULT;
void       lp_far_view_free     (LpFarView     *view);
void       lp_far_view_add_box  (LpFarView     *view,
                                 LpElement     *element,
                                 const LpRect  *rect);
void       lp_far_view_add_pin  (LpFarView     *view,
                                 const LpRect  *rect,
                                 gboolean       half);

/* Paints what was collected and forgets it: the next is on top of it. */
void       lp_far_view_paint    (LpFarView     *view);

void lp_paint_label (LpPen         *pen,
                     LpFlow         flow,
                     const char    *label,
                     const LpRect  *rect);

G_END_DECLS
