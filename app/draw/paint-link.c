/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint-private.h"

#include <math.h>

#define RADIUS 8.0
#define ARROW_LENGTH 9.0
#define ARROW_HALF 5.0
#define PILL_BORDER 0.5         /* How pale the border of a label is. */

/* Pixels per unit from which on bends are round, lines have patterns and ends have arrowheads. */
#define DETAIL_SCALE 0.3

/* The way from @from to @to, as a step of length 1. */
static LpPoint
direction (const LpPoint *from,
           const LpPoint *to)
{
  const double length = hypot (to->x - from->x, to->y - from->y);

  if (length == 0)
    return (LpPoint) { 0, 0 };

  return (LpPoint) { (to->x - from->x) / length, (to->y - from->y) / length };
}

static double
distance (const LpPoint *a,
          const LpPoint *b)
{
  return hypot (a->x - b->x, a->y - b->y);
}

static double
get_radius (const LpPoint *before,
            const LpPoint *bend,
            const LpPoint *after)
{
  return MIN (RADIUS, MIN (distance (before, bend), distance (bend, after)) / 2);
}

static void
trace_bend (cairo_t       *cr,
            const LpPoint *before,
            const LpPoint *bend,
            const LpPoint *after)
{
  const double radius = get_radius (before, bend, after);
  const LpPoint in = direction (before, bend), out = direction (bend, after);

  /* A quarter of a circle as one curve. */
  const double arm = radius * (1 - 0.5523);

  cairo_line_to (cr, bend->x - in.x * radius, bend->y - in.y * radius);
  cairo_curve_to (cr, bend->x - in.x * arm, bend->y - in.y * arm,
                  bend->x + out.x * arm, bend->y + out.y * arm,
                  bend->x + out.x * radius, bend->y + out.y * radius);
}

/* The line without what the arrowheads cover: their tips must not look blunt. */
static void
trace_line (cairo_t       *cr,
            const LpPoint *points,
            guint          n_points,
            double         cut_start,
            double         cut_end,
            gboolean       is_round)
{
  const LpPoint *last = &points[n_points - 1];
  const LpPoint first_way = direction (&points[0], &points[1]);
  const LpPoint last_way = direction (last - 1, last);

  cairo_move_to (cr, points[0].x + first_way.x * cut_start, points[0].y + first_way.y * cut_start);
  for (guint i = 1; i + 1 < n_points; i++)
    if (is_round)
      trace_bend (cr, &points[i - 1], &points[i], &points[i + 1]);
    else
      cairo_line_to (cr, points[i].x, points[i].y);
  cairo_line_to (cr, last->x - last_way.x * cut_end, last->y - last_way.y * cut_end);
}

static void
paint_arrow (LpPen         *pen,
             const LpPoint *before,
             const LpPoint *tip,
             gboolean       is_open)
{
  const LpPoint way = direction (before, tip);
  const LpPoint back = { tip->x - way.x * ARROW_LENGTH, tip->y - way.y * ARROW_LENGTH };

  cairo_move_to (pen->cr, back.x - way.y * ARROW_HALF, back.y + way.x * ARROW_HALF);
  cairo_line_to (pen->cr, tip->x, tip->y);
  cairo_line_to (pen->cr, back.x + way.y * ARROW_HALF, back.y - way.x * ARROW_HALF);
  if (is_open)
    {
      cairo_stroke (pen->cr);
    }
  else
    {
      cairo_close_path (pen->cr);
      cairo_fill (pen->cr);
    }
}

/* The length of what trace_line() traces. */
static double
measure_line (const LpPoint *points,
              guint          n_points,
              double         cut,
              gboolean       is_round)
{
  double length = -cut;

  for (guint i = 0; i + 1 < n_points; i++)
    length += distance (&points[i], &points[i + 1]);
  for (guint i = 1; is_round && i + 1 < n_points; i++)
    length -= (2 - G_PI_2) * get_radius (&points[i - 1], &points[i], &points[i + 1]);

  return length;
}

static guint
count_dashes (const LpFlowStyle *style)
{
  guint n = 0;

  while (n < G_N_ELEMENTS (style->dashes) && style->dashes[n] > 0)
    n++;

  return n;
}

/* The pattern is counted from the end: the arrowhead hangs on a dash and not on a gap, and where
 * many links come together their dashes do, too. Queries part instead of coming together. */
static void
set_dashes (cairo_t           *cr,
            const LpFlowStyle *style,
            LpFlow             flow,
            double             length)
{
  const guint n_dashes = count_dashes (style);
  double offset = 0, period = 0;

  if (n_dashes == 0)
    return;

  for (guint i = 0; i < n_dashes; i++)
    period += style->dashes[i];
  if (flow != LP_FLOW_QUERY)
    offset = period + style->dashes[0] - fmod (length, period);
  cairo_set_dash (cr, style->dashes, n_dashes, offset);
}

void
lp_paint_line (LpPen         *pen,
               LpFlow         flow,
               const LpPoint *points,
               guint          n_points)
{
  const LpFlowStyle *style = &pen->style->flows[flow];
  const gboolean is_detailed = pen->is_paper || pen->scale >= DETAIL_SCALE;
  const gboolean is_answer = flow == LP_FLOW_RESPONSE;
  const gboolean goes_both_ways = flow == LP_FLOW_FAILOVER;
  const double cut_start = is_detailed && goes_both_ways ? ARROW_LENGTH - 1 : 0;
  const double cut_end = !is_detailed ? 0 : is_answer ? 1 : ARROW_LENGTH - 1;

  if (n_points < 2)
    return;

  cairo_save (pen->cr);
  if (is_detailed)
    set_dashes (pen->cr, style, flow,
                measure_line (points, n_points, cut_start + cut_end, TRUE));
  trace_line (pen->cr, points, n_points, cut_start, cut_end, is_detailed);
  lp_pen_stroke (pen, style->line, style->width);

  if (is_detailed)
    {
      cairo_set_dash (pen->cr, NULL, 0, 0);
      paint_arrow (pen, &points[n_points - 2], &points[n_points - 1], is_answer);
      if (goes_both_ways)
        paint_arrow (pen, &points[1], &points[0], FALSE);
    }
  cairo_restore (pen->cr);
}

void
lp_paint_label (LpPen        *pen,
                LpFlow        flow,
                const char   *label,
                const LpRect *rect)
{
  const LpColor color = pen->style->flows[flow].line;
  const LpRect pill = lp_rect_grow (rect, -0.5);

  if (!lp_pen_is_legible (pen, LP_FONT_LABEL))
    return;

  lp_pen_round (pen, &pill, pill.height / 2);
  lp_pen_fill (pen, pen->style->paper);
  lp_pen_stroke (pen, lp_color_mix (color, pen->style->paper, PILL_BORDER),
                 pen->style->border_width);
  lp_pen_text_at (pen, LP_FONT_LABEL, color, label,
                  rect->x + rect->width / 2, rect->y + rect->height / 2, rect->width - 12,
                  LP_ALIGN_CENTER);
}
