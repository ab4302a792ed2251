/* SPDX-License-Identifier: MIT */
/* no-monitoring: what nobody watches fails unnoticed. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/monitoring/watchers.h"

/* Agents that send nowhere are agent-no-collector’s. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  if (check->kinds[LP_KIND_MONITORING_SERVICE].n > 0 ||
      check->kinds[LP_KIND_MONITORING_AGENT].n > 0)
    return;

  for (guint kind = 0; kind < LP_N_BOX_KINDS; kind++)
    if (lp_kind_holds (kind, LP_KIND_LISTEN) && check->kinds[kind].n > 0)
      {
        lp_check_report (check, rule, NULL, NULL,
                         _("Nothing collects metrics or logs of this infrastructure."));
        return;
      }
}

/* Where no server is ours the first component that answers requests sends its metrics itself. */
static void
watch_component (LpDesign  *design,
                 LpCheck   *check,
                 LpElement *service)
{
  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (lp_kind_holds (check->graph->nodes[i].kind, LP_KIND_LISTEN))
      {
        lp_rewire_let_through (design, lp_fix_add_link (design, LP_FLOW_METRICS,
                                                        check->graph->nodes[i].element, service));
        return;
      }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpCheck) check = lp_check_new (graph, NULL, NULL);
  LpElement *service = lp_watchers_add_service (design);
  guint n_watched = 0;

  for (guint i = 0; i < check->kinds[LP_KIND_SERVER].n; i++)
    {
      int server = check->kinds[LP_KIND_SERVER].nodes[i];

      if (lp_watchers_is_worth_it (check, server))
        {
          lp_watchers_add_agent (design, graph->nodes[server].element, service);
          n_watched++;
        }
    }

  if (n_watched == 0)
    watch_component (design, check, service);

  return TRUE;
}

const LpRule lp_rule_no_monitoring = {
  .key = "no-monitoring",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("No monitoring"),
  .why = N_("Without monitoring the first to notice a failure are the visitors. Nobody sees a "
            "disk fill up or the answers get slower, and after a failure nobody can say what "
            "happened. Monitoring collects metrics and logs of every server and raises the "
            "alarm in time."),
  .advice = N_("Add a monitoring service, and an agent on each server that sends to it."),
  .check = check_design,
  .fix = fix,
};
