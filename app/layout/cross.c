/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/cross-private.h"

#define MAX_REPEATS 16

static void
sort (LpCrossGraph *graph,
      gboolean      keep)
{
  if (keep)
    {
      /* First the links make way for the boxes. */
      lp_cross_exchange (graph, TRUE);
      lp_cross_exchange (graph, FALSE);
    }
  else
    {
      lp_cross_untangle (graph);
    }
}

/* The boxes alone, for another round. Returns whether anything has changed. */
static gboolean
read_order (LpCrossGraph *graph,
            guint        *order)
{
  gboolean changed = FALSE;
  guint n = 0;

  for (guint tier = 0; tier < graph->n_tiers; tier++)
    for (guint i = 0; i < graph->tiers[tier]->len; i++)
      if (LP_CROSS_AT (graph, tier, i) < graph->n_boxes)
        {
          changed |= order[n] != LP_CROSS_AT (graph, tier, i);
          order[n++] = LP_CROSS_AT (graph, tier, i);
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
static LpOrdering *
make_crossing (LpCrossGraph *graph)
{
  LpOrdering *crossing = g_new (LpOrdering, 1);
  g_autofree guint *places = g_new (guint, graph->nodes->len);

  crossing->nodes = g_array_new (FALSE, FALSE, sizeof (LpCrossNode));
  crossing->edges = g_array_new (FALSE, FALSE, sizeof (LpCrossEdge));

  for (guint tier = 0; tier < graph->n_tiers; tier++)
    for (guint i = 0; i < graph->tiers[tier]->len; i++)
      {
        LpCrossNode node = { LP_CROSS_AT (graph, tier, i), tier };

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

LpOrdering *
lp_cross_sort (const int         *tiers,
               guint              n_boxes,
               const LpCrossEdge *edges,
               guint              n_edges,
               const guint       *order,
               gboolean           keep)
{
  g_autofree guint *current = g_memdup2 (order, n_boxes * sizeof *order);
  LpOrdering *crossing = NULL;
  guint64 n_visits = 0;

  /* Until once more changes nothing: whoever arranges twice would wonder. */
  for (guint round = 0; crossing == NULL; round++)
    {
      LpCrossGraph graph;
      gboolean changed;

      lp_cross_graph_init (&graph, tiers, n_boxes, edges, n_edges, current);
      graph.n_visits = n_visits;
      sort (&graph, keep || round > 0);
      n_visits = graph.n_visits;
      changed = read_order (&graph, current);
      if ((!changed && (keep || round > 0)) || round == MAX_REPEATS)
        crossing = make_crossing (&graph);
      lp_cross_graph_clear (&graph);
    }

  return crossing;
}

void
lp_ordering_free (LpOrdering *crossing)
{
  g_array_unref (crossing->nodes);
  g_array_unref (crossing->edges);
  g_free (crossing);
}
