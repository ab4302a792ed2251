/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/cross.h"

#define MAX_ROUNDS 24
#define MAX_VAIN_ROUNDS 4       /* That found nothing better. */
#define MAX_PASSES 200          /* Of exchanging neighbours. */
#define MAX_REPEATS 16

/* So much more does a piece of a link that passes tiers pull: it should be straight there. */
#define PASSING 2

/* A box, or the place where a link passes a tier. */
typedef struct
{
  guint   tier;
  guint   place;                /* In its tier. */
  double  wish;                 /* By which it is sorted. */
  GArray *before;               /* guint: nodes in the tier before, one for each link. */
  GArray *after;
} Node;

typedef struct
{
  GArray  *nodes;               /* Node; those of the boxes first. */
  guint    n_boxes;
  GArray **tiers;               /* guint: nodes in their order. */
  guint    n_tiers;
  GArray  *edges;               /* LpCrossEdge, between nodes. */
} Graph;

#define NODE(graph, i) (&g_array_index ((graph)->nodes, Node, (i)))
#define AT(graph, tier, i) (g_array_index ((graph)->tiers[tier], guint, (i)))

static guint
add_node (Graph  *graph,
          guint   tier,
          double  wish)
{
  Node node = { tier, 0, wish };

  node.before = g_array_new (FALSE, FALSE, sizeof (guint));
  node.after = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (graph->nodes, node);

  return graph->nodes->len - 1;
}

static void
join (Graph *graph,
      guint  from,
      guint  to,
      int    weight)
{
  LpCrossEdge edge = { from, to, weight };

  g_array_append_val (graph->edges, edge);
  g_array_append_val (NODE (graph, from)->after, to);
  g_array_append_val (NODE (graph, to)->before, from);
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Tiers get numbers without gaps. */
static guint *
number_tiers (const int *boxes,
              guint           n_boxes,
              guint          *n_tiers)
{
  g_autofree int *sorted = g_new (int, n_boxes);
  guint *numbers = g_new (guint, n_boxes);

  for (guint i = 0; i < n_boxes; i++)
    sorted[i] = boxes[i];
  qsort (sorted, n_boxes, sizeof *sorted, compare_ints);
  *n_tiers = 0;
  for (guint i = 0; i < n_boxes; i++)
    if (i == 0 || sorted[i] != sorted[i - 1])
      sorted[(*n_tiers)++] = sorted[i];

  for (guint i = 0; i < n_boxes; i++)
    numbers[i] = (int *) bsearch (&boxes[i], sorted, *n_tiers, sizeof *sorted,
                                  compare_ints) - sorted;

  return numbers;
}

/* A link that passes tiers has a node in each: half way between its ends at half of the way. */
static void
add_edge (Graph *graph,
          guint  from,
          guint  to,
          int    weight)
{
  Node *low = NODE (graph, from), *high = NODE (graph, to);
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
  const Node *left = NODE ((Graph *) user_data, *(const guint *) a);
  const Node *right = NODE ((Graph *) user_data, *(const guint *) b);

  if (left->wish != right->wish)
    return left->wish < right->wish ? -1 : 1;

  return left->place < right->place ? -1 : left->place > right->place;
}

static void
sort_tier (Graph *graph,
           guint  tier)
{
  g_array_sort_with_data (graph->tiers[tier], compare_wishes, graph);
  for (guint i = 0; i < graph->tiers[tier]->len; i++)
    NODE (graph, AT (graph, tier, i))->place = i;
}

/* The wish of a box is at first its share of the way through its tier: tiers of different length
 * then lie side by side. */
static void
make_graph (Graph           *graph,
            const int         *boxes,
            guint            n_boxes,
            const LpCrossEdge *edges,
            guint            n_edges,
            const guint     *order)
{
  g_autofree guint *numbers = number_tiers (boxes, n_boxes, &graph->n_tiers);
  g_autofree guint *lengths = g_new0 (guint, graph->n_tiers);
  g_autofree guint *filled = g_new0 (guint, graph->n_tiers);

  graph->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  graph->edges = g_array_new (FALSE, FALSE, sizeof (LpCrossEdge));
  graph->n_boxes = n_boxes;
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

      NODE (graph, order[i])->wish = (filled[tier]++ + 0.5) / lengths[tier];
    }
  for (guint i = 0; i < n_edges; i++)
    add_edge (graph, edges[i].from, edges[i].to, edges[i].weight);

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      NODE (graph, i)->place = i;
      g_array_append_val (graph->tiers[NODE (graph, i)->tier], i);
    }
  for (guint tier = 0; tier < graph->n_tiers; tier++)
    sort_tier (graph, tier);
}

static void
clear_graph (Graph *graph)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      g_array_unref (NODE (graph, i)->before);
      g_array_unref (NODE (graph, i)->after);
    }
  for (guint tier = 0; tier < graph->n_tiers; tier++)
    g_array_unref (graph->tiers[tier]);
  g_array_unref (graph->nodes);
  g_array_unref (graph->edges);
  g_free (graph->tiers);
}

static int
compare_guints (gconstpointer a,
                gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

/* The places of the neighbours of @node in one of the tiers beside its own, ascending. */
static void
list_places (Graph  *graph,
             GArray *neighbours,
             GArray *places)
{
  g_array_set_size (places, 0);
  for (guint i = 0; i < neighbours->len; i++)
    g_array_append_val (places, NODE (graph, g_array_index (neighbours, guint, i))->place);
  g_array_sort (places, compare_guints);
}

/* How often a link of @upper crosses one of @lower when @upper stands first. */
static gint64
count_crossings (GArray *upper,
                 GArray *lower)
{
  gint64 n = 0;
  guint passed = 0;

  for (guint i = 0; i < upper->len; i++)
    {
      while (passed < lower->len &&
             g_array_index (lower, guint, passed) < g_array_index (upper, guint, i))
        passed++;
      n += passed;
    }

  return n;
}

/* Crossings between @tier and the one before it, by a tree of sums over the places there (Barth,
 * Jünger, Mutzel: Simple and Efficient Bilayer Cross Counting, 2002). */
static gint64
count_before (Graph *graph,
              guint  tier)
{
  guint size = graph->tiers[tier - 1]->len;
  g_autofree gint64 *sums = g_new0 (gint64, size + 1);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 n = 0, n_seen = 0;

  for (guint i = 0; i < graph->tiers[tier]->len; i++)
    {
      list_places (graph, NODE (graph, AT (graph, tier, i))->before, places);
      for (guint k = 0; k < places->len; k++)
        {
          n += n_seen;
          for (guint at = g_array_index (places, guint, k) + 1; at > 0; at -= at & -at)
            n -= sums[at];
        }
      for (guint k = 0; k < places->len; k++)
        for (guint at = g_array_index (places, guint, k) + 1; at <= size; at += at & -at)
          sums[at]++;
      n_seen += places->len;
    }

  return n;
}

static gint64
count_all (Graph *graph)
{
  gint64 n = 0;

  for (guint tier = 1; tier < graph->n_tiers; tier++)
    n += count_before (graph, tier);

  return n;
}

/* The places of one node’s neighbours on both sides. */
typedef struct
{
  GArray *before;
  GArray *after;
} Places;

static void
find_places (Graph  *graph,
             guint   node,
             Places *places)
{
  list_places (graph, NODE (graph, node)->before, places->before);
  list_places (graph, NODE (graph, node)->after, places->after);
}

/* Exchanges neighbours as long as each exchange means fewer crossings; with @passing no two
 * boxes. */
static gboolean
exchange_in_tier (Graph    *graph,
                  guint     tier,
                  gboolean  passing,
                  Places   *upper,
                  Places   *lower)
{
  GArray *nodes = graph->tiers[tier];
  gboolean changed = FALSE;

  if (nodes->len > 0)
    find_places (graph, AT (graph, tier, 0), upper);
  for (guint i = 0; i + 1 < nodes->len; i++)
    {
      guint first = AT (graph, tier, i), second = AT (graph, tier, i + 1);
      gint64 now, then;

      find_places (graph, second, lower);
      now = count_crossings (upper->before, lower->before) +
            count_crossings (upper->after, lower->after);
      then = count_crossings (lower->before, upper->before) +
             count_crossings (lower->after, upper->after);
      if (then < now && !(passing && MAX (first, second) < graph->n_boxes))
        {
          AT (graph, tier, i) = second;
          AT (graph, tier, i + 1) = first;
          NODE (graph, second)->place = i;
          NODE (graph, first)->place = i + 1;
          changed = TRUE;
        }
      else
        {
          Places exchanged = *upper;

          *upper = *lower;
          *lower = exchanged;
        }
    }

  return changed;
}

static void
exchange (Graph    *graph,
          gboolean  passing)
{
  Places upper, lower;
  gboolean changed = TRUE;

  upper.before = g_array_new (FALSE, FALSE, sizeof (guint));
  upper.after = g_array_new (FALSE, FALSE, sizeof (guint));
  lower.before = g_array_new (FALSE, FALSE, sizeof (guint));
  lower.after = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint pass = 0; pass < MAX_PASSES && changed; pass++)
    {
      changed = FALSE;
      for (guint tier = 0; tier < graph->n_tiers; tier++)
        changed |= exchange_in_tier (graph, tier, passing, &upper, &lower);
    }

  g_array_unref (upper.before);
  g_array_unref (upper.after);
  g_array_unref (lower.before);
  g_array_unref (lower.after);
}

/* The middle one of its neighbours; of an even number between the two in the middle, nearer to
 * where the others are closer together. What has none stays where it is. */
static double
get_median (GArray *places,
            double  otherwise)
{
  guint middle = places->len / 2;
  double low, high, left, right;

  if (places->len == 0)
    return otherwise;
  if (places->len % 2 == 1)
    return g_array_index (places, guint, middle);

  low = g_array_index (places, guint, middle - 1);
  high = g_array_index (places, guint, middle);
  left = low - g_array_index (places, guint, 0);
  right = g_array_index (places, guint, places->len - 1) - high;

  return left + right == 0 ? (low + high) / 2 : (low * right + high * left) / (left + right);
}

static void
sort_by_medians (Graph    *graph,
                 guint     tier,
                 gboolean  down)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  guint other = down ? tier - 1 : tier + 1;
  double scale = (double) graph->tiers[other]->len / graph->tiers[tier]->len;

  for (guint i = 0; i < graph->tiers[tier]->len; i++)
    {
      Node *node = NODE (graph, AT (graph, tier, i));

      list_places (graph, down ? node->before : node->after, places);
      node->wish = get_median (places, i * scale);
    }
  sort_tier (graph, tier);
}

static void
sweep (Graph    *graph,
       gboolean  down)
{
  for (guint i = 1; i < graph->n_tiers; i++)
    sort_by_medians (graph, down ? i : graph->n_tiers - 1 - i, down);
}

static void
remember (Graph *graph,
          guint *places)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    places[i] = NODE (graph, i)->place;
}

static void
restore (Graph       *graph,
         const guint *places)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    NODE (graph, i)->wish = places[i];
  for (guint tier = 0; tier < graph->n_tiers; tier++)
    sort_tier (graph, tier);
}

static void
untangle (Graph *graph)
{
  g_autofree guint *best = g_new (guint, graph->nodes->len);
  gint64 fewest;
  guint n_vain = 0;

  exchange (graph, FALSE);
  fewest = count_all (graph);
  remember (graph, best);

  for (guint round = 0; round < MAX_ROUNDS && n_vain < MAX_VAIN_ROUNDS && fewest > 0; round++)
    {
      gint64 n;

      sweep (graph, round % 2 == 0);
      exchange (graph, FALSE);
      n = count_all (graph);
      n_vain++;
      if (n < fewest)
        {
          fewest = n;
          n_vain = 0;
          remember (graph, best);
        }
    }

  restore (graph, best);
}

static void
sort (Graph    *graph,
      gboolean  keep)
{
  if (keep)
    {
      /* First the links make way for the boxes. */
      exchange (graph, TRUE);
      exchange (graph, FALSE);
    }
  else
    {
      untangle (graph);
    }
}

/* The boxes alone, for another round. Returns whether anything has changed. */
static gboolean
read_order (Graph *graph,
            guint *order)
{
  gboolean changed = FALSE;
  guint n = 0;

  for (guint tier = 0; tier < graph->n_tiers; tier++)
    for (guint i = 0; i < graph->tiers[tier]->len; i++)
      if (AT (graph, tier, i) < graph->n_boxes)
        {
          changed |= order[n] != AT (graph, tier, i);
          order[n++] = AT (graph, tier, i);
        }

  return changed;
}

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  const LpCrossEdge *left = a, *right = b;

  if (left->from != right->from)
    return left->from < right->from ? -1 : 1;
  if (left->to != right->to)
    return left->to < right->to ? -1 : 1;

  return left->weight - right->weight;
}

/* Numbered by their order: the same order gives the same result, wherever it came from. */
static LpCrossing *
make_crossing (Graph *graph)
{
  LpCrossing *crossing = g_new (LpCrossing, 1);
  g_autofree guint *places = g_new (guint, graph->nodes->len);

  crossing->nodes = g_array_new (FALSE, FALSE, sizeof (LpCrossNode));
  crossing->edges = g_array_new (FALSE, FALSE, sizeof (LpCrossEdge));

  for (guint tier = 0; tier < graph->n_tiers; tier++)
    for (guint i = 0; i < graph->tiers[tier]->len; i++)
      {
        LpCrossNode node = { AT (graph, tier, i), tier };

        places[node.number] = crossing->nodes->len;
        g_array_append_val (crossing->nodes, node);
      }

  for (guint i = 0; i < graph->edges->len; i++)
    {
      LpCrossEdge edge = g_array_index (graph->edges, LpCrossEdge, i);

      edge.from = places[edge.from];
      edge.to = places[edge.to];
      g_array_append_val (crossing->edges, edge);
    }
  g_array_sort (crossing->edges, compare_edges);

  return crossing;
}

LpCrossing *
lp_cross_sort (const int         *tiers,
               guint              n_boxes,
               const LpCrossEdge *edges,
               guint              n_edges,
               const guint       *order,
               gboolean           keep)
{
  g_autofree guint *current = g_memdup2 (order, n_boxes * sizeof *order);
  LpCrossing *crossing = NULL;

  /* Until once more changes nothing: whoever arranges twice would wonder. */
  for (guint round = 0; crossing == NULL; round++)
    {
      Graph graph;
      gboolean changed;

      make_graph (&graph, tiers, n_boxes, edges, n_edges, current);
      sort (&graph, keep || round > 0);
      changed = read_order (&graph, current);
      if ((!changed && (keep || round > 0)) || round == MAX_REPEATS)
        crossing = make_crossing (&graph);
      clear_graph (&graph);
    }

  return crossing;
}

void
lp_crossing_free (LpCrossing *crossing)
{
  g_array_unref (crossing->nodes);
  g_array_unref (crossing->edges);
  g_free (crossing);
}
