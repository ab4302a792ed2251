/* SPDX-License-Identifier: MIT */

/* Links and the trunks that they follow: from the end of the trunk on a way is a link's own, and
 * only that does anybody else see of it. */

#include "config.h"

#include "layout/route-private.h"

LpRouteConnector
lp_route_connector_new (void)
{
  return (LpRouteConnector) {
    .trunk = LP_ROUTE_NONE,
    .placed = g_array_new (FALSE, FALSE, sizeof (LpPoint)),
    .found = g_array_new (FALSE, FALSE, sizeof (LpPoint)),
    .coarse = g_array_new (FALSE, FALSE, sizeof (LpPoint)),
    .upright = g_array_new (FALSE, FALSE, sizeof (LpPoint)),
    .points = g_array_new (FALSE, FALSE, sizeof (LpPoint)),
    .wires = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
}

void
lp_route_connector_clear (gpointer connector)
{
  LpRouteConnector *link = connector;

  g_free (link->bends);
  lp_route_reads_clear (&link->reads);
  g_array_unref (link->placed);
  g_array_unref (link->found);
  g_array_unref (link->coarse);
  g_array_unref (link->upright);
  g_array_unref (link->points);
  g_array_unref (link->wires);
  lp_route_reads_clear (&link->regions);
  g_clear_pointer (&link->leaves, g_array_unref);
  g_clear_pointer (&link->whole, g_array_unref);
}

static int
compare_numbers (guint a,
                 guint b)
{
  return (a > b) - (a < b);
}

int
lp_router_compare_links (LpRouter *router,
                         guint     a,
                         guint     b)
{
  const LpRouteConnector *first, *second;
  int order;

  if (!(a & b & LP_ROUTE_TRUNK))
    return compare_numbers (a, b);

  first = lp_router_connector (router, a);
  second = lp_router_connector (router, b);
  order = compare_numbers (first->spec.from, second->spec.from);
  if (order == 0)
    order = compare_numbers (first->spec.to, second->spec.to);
  if (order == 0)
    order = compare_numbers (first->spec.lane, second->spec.lane);

  return order != 0 ? order : (int) first->flipped - (int) second->flipped;
}

gboolean
lp_router_is_alone (LpRouter *router,
                    guint     link)
{
  const LpRouteLink *spec = &lp_router_connector (router, link)->spec;

  return spec->light && (lp_router_box (router, spec->from)->is_hub ||
                         lp_router_box (router, spec->to)->is_hub);
}

void
lp_router_mark_links_of (LpRouter *router,
                         guint     box)
{
  const LpRouteBox *self = lp_router_box (router, box);

  for (guint i = 0; i < self->links->len; i++)
    {
      const guint number = g_array_index (self->links, guint, i);
      const LpRouteConnector *link = lp_router_connector (router, number);

      if (link->trunk == LP_ROUTE_NONE || link->spec.from != box)
        lp_router_mark_urgent (router, number);
    }
  for (guint i = 0; self->trunks != NULL && i < self->trunks->len; i++)
    lp_router_mark_urgent (router, g_array_index (self->trunks, guint, i));
}

gboolean
lp_router_get_trunk_end (LpRouter  *router,
                         guint      trunk,
                         LpPoint   *point,
                         LpHeading *heading)
{
  const LpRouteConnector *self = lp_router_connector (router, trunk);

  if (self->coarse->len < 2)
    return FALSE;

  *point = g_array_index (self->coarse, LpPoint, self->coarse->len - 1);
  *heading = lp_route_get_heading (g_array_index (self->coarse, LpPoint, self->coarse->len - 2),
                                   *point);

  return TRUE;
}

gboolean
lp_router_compose (LpRouter *router,
                   guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  const GArray *trunk = lp_router_connector (router, link->trunk)->points;
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (LpPoint));

  if (link->points->len > 0)
    {
      g_array_append_vals (whole, trunk->data, trunk->len);
      g_array_append_vals (whole, link->points->data, link->points->len);
      lp_route_drop_points (whole);
    }
  for (guint i = 0; link->flipped && i < whole->len / 2; i++)
    {
      LpPoint *a = &g_array_index (whole, LpPoint, i);
      LpPoint *b = &g_array_index (whole, LpPoint, whole->len - 1 - i);
      const LpPoint point = *a;

      *a = *b;
      *b = point;
    }
  if (link->whole != NULL && lp_route_is_same_way (whole, link->whole))
    return FALSE;

  g_clear_pointer (&link->whole, g_array_unref);
  link->whole = g_steal_pointer (&whole);
  link->route.points = (LpPoint *) link->whole->data;
  link->route.n_points = link->whole->len;

  return TRUE;
}

/* Whether @line is among the first pieces. */
static gboolean
has_line (const GArray *points,
          guint         n_pieces,
          const LpRect *line)
{
  for (guint i = 0; i < n_pieces; i++)
    {
      const LpRect other = lp_route_get_line (points, i);

      if (lp_rect_equal (line, &other))
        return TRUE;
    }

  return FALSE;
}

void
lp_router_move_lines (LpRouter *router,
                      guint     number,
                      GArray   *points)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  g_autoptr (GArray) before = g_steal_pointer (&link->points);
  const guint n_before = link->unlisted || before->len == 0 ? 0 : before->len - 1;
  guint n_after;

  link->points = g_array_ref (points);
  link->unlisted = lp_router_is_alone (router, number);
  n_after = link->unlisted || points->len == 0 ? 0 : points->len - 1;
  for (guint i = 0; i < n_before; i++)
    {
      const LpRect line = lp_route_get_line (before, i);

      if (has_line (before, i, &line) || has_line (points, n_after, &line))
        continue;
      lp_route_index_remove (router->labels.lines, &line, number);
      lp_router_mark_labels_near (router, &line);
    }
  for (guint i = 0; i < n_after; i++)
    {
      const LpRect line = lp_route_get_line (points, i);

      if (has_line (points, i, &line) || has_line (before, n_before, &line))
        continue;
      lp_route_index_add (router->labels.lines, &line, number);
      lp_router_mark_labels_near (router, &line);
    }
  lp_router_mark_label (router, number, 0);
  lp_router_mark_sharers (router, number);
}
