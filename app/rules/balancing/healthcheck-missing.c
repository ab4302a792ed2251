/* SPDX-License-Identifier: MIT */
/* healthcheck-missing: without a check a dead server keeps getting its share of the requests. */
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

      if (*lp_element_get_text (balancer, LP_ATTRIBUTE_HEALTH_CHECK) == '\0' &&
          lp_clusters_passes_on (check, balancers->nodes[i]))
        lp_check_report (check, rule, LP_ELEMENTS (balancer), NULL,
                         _("“%s” does not check whether its servers are alive."),
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

  if (lp_element_get_choice (balancer, LP_ATTRIBUTE_LAYER) == LP_LAYER_TCP)
    lp_element_set_text (balancer, LP_ATTRIBUTE_HEALTH_CHECK, "TCP connect");
  else
    lp_element_set_text (balancer, LP_ATTRIBUTE_HEALTH_CHECK, "GET /");

  return TRUE;
}

const LpRule lp_rule_healthcheck_missing = {
  .key = "healthcheck-missing",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Health check missing"),
  .why = N_("A load balancer does not know by itself that a server has died. Without a health "
            "check it goes on sending requests there, and those visitors get errors although "
            "another server could have answered."),
  .advice = N_("Let the load balancer ask each server for a page every few seconds, for example "
               "GET /health (option httpchk in HAProxy)."),
  .check = check_design,
  .fix = fix,
};
