/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/strokes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RADIUS 8.0
#define ARROW_LENGTH 9.0
#define ARROW_HALF 5.0
#define OVERLAP 1.0             /* How far a line begins under the card that it leaves. */
#define JOINT 0.4               /* How far a solid piece goes into a bend: no seam is seen. */
#define FAR_PIXELS 1.0
#define FAR_PALE 0.35           /* So many lines on so little room would be all that one sees. */

/* What is less important lies below. */
static const LpFlow order[LP_N_FLOWS] = {
  LP_FLOW_MANAGE, LP_FLOW_METRICS, LP_FLOW_RESPONSE, LP_FLOW_LOOKUP, LP_FLOW_FAILOVER,
  LP_FLOW_REPLICATION, LP_FLOW_FILES, LP_FLOW_QUERY, LP_FLOW_REQUEST,
};

/* The part of a link between two bends. Links that share a trunk lie on each other, piece on piece:
 * those are joined before anything is painted. It is faster by far, and the soft edges of a line do
 * not get darker with each that is painted on top. */
typedef struct
{
  LpFlow   flow;
  double   fade;
  gboolean is_vertical;
  double   at;              /* Its x if it is vertical, else its y. */
  int      way;             /* Of a dashed line: -1 or 1, up or down the other coordinate. */
  double   phase;           /* Of the pattern where the other coordinate is 0. */
  double   low;
  double   high;
} Piece;

typedef struct
{
  LpFlow   flow;
  double   fade;
  gboolean is_arrow;        /* Else a bend. */
  LpPoint  start;           /* Of a bend, or where an arrow comes from. */
  LpPoint  corner;          /* Of a bend, or the tip of an arrow. */
  LpPoint  end;
  double   phase;           /* Of the pattern at the start of a bend. */
} Curve;

struct _LpStrokes
{
  LpPen      *pen;
  gboolean    is_far;
  GArray     *pieces;
  GArray     *curves;
  GHashTable *seen;         /* The curves once more, as a set of their own copies. */
};

/* A link that is being added. */
typedef struct
{
  LpStrokes         *strokes;
  LpFlow             flow;
  const LpFlowStyle *style;
  const LpPoint     *points;
  guint              n_points;
  double             cut_start;     /* What arrowheads cover: their tips must not look blunt. */
  double             cut_end;
  double             period;        /* Of its pattern; 0 for a solid line. */
  double             passed;        /* Along its pattern. */
} Line;

static guint
curve_hash (gconstpointer key)
{
  const Curve *curve = key;
  const double mix = curve->start.x + 3 * curve->start.y + 7 * curve->end.x + 13 * curve->end.y;

  return g_double_hash (&mix) * LP_N_FLOWS + curve->flow;
}

static gboolean
is_same_point (const LpPoint *a,
               const LpPoint *b)
{
  return a->x == b->x && a->y == b->y;
}

static gboolean
curve_equal (gconstpointer a,
             gconstpointer b)
{
  const Curve *left = a, *right = b;

  return left->flow == right->flow && left->fade == right->fade &&
         left->is_arrow == right->is_arrow && left->phase == right->phase &&
         is_same_point (&left->start, &right->start) && is_same_point (&left->end, &right->end) &&
         is_same_point (&left->corner, &right->corner);
}

LpStrokes *
lp_strokes_new (LpPen    *pen,
                gboolean  is_far)
{
  LpStrokes *strokes = g_new (LpStrokes, 1);

  strokes->pen = pen;
  strokes->is_far = is_far;
  strokes->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  strokes->curves = g_array_new (FALSE, FALSE, sizeof (Curve));
  strokes->seen = g_hash_table_new_full (curve_hash, curve_equal, g_free, NULL);

  return strokes;
}

void
lp_strokes_free (LpStrokes *strokes)
{
  g_array_unref (strokes->pieces);
  g_array_unref (strokes->curves);
  g_hash_table_unref (strokes->seen);
  g_free (strokes);
}

static double
get_period (const LpFlowStyle *style)
{
  double period = 0;

  for (guint i = 0; i < G_N_ELEMENTS (style->dashes); i++)
    period += style->dashes[i];

  return period;
}

static guint
count_dashes (const LpFlowStyle *style)
{
  guint n = 0;

  while (n < G_N_ELEMENTS (style->dashes) && style->dashes[n] > 0)
    n++;

  return n;
}

/* Equal phases of different links must be equal numbers. */
static double
round_phase (double phase,
             double period)
{
  phase = fmod (phase, period);
  if (phase < 0)
    phase += period;
  phase = round (phase * 64) / 64;

  return phase < period ? phase : 0;
}

/* Of the bend at point @i; the ends of a line have none. */
static double
get_radius (const Line *line,
            guint       i)
{
  const LpPoint *bend = &line->points[i];
  double before, behind, shorter;

  if (line->strokes->is_far || i == 0 || i + 1 == line->n_points)
    return 0;

  before = lp_point_distance (bend - 1, bend);
  behind = lp_point_distance (bend, bend + 1);
  shorter = MIN (before, behind);

  return MIN (RADIUS, shorter / 2);
}

/* From the end of one bend to the beginning of the next. */
static void
get_straight (const Line *line,
              guint       i,
              LpPoint    *start,
              LpPoint    *end)
{
  const LpPoint *a = &line->points[i], *b = &line->points[i + 1];
  const LpPoint way = lp_point_direction (a, b);
  double first = i == 0 ? line->cut_start : get_radius (line, i);
  double last = i + 2 == line->n_points ? line->cut_end : get_radius (line, i + 1);

  if (line->period == 0 && i > 0)
    first = MAX (first - JOINT, 0);
  if (line->period == 0 && i + 2 < line->n_points)
    last = MAX (last - JOINT, 0);

  *start = lp_point_go (a, &way, first);
  *end = lp_point_go (b, &way, -last);
}

static double
measure (const Line *line)
{
  double length = 0;

  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      LpPoint start, end;

      get_straight (line, i, &start, &end);
      length += lp_point_distance (&start, &end) + get_radius (line, i + 1) * G_PI_2;
    }

  return length;
}

static void
add_piece (const Line    *line,
           const LpPoint *start,
           const LpPoint *end)
{
  const gboolean is_vertical = start->x == end->x;
  const double from = is_vertical ? start->y : start->x, to = is_vertical ? end->y : end->x;
  LpPoint first = *start, last = *end;
  double before = 0;
  Piece piece = {
    .flow = line->flow, .fade = line->strokes->pen->fade,
    .is_vertical = is_vertical, .at = is_vertical ? start->x : start->y,
  };

  if (!lp_pen_clip_line (line->strokes->pen, &first, &last, &before))
    return;

  if (line->period > 0)
    {
      piece.way = to > from ? 1 : -1;
      piece.phase = round_phase (line->passed - piece.way * from, line->period);
    }
  piece.low = is_vertical ? MIN (first.y, last.y) : MIN (first.x, last.x);
  piece.high = is_vertical ? MAX (first.y, last.y) : MAX (first.x, last.x);
  g_array_append_val (line->strokes->pieces, piece);
}

static void
add_curve (LpStrokes   *strokes,
           const Curve *curve)
{
  const LpRect *clip = &strokes->pen->clip;

  if (!lp_rect_contains (clip, curve->corner.x, curve->corner.y) ||
      g_hash_table_contains (strokes->seen, curve))
    return;

  g_hash_table_add (strokes->seen, g_memdup2 (curve, sizeof *curve));
  g_array_append_val (strokes->curves, *curve);
}

/* The ends of the line have no bend: there is nothing before the first point or after the last. */
static void
add_bend (const Line *line,
          guint       i)
{
  const LpPoint *bend = &line->points[i];
  const double radius = get_radius (line, i);
  LpPoint in, out;
  Curve curve;

  if (radius <= 0)
    return;

  in = lp_point_direction (bend - 1, bend);
  out = lp_point_direction (bend, bend + 1);
  curve = (Curve) {
    .flow = line->flow, .fade = line->strokes->pen->fade,
    .start = lp_point_go (bend, &in, -radius), .corner = *bend,
    .end = lp_point_go (bend, &out, radius),
    .phase = line->period > 0 ? round_phase (line->passed, line->period) : 0,
  };
  add_curve (line->strokes, &curve);
}

static void
add_arrow (const Line    *line,
           const LpPoint *before,
           const LpPoint *tip)
{
  const LpPoint way = lp_point_direction (before, tip);
  const Curve arrow = {
    .flow = line->flow, .fade = line->strokes->pen->fade, .is_arrow = TRUE,
    .start = lp_point_go (tip, &way, -ARROW_LENGTH), .corner = *tip, .end = *tip,
  };

  add_curve (line->strokes, &arrow);
}

/* The pattern is counted from the end: the arrowhead hangs on a dash and not on a gap, and where
 * many links come together their dashes do, too. Queries part instead of coming together. */
static double
get_first_phase (const Line *line)
{
  if (line->period == 0 || line->flow == LP_FLOW_QUERY)
    return 0;

  return line->style->dashes[0] - measure (line);
}

void
lp_strokes_add (LpStrokes     *strokes,
                LpFlow         flow,
                const LpPoint *points,
                guint          n_points)
{
  const gboolean goes_both_ways = flow == LP_FLOW_FAILOVER;
  const gboolean is_answer = flow == LP_FLOW_RESPONSE;
  const LpFlowStyle *style = &strokes->pen->style->flows[flow];
  Line line = { strokes, flow, style, points, n_points };

  if (n_points < 2)
    return;

  if (!strokes->is_far)
    {
      line.cut_start = goes_both_ways ? ARROW_LENGTH - 1 : -OVERLAP;
      line.cut_end = is_answer ? 1 : ARROW_LENGTH - 1;
      line.period = get_period (style);
      line.passed = get_first_phase (&line);
    }

  for (guint i = 0; i + 1 < n_points; i++)
    {
      LpPoint start, end;

      get_straight (&line, i, &start, &end);
      add_piece (&line, &start, &end);
      line.passed += lp_point_distance (&start, &end);
      add_bend (&line, i + 1);
      line.passed += get_radius (&line, i + 1) * G_PI_2;
    }

  if (strokes->is_far)
    return;
  add_arrow (&line, &points[n_points - 2], &points[n_points - 1]);
  if (goes_both_ways)
    add_arrow (&line, &points[1], &points[0]);
}

#define COMPARE(field) \
  if (left->field != right->field) \
    return left->field < right->field ? -1 : 1

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const Piece *left = a, *right = b;

  COMPARE (flow);
  COMPARE (fade);
  COMPARE (is_vertical);
  COMPARE (at);
  COMPARE (way);
  COMPARE (phase);
  COMPARE (low);

  return 0;
}

static gboolean
is_same_line (const Piece *a,
              const Piece *b)
{
  return a->flow == b->flow && a->fade == b->fade && a->is_vertical == b->is_vertical &&
         a->at == b->at && a->way == b->way && a->phase == b->phase;
}

static void
join_pieces (GArray *pieces)
{
  guint n = 0;

  g_array_sort (pieces, compare_pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      Piece *last = n > 0 ? &g_array_index (pieces, Piece, n - 1) : NULL;

      if (last != NULL && is_same_line (last, piece) && piece->low <= last->high)
        last->high = MAX (last->high, piece->high);
      else
        g_array_index (pieces, Piece, n++) = *piece;
    }
  g_array_set_size (pieces, n);
}

static double
get_start_phase (const Piece *piece,
                 double       period)
{
  const double phase = fmod (piece->phase + (piece->way < 0 ? -piece->high : piece->low), period);

  return phase < 0 ? phase + period : phase;
}

static void
set_dashes (cairo_t           *cr,
            const LpFlowStyle *style,
            double             phase)
{
  cairo_set_dash (cr, style->dashes, count_dashes (style), phase);
}

static void
trace_piece (cairo_t     *cr,
             const Piece *piece)
{
  const double from = piece->way < 0 ? piece->high : piece->low;
  const double to = piece->way < 0 ? piece->low : piece->high;

  if (piece->is_vertical)
    {
      cairo_move_to (cr, piece->at, from);
      cairo_line_to (cr, piece->at, to);
    }
  else
    {
      cairo_move_to (cr, from, piece->at);
      cairo_line_to (cr, to, piece->at);
    }
}

/* All solid pieces of one colour are one path: cairo fills many rectangles as fast as one. */
static void
paint_pieces (LpStrokes *strokes,
              LpFlow     flow)
{
  const LpFlowStyle *style = &strokes->pen->style->flows[flow];
  const double period = strokes->is_far ? 0 : get_period (style);
  cairo_t *cr = strokes->pen->cr;

  for (guint i = 0; i < strokes->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (strokes->pieces, Piece, i);
      const gboolean is_last = i + 1 == strokes->pieces->len || piece[1].flow != flow ||
                               piece[1].fade != piece->fade;

      if (piece->flow != flow)
        continue;
      trace_piece (cr, piece);
      if (period > 0)
        set_dashes (cr, style, get_start_phase (piece, period));
      if (period > 0 || is_last)
        {
          strokes->pen->fade = strokes->is_far ? MAX (piece->fade, FAR_PALE) : piece->fade;
          lp_pen_set_color (strokes->pen, style->line);
          cairo_stroke (cr);
        }
    }
}

static void
paint_bend (cairo_t     *cr,
            const Curve *bend)
{
  /* A quarter of a circle as one curve. */
  const double arm = 0.5523;
  const LpPoint first = {
    bend->start.x + (bend->corner.x - bend->start.x) * arm,
    bend->start.y + (bend->corner.y - bend->start.y) * arm,
  };
  const LpPoint second = {
    bend->end.x + (bend->corner.x - bend->end.x) * arm,
    bend->end.y + (bend->corner.y - bend->end.y) * arm,
  };

  cairo_move_to (cr, bend->start.x, bend->start.y);
  cairo_curve_to (cr, first.x, first.y, second.x, second.y, bend->end.x, bend->end.y);
  cairo_stroke (cr);
}

static void
paint_arrow (cairo_t     *cr,
             const Curve *arrow,
             gboolean     is_open)
{
  const LpPoint way = lp_point_direction (&arrow->start, &arrow->corner);

  cairo_move_to (cr, arrow->start.x - way.y * ARROW_HALF, arrow->start.y + way.x * ARROW_HALF);
  cairo_line_to (cr, arrow->corner.x, arrow->corner.y);
  cairo_line_to (cr, arrow->start.x + way.y * ARROW_HALF, arrow->start.y - way.x * ARROW_HALF);
  if (is_open)
    {
      cairo_stroke (cr);
      return;
    }

  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
paint_curves (LpStrokes *strokes,
              LpFlow     flow)
{
  const LpFlowStyle *style = &strokes->pen->style->flows[flow];
  cairo_t *cr = strokes->pen->cr;

  for (guint i = 0; i < strokes->curves->len; i++)
    {
      const Curve *curve = &g_array_index (strokes->curves, Curve, i);

      if (curve->flow != flow)
        continue;
      strokes->pen->fade = curve->fade;
      lp_pen_set_color (strokes->pen, style->line);
      if (curve->is_arrow)
        {
          cairo_set_dash (cr, NULL, 0, 0);
          paint_arrow (cr, curve, flow == LP_FLOW_RESPONSE);
        }
      else
        {
          set_dashes (cr, style, curve->phase);
          paint_bend (cr, curve);
        }
    }
}

void
lp_strokes_paint (LpStrokes *strokes)
{
  LpPen *pen = strokes->pen;
  const double fade = pen->fade;

  join_pieces (strokes->pieces);
  cairo_save (pen->cr);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const double width = pen->style->flows[order[i]].width;

      cairo_set_line_width (pen->cr, strokes->is_far ? FAR_PIXELS / pen->scale
                                                     : lp_pen_limit_width (pen, width));
      cairo_set_dash (pen->cr, NULL, 0, 0);
      paint_pieces (strokes, order[i]);
      paint_curves (strokes, order[i]);
    }
  cairo_restore (pen->cr);
  pen->fade = fade;
}
