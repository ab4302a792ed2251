/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/hops.h"

/* How many boxes in line one behind the other are looked through, and how many ways through one of
 * them where both many come in and many go out. */
#define MAX_CHAIN 16
#define MAX_WAYS 256

/* Requests and queries are one stream: a firewall before a database has a link of each kind now and
 * then. */
static guint
get_stream (LpFlow flow)
{
  return flow == LP_FLOW_QUERY ? LP_FLOW_REQUEST : flow;
}

gboolean
lp_hops_is_in_line (LpKind kind)
{
  return lp_kind_is (kind, LP_TRAIT_RELAY);
}

typedef struct
{
  guint n;
  int   kind;           /* Of all the ends, or -1 where they differ. */
} Side;

/* The links of one stream on one side of a box in line. */
static Side
look (const LpGraph *graph,
      const guint   *start,
      const guint   *links,
      int            node,
      guint          stream,
      gboolean       out)
{
  Side side = { 0, -1 };

  for (guint k = start[node]; k < start[node + 1]; k++)
    {
      const LpGraphLink *link = &graph->links[links[k]];
      int kind = graph->nodes[out ? link->to : link->from].kind;

      if (get_stream (link->flow) != stream)
        continue;

      side.kind = side.n == 0 || side.kind == kind ? kind : -1;
      side.n++;
    }

  return side;
}

/* Whether it is clear who talks to whom through @node. */
static gboolean
is_transparent (const LpGraph *graph,
                int            node,
                guint          stream)
{
  Side in = look (graph, graph->in_start, graph->in, node, stream, FALSE);
  Side out = look (graph, graph->out_start, graph->out, node, stream, TRUE);

  if (in.n == 0 || out.n == 0)
    return FALSE;

  return in.n == 1 || out.n == 1 || ((in.kind >= 0 || out.kind >= 0) && in.n * out.n <= MAX_WAYS);
}

typedef struct
{
  const LpGraph *graph;
  GArray        *hops;
  guint8        *transparent;     /* By node, one bit for each stream. */
  guint          limit;
} Walk;

static void
follow (Walk  *walk,
        LpHop  hop,
        int    depth)
{
  const LpGraph *graph = walk->graph;
  const LpGraphLink *link = &graph->links[hop.last];
  guint stream = get_stream (link->flow);

  hop.to = link->to;
  hop.flow = link->flow;

  if ((walk->transparent[link->to] & 1u << stream) == 0 ||
      depth == MAX_CHAIN || walk->hops->len >= walk->limit)
    {
      g_array_append_val (walk->hops, hop);
      return;
    }

  for (guint k = graph->out_start[link->to]; k < graph->out_start[link->to + 1]; k++)
    if (get_stream (graph->links[graph->out[k]].flow) == stream)
      {
        hop.last = graph->out[k];
        follow (walk, hop, depth + 1);
      }
}

static void
mark_transparent (Walk *walk)
{
  for (guint i = 0; i < walk->graph->n_nodes; i++)
    if (lp_hops_is_in_line (walk->graph->nodes[i].kind))
      for (guint stream = 0; stream < LP_N_FLOWS; stream++)
        if (is_transparent (walk->graph, i, stream))
          walk->transparent[i] |= 1u << stream;
}

GArray *
lp_hops_new (const LpGraph *graph)
{
  g_autofree guint8 *transparent = g_new0 (guint8, graph->n_nodes);
  Walk walk = {
    .graph = graph,
    .hops = g_array_sized_new (FALSE, FALSE, sizeof (LpHop), graph->n_links),
    .transparent = transparent,
    .limit = 4 * graph->n_links + MAX_WAYS,
  };

  mark_transparent (&walk);
  for (guint i = 0; i < graph->n_links; i++)
    {
      const LpGraphLink *link = &graph->links[i];

      if (link->flow != LP_FLOW_RESPONSE &&
          (transparent[link->from] & 1u << get_stream (link->flow)) == 0)
        follow (&walk, (LpHop) { .from = link->from, .first = i, .last = i }, 0);
    }

  return walk.hops;
}
