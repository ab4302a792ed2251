/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/paint-private.h"

#define PILL_BORDER 0.5         /* How pale the border of a label is. */

void
lp_paint_label (LpPen        *pen,
                LpFlow        flow,
                const char   *label,
                const LpRect *rect)
{
  const LpColor color = pen->style->flows[flow].line;

  if (!lp_pen_is_legible (pen, LP_FONT_LABEL))
    return;

  lp_pen_box (pen, rect, rect->height / 2, pen->style->paper,
              lp_color_mix (color, pen->style->paper, PILL_BORDER), pen->style->border_width);
  lp_pen_text_at (pen, LP_FONT_LABEL, color, label,
                  rect->x + rect->width / 2, rect->y + rect->height / 2, rect->width - 12,
                  LP_ALIGN_CENTER);
}
