/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene/mark.h"

#include <math.h>

/* Badges stand on the upper edge, at its right end: there is neither name nor port below them. */
#define CHIP_HEIGHT 16.0        /* They reach neither the next chip nor the name. */
#define LIFT 4                  /* How far their middle is above the edge, but for chips. */
#define RIGHT 8                 /* From the right end of the edge. */
#define CHIP_RIGHT -4
#define GAP 4


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

/* Before the letters of what fails in part, and behind them. */
#define PART_PADDING 5

const char *
lp_mark_get_pin_letters (guint   pins,
                         double *width)
{
  *width = pin_letters[pins & 3].width;

  return pin_letters[pins & 3].text;
}

double
lp_mark_get_full_width (guint pins,
                        guint parts)
{
  const double width = LP_MARK_PADDING + LP_MARK_ICON + pin_letters[pins & 3].width;

  return width + (parts == 0 ? LP_MARK_PADDING : pins == 0 ? 2 : PART_PADDING - 1);
}

double
lp_mark_get_pin_width (guint pins,
                       guint parts)
{
  const double full = lp_mark_get_full_width (pins, parts);

  return parts == 0 ? full : full + 2 * PART_PADDING + pin_letters[parts & 3].width;
}

/* A sign alone is a circle; with a number it is a pill. */
static double
get_dot_width (guint  n_findings,
               double height)
{
  if (n_findings < 2)
    return height;

  return LP_MARK_SIGN + (n_findings < 10 ? 12 : n_findings < 100 ? 19 : 26);
}

void
lp_mark_place (const LpMark *mark,
               const LpRect *box,
               gboolean      chip,
               gboolean      findings,
               LpRect       *pin,
               LpRect       *dot)
{
  const double height = chip ? CHIP_HEIGHT : LP_MARK_HEIGHT;
  const double top = box->y - (chip ? 0 : LIFT) - height / 2;
  double right = box->x + box->width - (chip ? CHIP_RIGHT : RIGHT);

  *pin = *dot = (LpRect) { right, top, 0, 0 };
  if (mark->pins != 0 || mark->parts != 0)
    {
      const double width = lp_mark_get_pin_width (mark->pins, mark->parts);

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

  lp_mark_place (mark, box, chip, findings, &pin, &dot);
  *rect = dot.width > 0 ? lp_rect_union (&pin, &dot) : pin;

  return rect->width > 0;
}
