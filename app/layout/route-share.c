/* SPDX-License-Identifier: MIT */

/* Labels that would say the same. Links that leave their source together are one line there: of
 * those with the same words the one with the lowest number bears the label for all, if it has room
 * there. This follows from the routes alone. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define SPACE 6.0               /* Around a label. */

/* Links of a crowd are too many to compare, and their points do not begin at the box. */
static gboolean
is_plain (const LpRouteConnector *link)
{
  return link->there && link->trunk == LP_ROUTE_NONE && !link->flipped && link->points->len > 1 &&
         link->spec.label_width > 0 && link->spec.label_height > 0;
}

/* How far both run along the same line, or 0 where that is too short for their label. */
static double
measure_way_together (const LpRouteConnector *a,
                      const LpRouteConnector *b)
{
  const LpPoint *from_a = (const LpPoint *) a->points->data, *from_b;
  double length, room;

  if (a == b || a->spec.words != b->spec.words || a->spec.from != b->spec.from ||
      !is_plain (a) || !is_plain (b))
    return 0;

  from_b = (const LpPoint *) b->points->data;
  if (from_a->x != from_b->x || from_a->y != from_b->y ||
      lp_route_get_heading (from_a[0], from_a[1]) != lp_route_get_heading (from_b[0], from_b[1]))
    return 0;

  length = fmin (fabs (from_a[1].x - from_a->x) + fabs (from_a[1].y - from_a->y),
                 fabs (from_b[1].x - from_b->x) + fabs (from_b[1].y - from_b->y));
  room = (from_a->y == from_a[1].y ? a->spec.label_width : a->spec.label_height) + 2 * SPACE;

  return length >= room ? length : 0;
}

/* The links of its source, or NULL in a crowd. */
static const GArray *
find_links (LpRouter               *router,
            const LpRouteConnector *link)
{
  const guint box = link->spec.from;

  if (!lp_router_has_box (router, box) || lp_router_box (router, box)->is_hub)
    return NULL;

  return lp_router_box (router, box)->links;
}

gboolean
lp_router_leaves_label (LpRouter *router,
                        guint     number)
{
  const LpRouteConnector *link = lp_router_connector (router, number);
  const GArray *links = find_links (router, link);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const guint other = g_array_index (links, guint, i);

      if (other < number && measure_way_together (link, lp_router_connector (router, other)) > 0)
        return TRUE;
    }

  return FALSE;
}

double
lp_router_get_shared_way (LpRouter *router,
                          guint     number)
{
  const LpRouteConnector *link = lp_router_connector (router, number);
  const GArray *links = find_links (router, link);
  double longest = 0;

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const guint other = g_array_index (links, guint, i);
      const double length = measure_way_together (link, lp_router_connector (router, other));

      longest = MAX (longest, length);
    }

  return longest;
}

gboolean
lp_router_runs_together (LpRouter *router,
                         guint     a,
                         guint     b)
{
  return measure_way_together (lp_router_connector (router, a),
                               lp_router_connector (router, b)) > 0;
}

void
lp_router_mark_sharers (LpRouter *router,
                        guint     number)
{
  const LpRouteConnector *link = lp_router_connector (router, number);
  const GArray *links = number & LP_ROUTE_TRUNK ? NULL : find_links (router, link);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const guint other = g_array_index (links, guint, i);

      if (lp_router_connector (router, other)->spec.words == link->spec.words)
        lp_router_mark_label (router, other, 0);
    }
}
