/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/siblings.h"

#include "rules/engine/key.h"

static gboolean
is_traffic (const LpHop *hop)
{
  return hop->flow == LP_FLOW_REQUEST || hop->flow == LP_FLOW_QUERY;
}

/* The nodes in the order in which requests get to them, breadth first; what no request enters
 * comes first. */
static int *
order_nodes (LpCheck *check,
             guint   *n)
{
  const LpGraph *graph = check->graph;
  int *order = g_new (int, graph->n_nodes);
  g_autofree guint8 *met = g_new0 (guint8, graph->n_nodes);

  for (guint i = 0; i < check->n_hops; i++)
    if (is_traffic (&check->hops[i]))
      met[check->hops[i].to] = TRUE;

  *n = 0;
  for (guint i = 0; i < graph->n_nodes; i++)
    if (!met[i])
      order[(*n)++] = i;
    else
      met[i] = FALSE;
  for (guint i = 0; i < *n; i++)
    met[order[i]] = TRUE;

  for (guint i = 0; i < *n; i++)
    for (guint k = check->hop_out_start[order[i]]; k < check->hop_out_start[order[i] + 1]; k++)
      {
        const LpHop *hop = &check->hops[check->hop_out[k]];

        if (!is_traffic (hop) || met[hop->to])
          continue;

        met[hop->to] = TRUE;
        order[(*n)++] = hop->to;
      }

  return order;
}

/* Joins @target with what the group of @source was first seen to ask in this pool. */
static void
join_asked (LpCheck     *check,
            LpGroups    *groups,
            GHashTable  *first,
            const LpHop *hop)
{
  const LpGraphLink *link = &check->graph->links[hop->last];
  gint64 key = lp_key_make (lp_groups_find (groups, hop->from), link->pool);
  int other = GPOINTER_TO_INT (lp_key_table_find (first, key)) - 1;

  if (other < 0)
    lp_key_table_set (first, key, GINT_TO_POINTER (hop->to + 1));
  else if (check->graph->nodes[other].kind == check->graph->nodes[hop->to].kind)
    lp_groups_join (groups, other, hop->to);
}

LpGroups *
lp_siblings_new (LpCheck *check)
{
  LpGroups *groups = lp_groups_new (check);
  g_autoptr (GHashTable) first = lp_key_table_new ();
  guint n;
  g_autofree int *order = order_nodes (check, &n);

  for (guint i = 0; i < n; i++)
    for (guint k = check->hop_out_start[order[i]]; k < check->hop_out_start[order[i] + 1]; k++)
      {
        const LpHop *hop = &check->hops[check->hop_out[k]];

        if (is_traffic (hop))
          join_asked (check, groups, first, hop);
      }

  return groups;
}
