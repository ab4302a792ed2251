/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/clear.h"

#include <math.h>

#include "layout/route-index.h"
#include "model/box.h"

/* What is nearer to an obstacle than this goes as far away from it as that. */
#define TOO_NEAR LP_GRID
#define GAP LP_PADDING

/* Growing a container may push it into what is around it: so much farther is it better to go. */
#define WORTH 4

static double
round_up (double position)
{
  return ceil (position / LP_GRID) * LP_GRID;
}

static double
round_down (double position)
{
  return floor (position / LP_GRID) * LP_GRID;
}

static LpRouteIndex *
index_rects (GArray *rects)
{
  LpRouteIndex *index = lp_route_index_new ();

  for (guint i = 0; i < rects->len; i++)
    lp_route_index_add (index, &g_array_index (rects, LpRect, i), i);

  return index;
}

/* How far down (or to the right) @rect has to go to leave what it now lies on; 0 where it lies on
 * nothing. @near is for the numbers of what is around. */
static double
get_push (LpRouteIndex *index,
          GArray       *rects,
          const LpRect *rect,
          gboolean      across,
          GArray       *near)
{
  const LpRect wide = lp_rect_grow (rect, TOO_NEAR);
  double push = 0;

  g_array_set_size (near, 0);
  lp_route_index_query (index, &wide, near);
  for (guint i = 0; i < near->len; i++)
    {
      const LpRect *other = &g_array_index (rects, LpRect, g_array_index (near, guint, i));
      double behind;

      if (!lp_rect_intersects (&wide, other))
        continue;
      behind = across ? round_up (other->x + other->width + GAP) - rect->x
                      : round_up (other->y + other->height + GAP) - rect->y;
      push = MAX (push, behind);
    }

  return push;
}

static gboolean
is_clear (GArray       *spots,
          LpRouteIndex *index,
          GArray       *obstacles,
          double        dx,
          double        dy)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < spots->len; i++)
    {
      LpRect rect = g_array_index (spots, LpSpot, i).rect;

      rect.x += dx;
      rect.y += dy;
      if (get_push (index, obstacles, &rect, FALSE, near) > 0)
        return FALSE;
    }

  return TRUE;
}

static int
compare_down (gconstpointer a,
              gconstpointer b)
{
  const LpRect *left = &(*(LpSpot *const *) a)->rect, *right = &(*(LpSpot *const *) b)->rect;

  return left->y < right->y ? -1 : left->y > right->y;
}

static int
compare_across (gconstpointer a,
                gconstpointer b)
{
  const LpRect *left = &(*(LpSpot *const *) a)->rect, *right = &(*(LpSpot *const *) b)->rect;

  return left->x < right->x ? -1 : left->x > right->x;
}

/* One after the other: what comes later makes way for what came before. What is not pushed keeps
 * its distance, however small, from what is not pushed either. */
void
lp_clear_each (GArray   *spots,
               GArray   *obstacles,
               gboolean  across)
{
  g_autoptr (LpRouteIndex) index = index_rects (obstacles);
  g_autoptr (GArray) taken = g_array_copy (obstacles);
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  if (is_clear (spots, index, obstacles, 0, 0))
    return;

  for (guint i = 0; i < spots->len; i++)
    g_ptr_array_add (order, &g_array_index (spots, LpSpot, i));
  g_ptr_array_sort (order, across ? compare_across : compare_down);

  for (guint i = 0; i < order->len; i++)
    {
      LpRect *rect = &((LpSpot *) order->pdata[i])->rect;
      double push;

      while ((push = get_push (index, taken, rect, across, near)) > 0)
        *(across ? &rect->x : &rect->y) += push;
      lp_route_index_add (index, rect, taken->len);
      g_array_append_val (taken, *rect);
    }
}

static LpRect
get_around (GArray *spots)
{
  LpRect around = { 0 };

  for (guint i = 0; i < spots->len; i++)
    around = lp_rect_union (&around, &g_array_index (spots, LpSpot, i).rect);

  return around;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* How far the block may go on one axis: not at all, or to either side of an obstacle. Nearest
 * first. */
static GArray *
list_stops (GArray   *obstacles,
            gboolean  vertical,
            double    start,
            double    length,
            double    least)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (double));

  g_array_append_val (stops, start);
  for (guint i = 0; i < obstacles->len; i++)
    {
      const LpRect *rect = &g_array_index (obstacles, LpRect, i);
      double low = vertical ? rect->y : rect->x;
      double high = low + (vertical ? rect->height : rect->width);
      double before = round_down (low - GAP - length);
      double after = round_up (high + GAP);

      if (before >= least)
        g_array_append_val (stops, before);
      if (after >= least)
        g_array_append_val (stops, after);
    }

  for (guint i = 0; i < stops->len; i++)
    g_array_index (stops, double, i) -= start;
  g_array_sort (stops, compare_doubles);

  return stops;
}

/* How much it costs to move the block by @dx, @dy: the way, and how far it then sticks out. */
static double
get_cost (const LpRect *around,
          double        dx,
          double        dy,
          const LpRect *room)
{
  double cost = fabs (dx) + fabs (dy);

  if (room->width > 0)
    cost += WORTH * (MAX (around->x + around->width + dx - room->x - room->width, 0) +
                     MAX (around->y + around->height + dy - room->y - room->height, 0));

  return cost;
}

typedef struct
{
  double dx;
  double dy;
  double cost;
} Step;

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const Step *left = a, *right = b;

  if (left->cost != right->cost)
    return left->cost < right->cost ? -1 : 1;
  if (left->dy != right->dy)
    return left->dy < right->dy ? -1 : 1;

  return left->dx < right->dx ? -1 : left->dx > right->dx;
}

static void
add_step (GArray       *steps,
          const LpRect *around,
          double        dx,
          double        dy,
          const LpRect *room)
{
  Step step = { dx, dy, get_cost (around, dx, dy, room) };

  g_array_append_val (steps, step);
}

typedef struct
{
  double low;
  double high;
} Span;

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const Span *left = a, *right = b;

  return left->low < right->low ? -1 : left->low > right->low;
}

/* How far the block has to go one way until all of it is free: one look at each obstacle in that
 * way, from the nearest on. Backwards is forwards in a mirror. */
static double
slide (GArray       *obstacles,
       const LpRect *around,
       gboolean      vertical,
       gboolean      back)
{
  const LpRect wide = lp_rect_grow (around, TOO_NEAR);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  double start = vertical ? around->y : around->x;
  double length = vertical ? around->height : around->width;
  double at = start;

  if (back)
    at = start = -(start + length);
  for (guint i = 0; i < obstacles->len; i++)
    {
      const LpRect *rect = &g_array_index (obstacles, LpRect, i);
      Span span = { vertical ? rect->y : rect->x };

      if (vertical ? rect->x >= wide.x + wide.width || rect->x + rect->width <= wide.x
                   : rect->y >= wide.y + wide.height || rect->y + rect->height <= wide.y)
        continue;
      span.high = span.low + (vertical ? rect->height : rect->width);
      if (back)
        span = (Span) { -span.high, -span.low };
      g_array_append_val (spans, span);
    }

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      if (span->low < at + length + TOO_NEAR && span->high > at - TOO_NEAR)
        at = round_up (span->high + GAP);
    }

  return back ? start - at : at - start;
}

/* With more obstacles than this only four ways are tried: all pairs of stops are too many. */
#define MAX_PAIRED 60

static GArray *
list_steps (GArray       *obstacles,
            const LpRect *around,
            LpPoint       least,
            const LpRect *room)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));
  double up = slide (obstacles, around, TRUE, TRUE);
  double left = slide (obstacles, around, FALSE, TRUE);

  add_step (steps, around, 0, slide (obstacles, around, TRUE, FALSE), room);
  add_step (steps, around, slide (obstacles, around, FALSE, FALSE), 0, room);
  if (around->y + up >= least.y)
    add_step (steps, around, 0, up, room);
  if (around->x + left >= least.x)
    add_step (steps, around, left, 0, room);

  if (obstacles->len <= MAX_PAIRED)
    {
      g_autoptr (GArray) xs = list_stops (obstacles, FALSE, around->x, around->width, least.x);
      g_autoptr (GArray) ys = list_stops (obstacles, TRUE, around->y, around->height, least.y);

      for (guint i = 0; i < xs->len; i++)
        for (guint k = 0; k < ys->len; k++)
          add_step (steps, around, g_array_index (xs, double, i), g_array_index (ys, double, k),
                    room);
    }
  g_array_sort (steps, compare_steps);

  return steps;
}

void
lp_clear_block (GArray       *spots,
                GArray       *obstacles,
                LpPoint       least,
                const LpRect *room)
{
  g_autoptr (LpRouteIndex) index = index_rects (obstacles);
  const LpRect around = get_around (spots);
  g_autoptr (GArray) steps = NULL;

  if (is_clear (spots, index, obstacles, 0, 0))
    return;

  /* Of the four ways that were slid along at least one is free. */
  steps = list_steps (obstacles, &around, least, room);
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (!is_clear (spots, index, obstacles, step->dx, step->dy))
        continue;
      for (guint k = 0; k < spots->len; k++)
        {
          LpRect *rect = &g_array_index (spots, LpSpot, k).rect;

          rect->x += step->dx;
          rect->y += step->dy;
        }
      return;
    }
}
