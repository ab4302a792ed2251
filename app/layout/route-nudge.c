/* SPDX-License-Identifier: MIT */

/* One cluster: which wires may share a place (trunks), which goes before which, and how far
 * apart. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define GAP_OF_ENDS 16.0        /* Between links that end on the same side of a box. */
#define COST_OF_NO_ROOM 100.0   /* Of an order that leaves one of two no place. */
#define FEW 24
#define MOST_COMPARED 160       /* Groups that are compared each with each. */
#define MOST_SAMPLES 16         /* Members of a group that speak for all. */
#define FARTHEST_SHIFT 64.0     /* Of the end of an upright piece, by the second pass. */
#define MOST_PARTINGS 3         /* Who is parted from one can come in line with another. */
#define LINE_WIDTH 1.5

/* Wires that share one place. */
typedef struct
{
  LpRouteSlot slot;
  double      from, to;
  guint       n_members;
  guint       first;          /* Of the cluster's wires, in @next order. */
  guint       last;
  guint       next_alike;     /* The next group whose wires have the same hash, or G_MAXUINT. */
  guint       rank;
  double      against;        /* How much it costs to come next, before all without a rank. */
} Group;

typedef struct
{
  LpRouter    *router;
  LpRouteAxis  axis;
  guint        n_wires;
  LpRouteWire **wires;
  guint       *next;          /* The next wire of the same group, or G_MAXUINT. */
  guint        n_groups;
  Group       *groups;
  guint        n_hashes;      /* A power of two. */
  guint       *first_alike;   /* Of each hash the first group and the last one, or G_MAXUINT. */
  guint       *last_alike;
} Cluster;

static int
compare_wires (gconstpointer a,
               gconstpointer b,
               gpointer      router)
{
  const LpRouteWire *first = *(LpRouteWire *const *) a, *second = *(LpRouteWire *const *) b;

  if (first->link != second->link)
    return lp_router_compare_links (router, first->link, second->link);

  return first->piece < second->piece ? -1 : first->piece > second->piece;
}

static const LpRouteConnector *
get_link (const Cluster     *cluster,
          const LpRouteWire *wire)
{
  return lp_router_connector (cluster->router, wire->link);
}

/* Whether the ways of two links up to @piece are the same. */
static gboolean
come_together (const LpRouteConnector *a,
               const LpRouteConnector *b,
               guint                   piece)
{
  if (a->coarse->len <= piece + 1 || b->coarse->len <= piece + 1)
    return FALSE;
  for (guint i = 0; i <= piece; i++)
    {
      const LpPoint *first = &g_array_index (a->coarse, LpPoint, i);
      const LpPoint *second = &g_array_index (b->coarse, LpPoint, i);

      if (first->x != second->x || first->y != second->y)
        return FALSE;
    }

  return TRUE;
}

/* Whether two wires are the same piece of links that fork: first or second of links from one
 * side, on one lane, or a later one if they have come there together. */
static gboolean
may_share (const Cluster     *cluster,
           const LpRouteWire *a,
           const LpRouteWire *b)
{
  const LpRouteConnector *first = get_link (cluster, a), *second = get_link (cluster, b);

  return a->piece == b->piece && a->link != b->link &&
         first->spec.from == second->spec.from && first->spec.lane == second->spec.lane &&
         first->trunk == second->trunk && first->flipped == second->flipped &&
         first->spec.to != second->spec.to && first->spec.from != first->spec.to &&
         second->spec.from != second->spec.to &&
         first->heading == second->heading &&
         (a->piece <= 1 || come_together (first, second, a->piece));
}

static gboolean
fits_group (const Cluster *cluster,
            const Group   *group,
            guint          wire)
{
  const LpRouteWire *self = cluster->wires[wire];

  if (MAX (self->low, group->slot.low) > MIN (self->high, group->slot.high) ||
      !may_share (cluster, cluster->wires[group->first], self))
    return FALSE;

  for (guint other = group->first; other != G_MAXUINT; other = cluster->next[other])
    if (get_link (cluster, cluster->wires[other])->spec.to == get_link (cluster, self)->spec.to)
      return FALSE;

  return TRUE;
}

/* The member with the least room knows best where the middle is. */
static void
add_to_group (Cluster *cluster,
              Group   *group,
              guint    wire)
{
  const LpRouteWire *self = cluster->wires[wire];
  LpRouteSlot *slot = &group->slot;

  if (self->high - self->low < slot->high - slot->low)
    slot->ideal = self->ideal;
  slot->low = MAX (slot->low, self->low);
  slot->high = MIN (slot->high, self->high);
  slot->ideal = CLAMP (slot->ideal, slot->low, slot->high);
  slot->weight += self->weight;
  group->from = MIN (group->from, self->from);
  group->to = MAX (group->to, self->to);
  cluster->next[group->last] = wire;
  group->last = wire;
  group->n_members++;
}

/* Of what must be the same for wires to share a place. */
static guint
hash_wire (const Cluster     *cluster,
           const LpRouteWire *wire)
{
  const LpRouteConnector *link = get_link (cluster, wire);

  return (wire->piece + 31 * link->spec.from + 961 * link->spec.lane) & (cluster->n_hashes - 1);
}

static void
add_group (Cluster *cluster,
           guint    first,
           guint    hash)
{
  const LpRouteWire *wire = cluster->wires[first];
  const guint group = cluster->n_groups++;

  cluster->groups[group] = (Group) {
    { wire->low, wire->high, wire->ideal, wire->weight }, wire->from, wire->to, 1, first, first,
    G_MAXUINT,
  };
  if (cluster->first_alike[hash] == G_MAXUINT)
    cluster->first_alike[hash] = group;
  else
    cluster->groups[cluster->last_alike[hash]].next_alike = group;
  cluster->last_alike[hash] = group;
}

/* Each joins the first group that it fits. Only those are asked that may be like it: two boxes can
 * have a hundred links of a thousand pieces between them. */
static void
form_groups (Cluster *cluster)
{
  for (guint i = 0; i < cluster->n_hashes; i++)
    cluster->first_alike[i] = G_MAXUINT;

  for (guint i = 0; i < cluster->n_wires; i++)
    {
      const guint hash = hash_wire (cluster, cluster->wires[i]);
      guint group = cluster->first_alike[hash];

      cluster->next[i] = G_MAXUINT;
      while (group != G_MAXUINT && !fits_group (cluster, &cluster->groups[group], i))
        group = cluster->groups[group].next_alike;
      if (group != G_MAXUINT)
        add_to_group (cluster, &cluster->groups[group], i);
      else
        add_group (cluster, i, hash);
    }
}

static gboolean
end_on_one_side (const Cluster     *cluster,
                 const LpRouteWire *a,
                 const LpRouteWire *b)
{
  const LpRouteLink *first = &get_link (cluster, a)->spec, *second = &get_link (cluster, b)->spec;

  return a->is_end && b->is_end &&
         (first->from == second->from || first->from == second->to ||
          first->to == second->from || first->to == second->to);
}

/* Of a large group every so many members, from the first on. */
static guint
get_next (const Cluster *cluster,
          const Group   *group,
          guint          wire)
{
  for (guint i = (group->n_members + MOST_SAMPLES - 1) / MOST_SAMPLES; i > 0 && wire != G_MAXUINT;
       i--)
    wire = cluster->next[wire];

  return wire;
}

/* Compares all members that run beside each other. FALSE if none do. */
static gboolean
compare_groups (const Cluster *cluster,
                const Group   *a,
                const Group   *b,
                double        *cost,
                double        *gap)
{
  gboolean meet = FALSE;

  *cost = 0;
  *gap = LP_ROUTE_GAP;
  for (guint i = a->first; i != G_MAXUINT; i = get_next (cluster, a, i))
    for (guint k = b->first; k != G_MAXUINT; k = get_next (cluster, b, k))
      {
        const LpRouteWire *first = cluster->wires[i], *second = cluster->wires[k];

        if (!lp_route_wires_meet (cluster->axis, first, second))
          continue;
        meet = TRUE;
        *cost += lp_router_compare_wires (cluster->router, cluster->axis, first, second);
        if (end_on_one_side (cluster, first, second))
          *gap = GAP_OF_ENDS;
      }

  return meet;
}

static int
compare_distances (gconstpointer a,
                   gconstpointer b)
{
  const LpRouteDistance *first = a, *second = b;

  return first->a != second->a ? (first->a > second->a) - (first->a < second->a)
                               : (first->b > second->b) - (first->b < second->b);
}

static void
add_distance (GArray *distances,
              guint   a,
              guint   b,
              double  gap)
{
  const LpRouteDistance distance = { a, b, gap };

  g_array_append_val (distances, distance);
}

/* What is known of two groups: how far apart, and what it costs if the second one goes first. 0
 * if they do not meet or had better go the other way round. */
typedef struct
{
  double gap;
  double cost;
} Relation;

/* The relation of two groups that meet, and which of them goes first. Where there is room for
 * one order only, crossings hardly count. */
static gboolean
relate (const Group *a,
        const Group *b,
        double       cost,
        Relation    *relation)
{
  const gboolean can_be_before = a->slot.low + relation->gap <= b->slot.high;
  const gboolean can_be_behind = b->slot.low + relation->gap <= a->slot.high;

  relation->cost = fabs (cost);
  if (can_be_before == can_be_behind)
    return cost < 0 || (cost == 0 && a->slot.ideal <= b->slot.ideal);

  relation->cost += COST_OF_NO_ROOM;

  return can_be_before;
}

/* Each group has a row in @relations. */
static void
find_relations (const Cluster *cluster,
                Relation      *relations)
{
  const guint n = cluster->n_groups;

  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++)
      {
        const Group *a = &cluster->groups[i], *b = &cluster->groups[k];
        Relation relation;
        double cost;

        if (a->from > b->to + LP_ROUTE_GAP || b->from > a->to + LP_ROUTE_GAP ||
            !compare_groups (cluster, a, b, &cost, &relation.gap))
          continue;
        if (relate (a, b, cost, &relation))
          relations[i * n + k] = relation;
        else
          relations[k * n + i] = relation;
      }
}

static gboolean
is_better_next (const Group *a,
                const Group *b)
{
  if (a->against != b->against)
    return a->against < b->against;
  if (a->slot.ideal != b->slot.ideal)
    return a->slot.ideal < b->slot.ideal;

  return a->first < b->first;
}

/* Ranks the groups. A circle is broken where it costs least. */
static void
rank_groups (Cluster        *cluster,
             const Relation *relations,
             guint          *order)
{
  const guint n = cluster->n_groups;

  for (guint i = 0; i < n; i++)
    {
      cluster->groups[i].rank = G_MAXUINT;
      for (guint k = 0; k < n; k++)
        cluster->groups[k].against += relations[i * n + k].cost;
    }

  for (guint rank = 0; rank < n; rank++)
    {
      guint next = G_MAXUINT;

      for (guint i = 0; i < n; i++)
        if (cluster->groups[i].rank == G_MAXUINT &&
            (next == G_MAXUINT || is_better_next (&cluster->groups[i], &cluster->groups[next])))
          next = i;
      cluster->groups[next].rank = rank;
      order[rank] = next;
      for (guint k = 0; k < n; k++)
        cluster->groups[k].against -= relations[next * n + k].cost;
    }
}

/* Distances by rank. Where there are many, one that follows from two others is left out; that
 * loses something only where one of the two must give way. */
static void
find_distances (const Cluster  *cluster,
                const Relation *relations,
                const guint    *order,
                GArray         *distances)
{
  const guint n = cluster->n_groups;
  guint first = 0;

  for (guint a = 0; a < n; a++, first = distances->len)
    for (guint b = a + 1; b < n; b++)
      {
        const guint i = order[a], k = order[b];
        const double gap = relations[i * n + k].gap + relations[k * n + i].gap;
        gboolean follows = gap == 0;

        for (guint c = first; n > FEW && c < distances->len && !follows; c++)
          {
            const guint between = order[g_array_index (distances, LpRouteDistance, c).b];

            follows = relations[between * n + k].gap + relations[k * n + between].gap > 0;
          }
        if (!follows)
          add_distance (distances, a, b, gap);
      }
}

/* Compares each with each. */
static void
rank_and_part (Cluster *cluster,
               GArray  *distances)
{
  const guint n = cluster->n_groups;
  g_autofree Relation *relations = g_new0 (Relation, n * n);
  g_autofree guint *order = g_new (guint, n);

  find_relations (cluster, relations);
  rank_groups (cluster, relations, order);
  find_distances (cluster, relations, order, distances);
}

static int
compare_ideals (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const Group *groups = data;
  const Group *first = &groups[*(const guint *) a], *second = &groups[*(const guint *) b];

  if (first->slot.ideal != second->slot.ideal)
    return first->slot.ideal < second->slot.ideal ? -1 : 1;

  return first->first < second->first ? -1 : first->first > second->first;
}

/* A crowd is put in a row. */
static void
rank_crowd (Cluster *cluster,
            GArray  *distances)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < cluster->n_groups; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_ideals, cluster->groups);
  for (guint rank = 0; rank < cluster->n_groups; rank++)
    {
      Group *group = &cluster->groups[g_array_index (order, guint, rank)];

      group->rank = rank;
      if (rank > 0)
        {
          const Group *before = &cluster->groups[g_array_index (order, guint, rank - 1)];

          if (before->from < group->to && group->from < before->to)
            add_distance (distances, rank - 1, rank, LP_ROUTE_GAP);
        }
    }
}

/* Whether an upright piece ends at a box, or goes on into one that does, at its lower or (@up)
 * upper end. */
static gboolean
leads_to_box (const Cluster     *cluster,
              const LpRouteWire *wire,
              gboolean           up)
{
  const GArray *points = get_link (cluster, wire)->coarse;
  const LpPoint *point = &g_array_index (points, LpPoint, wire->piece);
  const int next = (int) wire->piece + ((point[1].y > point[0].y) == up ? 1 : -1);

  return next <= 0 || next + 2 >= (int) points->len;
}

/* Whether two groups that do not meet yet are in line and may come to lie on each other when the
 * second pass shifts their ends. It puts pieces that end at boxes in an order that avoids this;
 * but for two steps that cross each other there is no such order. */
static gboolean
may_collide (const Cluster *cluster,
             const Group   *a,
             const Group   *b)
{
  const gboolean up = a->from < b->from;
  const double free = up ? b->from - a->to : a->from - b->to;
  const LpRouteWire *first = cluster->wires[a->first], *second = cluster->wires[b->first];

  return fabs (a->slot.at - b->slot.at) < LINE_WIDTH && free > -0.5 && free < FARTHEST_SHIFT &&
         first->link != second->link &&
         !(leads_to_box (cluster, first, up) && leads_to_box (cluster, second, !up));
}

/* Adds distances between groups that may collide. Returns whether there are any. */
static gboolean
part_colliding (const Cluster *cluster,
                const guint   *order,
                GArray        *distances)
{
  const guint n_distances = distances->len;

  for (guint a = 0; a < cluster->n_groups; a++)
    for (guint b = a + 1; b < cluster->n_groups; b++)
      if (may_collide (cluster, &cluster->groups[order[a]], &cluster->groups[order[b]]))
        add_distance (distances, a, b, LP_ROUTE_GAP);

  if (distances->len == n_distances)
    return FALSE;

  g_array_sort (distances, compare_distances);

  return TRUE;
}

static void
solve_once (Cluster     *cluster,
            const guint *order,
            GArray      *distances)
{
  g_autofree LpRouteSlot *slots = g_new (LpRouteSlot, cluster->n_groups);

  for (guint rank = 0; rank < cluster->n_groups; rank++)
    slots[rank] = cluster->groups[order[rank]].slot;
  lp_route_solve (slots, cluster->n_groups, (LpRouteDistance *) distances->data, distances->len);
  for (guint rank = 0; rank < cluster->n_groups; rank++)
    cluster->groups[order[rank]].slot.at = slots[rank].at;
}

static void
solve (Cluster *cluster)
{
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (LpRouteDistance));
  g_autofree guint *order = g_new (guint, cluster->n_groups);

  if (cluster->n_groups > MOST_COMPARED)
    rank_crowd (cluster, distances);
  else
    rank_and_part (cluster, distances);

  for (guint i = 0; i < cluster->n_groups; i++)
    order[cluster->groups[i].rank] = i;
  solve_once (cluster, order, distances);
  if (cluster->axis == LP_AXIS_X && cluster->n_groups <= MOST_COMPARED)
    for (guint i = 0; i < MOST_PARTINGS && part_colliding (cluster, order, distances); i++)
      solve_once (cluster, order, distances);
}

static void
put_in_place (Cluster *cluster,
              GArray  *moved)
{
  for (guint i = 0; i < cluster->n_groups; i++)
    for (guint k = cluster->groups[i].first; k != G_MAXUINT; k = cluster->next[k])
      {
        LpRouteWire *wire = cluster->wires[k];

        /* Also true where it had no place yet, which is not a number. */
        if (wire->at != cluster->groups[i].slot.at)
          g_array_append_val (moved, wire->link);
        wire->at = cluster->groups[i].slot.at;
      }
}

void
lp_router_nudge (LpRouter    *router,
                 LpRouteAxis  axis,
                 GArray      *members,
                 GArray      *moved)
{
  g_autofree LpRouteWire **wires = g_new (LpRouteWire *, members->len);
  g_autofree guint *next = g_new (guint, members->len);
  g_autofree Group *groups = g_new (Group, members->len);
  const guint n_hashes = 1u << g_bit_storage (members->len);
  g_autofree guint *alike = g_new (guint, 2 * n_hashes);
  Cluster cluster = {
    router, axis, members->len, wires, next, 0, groups, n_hashes, alike, alike + n_hashes,
  };

  for (guint i = 0; i < members->len; i++)
    wires[i] = &g_array_index (router->layers[axis].wires, LpRouteWire,
                               g_array_index (members, guint, i));
  g_qsort_with_data (wires, members->len, sizeof (LpRouteWire *), compare_wires, router);
  form_groups (&cluster);
  solve (&cluster);
  put_in_place (&cluster, moved);
}
