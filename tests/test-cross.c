/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/cross.h"

#define MAX_BOXES 8

typedef struct
{
  int         tiers[MAX_BOXES];
  guint       order[MAX_BOXES];
  guint       n_boxes;
  LpCrossEdge edges[2 * MAX_BOXES];
  guint       n_edges;
} Case;

/* Links between neighbouring tiers only: how often they cross can then be counted from the order
 * alone. */
static Case
make_case (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Case made = { .n_boxes = g_rand_int_range (random, 1, MAX_BOXES + 1) };

  for (guint i = 0; i < made.n_boxes; i++)
    {
      made.tiers[i] = 10 * (int) (i * 3 / made.n_boxes) - 10;
      made.order[i] = i;
    }
  for (guint i = 0; i < 2 * made.n_boxes; i++)
    {
      LpCrossEdge edge = { g_rand_int_range (random, 0, made.n_boxes),
                           g_rand_int_range (random, 0, made.n_boxes), 1 };

      if (ABS (made.tiers[edge.from] - made.tiers[edge.to]) == 10)
        made.edges[made.n_edges++] = edge;
    }

  return made;
}

static gboolean
is_crossing (const guint       *places,
             const Case        *of,
             const LpCrossEdge *a,
             const LpCrossEdge *b)
{
  guint a_low = of->tiers[a->from] < of->tiers[a->to] ? a->from : a->to;
  guint b_low = of->tiers[b->from] < of->tiers[b->to] ? b->from : b->to;
  guint a_high = a->from + a->to - a_low, b_high = b->from + b->to - b_low;

  return of->tiers[a_low] == of->tiers[b_low] &&
         ((places[a_low] < places[b_low] && places[a_high] > places[b_high]) ||
          (places[a_low] > places[b_low] && places[a_high] < places[b_high]));
}

static guint
count_crossings (const Case  *of,
                 const guint *order)
{
  guint places[MAX_BOXES];
  guint n = 0;

  for (guint i = 0; i < of->n_boxes; i++)
    places[order[i]] = i;
  for (guint i = 0; i < of->n_edges; i++)
    for (guint k = i + 1; k < of->n_edges; k++)
      n += is_crossing (places, of, &of->edges[i], &of->edges[k]);

  return n;
}

/* Tries all orders. */
static guint
find_fewest (const Case *of,
             guint      *order,
             guint       n_done)
{
  guint fewest = G_MAXUINT;

  if (n_done == of->n_boxes)
    return count_crossings (of, order);

  for (guint i = n_done; i < of->n_boxes; i++)
    {
      guint chosen = order[i], first = order[n_done], found;

      order[n_done] = chosen;
      order[i] = first;
      found = find_fewest (of, order, n_done + 1);
      fewest = MIN (fewest, found);
      order[i] = chosen;
      order[n_done] = first;
    }

  return fewest;
}

static void
sort (const Case *of,
      gboolean    keep,
      guint      *order)
{
  g_autoptr (LpOrdering) crossing = lp_cross_sort (of->tiers, of->n_boxes, of->edges, of->n_edges,
                                                   of->order, keep);
  guint n = 0;

  for (guint i = 0; i < crossing->nodes->len; i++)
    {
      const LpCrossNode *node = &g_array_index (crossing->nodes, LpCrossNode, i);

      if (i > 0)
        g_assert_cmpuint (node->tier, >=, g_array_index (crossing->nodes, LpCrossNode, i - 1).tier);
      if (node->number < of->n_boxes)
        order[n++] = node->number;
    }
  g_assert_cmpuint (n, ==, of->n_boxes);
}

/* The rule of thumb is as good as trying everything in nearly all small drawings. */
static void
test_few_cross_more_than_they_must (void)
{
  guint n_worse = 0;

  for (guint32 seed = 1; seed <= 150; seed++)
    {
      Case of = make_case (seed);
      guint order[MAX_BOXES], tried[MAX_BOXES];
      guint found, fewest;

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < of.n_boxes; i++)
        tried[i] = i;
      sort (&of, FALSE, order);
      found = count_crossings (&of, order);
      fewest = find_fewest (&of, tried, 0);
      g_assert_cmpuint (found, >=, fewest);
      n_worse += found > fewest;
    }

  g_assert_cmpuint (n_worse, <=, 7);
}

static void
test_keeping_makes_nothing_worse (void)
{
  for (guint32 seed = 1; seed <= 300; seed++)
    {
      Case of = make_case (seed);
      guint order[MAX_BOXES], again[MAX_BOXES];
      Case sorted;

      g_test_message ("seed %u", seed);
      sort (&of, TRUE, order);
      g_assert_cmpuint (count_crossings (&of, order), <=, count_crossings (&of, of.order));
      if (count_crossings (&of, of.order) == 0)
        g_assert_cmpmem (order, of.n_boxes * sizeof *order, of.order, of.n_boxes * sizeof *order);

      sorted = of;
      memcpy (sorted.order, order, sizeof order);
      sort (&sorted, TRUE, again);
      g_assert_cmpmem (order, of.n_boxes * sizeof *order, again, of.n_boxes * sizeof *again);
    }
}

/* A link that passes a tier has a place there, and no piece of it passes one. */
static void
test_links_have_a_place_in_each_tier (void)
{
  static const int tiers[] = { 3, 8, 20, 21 };
  static const guint order[] = { 0, 1, 2, 3 };
  static const LpCrossEdge edges[] = { { 3, 0, 5 }, { 0, 1, 1 }, { 1, 2, 1 }, { 2, 3, 1 } };
  g_autoptr (LpOrdering) crossing = lp_cross_sort (tiers, 4, edges, 4, order, FALSE);

  g_assert_cmpuint (crossing->nodes->len, ==, 6);
  g_assert_cmpuint (crossing->edges->len, ==, 6);
  for (guint i = 0; i < crossing->edges->len; i++)
    {
      const LpCrossEdge *edge = &g_array_index (crossing->edges, LpCrossEdge, i);

      g_assert_cmpuint (g_array_index (crossing->nodes, LpCrossNode, edge->from).tier + 1, ==,
                        g_array_index (crossing->nodes, LpCrossNode, edge->to).tier);
    }
}

static void
test_links_within_a_tier_say_nothing (void)
{
  static const int tiers[] = { 1, 1, 1 };
  static const guint order[] = { 2, 0, 1 };
  static const LpCrossEdge edges[] = { { 0, 2, 1 }, { 1, 1, 1 } };
  g_autoptr (LpOrdering) crossing = lp_cross_sort (tiers, 3, edges, 2, order, FALSE);

  g_assert_cmpuint (crossing->edges->len, ==, 0);
  g_assert_cmpuint (g_array_index (crossing->nodes, LpCrossNode, 0).number, ==, 2);
}

#define MANY 150

/* Each box in a tier of its own, and a link from each to each: of all their passages there would be
 * hundreds of thousands. The short links count. */
static void
test_what_is_linked_to_all_has_no_endless_places (void)
{
  g_autofree int *tiers = g_new (int, MANY);
  g_autofree guint *order = g_new (guint, MANY);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (LpCrossEdge));
  g_autoptr (LpOrdering) crossing = NULL;
  guint n_short = 0;

  for (guint i = 0; i < MANY; i++)
    {
      tiers[i] = order[i] = i;
      for (guint k = 0; k < MANY; k++)
        if (i != k)
          g_array_append_val (edges, ((LpCrossEdge) { i, k, 1 }));
    }
  crossing = lp_cross_sort (tiers, MANY, (LpCrossEdge *) edges->data, edges->len, order, FALSE);
  g_assert_cmpuint (crossing->nodes->len, <, 20000);
  for (guint i = 0; i < crossing->edges->len; i++)
    n_short += g_array_index (crossing->edges, LpCrossEdge, i).weight == 1;
  g_assert_cmpuint (n_short, ==, 2 * (MANY - 1));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cross/few-cross-more-than-they-must", test_few_cross_more_than_they_must);
  g_test_add_func ("/cross/keeping-makes-nothing-worse", test_keeping_makes_nothing_worse);
  g_test_add_func ("/cross/links-have-a-place-in-each-tier", test_links_have_a_place_in_each_tier);
  g_test_add_func ("/cross/links-within-a-tier-say-nothing", test_links_within_a_tier_say_nothing);

  g_test_add_func ("/cross/all-linked-to-all", test_what_is_linked_to_all_has_no_endless_places);

  return g_test_run ();
}
