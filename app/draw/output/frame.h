/* SPDX-License-Identifier: MIT */
/* frame.h: what stands around the drawing in a picture: the title above it and the legend below. */

#pragma once

#include "draw/paint/pen.h"
#include "draw/scene/scene.h"

G_BEGIN_DECLS

/* 0 where the design has neither title nor site. */
double lp_frame_get_title_height  (LpDesign     *design);

/* Its upper left corner at @x, @y. */
void   lp_frame_paint_title       (LpPen        *pen,
                                   LpDesign     *design,
                                   double        x,
                                   double        y,
                                   double        width);

/* The flows and marks that @scene shows, in as many rows as @width needs. 0 where it shows none. */
double lp_frame_get_legend_height (LpScene      *scene,
                                   gboolean      marks,
                                   double        width);
void   lp_frame_paint_legend      (LpPen        *pen,
                                   LpScene      *scene,
                                   gboolean      marks,
                                   double        x,
                                   double        y,
                                   double        width);

G_END_DECLS
