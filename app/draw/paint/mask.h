/* SPDX-License-Identifier: MIT */
/* mask.h: shapes that were painted before and are kept as pixels. */

#pragma once

#include <cairo.h>

#include "model/geometry.h"

/* Paints the source of @cr through @mask, which has @scale pixels per drawing unit, with its upper
 * left corner at @x, @y: on whole pixels of the device if it has as many, so that it is sharp. */
void lp_mask_paint       (cairo_t         *cr,
                          cairo_surface_t *mask,
                          double           scale,
                          double           x,
                          double           y);

/* Paints a rectangle with round corners, or with a @border its outline, wholly inside of it. @rect
 * is in drawing units, @radius and @border are in pixels, of which there are @scale per unit. */
void lp_mask_paint_round (cairo_t         *cr,
                          const LpRect    *rect,
                          double           radius,
                          double           border,
                          double           scale);
