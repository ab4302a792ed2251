/* SPDX-License-Identifier: MIT */

/* The path of one link, without regard to other links: straight across if it can be, a loop at a
 * corner if both ends are one box, else the legs between its boxes and the points fixed by hand. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define EPSILON 0.01
#define SHORTEST_STRAIGHT 6.0
#define LOOP 16.0

static void
add_point (GArray *points,
           double  x,
           double  y)
{
  const LpPoint point = { x, y };

  g_array_append_val (points, point);
}

static void
add_blocking_texts (const LpRouteBox *container,
                    const LpRect     *corridor,
                    GArray           *blocked)
{
  for (int right = FALSE; right <= TRUE; right++)
    {
      const LpRect text = lp_route_get_text (container, right);

      if (text.width > 0 && lp_rect_intersects (corridor, &text))
        add_point (blocked, text.x, text.x + text.width);
    }
}

/* The ranges across a corridor that something in it blocks, as points { from, to }. */
static void
find_blocked (LpRouter     *router,
              guint         link,
              const LpRect *corridor,
              gboolean      upright,
              GArray       *blocked)
{
  const GArray *found = lp_router_look (router, link, corridor);

  for (guint i = 0; i < found->len; i++)
    {
      const guint box = g_array_index (found, guint, i);
      const LpRouteRole role = lp_router_get_role (router, link, box);
      const LpRect *rect = &lp_router_box (router, box)->rect;
      const double from = upright ? rect->x : rect->y;
      const double to = upright ? rect->x + rect->width : rect->y + rect->height;

      if (role == LP_ROUTE_WALL)
        add_point (blocked, from - LP_ROUTE_MIN_GAP, to + LP_ROUTE_MIN_GAP);
      else if (role == LP_ROUTE_OPEN)
        {
          if (upright)
            add_blocking_texts (lp_router_box (router, box), corridor, blocked);
          add_point (blocked, from - LP_ROUTE_MIN_GAP, from + LP_ROUTE_MIN_GAP);
          add_point (blocked, to - LP_ROUTE_MIN_GAP, to + LP_ROUTE_MIN_GAP);
        }
    }
}

static gboolean
is_free (const GArray *blocked,
         double        at)
{
  for (guint i = 0; i < blocked->len; i++)
    {
      const LpPoint *range = &g_array_index (blocked, LpPoint, i);

      if (at > range->x + EPSILON && at < range->y - EPSILON)
        return FALSE;
    }

  return TRUE;
}

/* The free place between @low and @high that is nearest to @offset from their middle. */
static gboolean
find_free (const GArray *blocked,
           double        low,
           double        high,
           double        offset,
           double       *at)
{
  const double middle = CLAMP ((low + high) / 2 + offset, low, high);
  double best = INFINITY;

  if (is_free (blocked, middle))
    {
      *at = middle;
      return TRUE;
    }

  for (guint i = 0; i < blocked->len * 2; i++)
    {
      const LpPoint *range = &g_array_index (blocked, LpPoint, i / 2);
      const double candidate = i % 2 ? range->y : range->x;

      if (candidate < low || candidate > high || fabs (candidate - middle) >= best ||
          !is_free (blocked, candidate))
        continue;
      best = fabs (candidate - middle);
      *at = candidate;
    }

  return !isinf (best);
}

gboolean
lp_route_find_common (const LpRect *a,
                      const LpRect *b,
                      gboolean      upright,
                      gboolean      good,
                      double       *low,
                      double       *high)
{
  const double a_from = upright ? a->x : a->y, a_size = upright ? a->width : a->height;
  const double b_from = upright ? b->x : b->y, b_size = upright ? b->width : b->height;
  const double a_corner = good ? lp_route_get_good_corner (a_size)
                               : MIN (LP_ROUTE_CORNER, a_size / 2);
  const double b_corner = good ? lp_route_get_good_corner (b_size)
                               : MIN (LP_ROUTE_CORNER, b_size / 2);

  *low = MAX (a_from + a_corner, b_from + b_corner);
  *high = MIN (a_from + a_size - a_corner, b_from + b_size - b_corner);

  return *low <= *high;
}

/* Boxes that face each other are joined by a straight line if nothing stands between. */
static gboolean
go_straight (LpRouter     *router,
             guint         link,
             const LpRect *a,
             const LpRect *b,
             gboolean      upright,
             GArray       *points)
{
  const double a0 = upright ? a->y : a->x, a1 = a0 + (upright ? a->height : a->width);
  const double b0 = upright ? b->y : b->x, b1 = b0 + (upright ? b->height : b->width);
  const double start = a1 < b0 ? a1 : a0, end = a1 < b0 ? b0 : b1;
  g_autoptr (GArray) blocked = NULL;
  LpRect corridor;
  double low, high, from, length, width, at = 0;

  if (MAX (b0 - a1, a0 - b1) < SHORTEST_STRAIGHT ||
      !lp_route_find_common (a, b, upright, TRUE, &low, &high))
    return FALSE;

  blocked = g_array_new (FALSE, FALSE, sizeof (LpPoint));
  from = MIN (start, end) + EPSILON;
  length = fabs (end - start) - 2 * EPSILON;
  width = high - low + 2 * LP_ROUTE_MIN_GAP;
  corridor = upright ? (LpRect) { low - LP_ROUTE_MIN_GAP, from, width, length }
                     : (LpRect) { from, low - LP_ROUTE_MIN_GAP, length, width };
  find_blocked (router, link, &corridor, upright, blocked);
  if (!find_free (blocked, low, high, lp_router_connector (router, link)->offset, &at))
    return FALSE;

  add_point (points, upright ? at : start, upright ? start : at);
  add_point (points, upright ? at : end, upright ? end : at);

  return TRUE;
}

/* A loop around a corner of the box: the first corner with nothing in the way, from the top
 * right clockwise. */
static void
go_around_corner (LpRouter     *router,
                  guint         link,
                  const LpRect *rect,
                  GArray       *points)
{
  static const int right[] = { 1, 1, -1, -1 }, below[] = { -1, 1, 1, -1 };
  const double inset_x = MIN (LOOP, rect->width / 2), inset_y = MIN (LOOP, rect->height / 2);
  int corner;

  for (corner = 0; corner < 4; corner++)
    {
      const double x = right[corner] > 0 ? rect->x + rect->width : rect->x;
      const double y = below[corner] > 0 ? rect->y + rect->height : rect->y;
      const LpRect around = { x - LOOP - LP_ROUTE_MIN_GAP, y - LOOP - LP_ROUTE_MIN_GAP,
                              2 * (LOOP + LP_ROUTE_MIN_GAP), 2 * (LOOP + LP_ROUTE_MIN_GAP) };
      const GArray *found = lp_router_look (router, link, &around);
      gboolean taken = FALSE;

      for (guint i = 0; i < found->len && !taken; i++)
        taken = lp_router_get_role (router, link, g_array_index (found, guint, i)) == LP_ROUTE_WALL;
      if (!taken)
        break;
    }
  corner &= 3;

  {
    const double x = right[corner] > 0 ? rect->x + rect->width : rect->x;
    const double y = below[corner] > 0 ? rect->y + rect->height : rect->y;
    const double outer_x = x + LOOP * right[corner], outer_y = y + LOOP * below[corner];

    add_point (points, x, y - inset_y * below[corner]);
    add_point (points, outer_x, y - inset_y * below[corner]);
    add_point (points, outer_x, outer_y);
    add_point (points, x - inset_x * right[corner], outer_y);
    add_point (points, x - inset_x * right[corner], y);
  }
}

static int
get_heading (const GArray *points)
{
  const LpPoint *last = &g_array_index (points, LpPoint, points->len - 1);

  for (const LpPoint *point = last; point-- > (const LpPoint *) points->data;)
    {
      if (fabs (point->x - last->x) > EPSILON)
        return point->x < last->x ? LP_HEADING_EAST : LP_HEADING_WEST;
      if (fabs (point->y - last->y) > EPSILON)
        return point->y < last->y ? LP_HEADING_SOUTH : LP_HEADING_NORTH;
    }

  return -1;
}

static LpRouteStop
get_stop (LpRouter *router,
          guint     box,
          guint     other)
{
  const LpRouteBox *self = lp_router_box (router, box);

  return (LpRouteStop) { box, self->rect, -1, lp_router_is_inside (router, other, box) };
}

static void
go_by_legs (LpRouter      *router,
            guint          link,
            const LpPoint *bends,
            guint          n_bends,
            GArray        *points)
{
  const LpRouteLink *spec = &lp_router_connector (router, link)->spec;
  LpRouteStop from = get_stop (router, spec->from, spec->to);
  const LpRouteStop last = get_stop (router, spec->to, spec->from);

  for (guint i = 0; i < n_bends; i++)
    {
      const LpRouteStop bend = { -1, { bends[i].x, bends[i].y, 0, 0 }, -1, FALSE };

      lp_router_find_leg (router, link, &from, &bend, points);
      from = bend;
      from.heading = get_heading (points);
    }
  lp_router_find_leg (router, link, &from, &last, points);
}

static gboolean
is_near (double a,
         double b)
{
  return fabs (a - b) <= EPSILON;
}

static gboolean
are_in_line (LpPoint a,
             LpPoint b,
             LpPoint c)
{
  return (is_near (a.x, b.x) && is_near (b.x, c.x)) || (is_near (a.y, b.y) && is_near (b.y, c.y));
}

/* Leaves only the corners. A way that turns back on itself is cut short, so that level and
 * upright pieces always alternate. */
static void
simplify (GArray *points)
{
  LpPoint *point = (LpPoint *) points->data;
  guint kept = 0;

  for (guint i = 1; i < points->len; i++)
    {
      const LpPoint c = point[i];

      while (kept > 0 && are_in_line (point[kept - 1], point[kept], c))
        kept--;
      if (!is_near (point[kept].x, c.x) || !is_near (point[kept].y, c.y))
        point[++kept] = c;
    }
  g_array_set_size (points, MIN (kept + 1, points->len));
}

gboolean
lp_router_find_straight (LpRouter *router,
                         guint     link)
{
  LpRouteConnector *connector = lp_router_connector (router, link);
  const LpRouteLink *spec = &connector->spec;
  const LpRect *from = &lp_router_box (router, spec->from)->rect;
  const LpRect *to = &lp_router_box (router, spec->to)->rect;

  g_array_set_size (connector->coarse, 0);
  if (spec->n_bends > 0 || connector->trunk != LP_ROUTE_NONE)
    return FALSE;

  lp_router_begin_link (router, link);

  return go_straight (router, link, from, to, FALSE, connector->coarse) ||
         go_straight (router, link, from, to, TRUE, connector->coarse);
}

/* For a box that stands in the way of the trunk that leads to it. */
static void
go_around (LpPoint       from,
           const LpRect *box,
           GArray       *points)
{
  const double x = MAX (from.x, box->x + box->width) + LP_ROUTE_GAP;
  const double y = MAX (from.y, box->y + box->height) + LP_ROUTE_GAP;

  g_array_set_size (points, 0);
  add_point (points, from.x, from.y);
  add_point (points, x, from.y);
  add_point (points, x, y);
  add_point (points, box->x + box->width / 2, y);
  add_point (points, box->x + box->width / 2, box->y + box->height);
}

/* The own way of a link that follows a trunk. */
static void
go_from_trunk (LpRouter         *router,
               guint             link,
               LpRouteConnector *connector)
{
  const guint box = connector->spec.to;
  const LpRouteStop to = { box, lp_router_box (router, box)->rect, -1, FALSE };
  LpRouteStop from = { -1 };
  LpPoint point;
  LpHeading heading;

  if (!lp_router_get_trunk_end (router, connector->trunk, &point, &heading))
    return;

  from.rect = (LpRect) { point.x, point.y, 0, 0 };
  from.heading = heading;
  lp_router_find_leg (router, link, &from, &to, connector->coarse);
  simplify (connector->coarse);
  if (connector->coarse->len < 2)
    go_around (point, &to.rect, connector->coarse);
}

void
lp_router_find_path (LpRouter *router,
                     guint     link)
{
  LpRouteConnector *connector = lp_router_connector (router, link);
  const LpRouteLink *spec = &connector->spec;

  lp_router_begin_link (router, link);
  connector->forced = FALSE;
  g_array_set_size (connector->coarse, 0);
  if (connector->trunk != LP_ROUTE_NONE)
    {
      go_from_trunk (router, link, connector);
      return;
    }

  if (spec->from == spec->to && spec->n_bends == 0)
    go_around_corner (router, link, &lp_router_box (router, spec->from)->rect, connector->coarse);
  else
    go_by_legs (router, link, spec->bends, spec->n_bends, connector->coarse);
  simplify (connector->coarse);

  /* Bends by hand that lead nowhere are as good as none. */
  if (connector->coarse->len < 2)
    {
      g_array_set_size (connector->coarse, 0);
      go_by_legs (router, link, NULL, 0, connector->coarse);
      simplify (connector->coarse);
    }
}
