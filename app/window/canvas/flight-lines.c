/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/flight-lines.h"

#include <math.h>

#include "draw/paint/pen.h"
#include "model/link.h"

#define MAX_LINES 3000          /* More are a blur anyway. */
#define MAX_PATTERNS 300        /* More of them fly without dashes: those cost the most. */
#define MOST_FADED 0.6          /* Half way. */

/* A point of a route and its share of the whole way. */
typedef struct
{
  LpPoint at;
  double  share;
} Stop;

typedef struct
{
  LpElement *link;
  GArray    *before;            /* Stop. */
  GArray    *now;               /* LpPoint. */
  LpRect     bounds;            /* Of what is now. */
} Line;

struct _LpFlightLines
{
  GArray *lines;                /* Line. */
  double  share;                /* For which they are where they are now. */
};

static void
line_clear (gpointer data)
{
  Line *line = data;

  g_object_unref (line->link);
  g_array_unref (line->before);
  g_array_unref (line->now);
}

/* Empty for a link without a route. */
static GArray *
list_stops (const LpRoute *route)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (Stop));
  double length = 0;

  for (guint i = 0; i < route->n_points; i++)
    {
      Stop stop = { route->points[i] };

      if (i > 0)
        length += lp_point_distance (&route->points[i - 1], &stop.at);
      stop.share = length;
      g_array_append_val (stops, stop);
    }
  for (guint i = 0; i < stops->len && length > 0; i++)
    g_array_index (stops, Stop, i).share /= length;

  return stops;
}

LpFlightLines *
lp_flight_lines_new (LpScene *scene)
{
  LpFlightLines *self;
  guint n = lp_scene_get_n_links (scene);

  if (n > MAX_LINES)
    return NULL;

  self = g_new0 (LpFlightLines, 1);
  self->share = NAN;
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, line_clear);
  for (guint i = 0; i < n; i++)
    {
      LpElement *link = lp_scene_get_link (scene, i);
      Line line = { g_object_ref (link), list_stops (lp_scene_get_route (scene, link)) };

      line.now = g_array_new (FALSE, FALSE, sizeof (LpPoint));
      g_array_append_val (self->lines, line);
    }

  return self;
}

void
lp_flight_lines_free (LpFlightLines *self)
{
  g_array_unref (self->lines);
  g_free (self);
}

/* The point at @share of the way; @next is the first stop behind it, and stays that. */
static LpPoint
find_point (GArray *stops,
            double  share,
            guint  *next)
{
  const Stop *from, *to;
  double part;

  while (*next + 1 < stops->len && g_array_index (stops, Stop, *next).share < share)
    (*next)++;
  from = &g_array_index (stops, Stop, MAX (*next, 1) - 1);
  to = &g_array_index (stops, Stop, *next);
  part = to->share > from->share ? (share - from->share) / (to->share - from->share) : 1;

  return (LpPoint) {
    from->at.x + (to->at.x - from->at.x) * part, from->at.y + (to->at.y - from->at.y) * part,
  };
}

/* Each bend of either route flies between its place on the one and that on the other. */
static void
move_line (Line    *line,
           LpScene *scene,
           double   share)
{
  const LpRoute *route = lp_scene_get_route (scene, line->link);
  g_autoptr (GArray) after = NULL;
  guint i = 0, k = 0, next_before = 1, next_after = 1;

  g_array_set_size (line->now, 0);
  line->bounds = (LpRect) { 0 };
  if (route == NULL || route->n_points < 2 || line->before->len < 2)
    return;

  after = list_stops (route);
  while (i < line->before->len || k < after->len)
    {
      double first = i < line->before->len ? g_array_index (line->before, Stop, i).share : 2;
      double second = k < after->len ? g_array_index (after, Stop, k).share : 2;
      double at = MIN (first, second);
      LpPoint from = find_point (line->before, at, &next_before);
      LpPoint to = find_point (after, at, &next_after);
      LpPoint point = { from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share };
      LpRect spot = { point.x - 1, point.y - 1, 2, 2 };

      i += first <= at;
      k += second <= at;
      g_array_append_val (line->now, point);
      line->bounds = lp_rect_union (&line->bounds, &spot);
    }
}

static void
paint_line (const Line *line,
            LpPen      *pen,
            gboolean    patterns)
{
  const LpFlowStyle *flow = &pen->style->flows[lp_link_get_flow (line->link)];
  int n_dashes = 0;

  while (patterns && n_dashes < (int) G_N_ELEMENTS (flow->dashes) && flow->dashes[n_dashes] > 0)
    n_dashes++;

  for (guint i = 0; i < line->now->len; i++)
    {
      const LpPoint *point = &g_array_index (line->now, LpPoint, i);

      cairo_line_to (pen->cr, point->x, point->y);
    }
  lp_pen_set_color (pen, flow->line);
  cairo_set_line_width (pen->cr, flow->width);
  cairo_set_dash (pen->cr, flow->dashes, n_dashes, 0);
  cairo_stroke (pen->cr);
}

void
lp_flight_lines_paint (LpFlightLines *self,
                       LpScene       *scene,
                       cairo_t       *cr,
                       const LpStyle *style,
                       double         share)
{
  LpPen pen;

  lp_pen_init (&pen, cr, style, 0);
  pen.fade = MOST_FADED * sin (G_PI * CLAMP (share, 0, 1));
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);

      if (self->share != share)
        move_line (line, scene, share);
      if (line->now->len > 0 && lp_rect_intersects (&line->bounds, &pen.clip))
        paint_line (line, &pen, self->lines->len <= MAX_PATTERNS);
    }
  cairo_restore (cr);
  self->share = share;
}
