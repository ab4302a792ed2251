/* SPDX-License-Identifier: MIT */

/* Which of two pieces that run beside each other goes first: the order that lets the links cross
 * least. Where both links turn the same way at the same place, what counts is where they part
 * later on (Wybrow, Marriott and Stuckey, section 4: the order on a shared path is known from
 * where the paths diverge). */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define EPSILON 0.5
#define COST_OF_COVERING 2.0    /* Two pieces on top of each other are worse than a crossing. */

/* A traveller on a link, about to walk @piece forwards (@step 1) or backwards (-1). */
typedef struct
{
  const LpPoint *points;
  guint          n_points;
  int            piece;
  int            step;
} Walk;

static const GArray *
get_points (LpRouter    *router,
            LpRouteAxis  axis,
            guint        link)
{
  const LpRouteConnector *connector = lp_router_connector (router, link);

  return axis == LP_AXIS_X ? connector->coarse : connector->upright;
}

static gboolean
is_over (const Walk *walk)
{
  return walk->piece < 0 || walk->piece + 1 >= (int) walk->n_points;
}

static LpPoint
get_end (const Walk *walk)
{
  return walk->points[walk->step > 0 ? walk->piece + 1 : walk->piece];
}

static LpHeading
get_heading (const Walk *walk)
{
  const LpPoint a = walk->points[walk->step > 0 ? walk->piece : walk->piece + 1];
  const LpPoint b = get_end (walk);

  if (fabs (a.x - b.x) > fabs (a.y - b.y))
    return b.x > a.x ? LP_HEADING_EAST : LP_HEADING_WEST;

  return b.y > a.y ? LP_HEADING_SOUTH : LP_HEADING_NORTH;
}

/* -1 if the link turns left at the end of the piece, 1 if right, 0 if it ends there. */
static int
get_turn (const Walk *walk)
{
  Walk next = *walk;

  next.piece += next.step;
  if (is_over (&next))
    return 0;

  switch ((get_heading (&next) - get_heading (walk)) & 3)
    {
    case 1:
      return 1;
    case 3:
      return -1;
    default:
      return 0;
    }
}

/* -1 if @a must be on the left of @b where both walk the same way, 1 if on the right, 0 if it
 * does not matter. */
static int
find_parting (Walk a,
              Walk b)
{
  while (!is_over (&a) && !is_over (&b))
    {
      const LpHeading heading = get_heading (&a);
      const LpPoint a_end = get_end (&a), b_end = get_end (&b);
      const double ahead = (b_end.x - a_end.x) * lp_heading_x[heading] +
                           (b_end.y - a_end.y) * lp_heading_y[heading];
      const int a_turn = get_turn (&a), b_turn = get_turn (&b);

      if (get_heading (&b) != heading)
        return 0;
      if (ahead > EPSILON)
        return a_turn;
      if (ahead < -EPSILON)
        return -b_turn;
      if (a_turn != b_turn)
        return a_turn < b_turn ? -1 : 1;

      a.piece += a.step;
      b.piece += b.step;
    }

  return 0;
}

/* Whether being left of something that heads along the axis, to the higher (@up) or lower end,
 * means to come before it. */
static int
left_to_sign (LpRouteAxis axis,
              gboolean    up)
{
  return (axis == LP_AXIS_Y) == up ? -1 : 1;
}

typedef struct
{
  double at;                  /* Along the axis. */
  int    turn;                /* To lower values across, to higher ones, or 0 at a box. */
  Walk   walk;                /* The piece, towards this end. */
} WireEnd;

static WireEnd
get_wire_end (LpRouter          *router,
              LpRouteAxis        axis,
              const LpRouteWire *wire,
              gboolean           up)
{
  const GArray *points = get_points (router, axis, wire->link);
  const LpPoint *point = (const LpPoint *) points->data;
  const gboolean forwards = lp_route_along (axis, &point[wire->piece + 1]) >
                            lp_route_along (axis, &point[wire->piece]);
  WireEnd end = {
    .at = up ? wire->to : wire->from,
    .walk = { point, points->len, wire->piece, forwards == up ? 1 : -1 },
  };
  const int next = end.walk.step > 0 ? (int) wire->piece + 2 : (int) wire->piece - 1;

  if (next >= 0 && next < (int) points->len)
    {
      const double difference = lp_route_across (axis, &point[next]) -
                                lp_route_across (axis, &point[wire->piece]);

      end.turn = difference > 0 ? 1 : difference < 0 ? -1 : 0;
    }

  return end;
}

/* Crossings of the two at one end if the first lies before the second, minus those if it lies
 * behind. */
static double
compare_ends (LpRouteAxis        axis,
              const LpRouteWire *a,
              const LpRouteWire *b,
              const WireEnd     *a_end,
              const WireEnd     *b_end,
              gboolean           up)
{
  double cost = 0;

  if (fabs (a_end->at - b_end->at) <= EPSILON)
    {
      if (a_end->turn != b_end->turn)
        return COST_OF_COVERING * (a_end->turn - b_end->turn);
      if (a_end->turn == 0)
        return 0;

      return find_parting (a_end->walk, b_end->walk) * -left_to_sign (axis, up);
    }

  if (a_end->at > b->from + EPSILON && a_end->at < b->to - EPSILON)
    cost += a_end->turn;
  if (b_end->at > a->from + EPSILON && b_end->at < a->to - EPSILON)
    cost -= b_end->turn;

  return cost;
}

/* One piece begins where the other ends: the pieces that join them there had better not meet. */
static double
compare_touching (const WireEnd *a,
                  const WireEnd *b)
{
  return fabs (a->at - b->at) <= LP_ROUTE_MIN_GAP ? COST_OF_COVERING * (a->turn - b->turn) : 0;
}

double
lp_router_compare_wires (LpRouter          *router,
                         LpRouteAxis        axis,
                         const LpRouteWire *a,
                         const LpRouteWire *b)
{
  const int order = lp_router_compare_links (router, a->link, b->link);
  const gboolean a_lower = order < 0 || (order == 0 && a->piece < b->piece);
  const LpRouteWire *lower = a_lower ? a : b;
  WireEnd a_ends[2], b_ends[2];
  double cost = 0;

  for (int up = 0; up <= 1; up++)
    {
      a_ends[up] = get_wire_end (router, axis, a, up);
      b_ends[up] = get_wire_end (router, axis, b, up);
      cost += compare_ends (axis, a, b, &a_ends[up], &b_ends[up], up);
    }
  cost += compare_touching (&a_ends[0], &b_ends[1]) + compare_touching (&a_ends[1], &b_ends[0]);
  if (cost != 0)
    return cost;

  if (fabs (a->ideal - b->ideal) > EPSILON)
    return a->ideal < b->ideal ? -0.1 : 0.1;

  /* Links that run side by side all the way keep their sides around all bends: the lower number
   * is on the left. */
  {
    const WireEnd end = get_wire_end (router, axis, lower, TRUE);
    const int sign = left_to_sign (axis, end.walk.step > 0);

    return 0.1 * (lower == a ? sign : -sign);
  }
}
