/* SPDX-License-Identifier: MIT */
/* flight-lines.h: links while the boxes at their ends fly to new places: from the old route to the
 * new one, faded, so that the eye can follow. */

#pragma once

#include <cairo.h>

#include "draw/scene/scene.h"
#include "draw/paint/style.h"

G_BEGIN_DECLS

typedef struct _LpFlightLines LpFlightLines;

/* Remembers the routes of @scene, which must be up to date. NULL where they are too many to be
 * followed. */
LpFlightLines *lp_flight_lines_new   (LpScene       *scene);
void           lp_flight_lines_free  (LpFlightLines *lines);

/* Where the links are when @share of the flight is over, in drawing units. @scene has the routes
 * that they fly to, and must be up to date. */
void           lp_flight_lines_paint (LpFlightLines *lines,
                                      LpScene       *scene,
                                      cairo_t       *cr,
                                      const LpStyle *style,
                                      double         share);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFlightLines, lp_flight_lines_free)

G_END_DECLS
