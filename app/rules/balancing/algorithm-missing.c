/* SPDX-License-Identifier: MIT */
/* algorithm-missing: how requests are spread has to be written down to be explained. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/balancing/clusters.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];

  for (guint i = 0; i < balancers->n; i++)
    {
      LpElement *balancer = check->graph->nodes[balancers->nodes[i]].element;

      if (lp_element_get_choice (balancer, LP_ATTRIBUTE_ALGORITHM) == LP_ALGORITHM_NONE &&
          lp_clusters_passes_on (check, balancers->nodes[i]) &&
          !lp_clusters_is_for_data (check, balancers->nodes[i]) &&
          !lp_clusters_keeps_reserve (check, balancers->nodes[i]))
        lp_check_report (check, rule, LP_ELEMENTS (balancer), NULL,
                         _("How “%s” spreads the requests is not said."),
                         lp_check_name (check, balancer));
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *balancer = lp_finding_find_element (finding, design, 0);

  if (balancer == NULL)
    return FALSE;

  lp_element_set_number (balancer, LP_ATTRIBUTE_ALGORITHM, LP_ALGORITHM_ROUND_ROBIN);

  return TRUE;
}

const LpRule lp_rule_algorithm_missing = {
  .key = "algorithm-missing",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Distribution algorithm missing"),
  .why = N_("The algorithm decides which server gets the next request. Round robin gives one to "
            "each in turn. Least connections picks the one with the fewest open connections. IP "
            "hash sends requests from the same address to the same server as long as it works."),
  .advice = N_("Choose an algorithm. Round robin is the usual one where all servers are alike."),
  .check = check_design,
  .fix = fix,
};
