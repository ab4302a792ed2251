/* SPDX-License-Identifier: MIT */

/* Crowds: where very many links end on one box (monitoring, a name server), a way of its own for
 * each across the whole drawing would cost more than all the other links, and look like it.
 *
 * * Those that come from one container follow a trunk instead: one way from the hub to the border
 * of the container, which is searched, pushed and seen by others as if it were a link. From there
 * each goes its own, short way. Compare Wybrow, Marriott and Stuckey, "Orthogonal Hyperedge
 * Routing" (Diagrams 2012). Which links follow which trunk depends on nothing but the boxes and
 * links there are. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define MOST_LEAVES 64          /* More of them get a trunk for each container further inside. */
#define LEAST_LEAVES 2

typedef struct
{
  guint    hub;
  guint    container;
  guint    lane;
  gboolean flipped;
} Crowd;

typedef struct
{
  guint containers[LP_ROUTE_DEEPEST]; /* From the inside out. */
  guint n_containers;
} Chain;

static guint
crowd_hash (gconstpointer key)
{
  const Crowd *crowd = key;

  return ((crowd->hub * 0x9e3779b1u ^ crowd->container) * 0x85ebca6bu ^ crowd->lane) * 2 +
         crowd->flipped;
}

static gboolean
crowd_equal (gconstpointer a,
             gconstpointer b)
{
  const Crowd *first = a, *second = b;

  return first->hub == second->hub && first->container == second->container &&
         first->lane == second->lane && first->flipped == second->flipped;
}

GHashTable *
lp_route_trunk_numbers_new (void)
{
  return g_hash_table_new_full (crowd_hash, crowd_equal, g_free, NULL);
}

/* The busier end of a link that may follow a trunk, or LP_ROUTE_NONE. */
static guint
find_hub (LpRouter *router,
          guint     number)
{
  const LpRouteConnector *link = lp_router_connector (router, number);
  const guint from = link->flipped ? link->spec.to : link->spec.from;
  const guint to = link->flipped ? link->spec.from : link->spec.to;
  guint n_from, n_to;

  if (!link->there || link->spec.n_bends > 0 || from == to ||
      !lp_router_has_box (router, from) || !lp_router_has_box (router, to) ||
      lp_router_is_inside (router, from, to) || lp_router_is_inside (router, to, from))
    return LP_ROUTE_NONE;

  n_from = lp_router_box (router, from)->links->len;
  n_to = lp_router_box (router, to)->links->len;
  if (MAX (n_from, n_to) < LP_ROUTE_CROWD)
    return LP_ROUTE_NONE;

  return n_from >= n_to ? from : to;
}

/* The containers around the other end of a link, as far as the hub is not in them. */
static void
list_containers (LpRouter *router,
                 guint     number,
                 guint     hub,
                 Chain    *chain)
{
  const LpRouteLink *spec = &lp_router_connector (router, number)->spec;
  int parent = lp_router_box (router, spec->from == hub ? spec->to : spec->from)->parent;

  chain->n_containers = 0;
  for (guint depth = 0; depth < LP_ROUTE_DEEPEST && lp_router_has_box (router, parent); depth++)
    {
      if (lp_router_is_inside (router, hub, parent))
        break;
      if (lp_router_box (router, parent)->container)
        chain->containers[chain->n_containers++] = parent;
      parent = lp_router_box (router, parent)->parent;
    }
}

static Crowd
get_crowd (LpRouter *router,
           guint     number,
           guint     hub,
           guint     container)
{
  const LpRouteConnector *link = lp_router_connector (router, number);

  return (Crowd) {
    hub, container, link->spec.lane, (link->flipped ? link->spec.to : link->spec.from) != hub,
  };
}

/* How many leaves of @crowd there are; 0 until somebody counts. */
static guint *
get_count (GHashTable  *counts,
           const Crowd *crowd)
{
  guint *n = g_hash_table_lookup (counts, crowd);

  if (n == NULL)
    {
      n = g_new0 (guint, 1);
      g_hash_table_insert (counts, g_memdup2 (crowd, sizeof *crowd), n);
    }

  return n;
}

static void
count_leaf (LpRouter   *router,
            guint       number,
            guint       hub,
            GHashTable *counts)
{
  Chain chain;

  list_containers (router, number, hub, &chain);
  for (guint i = 0; i < chain.n_containers; i++)
    {
      const Crowd crowd = get_crowd (router, number, hub, chain.containers[i]);

      *get_count (counts, &crowd) += 1;
    }
}

/* The outermost container that does not hold too many leaves. */
static guint
choose_container (LpRouter   *router,
                  guint       number,
                  guint       hub,
                  GHashTable *counts)
{
  Chain chain;

  list_containers (router, number, hub, &chain);
  for (guint i = chain.n_containers; i-- > 0;)
    {
      const Crowd crowd = get_crowd (router, number, hub, chain.containers[i]);
      const guint n = *get_count (counts, &crowd);

      if (n < LEAST_LEAVES)
        return LP_ROUTE_NONE;
      if (n <= MOST_LEAVES || i == 0)
        return chain.containers[i];
    }

  return LP_ROUTE_NONE;
}

static void
note_trunk (LpRouter *router,
            guint     box,
            guint     trunk)
{
  LpRouteBox *self = lp_router_box (router, box);

  if (self->trunks == NULL)
    self->trunks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->trunks, trunk);
}

static void
forget_trunk (LpRouter *router,
              guint     box,
              guint     trunk)
{
  GArray *trunks = lp_router_box (router, box)->trunks;

  for (guint i = 0; i < trunks->len; i++)
    if (g_array_index (trunks, guint, i) == trunk)
      {
        g_array_remove_index_fast (trunks, i);
        return;
      }
}

static guint
add_trunk (LpRouter *router)
{
  LpRouteConnector connector;
  guint trunk = router->trunks->len | LP_ROUTE_TRUNK;

  if (router->free_trunks->len > 0)
    {
      trunk = g_array_index (router->free_trunks, guint, router->free_trunks->len - 1);
      g_array_set_size (router->free_trunks, router->free_trunks->len - 1);
      return trunk;
    }

  connector = lp_route_connector_new ();
  connector.leaves = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (router->trunks, connector);

  return trunk;
}

static guint
ensure_trunk (LpRouter    *router,
              const Crowd *crowd)
{
  gpointer found;
  LpRouteConnector *self;
  guint trunk;

  if (g_hash_table_lookup_extended (router->trunk_numbers, crowd, NULL, &found))
    return GPOINTER_TO_UINT (found);

  trunk = add_trunk (router);
  g_hash_table_insert (router->trunk_numbers, g_memdup2 (crowd, sizeof *crowd),
                       GUINT_TO_POINTER (trunk));
  self = lp_router_connector (router, trunk);
  self->spec = (LpRouteLink) {
    .from = crowd->hub, .to = crowd->container, .lane = crowd->lane,
  };
  self->flipped = crowd->flipped;
  self->there = self->other = TRUE;
  self->offset = 0;
  note_trunk (router, crowd->hub, trunk);
  note_trunk (router, crowd->container, trunk);
  lp_router_mark_urgent (router, trunk);

  return trunk;
}

static void
remove_trunk (LpRouter *router,
              guint     trunk)
{
  LpRouteConnector *self = lp_router_connector (router, trunk);
  const Crowd crowd = { self->spec.from, self->spec.to, self->spec.lane, self->flipped };

  g_hash_table_remove (router->trunk_numbers, &crowd);
  forget_trunk (router, crowd.hub, trunk);
  forget_trunk (router, crowd.container, trunk);
  self->there = FALSE;
  lp_router_mark_urgent (router, trunk);
  g_array_append_val (router->free_trunks, trunk);
}

static void
set_trunk (LpRouter *router,
           guint     number,
           guint     trunk,
           gboolean  flipped)
{
  LpRouteConnector *link = lp_router_connector (router, number);

  if (link->trunk == trunk && link->flipped == (guint) flipped)
    return;

  if (link->flipped != (guint) flipped)
    {
      const guint from = link->spec.from;

      link->spec.from = link->spec.to;
      link->spec.to = from;
      link->flipped = flipped;
    }
  link->trunk = trunk;
  link->other = TRUE;
  lp_router_mark_urgent (router, number);
}

static void
assign_leaf (LpRouter   *router,
             guint       number,
             guint       hub,
             GHashTable *counts)
{
  const guint container = choose_container (router, number, hub, counts);
  Crowd crowd;
  guint trunk;

  if (container == LP_ROUTE_NONE)
    return;

  crowd = get_crowd (router, number, hub, container);
  trunk = ensure_trunk (router, &crowd);
  set_trunk (router, number, trunk, crowd.flipped);
  lp_router_connector (router, number)->crowd_serial = router->crowd_serial;
  g_array_append_val (lp_router_connector (router, trunk)->leaves, number);
}

/* What ends on it pushes others, or does not. */
static void
change_hub (LpRouter   *router,
            LpRouteBox *box)
{
  box->is_hub = !box->is_hub;
  for (guint i = 0; i < box->links->len; i++)
    {
      const guint number = g_array_index (box->links, guint, i);

      lp_router_connector (router, number)->other = TRUE;
      lp_router_mark_urgent (router, number);
    }
}

static void
find_hubs (LpRouter *router)
{
  for (guint i = 0; i < router->boxes->len; i++)
    {
      LpRouteBox *box = lp_router_box (router, i);

      if (box->is_hub != (box->links->len >= LP_ROUTE_CROWD))
        change_hub (router, box);
    }
}

static void
for_each_leaf (LpRouter   *router,
               GHashTable *counts,
               void      (*function) (LpRouter *, guint, guint, GHashTable *))
{
  for (guint hub = 0; hub < router->boxes->len; hub++)
    {
      LpRouteBox *self = lp_router_box (router, hub);

      if (!self->is_hub)
        continue;
      for (guint i = 0; i < self->links->len; i++)
        if (find_hub (router, g_array_index (self->links, guint, i)) == hub)
          function (router, g_array_index (self->links, guint, i), hub, counts);
    }
}

/* Empties the trunks. Returns all that followed one. */
static GArray *
take_leaves (LpRouter *router)
{
  GArray *leaves = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < router->trunks->len; i++)
    {
      GArray *some = g_array_index (router->trunks, LpRouteConnector, i).leaves;

      if (some->len > 0)
        g_array_append_vals (leaves, some->data, some->len);
      g_array_set_size (some, 0);
    }

  return leaves;
}

/* Where trunks arrive at one side of one container they lie side by side. */
static double
find_offset (LpRouter *router,
             guint     trunk)
{
  const guint container = lp_router_connector (router, trunk)->spec.to;
  const GArray *trunks = lp_router_box (router, container)->trunks;
  guint place = 0;

  for (guint i = 0; i < trunks->len; i++)
    {
      const guint other = g_array_index (trunks, guint, i);

      place += lp_router_connector (router, other)->spec.to == container &&
               lp_router_compare_links (router, other, trunk) < 0;
    }

  return LP_ROUTE_GAP * ((place + 1) / 2) * (place % 2 ? 1 : -1);
}

static int
find_priority (LpRouter     *router,
               const GArray *leaves)
{
  int priority = G_MININT;

  for (guint i = 0; i < leaves->len; i++)
    {
      const guint leaf = g_array_index (leaves, guint, i);
      const LpRouteConnector *link = lp_router_connector (router, leaf);

      priority = MAX (priority, link->spec.priority);
    }

  return priority;
}

static void
describe_trunk (LpRouter *router,
                guint     trunk)
{
  LpRouteConnector *self = lp_router_connector (router, trunk);
  const double offset = find_offset (router, trunk);
  const int priority = find_priority (router, self->leaves);

  if (self->offset == offset && self->spec.priority == priority)
    return;

  self->offset = offset;
  self->spec.priority = priority;
  self->other = TRUE;
  lp_router_mark_urgent (router, trunk);
}

void
lp_router_assign_trunks (LpRouter *router)
{
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GArray) leaves = NULL;

  if (!router->crowds_are_stale)
    return;

  router->crowds_are_stale = FALSE;
  router->crowd_serial++;
  counts = g_hash_table_new_full (crowd_hash, crowd_equal, g_free, g_free);
  leaves = take_leaves (router);
  find_hubs (router);
  for_each_leaf (router, counts, count_leaf);
  for_each_leaf (router, counts, assign_leaf);

  for (guint i = 0; i < leaves->len; i++)
    {
      const guint leaf = g_array_index (leaves, guint, i);

      if (lp_router_connector (router, leaf)->crowd_serial != router->crowd_serial)
        set_trunk (router, leaf, LP_ROUTE_NONE, FALSE);
    }
  for (guint i = 0; i < router->trunks->len; i++)
    {
      const LpRouteConnector *self = &g_array_index (router->trunks, LpRouteConnector, i);

      if (self->there && self->leaves->len == 0)
        remove_trunk (router, i | LP_ROUTE_TRUNK);
    }
  for (guint i = 0; i < router->trunks->len; i++)
    if (g_array_index (router->trunks, LpRouteConnector, i).there)
      describe_trunk (router, i | LP_ROUTE_TRUNK);
}
