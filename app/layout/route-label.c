/* SPDX-License-Identifier: MIT */

/* Labels: on the longest straight piece that is free.
 *
 * * What other links say along the same line is said once, where they run together: route-share.c.
 * * Each label first takes the place that suits it best. Then, for two rounds, a label that
 * covers one of a link with a lower number looks for the best place that the others have left. A
 * round sees only the places of the round before, so that the outcome does not depend on the
 * order in which labels are asked. */

#include "config.h"

#include "layout/route-private.h"

#define A_FEW 64

/* Whether one of the first @most labels that have been there before, of a link with a lower number,
 * is in the way. */
static gboolean
find_in_way (LpRouter *router,
             guint     number,
             guint     round,
             guint     most)
{
  const LpRouteConnector *link = lp_router_connector (router, number);
  const LpRect around = lp_rect_grown (link->places[round - 1], LP_ROUTE_LABEL_SPACE);
  GArray *found = router->labels.found;

  g_array_set_size (found, 0);
  lp_route_index_query_some (router->labels.places[round - 1], &around, most, found);
  for (guint i = 0; i < found->len; i++)
    {
      const guint other = g_array_index (found, guint, i);

      if (other < number &&
          lp_rect_intersects (&around, &lp_router_connector (router, other)->places[round - 1]))
        return TRUE;
    }

  return FALSE;
}

/* Where thousands lie on each other nearly each finds one soon. */
static gboolean
must_yield (LpRouter *router,
            guint     number,
            guint     round)
{
  if (find_in_way (router, number, round, A_FEW))
    return TRUE;

  return router->labels.found->len > A_FEW && find_in_way (router, number, round, G_MAXUINT - 1);
}

void
lp_router_mark_label (LpRouter *router,
                      guint     link,
                      guint     round)
{
  LpRouteConnector *self = lp_router_connector (router, link);

  if (self->labels_marked & (1u << round))
    return;
  self->labels_marked |= 1u << round;
  g_array_append_val (router->labels.dirty[round], link);
}

static void
mark_labels_near (LpRouter     *router,
                  const LpRect *rect,
                  guint         round)
{
  GArray *found = router->labels.found;

  g_array_set_size (found, 0);
  lp_route_index_query (router->labels.regions, rect, found);
  for (guint i = 0; i < found->len; i++)
    {
      const guint number = g_array_index (found, guint, i);
      const LpRouteReads *regions = &lp_router_connector (router, number)->regions;

      if (lp_route_reads_touch (regions, 0, regions->n, rect))
        lp_router_mark_label (router, number, round);
    }
}

void
lp_router_mark_labels_near (LpRouter     *router,
                            const LpRect *rect)
{
  mark_labels_near (router, rect, 0);
}

static gboolean
has_label (const LpRouteConnector *link)
{
  return link->points->len > 1 && !link->leaves_label &&
         link->spec.label_width > 0 && link->spec.label_height > 0;
}

static void
renew_regions (LpRouter *router,
               guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  LpRouteReads *regions = &link->regions;
  const gboolean is_shared = lp_router_get_shared_way (router, number) > 0;

  link->leaves_label = lp_router_leaves_label (router, number);
  router->labels.n_with_regions -= regions->n > 0;
  lp_route_reads_for_index (regions, 0, regions->n, lp_route_index_remove_area,
                            router->labels.regions, number);
  lp_route_reads_cut (regions, 0);

  for (guint i = 0; has_label (link) && i + 1 < link->points->len; i++)
    if (lp_route_is_long (link, i) || (i == 0 && is_shared))
      {
        const LpRect region = lp_route_get_label_region (link, i);

        lp_route_reads_note (regions, &region);
      }
  router->labels.n_with_regions += regions->n > 0;
  lp_route_reads_for_index (regions, 0, regions->n, lp_route_index_add_area,
                            router->labels.regions, number);
}

/* Those who look there in the next round may have to think again. */
static void
move_label (LpRouter *router,
            guint     number,
            guint     round,
            LpRect    place)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  LpRect *old = &link->places[round];

  if (old->x == place.x && old->y == place.y &&
      old->width == place.width && old->height == place.height)
    return;

  for (guint i = 0; i < 2; i++)
    {
      if (old->width > 0)
        {
          if (i == 0)
            lp_route_index_remove (router->labels.places[round], old, number);
          else
            lp_route_index_add (router->labels.places[round], old, number);
          if (round + 1 < LP_ROUTE_LABEL_ROUNDS && !router->labels.all_are_marked)
            mark_labels_near (router, old, round + 1);
        }
      *old = place;
    }
}

static void
place_label (LpRouter *router,
             guint     number,
             guint     round)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  LpRect place = { 0 };

  link->labels_marked &= ~(1u << round);
  if (has_label (link) && round > 0 && !must_yield (router, number, round))
    place = link->places[round - 1];
  else if (has_label (link))
    place = lp_router_find_label_place (router, number, round);
  move_label (router, number, round, place);
}

/* What is shown is where the label is in the last round. Returns whether it is elsewhere. */
static gboolean
show_label (LpRouter *router,
            guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  const LpRect *place = &link->places[LP_ROUTE_LABEL_ROUNDS - 1];
  const LpPoint label = { place->x + place->width / 2, place->y + place->height / 2 };

  if (link->route.label.x == label.x && link->route.label.y == label.y &&
      link->route.leaves_label == link->leaves_label)
    return FALSE;
  link->route.label = label;
  link->route.leaves_label = link->leaves_label;

  return TRUE;
}

/* In a hurry: each label for itself. All rounds are left to be done properly. */
static void
place_hurriedly (LpRouter *router,
                 GArray   *changed)
{
  for (guint i = 0; i < changed->len; i++)
    {
      const guint number = g_array_index (changed, guint, i);
      LpRect place = { 0 };

      renew_regions (router, number);
      if (has_label (lp_router_connector (router, number)))
        place = lp_router_find_label_place (router, number, 0);
      for (guint round = 0; round < LP_ROUTE_LABEL_ROUNDS; round++)
        {
          move_label (router, number, round, place);
          lp_router_mark_label (router, number, round);
        }
      show_label (router, number);
    }
}

/* What is placed in this round is placed in the next one, too. Where that is all there is, nobody
 * needs to look which labels are near one that moves. */
static void
mark_next_round (LpRouter *router,
                 guint     round)
{
  const GArray *dirty = router->labels.dirty[round];
  guint n_marked = 0;

  router->labels.all_are_marked = FALSE;
  if (round + 1 == LP_ROUTE_LABEL_ROUNDS)
    return;

  for (guint i = 0; i < dirty->len; i++)
    {
      const guint number = g_array_index (dirty, guint, i);

      lp_router_mark_label (router, number, round + 1);
      n_marked += lp_router_connector (router, number)->regions.n > 0;
    }
  router->labels.all_are_marked = n_marked == router->labels.n_with_regions;
}

void
lp_router_place_labels (LpRouter *router,
                        GArray   *changed)
{
  GArray *first = router->labels.dirty[0];

  if (router->hurry)
    {
      place_hurriedly (router, changed);
      return;
    }

  for (guint i = 0; i < first->len; i++)
    renew_regions (router, g_array_index (first, guint, i));

  for (guint round = 0; round < LP_ROUTE_LABEL_ROUNDS; round++)
    {
      GArray *dirty = router->labels.dirty[round];

      mark_next_round (router, round);
      for (guint i = 0; i < dirty->len; i++)
        place_label (router, g_array_index (dirty, guint, i), round);
      if (round + 1 < LP_ROUTE_LABEL_ROUNDS)
        g_array_set_size (dirty, 0);
    }

  {
    GArray *last = router->labels.dirty[LP_ROUTE_LABEL_ROUNDS - 1];

    for (guint i = 0; i < last->len; i++)
      {
        const guint number = g_array_index (last, guint, i);

        if (show_label (router, number))
          g_array_append_val (changed, number);
      }
    g_array_set_size (last, 0);
  }
}
