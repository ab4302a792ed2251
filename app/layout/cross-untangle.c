/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/cross-private.h"

#define MAX_ROUNDS 24
#define MAX_VAIN_ROUNDS 4       /* That found nothing better. */
#define MAX_PASSES 200          /* Of exchanging neighbours. */

/* A second or two. Where each box is linked to each there are many nodes for few boxes, each pass
 * goes through all of them, and no order is much better than another. */
#define MAX_VISITS 10000000

static int
compare_guints (gconstpointer a,
                gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

/* The places of the neighbours of @node in one of the tiers beside its own, ascending. */
static void
list_places (LpCrossGraph *graph,
             GArray       *neighbours,
             GArray       *places)
{
  g_array_set_size (places, 0);
  for (guint i = 0; i < neighbours->len; i++)
    g_array_append_val (places, LP_CROSS_PLACE (graph,
                                                g_array_index (neighbours, guint, i))->place);
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
count_before (LpCrossGraph *graph,
              guint         tier)
{
  guint size = graph->tiers[tier - 1]->len;
  g_autofree gint64 *sums = g_new0 (gint64, size + 1);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 n = 0, n_seen = 0;

  for (guint i = 0; i < graph->tiers[tier]->len; i++)
    {
      list_places (graph, LP_CROSS_PLACE (graph, LP_CROSS_AT (graph, tier, i))->before, places);
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
count_all (LpCrossGraph *graph)
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
find_places (LpCrossGraph *graph,
             guint         node,
             Places       *places)
{
  list_places (graph, LP_CROSS_PLACE (graph, node)->before, places->before);
  list_places (graph, LP_CROSS_PLACE (graph, node)->after, places->after);
}

/* Exchanges neighbours as long as each exchange means fewer crossings; with @passing no two
 * boxes. */
static gboolean
exchange_in_tier (LpCrossGraph *graph,
                  guint         tier,
                  gboolean      passing,
                  Places       *upper,
                  Places       *lower)
{
  GArray *nodes = graph->tiers[tier];
  gboolean changed = FALSE;

  if (nodes->len > 0)
    find_places (graph, LP_CROSS_AT (graph, tier, 0), upper);
  for (guint i = 0; i + 1 < nodes->len; i++)
    {
      guint first = LP_CROSS_AT (graph, tier, i), second = LP_CROSS_AT (graph, tier, i + 1);
      gint64 now, then;

      find_places (graph, second, lower);
      now = count_crossings (upper->before, lower->before) +
            count_crossings (upper->after, lower->after);
      then = count_crossings (lower->before, upper->before) +
             count_crossings (lower->after, upper->after);
      if (then < now && !(passing && MAX (first, second) < graph->n_boxes))
        {
          LP_CROSS_AT (graph, tier, i) = second;
          LP_CROSS_AT (graph, tier, i + 1) = first;
          LP_CROSS_PLACE (graph, second)->place = i;
          LP_CROSS_PLACE (graph, first)->place = i + 1;
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

void
lp_cross_exchange (LpCrossGraph *graph,
                   gboolean      passing)
{
  Places upper, lower;
  gboolean changed = TRUE;

  upper.before = g_array_new (FALSE, FALSE, sizeof (guint));
  upper.after = g_array_new (FALSE, FALSE, sizeof (guint));
  lower.before = g_array_new (FALSE, FALSE, sizeof (guint));
  lower.after = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint pass = 0; pass < MAX_PASSES && changed && graph->n_visits < MAX_VISITS; pass++)
    {
      changed = FALSE;
      graph->n_visits += graph->nodes->len;
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
sort_by_medians (LpCrossGraph *graph,
                 guint         tier,
                 gboolean      down)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  guint other = down ? tier - 1 : tier + 1;
  double scale = (double) graph->tiers[other]->len / graph->tiers[tier]->len;

  for (guint i = 0; i < graph->tiers[tier]->len; i++)
    {
      LpCrossPlace *node = LP_CROSS_PLACE (graph, LP_CROSS_AT (graph, tier, i));

      list_places (graph, down ? node->before : node->after, places);
      node->wish = get_median (places, i * scale);
    }
  lp_cross_sort_tier (graph, tier);
}

static void
sweep (LpCrossGraph *graph,
       gboolean      down)
{
  for (guint i = 1; i < graph->n_tiers; i++)
    sort_by_medians (graph, down ? i : graph->n_tiers - 1 - i, down);
}

static void
remember (LpCrossGraph *graph,
          guint        *places)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    places[i] = LP_CROSS_PLACE (graph, i)->place;
}

static void
restore (LpCrossGraph *graph,
         const guint  *places)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    LP_CROSS_PLACE (graph, i)->wish = places[i];
  for (guint tier = 0; tier < graph->n_tiers; tier++)
    lp_cross_sort_tier (graph, tier);
}

void
lp_cross_untangle (LpCrossGraph *graph)
{
  g_autofree guint *best = g_new (guint, graph->nodes->len);
  gint64 fewest;
  guint n_vain = 0;

  lp_cross_exchange (graph, FALSE);
  fewest = count_all (graph);
  remember (graph, best);

  for (guint round = 0; round < MAX_ROUNDS && n_vain < MAX_VAIN_ROUNDS && fewest > 0; round++)
    {
      gint64 n;

      sweep (graph, round % 2 == 0);
      lp_cross_exchange (graph, FALSE);
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
