/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/monitoring/watchers.h"

#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"

static void
mark (LpCheck *check,
      guint8  *marks,
      int      node)
{
  if (check->servers[node] >= 0)
    marks[check->servers[node]] = TRUE;
}

guint8 *
lp_watchers_mark (LpCheck *check)
{
  const LpGraph *graph = check->graph;
  guint8 *marks = g_new0 (guint8, graph->n_nodes);

  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].kind == LP_KIND_MONITORING_AGENT ||
        graph->nodes[i].kind == LP_KIND_MONITORING_SERVICE)
      mark (check, marks, i);

  /* A request from the service fetches metrics, too. */
  for (guint i = 0; i < graph->n_links; i++)
    if (graph->links[i].flow == LP_FLOW_METRICS ||
        (graph->links[i].flow == LP_FLOW_REQUEST &&
         graph->nodes[graph->links[i].from].kind == LP_KIND_MONITORING_SERVICE))
      {
        mark (check, marks, graph->links[i].drawn_from);
        mark (check, marks, graph->links[i].drawn_to);
      }

  return marks;
}

gboolean
lp_watchers_is_worth_it (LpCheck *check,
                         int      node)
{
  LpElement *server = check->graph->nodes[node].element;
  LpElement *each;

  if (!check->graph->nodes[node].fails)
    return FALSE;

  for (each = lp_element_get_first_child (server);
       each != NULL;
       each = lp_element_get_next_sibling (each))
    if (lp_kind_holds (lp_element_get_kind (each), LP_KIND_LISTEN))
      return TRUE;

  return FALSE;
}

LpElement *
lp_watchers_find_service (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  LpElement *each;

  for (each = root;
       each != NULL && lp_element_get_kind (each) != LP_KIND_MONITORING_SERVICE;
       each = lp_element_next_in_tree (each, root))
    ;

  return each;
}

LpElement *
lp_watchers_add_service (LpDesign *design)
{
  return lp_fix_add_component (design, LP_KIND_MONITORING_SERVICE, lp_design_get_root (design),
                               NULL);
}

void
lp_watchers_add_agent (LpDesign  *design,
                       LpElement *server,
                       LpElement *service)
{
  LpElement *agent = lp_fix_add_component (design, LP_KIND_MONITORING_AGENT, server, NULL);
  gboolean serves_pages = lp_element_find_child (server, LP_KIND_WEB_SERVER) != NULL;

  lp_element_set_text (agent, LP_ATTRIBUTE_COLLECTS,
                       serves_pages ? "cpu ram latency 5xx qps logs" : "cpu ram logs");
  lp_rewire_let_through (design, lp_fix_add_link (design, LP_FLOW_METRICS, agent, service));
}
