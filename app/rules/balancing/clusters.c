/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/balancing/clusters.h"

#include <string.h>

gboolean
lp_clusters_is_traffic (const LpHop *hop)
{
  return hop->flow == LP_FLOW_REQUEST || hop->flow == LP_FLOW_QUERY;
}

static gboolean
is_balancer (LpCheck *check,
             int      node)
{
  return check->graph->nodes[node].kind == LP_KIND_LOAD_BALANCER;
}

/* Joins @balancer with the one that was first at @other, or makes it the first. */
static void
meet (LpGroups *groups,
      int      *first,
      int       other,
      int       balancer)
{
  if (first[other] < 0)
    first[other] = balancer;
  else
    lp_groups_join (groups, first[other], balancer);
}

static gboolean
is_linked (LpCheck *check,
           int      node)
{
  return check->hop_out_start[node] < check->hop_out_start[node + 1] ||
         check->hop_in_start[node] < check->hop_in_start[node + 1];
}

GPtrArray *
lp_clusters_list_levels (LpCheck *check)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];
  g_autoptr (LpGroups) groups = lp_groups_new (check);

  /* One more than needed: an empty design has arrays too. */
  g_autofree int *behind = g_new (int, check->graph->n_nodes + 1);
  g_autofree int *before = g_new (int, check->graph->n_nodes + 1);

  memset (behind, 0xff, check->graph->n_nodes * sizeof (int));
  memset (before, 0xff, check->graph->n_nodes * sizeof (int));

  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];

      if (!lp_clusters_is_traffic (hop))
        continue;

      if (is_balancer (check, hop->from))
        meet (groups, behind, hop->to, hop->from);
      if (is_balancer (check, hop->to) && !is_balancer (check, hop->from))
        meet (groups, before, hop->from, hop->to);
    }

  for (guint i = 0; i < balancers->n; i++)
    if (!is_linked (check, balancers->nodes[i]))
      lp_groups_join (groups, balancers->nodes[0], balancers->nodes[i]);

  return lp_groups_list (groups, balancers);
}

LpGroups *
lp_clusters_new (LpCheck *check)
{
  LpGroups *groups = lp_groups_new (check);

  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];
      LpKind from = check->graph->nodes[hop->from].kind;

      if (hop->flow == LP_FLOW_FAILOVER ||
          (lp_clusters_is_traffic (hop) && from == LP_KIND_VIRTUAL_IP))
        lp_groups_join (groups, hop->from, hop->to);
    }

  return groups;
}

GPtrArray *
lp_clusters_list (LpCheck *check)
{
  g_autoptr (LpGroups) groups = lp_clusters_new (check);

  return lp_groups_list (groups, &check->kinds[LP_KIND_LOAD_BALANCER]);
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

GArray *
lp_clusters_list_backends (LpCheck *check,
                           int      node)
{
  GArray *backends = g_array_new (FALSE, FALSE, sizeof (int));
  guint n = 0;

  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];

      if (lp_clusters_is_traffic (hop))
        g_array_append_val (backends, hop->to);
    }

  g_array_sort (backends, compare_nodes);
  for (guint i = 0; i < backends->len; i++)
    if (n == 0 || g_array_index (backends, int, n - 1) != g_array_index (backends, int, i))
      g_array_index (backends, int, n++) = g_array_index (backends, int, i);
  g_array_set_size (backends, n);

  return backends;
}

gboolean
lp_clusters_passes_on (LpCheck *check,
                       int      node)
{
  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    if (lp_clusters_is_traffic (&check->hops[check->hop_out[k]]))
      return TRUE;

  return FALSE;
}

gboolean
lp_clusters_is_for_data (LpCheck *check,
                         int      node)
{
  gboolean any = FALSE;

  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];

      if (hop->flow != LP_FLOW_REQUEST && hop->flow != LP_FLOW_QUERY)
        continue;
      if (check->graph->nodes[hop->to].kind != LP_KIND_DATABASE)
        return FALSE;
      any = TRUE;
    }

  return any;
}

gboolean
lp_clusters_keeps_reserve (LpCheck *check,
                           int      node)
{
  LpElement *balancer = check->graph->nodes[node].element;

  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    if (check->graph->nodes[check->hops[check->hop_in[k]].from].kind == LP_KIND_VIRTUAL_IP)
      return FALSE;

  return lp_element_get_choice (balancer, LP_ATTRIBUTE_MODE) == LP_MODE_ACTIVE_PASSIVE &&
         lp_element_get_choice (balancer, LP_ATTRIBUTE_ALGORITHM) == LP_ALGORITHM_NONE;
}

LpElement **
lp_clusters_dup_elements (LpCheck      *check,
                          const GArray *nodes)
{
  LpElement **elements = g_new (LpElement *, nodes->len + 1);

  for (guint i = 0; i < nodes->len; i++)
    elements[i] = check->graph->nodes[g_array_index (nodes, int, i)].element;
  elements[nodes->len] = NULL;

  return elements;
}
