/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/badge.h"

static void
paint_ground (LpPen              *pen,
              const LpRect       *rect,
              const LpBadgeStyle *style)
{
  const LpRect ring = lp_rect_grow (rect, LP_MARK_RING);

  lp_pen_box (pen, &ring, ring.height / 2, pen->style->paper, 0, 0);
  lp_pen_box (pen, rect, rect->height / 2, style->fill, 0, 0);
}

static void
paint_letters (LpPen        *pen,
               LpColor       color,
               const char   *text,
               double        middle,
               const LpRect *rect)
{
  lp_pen_text_at (pen, LP_FONT_BADGE, color, text, middle, rect->y + rect->height / 2, -1,
                  LP_ALIGN_CENTER);
}

static void
paint_pin (LpPen        *pen,
           guint         pins,
           const LpRect *rect)
{
  const LpBadgeStyle *style = &pen->style->pin;
  double width;
  const char *letters = lp_mark_get_pin_letters (pins, &width);

  paint_ground (pen, rect, style);
  lp_pen_icon (pen, "pin", style->text,
               rect->x + LP_MARK_PADDING - 1, rect->y + (rect->height - LP_MARK_ICON) / 2,
               LP_MARK_ICON);
  paint_letters (pen, style->text, letters,
                 rect->x + LP_MARK_PADDING + LP_MARK_ICON + width / 2, rect);
}

static const LpBadgeStyle *
get_level_style (const LpStyle *style,
                 LpMarkLevel    level)
{
  switch (level)
    {
    case LP_MARK_ERROR:
      return &style->error;

    case LP_MARK_WARNING:
      return &style->warning;

    default:
      return &style->info;
    }
}

void
lp_badge_paint_dot (LpPen        *pen,
                   const LpMark *mark,
                   const LpRect *rect)
{
  const LpBadgeStyle *style = get_level_style (pen->style, mark->level);
  const char *sign = mark->level == LP_MARK_INFO ? "i" : mark->level == LP_MARK_WARNING ? "!" : "×";
  char number[16];

  paint_ground (pen, rect, style);
  paint_letters (pen, style->text, sign, rect->x + rect->height / 2, rect);
  if (rect->width <= rect->height)
    return;

  g_snprintf (number, sizeof number, "%u", MIN (mark->n_findings, 999));
  paint_letters (pen, style->text, number, rect->x + (LP_MARK_SIGN + rect->width) / 2 - 4, rect);
}

void
lp_badge_paint (LpPen        *pen,
               const LpMark *mark,
               const LpRect *box,
               gboolean      chip,
               gboolean      findings)
{
  LpRect pin, dot;

  lp_mark_place (mark, box, chip, findings, &pin, &dot);
  if (pin.width > 0)
    paint_pin (pen, mark->pins, &pin);
  if (dot.width > 0)
    lp_badge_paint_dot (pen, mark, &dot);
}

void
lp_badge_paint_pin (LpPen  *pen,
                   guint   pins,
                   double  x,
                   double  y)
{
  const LpRect rect = { x, y - LP_MARK_HEIGHT / 2, lp_mark_get_pin_width (pins), LP_MARK_HEIGHT };

  paint_pin (pen, pins, &rect);
}
