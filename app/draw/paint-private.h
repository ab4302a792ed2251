/* SPDX-License-Identifier: MIT */
/* paint-private.h: the two things that are painted, one by one. */

#pragma once

#include "draw/pen.h"
#include "draw/scene-private.h"

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

/* @n_points from the border of the source to that of the target. */
void lp_paint_line  (LpPen         *pen,
                     LpFlow         flow,
                     const LpPoint *points,
                     guint          n_points);

void lp_paint_label (LpPen         *pen,
                     LpFlow         flow,
                     const char    *label,
                     const LpRect  *rect);

G_END_DECLS
