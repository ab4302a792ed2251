/* SPDX-License-Identifier: MIT */
/* cluster-asymmetric: after a failover the other load balancer must reach the same servers. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/balancing/clusters.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"

static gboolean
has_node (const GArray *nodes,
          int           node)
{
  for (guint i = 0; i < nodes->len; i++)
    if (g_array_index (nodes, int, i) == node)
      return TRUE;

  return FALSE;
}

/* What @nodes have and @other lacks: the first one, or -1. */
static int
find_lacking (const GArray *nodes,
              const GArray *other)
{
  /* Both are sorted. */
  for (guint i = 0, k = 0; i < nodes->len; i++)
    {
      int node = g_array_index (nodes, int, i);

      while (k < other->len && g_array_index (other, int, k) < node)
        k++;
      if (k == other->len || g_array_index (other, int, k) != node)
        return node;
    }

  return -1;
}

/* One that is linked to nothing behind it is no asymmetry: standby-not-wired says so. */
static void
check_cluster (const LpRule *rule,
               LpCheck      *check,
               const GArray *cluster)
{
  g_autoptr (GArray) first_backends = NULL;
  int first = -1;

  for (guint i = 0; i < cluster->len; i++)
    {
      int balancer = g_array_index (cluster, int, i);
      g_autoptr (GArray) backends = lp_clusters_list_backends (check, balancer);
      int lacking, has, lacks;

      if (backends->len == 0)
        continue;

      if (first_backends == NULL)
        {
          first_backends = g_steal_pointer (&backends);
          first = balancer;
          continue;
        }

      lacking = find_lacking (first_backends, backends);
      if (lacking < 0)
        lacking = find_lacking (backends, first_backends);
      if (lacking < 0)
        continue;

      lacks = has_node (first_backends, lacking) ? balancer : first;
      has = lacks == first ? balancer : first;
      lp_check_report (check, rule,
                       LP_ELEMENTS (check->graph->nodes[first].element,
                                    check->graph->nodes[balancer].element),
                       LP_ELEMENTS (check->graph->nodes[lacking].element),
                       _("“%s” sends requests to “%s”, but “%s”, which can take its place, "
                         "does not."),
                       lp_check_get_name (check, has), lp_check_get_name (check, lacking),
                       lp_check_get_name (check, lacks));
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GPtrArray) clusters = lp_clusters_list (check);

  for (guint i = 0; i < clusters->len; i++)
    check_cluster (rule, check, clusters->pdata[i]);
}

/* Gives @to every link that leaves @from for a back end. */
static void
copy_links (LpDesign  *design,
            LpElement *from,
            LpElement *to)
{
  guint n_links;
  LpElement **links = lp_element_get_links (from, &n_links);
  g_autofree LpElement **own = g_memdup2 (links, n_links * sizeof *links);

  for (guint i = 0; i < n_links; i++)
    {
      LpFlow flow = lp_link_get_flow (own[i]);
      LpElement *target = lp_link_get_to (own[i]);

      if (lp_link_get_from (own[i]) != from || target == to ||
          (flow != LP_FLOW_REQUEST && flow != LP_FLOW_QUERY) ||
          lp_rewire_find_link (to, target, flow) != NULL)
        continue;

      lp_rewire_let_through (design, lp_rewire_copy_link (design, own[i], to, target));
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *first = lp_finding_find_element (finding, design, 0);
  LpElement *second = lp_finding_find_element (finding, design, 1);

  if (first == NULL || second == NULL)
    return FALSE;

  copy_links (design, first, second);
  copy_links (design, second, first);

  return TRUE;
}

const LpRule lp_rule_cluster_asymmetric = {
  .key = "cluster-asymmetric",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Cluster whose members differ"),
  .why = N_("The load balancers of a cluster take each other’s place. When the second one "
            "cannot reach the same servers, the site behaves differently after a failover: the "
            "servers that are left carry more, or a part of the site is gone."),
  .advice = N_("Link every load balancer of the cluster to the same servers."),
  .check = check_design,
  .fix = fix,
};
