/* SPDX-License-Identifier: MIT */
/* health-check-shallow: who only sees that a process runs keeps sending requests to one that cannot
 * answer them. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/health-check.h"
#include "rules/balancing/pool-needs.h"
#include "rules/engine/rule.h"

static void
report (const LpRule *rule,
        LpCheck      *check,
        int           balancer,
        LpDepth       depth,
        int           target,
        GPtrArray    *needs)
{
  LpElement *element = lp_check_get_element (check, balancer);
  const char *text = lp_element_get_text (element, LP_ATTRIBUTE_HEALTH_CHECK);
  g_autofree char *names = lp_check_join_names (check, (LpElement **) needs->pdata);
  g_autofree char *path = lp_health_check_dup_path (text);

  g_ptr_array_add (needs, lp_check_get_element (check, target));
  if (depth == LP_DEPTH_PROCESS)
    lp_check_report (check, rule, LP_ELEMENTS (element), (LpElement **) needs->pdata,
                     _("“%s” only checks that “%s” answers at all (“%s”), and goes on sending it "
                       "requests that it cannot serve without %s."),
                     lp_check_name (check, element), lp_check_get_name (check, target), text,
                     names);
  else
    lp_check_report (check, rule, LP_ELEMENTS (element), (LpElement **) needs->pdata,
                     _("“%s” asks “%s” for “%s”, which it seems to have itself, and may go "
                       "on sending it requests that it cannot serve without %s."),
                     lp_check_name (check, element), lp_check_get_name (check, target), path,
                     names);
}

static void
check_balancer (const LpRule *rule,
                LpCheck      *check,
                int           balancer)
{
  const char *text = lp_element_get_text (lp_check_get_element (check, balancer),
                                          LP_ATTRIBUTE_HEALTH_CHECK);
  const LpDepth depth = lp_health_check_get_depth (text);
  g_autoptr (GPtrArray) needs = NULL;
  int target;

  if (depth != LP_DEPTH_PROCESS && depth != LP_DEPTH_FILE)
    return;

  needs = lp_pool_needs_find_own (check, balancer, &target);
  if (needs != NULL &&
      (depth == LP_DEPTH_PROCESS || check->graph->nodes[target].kind != LP_KIND_LOAD_BALANCER))
    report (rule, check, balancer, depth, target, needs);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];

  for (guint i = 0; i < balancers->n; i++)
    check_balancer (rule, check, balancers->nodes[i]);
}

const LpRule lp_rule_health_check_shallow = {
  .key = "health-check-shallow",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Health check sees too little"),
  .why = N_("A connection that is accepted, or a file that is sent, shows that a process runs. "
            "Whether it still has the application or the data that pages need, it does not show. "
            "When that is gone, the load balancer keeps sending visitors there, and they get "
            "errors although another server could answer."),
  .advice = N_("Ask for a page that uses what every request needs, such as GET /health made by the "
               "application, and let it fail when that is missing."),
  .check = check_design,
};
