/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/mark.h"

#include <math.h>

/* Badges stand on the upper edge, at its right end: there is neither name nor port below them. */
#define HEIGHT 20.0
#define CHIP_HEIGHT 16.0
#define LIFT 4                  /* How far their middle is above the edge. */
#define RIGHT 8                 /* From the right end of the edge. */
#define CHIP_RIGHT -4
#define GAP 4
#define RING 2                  /* Keeps the badge apart from what is below it. */

/* In parts of the height, so that a badge on a chip is the same, smaller. */
#define PADDING 0.32
#define ICON 0.62

typedef struct
{
  const char *text;
  double      width;            /* In parts of the height, with some air: fonts differ. */
} Letters;

static const Letters pin_letters[] = {
  { "", 0 },
  { "R", 0.36 },
  { "W", 0.54 },
  { "RW", 0.9 },
};

static double
get_height (gboolean chip)
{
  return chip ? CHIP_HEIGHT : HEIGHT;
}

static double
get_pin_width (guint  pins,
               double height)
{
  return round (height * (2 * PADDING + ICON + pin_letters[pins & 3].width));
}

/* A sign alone is a circle; with a number it is a pill. */
static double
get_dot_width (guint  n_findings,
               double height)
{
  if (n_findings < 2)
    return height;

  return round (height * (n_findings < 10 ? 1.5 : n_findings < 100 ? 1.85 : 2.2));
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
  const double height = get_height (chip);
  double right = box->x + box->width - (chip ? CHIP_RIGHT : RIGHT);
  const double top = box->y - LIFT - height / 2;

  *pin = *dot = (LpRect) { right, top, 0, 0 };
  if (mark->pins != 0)
    {
      const double width = get_pin_width (mark->pins, height);

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
  const LpRect ring = lp_rect_grow (rect, RING);

  lp_pen_round (pen, &ring, ring.height / 2);
  lp_pen_fill (pen, pen->style->paper);
  cairo_new_path (pen->cr);
  lp_pen_round (pen, rect, rect->height / 2);
  lp_pen_fill (pen, style->fill);
  cairo_new_path (pen->cr);
}

/* The font of badges is made for a height of 20. */
static void
paint_letters (LpPen      *pen,
               LpColor     color,
               const char *text,
               double      x,
               double      y,
               double      height)
{
  const double zoom = height / HEIGHT, scale = pen->scale;

  cairo_save (pen->cr);
  cairo_translate (pen->cr, x, y);
  cairo_scale (pen->cr, zoom, zoom);
  pen->scale *= zoom;
  lp_pen_text_at (pen, LP_FONT_BADGE, color, text, 0, 0, -1, LP_ALIGN_CENTER);
  pen->scale = scale;
  cairo_restore (pen->cr);
}

static void
paint_pin (LpPen        *pen,
           guint         pins,
           const LpRect *rect)
{
  const LpBadgeStyle *style = &pen->style->pin;
  const Letters *letters = &pin_letters[pins & 3];
  const double icon = rect->height * ICON;

  paint_ground (pen, rect, style);
  lp_pen_icon (pen, "pin", style->text,
               rect->x + rect->height * PADDING - 1, rect->y + (rect->height - icon) / 2, icon);
  paint_letters (pen, style->text, letters->text,
                 rect->x + rect->height * (PADDING + ICON + letters->width / 2) - 0.5,
                 rect->y + rect->height / 2, rect->height);
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

static void
paint_dot (LpPen        *pen,
           const LpMark *mark,
           const LpRect *rect)
{
  const LpBadgeStyle *style = get_level_style (pen->style, mark->level);
  const char *sign = mark->level == LP_MARK_INFO ? "i" : mark->level == LP_MARK_WARNING ? "!" : "×";
  const double middle = rect->y + rect->height / 2;
  char number[16];

  paint_ground (pen, rect, style);
  paint_letters (pen, style->text, sign, rect->x + rect->height / 2, middle, rect->height);
  if (mark->n_findings < 2)
    return;

  g_snprintf (number, sizeof number, "%u", MIN (mark->n_findings, 999));
  paint_letters (pen, style->text, number,
                 (rect->x + rect->height * 0.8 + rect->x + rect->width - rect->height * 0.3) / 2,
                 middle, rect->height);
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
    paint_dot (pen, mark, &dot);
}

double
lp_mark_get_pin_width (guint pins)
{
  return get_pin_width (pins, HEIGHT);
}

void
lp_mark_paint_pin (LpPen  *pen,
                   guint   pins,
                   double  x,
                   double  y)
{
  const LpRect rect = { x, y - HEIGHT / 2, get_pin_width (pins, HEIGHT), HEIGHT };

  paint_pin (pen, pins, &rect);
}
