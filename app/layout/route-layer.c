/* SPDX-License-Identifier: MIT */

/* Nudging: all pieces of one direction are wires that push each other apart.
 *
 * * Each wire has a zone, where its neighbours might push it. Wires whose zones overlap form a
 * cluster, and the more neighbours a wire has in its cluster, the larger its zone. Zones only
 * grow, so there is exactly one smallest solution, whatever the order in which it is found: that
 * is what makes a route independent of its history, and lets a change dissolve and form again no
 * more than the clusters that it touches. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define NO_CLUSTER G_MAXUINT
#define NO_LINK G_MAXUINT
#define REACH_OF_END 32.0       /* All ends on one side of a card belong to one cluster. */

void
lp_route_layer_init (LpRouteLayer *layer)
{
  layer->wires = g_array_new (FALSE, TRUE, sizeof (LpRouteWire));
  layer->free_wires = g_array_new (FALSE, FALSE, sizeof (guint));
  layer->index = lp_route_index_new ();
  layer->clusters = g_ptr_array_new ();
  layer->free_clusters = g_array_new (FALSE, FALSE, sizeof (guint));
  layer->seeds = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
lp_route_layer_clear (LpRouteLayer *layer)
{
  for (guint i = 0; i < layer->clusters->len; i++)
    if (layer->clusters->pdata[i] != NULL)
      g_array_unref (layer->clusters->pdata[i]);
  g_ptr_array_unref (layer->clusters);
  g_array_unref (layer->wires);
  g_array_unref (layer->free_wires);
  g_array_unref (layer->free_clusters);
  g_array_unref (layer->seeds);
  lp_route_index_free (layer->index);
}

static LpRouteWire *
get_wire (const LpRouteLayer *layer,
          guint               wire)
{
  return &g_array_index (layer->wires, LpRouteWire, wire);
}

static LpRect
get_zone_rect (LpRouteAxis        axis,
               const LpRouteWire *wire,
               double             tolerance)
{
  const double from = wire->from - tolerance, length = wire->to - wire->from + 2 * tolerance;
  const double width = wire->zone_high - wire->zone_low;

  return axis == LP_AXIS_X ? (LpRect) { wire->zone_low, from, width, length }
                           : (LpRect) { from, wire->zone_low, length, width };
}

/* The zone of a wire that @spread could push around. */
static void
set_zone (LpRouteWire *wire,
          double       spread)
{
  wire->zone_low = MAX (wire->low, wire->ideal - spread) - LP_ROUTE_GAP / 2;
  wire->zone_high = MIN (wire->high, wire->ideal + spread) + LP_ROUTE_GAP / 2;
}

static double
get_first_spread (const LpRouteWire *wire)
{
  return wire->is_end ? REACH_OF_END : 0;
}

static void
place_in_index (LpRouteLayer *layer,
                LpRouteAxis   axis,
                guint         wire,
                double        spread)
{
  LpRouteWire *self = get_wire (layer, wire);
  const LpRect old = get_zone_rect (axis, self, 0);
  LpRect rect;

  set_zone (self, spread);
  if (self->is_alone)
    return;

  rect = get_zone_rect (axis, self, 0);
  if (rect.x == old.x && rect.y == old.y && rect.width == old.width && rect.height == old.height)
    return;
  lp_route_index_remove (layer->index, &old, wire);
  lp_route_index_add (layer->index, &rect, wire);
}

guint
lp_route_layer_add (LpRouteLayer      *layer,
                    LpRouteAxis        axis,
                    const LpRouteWire *wire)
{
  LpRect rect;
  guint number;

  if (layer->free_wires->len > 0)
    {
      number = g_array_index (layer->free_wires, guint, layer->free_wires->len - 1);
      g_array_set_size (layer->free_wires, layer->free_wires->len - 1);
      *get_wire (layer, number) = *wire;
    }
  else
    {
      number = layer->wires->len;
      g_array_append_val (layer->wires, *wire);
    }

  get_wire (layer, number)->cluster = NO_CLUSTER;
  set_zone (get_wire (layer, number), get_first_spread (wire));
  rect = get_zone_rect (axis, get_wire (layer, number), 0);
  if (!wire->is_alone)
    lp_route_index_add (layer->index, &rect, number);
  g_array_append_val (layer->seeds, number);

  return number;
}

/* Sets the members of a cluster free; they will find each other again if they still meet. */
static void
dissolve (LpRouteLayer *layer,
          LpRouteAxis   axis,
          guint         cluster)
{
  GArray *members = layer->clusters->pdata[cluster];

  layer->clusters->pdata[cluster] = NULL;
  g_array_append_val (layer->free_clusters, cluster);
  for (guint i = 0; i < members->len; i++)
    {
      const guint member = g_array_index (members, guint, i);
      LpRouteWire *wire = get_wire (layer, member);

      wire->cluster = NO_CLUSTER;
      place_in_index (layer, axis, member, get_first_spread (wire));
      g_array_append_val (layer->seeds, member);
    }
  g_array_unref (members);
}

void
lp_route_layer_remove (LpRouteLayer *layer,
                       LpRouteAxis   axis,
                       guint         wire)
{
  LpRouteWire *self = get_wire (layer, wire);
  LpRect rect;

  if (self->cluster != NO_CLUSTER)
    dissolve (layer, axis, self->cluster);
  rect = get_zone_rect (axis, self, 0);
  if (!self->is_alone)
    lp_route_index_remove (layer->index, &rect, wire);
  self->link = NO_LINK;
  g_array_append_val (layer->free_wires, wire);
}

/* A cluster that grows. */
typedef struct
{
  LpRouter     *router;
  LpRouteLayer *layer;
  LpRouteAxis   axis;
  guint         cluster;
  GArray       *members;
  GArray       *pending;      /* Members whose zones have not been searched for others. */
  GArray       *found;
  LpRouteWire   covers[8];    /* The last ones whose neighbours were joined. */
  guint         n_covers;
  guint         next_cover;
} Growth;

static void
join (Growth *growth,
      guint   wire)
{
  LpRouteWire *self = get_wire (growth->layer, wire);
  GArray *others;
  guint cluster;

  if (self->cluster == growth->cluster)
    return;
  if (self->cluster == NO_CLUSTER)
    {
      self->cluster = growth->cluster;
      g_array_append_val (growth->members, wire);
      g_array_append_val (growth->pending, wire);
      return;
    }

  cluster = self->cluster;
  others = growth->layer->clusters->pdata[cluster];
  growth->layer->clusters->pdata[cluster] = NULL;
  g_array_append_val (growth->layer->free_clusters, cluster);
  for (guint i = 0; i < others->len; i++)
    get_wire (growth->layer, g_array_index (others, guint, i))->cluster = growth->cluster;
  g_array_append_vals (growth->members, others->data, others->len);
  g_array_append_vals (growth->pending, others->data, others->len);
  g_array_unref (others);
}

static gboolean
may_fork (const LpRouteConnector *a,
          const LpRouteConnector *b)
{
  return a->spec.from == b->spec.from && a->spec.lane == b->spec.lane && a->trunk == b->trunk &&
         a->flipped == b->flipped && a->heading == b->heading && b->wires->len > 1 &&
         !b->spec.light;
}

/* Joins those of @links whose first turns could be on the same line as that of @link. */
static void
join_siblings (Growth                 *growth,
               const LpRouteConnector *link,
               const GArray           *links)
{
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const guint number = g_array_index (links, guint, i);
      LpRouteConnector *other = lp_router_connector (growth->router, number);

      if (!may_fork (link, other))
        continue;
      other->forks_serial = growth->router->serial;
      join (growth, g_array_index (other->wires, guint, 1));
    }
}

/* The first turns of links that leave one side of a box on one lane belong together even if they
 * would not meet: they may share a trunk. */
static void
join_forks (Growth *growth,
            guint   wire)
{
  const LpRouteWire *self = get_wire (growth->layer, wire);
  const LpRouteConnector *link = lp_router_connector (growth->router, self->link);
  const LpRouteBox *box = lp_router_box (growth->router, link->spec.from);

  if (self->piece != 1 || link->forks_serial == growth->router->serial)
    return;

  if (link->trunk != LP_ROUTE_NONE)
    {
      join_siblings (growth, link, lp_router_connector (growth->router, link->trunk)->leaves);
      return;
    }

  join_siblings (growth, link, box->links);
  join_siblings (growth, link, box->trunks);
}

/* Whether whoever meets @wire has been met before: many wires of a crowd lie on each other. */
static gboolean
is_covered (Growth            *growth,
            const LpRouteWire *wire)
{
  for (guint i = 0; i < growth->n_covers; i++)
    {
      const LpRouteWire *cover = &growth->covers[i];

      if (cover->from <= wire->from && cover->to >= wire->to &&
          cover->zone_low <= wire->zone_low && cover->zone_high >= wire->zone_high)
        return TRUE;
    }

  growth->covers[growth->next_cover] = *wire;
  growth->next_cover = (growth->next_cover + 1) % G_N_ELEMENTS (growth->covers);
  growth->n_covers = MIN (growth->n_covers + 1, G_N_ELEMENTS (growth->covers));

  return FALSE;
}

static void
join_neighbours (Growth *growth,
                 guint   wire)
{
  LpRouteLayer *layer = growth->layer;
  const LpRect zone = get_zone_rect (growth->axis, get_wire (layer, wire), LP_ROUTE_MIN_GAP);

  if (is_covered (growth, get_wire (layer, wire)))
    return;

  g_array_set_size (growth->found, 0);
  lp_route_index_query (layer->index, &zone, growth->found);
  for (guint i = 0; i < growth->found->len; i++)
    {
      const guint other = g_array_index (growth->found, guint, i);

      if (lp_route_wires_meet (growth->axis, get_wire (layer, wire), get_wire (layer, other)))
        join (growth, other);
    }
}

/* How many of some sorted values are below @limit. */
static guint
count_below (const GArray *values,
             double        limit)
{
  guint low = 0, high = values->len;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (values, double, middle) < limit)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Gives each member a zone for as many neighbours as it has: those that neither end before it
 * begins nor begin after it ends. */
static void
widen_zones (Growth *growth)
{
  const guint n = growth->members->len;
  g_autoptr (GArray) begins = g_array_sized_new (FALSE, FALSE, sizeof (double), n);
  g_autoptr (GArray) ends = g_array_sized_new (FALSE, FALSE, sizeof (double), n);

  for (guint i = 0; i < n; i++)
    {
      const LpRouteWire *wire = get_wire (growth->layer, g_array_index (growth->members, guint, i));

      g_array_append_val (begins, wire->from);
      g_array_append_val (ends, wire->to);
    }
  g_array_sort (begins, compare_doubles);
  g_array_sort (ends, compare_doubles);

  for (guint i = 0; i < n; i++)
    {
      const guint member = g_array_index (growth->members, guint, i);
      LpRouteWire *wire = get_wire (growth->layer, member);
      const double old_low = wire->zone_low, old_high = wire->zone_high;
      const guint n_met = count_below (begins, wire->to) - count_below (ends, wire->from);
      const double spread = 0.6 * LP_ROUTE_GAP * (n_met - 1.0);

      if (spread <= get_first_spread (wire))
        continue;
      place_in_index (growth->layer, growth->axis, member, spread);
      if (wire->zone_low < old_low || wire->zone_high > old_high)
        g_array_append_val (growth->pending, member);
    }
}

static void
grow (Growth *growth,
      guint   seed)
{
  growth->router->serial++;
  join (growth, seed);
  while (growth->pending->len > 0)
    {
      while (growth->pending->len > 0)
        {
          const guint wire = g_array_index (growth->pending, guint, growth->pending->len - 1);

          g_array_set_size (growth->pending, growth->pending->len - 1);
          if (get_wire (growth->layer, wire)->is_alone)
            continue;
          join_neighbours (growth, wire);
          join_forks (growth, wire);
        }
      widen_zones (growth);
    }
}

static guint
add_cluster (LpRouteLayer *layer)
{
  guint cluster = layer->clusters->len;

  if (layer->free_clusters->len == 0)
    {
      g_ptr_array_add (layer->clusters, NULL);
      return cluster;
    }

  cluster = g_array_index (layer->free_clusters, guint, layer->free_clusters->len - 1);
  g_array_set_size (layer->free_clusters, layer->free_clusters->len - 1);

  return cluster;
}

void
lp_router_settle (LpRouter    *router,
                  LpRouteAxis  axis,
                  GArray      *moved)
{
  LpRouteLayer *layer = &router->layers[axis];
  g_autoptr (GArray) formed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < layer->seeds->len; i++)
    {
      const guint seed = g_array_index (layer->seeds, guint, i);
      Growth growth = { router, layer, axis, .pending = pending, .found = found };

      if (get_wire (layer, seed)->link == NO_LINK || get_wire (layer, seed)->cluster != NO_CLUSTER)
        continue;
      growth.cluster = add_cluster (layer);
      growth.members = g_array_new (FALSE, FALSE, sizeof (guint));
      layer->clusters->pdata[growth.cluster] = growth.members;
      grow (&growth, seed);
      g_array_append_val (formed, growth.cluster);
    }
  g_array_set_size (layer->seeds, 0);

  for (guint i = 0; i < formed->len; i++)
    {
      GArray *members = layer->clusters->pdata[g_array_index (formed, guint, i)];

      if (members != NULL)
        lp_router_nudge (router, axis, members, moved);
    }
}
