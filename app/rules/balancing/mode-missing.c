/* SPDX-License-Identifier: MIT */
/* mode-missing: whether all servers work or some only wait has to be written down. */
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

      if (lp_element_get_choice (balancer, LP_ATTRIBUTE_MODE) == LP_MODE_NONE &&
          lp_clusters_passes_on (check, balancers->nodes[i]) &&
          !lp_clusters_is_for_data (check, balancers->nodes[i]))
        lp_check_report (check, rule, LP_ELEMENTS (balancer), NULL,
                         _("Whether the servers behind “%s” are active-active or active-passive "
                           "is not said."),
                         lp_check_name (check, balancer));
    }
}

const LpRule lp_rule_mode_missing = {
  .key = "mode-missing",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Active-active or active-passive missing"),
  .why = N_("Active-active means that all servers work at the same time. Active-passive means "
            "that one works and the others wait until it fails. It decides how much load the "
            "site can carry and what happens on the day a server fails."),
  .advice = N_("Choose the mode. It is active-active when every server behind the load balancer "
               "answers requests."),
  .check = check_design,
};
