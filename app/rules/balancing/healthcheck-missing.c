/* SPDX-License-Identifier: MIT */
/* healthcheck-missing: without a check a dead server keeps getting its share of the requests. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/health-check.h"
#include "rules/balancing/clusters.h"
#include "rules/engine/rule.h"

/* Whether there is somebody else to send to. */
static gboolean
has_choice (LpCheck *check,
            int      balancer)
{
  g_autoptr (GArray) backends = lp_clusters_list_backends (check, balancer);

  return backends->len > 1;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];

  for (guint i = 0; i < balancers->n; i++)
    {
      LpElement *balancer = check->graph->nodes[balancers->nodes[i]].element;

      if (lp_health_check_get_depth (lp_element_get_text (balancer, LP_ATTRIBUTE_HEALTH_CHECK)) ==
            LP_DEPTH_NOTHING &&
          lp_clusters_passes_on (check, balancers->nodes[i]) &&
          (!lp_clusters_is_for_data (check, balancers->nodes[i]) ||
           has_choice (check, balancers->nodes[i])))
        lp_check_report (check, rule, LP_ELEMENTS (balancer), NULL,
                         _("“%s” does not check whether its servers are alive."),
                         lp_check_name (check, balancer));
    }
}

/* Whether it stands before what answers no pages. Where TLS is only passed on, pages can be asked
 * for all the same. */
static gboolean
asks_for_data (LpElement *balancer)
{
  guint n_links;
  LpElement **links = lp_element_get_links (balancer, &n_links);

  for (guint i = 0; i < n_links; i++)
    {
      LpKind kind = lp_element_get_kind (lp_link_resolve_to (lp_link_get_to (links[i])));

      if (lp_link_get_from (links[i]) == balancer &&
          (kind == LP_KIND_DATABASE || kind == LP_KIND_CACHE || kind == LP_KIND_QUEUE))
        return TRUE;
    }

  return FALSE;
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *balancer = lp_finding_find_element (finding, design, 0);

  if (balancer == NULL)
    return FALSE;

  lp_element_set_text (balancer, LP_ATTRIBUTE_HEALTH_CHECK,
                       asks_for_data (balancer) ? "TCP connect" : "GET /");

  return TRUE;
}

const LpRule lp_rule_healthcheck_missing = {
  .key = "healthcheck-missing",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Health check missing"),
  .why = N_("A load balancer does not know by itself that a server has died. Without a health "
            "check it goes on sending requests there, and those visitors wait or get errors "
            "although another server could have answered."),
  .advice = N_("Let the load balancer ask each server for a page every few seconds, for example "
               "GET /health (option httpchk in HAProxy). Databases send no pages: there let it "
               "connect, or ask for the role."),
  .check = check_design,
  .fix = fix,
};
