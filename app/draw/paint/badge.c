/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/badge.h"

#define HOLLOW_BORDER 1.75

/* Across the line; no more than the scene says that one is painted on. */
#define BREAK_HOLE 6.0
#define BREAK_HALF 5.5          /* Of a stroke; */
#define BREAK_LEAN 0.3          /* along the line a share of the gap. */
#define BREAK_WIDTH 2.0

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

/* What is behind @full of the badge is an outline only: so much is left. */
static void
paint_hollow (LpPen        *pen,
              guint         parts,
              double        full,
              const LpRect *rect)
{
  const LpRect hollow = { rect->x + full, rect->y, rect->width - full, rect->height };
  const LpRect inside = lp_rect_grow (rect, -HOLLOW_BORDER);
  double width;
  const char *letters = lp_mark_get_pin_letters (parts, &width);

  cairo_save (pen->cr);
  cairo_rectangle (pen->cr, hollow.x, hollow.y, hollow.width, hollow.height);
  cairo_clip (pen->cr);
  lp_pen_box (pen, &inside, inside.height / 2, pen->style->paper, 0, 0);
  cairo_restore (pen->cr);
  paint_letters (pen, pen->style->hatch, letters, hollow.x + hollow.width / 2 - 1, rect);
}

static void
paint_pin (LpPen        *pen,
           guint         pins,
           guint         parts,
           const LpRect *rect)
{
  const LpBadgeStyle *style = &pen->style->pin;
  double width;
  const char *letters = lp_mark_get_pin_letters (pins, &width);

  paint_ground (pen, rect, style);
  if (parts != 0)
    paint_hollow (pen, parts, lp_mark_get_full_width (pins, parts), rect);
  lp_pen_icon (pen, "pin", style->text,
               rect->x + LP_MARK_PADDING - 1, rect->y + (rect->height - LP_MARK_ICON) / 2,
               LP_MARK_ICON);
  if (pins != 0)
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
    paint_pin (pen, mark->pins, mark->parts, &pin);
  if (dot.width > 0)
    lp_badge_paint_dot (pen, mark, &dot);
}

/* Two strokes across a gap: ⫽. Where there is little room along the line they are closer. */
void
lp_badge_paint_break (LpPen        *pen,
                      LpColor       color,
                      gboolean      is_vertical,
                      const LpRect *rect)
{
  const double x = rect->x + rect->width / 2, y = rect->y + rect->height / 2;
  const double gap = (is_vertical ? rect->height : rect->width) / 2;
  const double lean = gap * BREAK_LEAN;
  const LpRect hole = is_vertical
                      ? (LpRect) { x - BREAK_HOLE / 2, y - gap / 2, BREAK_HOLE, gap }
                      : (LpRect) { x - gap / 2, y - BREAK_HOLE / 2, gap, BREAK_HOLE };

  lp_pen_box (pen, &hole, 0, pen->style->paper, 0, 0);
  for (int side = -1; side <= 1; side += 2)
    {
      const double at_x = is_vertical ? x : x + side * gap / 2;
      const double at_y = is_vertical ? y + side * gap / 2 : y;
      const double dx = is_vertical ? BREAK_HALF : lean;
      const double dy = is_vertical ? lean : BREAK_HALF;

      cairo_move_to (pen->cr, at_x - dx, at_y + dy);
      cairo_line_to (pen->cr, at_x + dx, at_y - dy);
    }
  lp_pen_stroke (pen, color, BREAK_WIDTH);
}

void
lp_badge_paint_pin (LpPen  *pen,
                   guint   pins,
                   guint   parts,
                   double  x,
                   double  y)
{
  const LpRect rect = {
    x, y - LP_MARK_HEIGHT / 2, lp_mark_get_pin_width (pins, parts), LP_MARK_HEIGHT,
  };

  paint_pin (pen, pins, parts, &rect);
}
