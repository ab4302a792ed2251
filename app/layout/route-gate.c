/* SPDX-License-Identifier: MIT */

/* Where a leg of a path may begin and end: the middle of each side of a box, and the place on it
 * that lies straight across from the other end. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define EPSILON 0.01

/* In units of length. */
#define COST_OF_UPRIGHT 1.0     /* On ties leave to the left or right, ... */
#define COST_OF_BACKWARDS 0.5   /* ... and rather to the right, or down. */
#define COST_OF_UPRIGHT_ASIDE 30.0 /* The other box is not above or below. */
#define COST_OF_OFF_CENTRE 0.05
#define COST_OF_CORNER 80.0     /* Two of them are worse than two bends. */

/* One of the two ends. */
typedef struct
{
  LpRouter          *router;
  guint              link;
  double             ring;
  const LpRouteStop *stop;
  const LpRouteStop *other;
  gboolean           start;
  GArray            *gates;   /* LpRouteGate */
} End;

static void
add_gate (const End *end,
          LpHeading  side,
          LpPoint    port,
          double     cost)
{
  const double ring = end->ring * (end->stop->inwards ? -1 : 1);
  const LpRouteGate gate = {
    .point = { port.x + lp_heading_x[side] * ring, port.y + lp_heading_y[side] * ring },
    .port = port,
    .heading = end->start == !end->stop->inwards ? side : lp_heading_opposite (side),
    .cost = cost,
  };

  g_array_append_val (end->gates, gate);
}

/* The container that a link must enter to come to its end, or -1. */
static int
find_entered (const End *end)
{
  const int parent = end->stop->box >= 0 ? lp_router_box (end->router, end->stop->box)->parent : -1;
  const int other = end->other->box;

  if (!lp_router_has_box (end->router, parent) || end->stop->inwards || other == parent ||
      (other >= 0 && lp_router_is_inside (end->router, other, parent)))
    return -1;

  return parent;
}

/* Where a link that comes from above does not run through what the header of the container says:
 * @x, or the place nearest to it, if there is one. */
static double
get_clear_of_texts (const End *end,
                    double     x)
{
  const LpRect *rect = &end->stop->rect;
  const double corner = lp_route_get_good_corner (rect->width);
  const int container = find_entered (end);
  double clear = x;

  for (int right = FALSE; right <= TRUE && container >= 0; right++)
    {
      const LpRect text = lp_route_get_text (lp_router_box (end->router, container), right);

      lp_route_reads_note (&lp_router_connector (end->router, end->link)->reads, &text);
      if (clear > text.x && clear < text.x + text.width)
        clear = right ? text.x : text.x + text.width;
    }

  return clear < rect->x + corner || clear > rect->x + rect->width - corner ? x : clear;
}

static double
get_cost_of_corner (const LpRect *rect,
                    LpPoint       port,
                    gboolean      upright)
{
  const double at = upright ? port.x - rect->x : port.y - rect->y;
  const double size = upright ? rect->width : rect->height;

  return MIN (at, size - at) < lp_route_get_good_corner (size) - EPSILON ? COST_OF_CORNER : 0;
}

static void
add_gates_of_side (const End *end,
                   LpHeading  side)
{
  const gboolean upright = lp_heading_is_vertical (side);
  const LpRect *rect = &end->stop->rect, *far = &end->other->rect;
  const LpPoint middle = {
    rect->x + rect->width * (1 + lp_heading_x[side]) / 2,
    rect->y + rect->height * (1 + lp_heading_y[side]) / 2,
  };
  const gboolean aside = !end->stop->inwards &&
                         (far->x > rect->x + rect->width || far->x + far->width < rect->x);
  const double cost = end->ring + (upright ? COST_OF_UPRIGHT : 0) +
                      (side >= LP_HEADING_WEST ? COST_OF_BACKWARDS : 0) +
                      (upright && aside ? COST_OF_UPRIGHT_ASIDE : 0);
  double low, high, off;
  LpPoint port = middle;

  if (side == LP_HEADING_NORTH)
    port.x = get_clear_of_texts (end, middle.x);
  add_gate (end, side, port, cost + COST_OF_OFF_CENTRE * fabs (port.x - middle.x));

  if (lp_route_find_common (rect, far, upright, FALSE, &low, &high))
    {
      port = middle;
      *(upright ? &port.x : &port.y) = (low + high) / 2;
      off = fabs (port.x - middle.x) + fabs (port.y - middle.y);
      if (off > EPSILON)
        add_gate (end, side, port, cost + COST_OF_OFF_CENTRE * off +
                  get_cost_of_corner (rect, port, upright));
    }
}

void
lp_router_find_gates (LpRouter          *router,
                      guint              link,
                      double             ring,
                      const LpRouteStop *stop,
                      const LpRouteStop *other,
                      gboolean           start,
                      GArray            *gates)
{
  const End end = { router, link, ring, stop, other, start, gates };
  const LpPoint point = { stop->rect.x, stop->rect.y };

  for (LpHeading side = LP_HEADING_EAST; side <= LP_HEADING_NORTH; side++)
    {
      const LpRouteGate gate = { point, point, side, 0 };

      if (stop->box >= 0)
        add_gates_of_side (&end, side);
      else if (!start || stop->heading < 0 || (LpHeading) stop->heading == side)
        g_array_append_val (gates, gate);
    }
}
