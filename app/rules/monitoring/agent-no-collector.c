/* SPDX-License-Identifier: MIT */
/* agent-no-collector: what an agent collects is of use only where somebody looks at it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/monitoring/watchers.h"

static gboolean
is_service (LpCheck *check,
            int      node)
{
  return check->graph->nodes[node].kind == LP_KIND_MONITORING_SERVICE;
}

/* Marks agents that a service hears of, and servers that send to one themselves. */
static guint8 *
mark_heard (LpCheck *check)
{
  guint8 *heard = g_new0 (guint8, check->graph->n_nodes);

  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];

      if (is_service (check, hop->to))
        {
          heard[hop->from] = TRUE;
          heard[check->graph->links[hop->first].drawn_from] = TRUE;
        }
      else if (is_service (check, hop->from))
        {
          heard[hop->to] = TRUE;
          heard[check->graph->links[hop->last].drawn_to] = TRUE;
        }
    }

  return heard;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *agents = &check->kinds[LP_KIND_MONITORING_AGENT];
  g_autofree guint8 *heard = mark_heard (check);
  g_autoptr (GPtrArray) unheard = g_ptr_array_new_null_terminated (4, NULL, TRUE);

  for (guint i = 0; i < agents->n; i++)
    {
      int server = check->servers[agents->nodes[i]];

      if (!heard[agents->nodes[i]] && (server < 0 || !heard[server]))
        g_ptr_array_add (unheard, check->graph->nodes[agents->nodes[i]].element);
    }

  /* Without any service that is one fault, not one for each agent. */
  if (unheard->len > 0 && check->kinds[LP_KIND_MONITORING_SERVICE].n == 0)
    lp_check_report (check, rule, (LpElement **) unheard->pdata, NULL,
                     _("There are monitoring agents, but no service that they send to."));
  else
    for (guint i = 0; i < unheard->len; i++)
      {
        LpElement *agent = unheard->pdata[i];
        LpElement *parent = lp_element_get_parent (agent);

        if (lp_kind_is_box (lp_element_get_kind (parent)))
          lp_check_report (check, rule, LP_ELEMENTS (agent), LP_ELEMENTS (parent),
                           _("“%s” on “%s” sends to no monitoring service."),
                           lp_element_get_name (agent), lp_element_get_name (parent));
        else
          lp_check_report (check, rule, LP_ELEMENTS (agent), NULL,
                           _("“%s” sends to no monitoring service."), lp_element_get_name (agent));
      }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *service = lp_watchers_find_service (design);

  if (service == NULL)
    service = lp_watchers_add_service (design);

  for (guint i = 0; i < lp_finding_get_n_elements (finding); i++)
    {
      LpElement *agent = lp_finding_find_element (finding, design, i);

      if (agent == NULL)
        return FALSE;
      lp_rewire_let_through (design, lp_fix_add_link (design, LP_FLOW_METRICS, agent, service));
    }

  return TRUE;
}

const LpRule lp_rule_agent_no_collector = {
  .key = "agent-no-collector",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Monitoring agent sends nowhere"),
  .why = N_("An agent collects the numbers of its server and sends them to a service that keeps "
            "them, draws graphs and raises the alarm. An agent that sends nowhere uses "
            "processor time and tells nobody anything."),
  .advice = N_("Link the agent to the monitoring service."),
  .check = check_design,
  .fix = fix,
};
