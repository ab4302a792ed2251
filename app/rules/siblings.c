/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/siblings.h"

/* What one group of sources asks in one pool. */
typedef struct
{
  int   source;
  guint pool;
} Ask;

static guint
ask_hash (gconstpointer key)
{
  const Ask *ask = key;

  return (guint) ask->source * 31 + ask->pool;
}

static gboolean
ask_equal (gconstpointer a,
           gconstpointer b)
{
  const Ask *left = a;
  const Ask *right = b;

  return left->source == right->source && left->pool == right->pool;
}

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
  Ask ask = { lp_groups_find (groups, hop->from), link->pool };
  gpointer other = g_hash_table_lookup (first, &ask);

  if (other == NULL)
    g_hash_table_insert (first, g_memdup2 (&ask, sizeof ask), GINT_TO_POINTER (hop->to + 1));
  else if (check->graph->nodes[GPOINTER_TO_INT (other) - 1].kind ==
           check->graph->nodes[hop->to].kind)
    lp_groups_join (groups, GPOINTER_TO_INT (other) - 1, hop->to);
}

LpGroups *
lp_siblings_new (LpCheck *check)
{
  LpGroups *groups = lp_groups_new (check);
  g_autoptr (GHashTable) first = g_hash_table_new_full (ask_hash, ask_equal, g_free, NULL);
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
