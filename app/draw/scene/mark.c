/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene/mark.h"

#include <math.h>

/* Badges stand on the upper edge, at its right end: there is neither name nor port below them. */
#define HEIGHT 20.0
#define CHIP_HEIGHT 16.0        /* They reach neither the next chip nor the name. */
#define LIFT 4                  /* How far their middle is above the edge, but for chips. */
#define RIGHT 8                 /* From the right end of the edge. */
#define CHIP_RIGHT -4
#define GAP 4

#define PADDING 6
#define ICON 12.0
#define SIGN 20                 /* What a sign takes in front of a number. */

typedef struct
{
  const char *text;
  double      width;            /* With some air: fonts differ. */
} Letters;

static const Letters pin_letters[] = {
  { "", 0 },
  { "R", 8 },
  { "W", 13 },
  { "RW", 20 },
};

double
lp_mark_get_pin_width (guint pins)
{
  return 2 * PADDING + ICON + pin_letters[pins & 3].width;
}

/* A sign alone is a circle; with a number it is a pill. */
static double
get_dot_width (guint  n_findings,
               double height)
{
  if (n_findings < 2)
    return height;

  return SIGN + (n_findings < 10 ? 12 : n_findings < 100 ? 19 : 26);
}

/* The places of the two badges; an absent one has no width. */
static void
place_badges (const LpMark *mark,
              const LpRect *box,
              gboolean      chip,
              gboolean      findings,
              LpRect       *pin,
              LpRect       *dot)
{
  const double height = chip ? CHIP_HEIGHT : HEIGHT;
  const double top = box->y - (chip ? 0 : LIFT) - height / 2;
  double right = box->x + box->width - (chip ? CHIP_RIGHT : RIGHT);

  *pin = *dot = (LpRect) { right, top, 0, 0 };
  if (mark->pins != 0)
    {
      const double width = lp_mark_get_pin_width (mark->pins);

      *pin = (LpRect) { right - width, top, width, height };
      right -= width + GAP;
    }
  if (findings && mark->level != LP_MARK_NONE)
    {
      const double width = get_dot_width (mark->n_findings, height);

      *dot = (LpRect) { right - width, top, width, height };
    }
}

gboolean
lp_mark_get_rect (const LpMark *mark,
                  const LpRect *box,
                  gboolean      chip,
                  gboolean      findings,
                  LpRect       *rect)
{
  LpRect pin, dot;

  place_badges (mark, box, chip, findings, &pin, &dot);
  *rect = dot.width > 0 ? lp_rect_union (&pin, &dot) : pin;

  return rect->width > 0;
}

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
  const Letters *letters = &pin_letters[pins & 3];

  paint_ground (pen, rect, style);
  lp_pen_icon (pen, "pin", style->text,
               rect->x + PADDING - 1, rect->y + (rect->height - ICON) / 2, ICON);
  paint_letters (pen, style->text, letters->text,
                 rect->x + PADDING + ICON + letters->width / 2, rect);
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
lp_mark_paint_dot (LpPen        *pen,
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
  paint_letters (pen, style->text, number, rect->x + (SIGN + rect->width) / 2 - 4, rect);
}

void
lp_mark_paint (LpPen        *pen,
               const LpMark *mark,
               const LpRect *box,
               gboolean      chip,
               gboolean      findings)
{
  LpRect pin, dot;

  place_badges (mark, box, chip, findings, &pin, &dot);
  if (pin.width > 0)
    paint_pin (pen, mark->pins, &pin);
  if (dot.width > 0)
    lp_mark_paint_dot (pen, mark, &dot);
}

void
lp_mark_paint_pin (LpPen  *pen,
                   guint   pins,
                   double  x,
                   double  y)
{
  const LpRect rect = { x, y - HEIGHT / 2, lp_mark_get_pin_width (pins), HEIGHT };

  paint_pin (pen, pins, &rect);
}
