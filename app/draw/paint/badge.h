/* SPDX-License-Identifier: MIT */
/* badge.h: paints the badges of a mark where scene/mark.h places them. */

#pragma once

#include "draw/paint/pen.h"
#include "draw/scene/mark.h"

G_BEGIN_DECLS

/* Those of the box at @box. */
void lp_badge_paint       (LpPen        *pen,
                           const LpMark *mark,
                           const LpRect *box,
                           gboolean      chip,
                           gboolean      findings);

/* The dot of the linter alone; its number only where @rect is wide. */
void lp_badge_paint_dot   (LpPen        *pen,
                           const LpMark *mark,
                           const LpRect *rect);

/* The pin badge alone, for the legend: its left end at @x, its middle at @y. */
void lp_badge_paint_pin   (LpPen        *pen,
                           guint         pins,
                           guint         parts,
                           double        x,
                           double        y);

/* The sign in the middle of @rect that breaks a closed link of @color. */
void lp_badge_paint_break (LpPen        *pen,
                           LpColor       color,
                           gboolean      is_vertical,
                           const LpRect *rect);

G_END_DECLS
