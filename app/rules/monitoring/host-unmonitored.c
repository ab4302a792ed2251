/* SPDX-License-Identifier: MIT */
/* host-unmonitored: the one server without an agent is the one that fails unnoticed. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/monitoring/watchers.h"

/* Where nothing is watched at all no-monitoring says so. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *servers = &check->kinds[LP_KIND_SERVER];
  gboolean has_service = check->kinds[LP_KIND_MONITORING_SERVICE].n > 0;
  g_autofree guint8 *watched = NULL;

  if (!has_service && check->kinds[LP_KIND_MONITORING_AGENT].n == 0)
    return;

  watched = lp_watchers_mark (check);
  for (guint i = 0; i < servers->n; i++)
    {
      LpFinding *finding;

      if (watched[servers->nodes[i]] || !lp_watchers_is_worth_it (check, servers->nodes[i]))
        continue;

      finding = lp_check_report (check, rule,
                                 LP_ELEMENTS (check->graph->nodes[servers->nodes[i]].element),
                                 NULL, _("“%s” has no monitoring agent."),
                                 lp_check_get_name (check, servers->nodes[i]));
      if (!has_service)
        lp_finding_forbid_fix (finding);
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *server = lp_finding_find_element (finding, design, 0);
  LpElement *service = lp_watchers_find_service (design);

  if (server == NULL || service == NULL)
    return FALSE;

  lp_watchers_add_agent (design, server, service);

  return TRUE;
}

const LpRule lp_rule_host_unmonitored = {
  .key = "host-unmonitored",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Server without monitoring agent"),
  .why = N_("An agent reads the load, the memory and the logs of its own machine and sends them "
            "off. A server without one is a blind spot: when it gets slow or dies, the others "
            "only show that something is wrong."),
  .advice = N_("Put a monitoring agent on the server and link it to the monitoring service."),
  .check = check_design,
  .fix = fix,
};
