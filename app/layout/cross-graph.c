/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/cross-private.h"

/* So much more does a piece of a link that passes tiers pull: it should be straight there. */
#define PASSING 2

/* The longest links get no place in the tiers that they pass where all places would be more than
 * these: boxes that are all linked to each other would have thousands for each. */
#define MAX_PASSED 10000

static guint
add_node (LpCrossGraph *graph,
          guint         tier,
          double        wish)
{
  LpCrossPlace node = { tier, 0, wish };

  node.before = g_array_new (FALSE, FALSE, sizeof (guint));
  node.after = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (graph->nodes, node);

  return graph->nodes->len - 1;
}

static void
join (LpCrossGraph *graph,
      guint         from,
      guint         to,
      int           weight)
{
  LpCrossEdge edge = { from, to, weight };

  g_array_append_val (graph->edges, edge);
  g_array_append_val (LP_CROSS_PLACE (graph, from)->after, to);
  g_array_append_val (LP_CROSS_PLACE (graph, to)->before, from);
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Tiers get numbers without gaps. */
static guint *
number_tiers (const int *tiers,
              guint      n_boxes,
              guint     *n_tiers)
{
  g_autofree int *sorted = g_new (int, n_boxes);
  guint *numbers = g_new (guint, n_boxes);

  for (guint i = 0; i < n_boxes; i++)
    sorted[i] = tiers[i];
  qsort (sorted, n_boxes, sizeof *sorted, compare_ints);
  *n_tiers = 0;
  for (guint i = 0; i < n_boxes; i++)
    if (i == 0 || sorted[i] != sorted[i - 1])
      sorted[(*n_tiers)++] = sorted[i];

  for (guint i = 0; i < n_boxes; i++)
    numbers[i] = (int *) bsearch (&tiers[i], sorted, *n_tiers, sizeof *sorted,
                                  compare_ints) - sorted;

  return numbers;
}

static guint
count_passed (const guint       *numbers,
              const LpCrossEdge *edge)
{
  const int tiers = (int) numbers[edge->from] - (int) numbers[edge->to];
  const guint n = ABS (tiers);

  return n > 0 ? n - 1 : 0;
}

/* How many tiers a link may pass to get places in them. */
static guint
find_longest (const guint       *numbers,
              guint              n_tiers,
              const LpCrossEdge *edges,
              guint              n_edges)
{
  g_autofree guint *counts = g_new0 (guint, n_tiers + 1);
  guint64 n_passed = 0;
  guint longest;

  for (guint i = 0; i < n_edges; i++)
    counts[count_passed (numbers, &edges[i])]++;
  for (longest = 0; longest < n_tiers && n_passed <= MAX_PASSED; longest++)
    n_passed += (guint64) counts[longest + 1] * (longest + 1);

  return n_passed > MAX_PASSED ? longest - 1 : longest;
}

/* A link that passes tiers has a node in each: half way between its ends at half of the way. */
static void
add_edge (LpCrossGraph *graph,
          guint         from,
          guint         to,
          int           weight)
{
  LpCrossPlace *low = LP_CROSS_PLACE (graph, from), *high = LP_CROSS_PLACE (graph, to);
  guint first = low->tier, last = high->tier;
  double wish = low->wish, step = last > first ? (high->wish - wish) / (last - first) : 0;

  if (first == last)
    return;
  if (first > last)
    {
      add_edge (graph, to, from, weight);
      return;
    }

  for (guint tier = first + 1; tier < last; tier++)
    {
      guint passing = add_node (graph, tier, wish += step);

      join (graph, from, passing, weight * PASSING);
      from = passing;
    }
  join (graph, from, to, last > first + 1 ? weight * PASSING : weight);
}

static int
compare_wishes (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const LpCrossPlace *left = LP_CROSS_PLACE ((LpCrossGraph *) user_data, *(const guint *) a);
  const LpCrossPlace *right = LP_CROSS_PLACE ((LpCrossGraph *) user_data, *(const guint *) b);

  if (left->wish != right->wish)
    return left->wish < right->wish ? -1 : 1;

  return left->place < right->place ? -1 : left->place > right->place;
}

void
lp_cross_sort_tier (LpCrossGraph *graph,
                    guint         tier)
{
  g_array_sort_with_data (graph->tiers[tier], compare_wishes, graph);
  for (guint i = 0; i < graph->tiers[tier]->len; i++)
    LP_CROSS_PLACE (graph, LP_CROSS_AT (graph, tier, i))->place = i;
}

/* The wish of a box is at first its share of the way through its tier: tiers of different length
 * then lie side by side. */
void
lp_cross_graph_init (LpCrossGraph      *graph,
                     const int         *tiers,
                     guint              n_boxes,
                     const LpCrossEdge *edges,
                     guint              n_edges,
                     const guint       *order)
{
  g_autofree guint *numbers = number_tiers (tiers, n_boxes, &graph->n_tiers);
  g_autofree guint *lengths = g_new0 (guint, graph->n_tiers);
  g_autofree guint *filled = g_new0 (guint, graph->n_tiers);
  const guint longest = find_longest (numbers, graph->n_tiers, edges, n_edges);

  graph->nodes = g_array_new (FALSE, FALSE, sizeof (LpCrossPlace));
  graph->edges = g_array_new (FALSE, FALSE, sizeof (LpCrossEdge));
  graph->n_boxes = n_boxes;
  graph->n_visits = 0;
  graph->tiers = g_new (GArray *, graph->n_tiers);
  for (guint tier = 0; tier < graph->n_tiers; tier++)
    graph->tiers[tier] = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_boxes; i++)
    lengths[numbers[i]]++;
  for (guint i = 0; i < n_boxes; i++)
    add_node (graph, numbers[i], 0);
  for (guint i = 0; i < n_boxes; i++)
    {
      guint tier = numbers[order[i]];

      LP_CROSS_PLACE (graph, order[i])->wish = (filled[tier]++ + 0.5) / lengths[tier];
    }
  for (guint i = 0; i < n_edges; i++)
    if (count_passed (numbers, &edges[i]) <= longest)
      add_edge (graph, edges[i].from, edges[i].to, edges[i].weight);

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      LP_CROSS_PLACE (graph, i)->place = i;
      g_array_append_val (graph->tiers[LP_CROSS_PLACE (graph, i)->tier], i);
    }
  for (guint tier = 0; tier < graph->n_tiers; tier++)
    lp_cross_sort_tier (graph, tier);
}

void
lp_cross_graph_clear (LpCrossGraph *graph)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      g_array_unref (LP_CROSS_PLACE (graph, i)->before);
      g_array_unref (LP_CROSS_PLACE (graph, i)->after);
    }
  for (guint tier = 0; tier < graph->n_tiers; tier++)
    g_array_unref (graph->tiers[tier]);
  g_array_unref (graph->nodes);
  g_array_unref (graph->edges);
  g_free (graph->tiers);
}
