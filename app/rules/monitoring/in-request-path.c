/* SPDX-License-Identifier: MIT */
/* in-request-path: monitoring looks on from the side, and the site must work without it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

/* The first request that @node passes on, or NULL. */
static const LpHop *
find_passed_on (LpCheck *check,
                int      node)
{
  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];

      if (hop->flow == LP_FLOW_REQUEST || hop->flow == LP_FLOW_QUERY)
        return hop;
    }

  return NULL;
}

static void
check_nodes (const LpRule  *rule,
             LpCheck       *check,
             const LpNodes *nodes)
{
  const guint8 *reached = lp_check_get_reached (check);

  for (guint i = 0; i < nodes->n; i++)
    {
      const LpHop *hop = find_passed_on (check, nodes->nodes[i]);

      if (reached[nodes->nodes[i]] && hop != NULL)
        lp_check_report (check, rule,
                         LP_ELEMENTS (check->graph->nodes[nodes->nodes[i]].element),
                         LP_ELEMENTS (check->graph->links[hop->first].element,
                                      check->graph->nodes[hop->to].element),
                         _("Visitors’ requests pass through “%s” on their way to “%s”."),
                         lp_check_get_name (check, nodes->nodes[i]),
                         lp_check_get_name (check, hop->to));
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  check_nodes (rule, check, &check->kinds[LP_KIND_MONITORING_AGENT]);
  check_nodes (rule, check, &check->kinds[LP_KIND_MONITORING_SERVICE]);
}

const LpRule lp_rule_in_request_path = {
  .key = "in-request-path",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Requests pass through monitoring"),
  .why = N_("Monitoring watches the site from the side. It does not answer visitors and passes "
            "no requests on. Drawn in their way it would be one more part that can take the "
            "site down, and it cannot do the work."),
  .advice = N_("Lead the requests past it, and link the servers to it with metrics."),
  .check = check_design,
};
