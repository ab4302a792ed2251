/* SPDX-License-Identifier: MIT */
/* mark.h: the badges on the upper edge of a box: what fails with it, and what is wrong with it. */

#pragma once

#include "draw/paint/pen.h"
#include "draw/scene/scene.h"

G_BEGIN_DECLS

/* No badges reach farther than this to the left of the right end of their box, or above it. */
#define LP_MARK_MOST_WIDTH 112
#define LP_MARK_MOST_HEIGHT 18

/* The dot of a link is a circle with this much across, and a ring around it. */
#define LP_MARK_DOT 16.0
#define LP_MARK_RING 2.0

/* What the badges of a box at @box cover: the pin, and with @findings the dot of the linter. FALSE
 * where there are none. */
gboolean lp_mark_get_rect  (const LpMark *mark,
                            const LpRect *box,
                            gboolean      chip,
                            gboolean      findings,
                            LpRect       *rect);
void     lp_mark_paint     (LpPen        *pen,
                            const LpMark *mark,
                            const LpRect *box,
                            gboolean      chip,
                            gboolean      findings);

/* The dot of the linter alone; its number only where @rect is wide. */
void     lp_mark_paint_dot (LpPen        *pen,
                            const LpMark *mark,
                            const LpRect *rect);

/* The pin badge alone, for the legend: its left end at @x, its middle at @y. */
double   lp_mark_get_pin_width (guint     pins);
void     lp_mark_paint_pin (LpPen        *pen,
                            guint         pins,
                            double        x,
                            double        y);

G_END_DECLS
