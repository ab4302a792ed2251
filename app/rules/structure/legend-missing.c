/* SPDX-License-Identifier: MIT */
/* legend-missing: a reader cannot tell a request from metrics unless the picture says how each is
 * drawn. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  guint flows = 0;
  guint n_flows = 0;

  if (lp_element_get_boolean (check->root, LP_ATTRIBUTE_LEGEND))
    return;

  for (guint i = 0; i < check->graph->n_links; i++)
    flows |= 1u << check->graph->links[i].flow;
  for (; flows != 0; flows &= flows - 1)
    n_flows++;

  if (n_flows > 1)
    lp_check_report (check, rule, NULL, NULL,
                     ngettext ("Links are drawn in %u way, and no legend says what each means.",
                               "Links are drawn in %u ways, and no legend says what each means.",
                               n_flows), n_flows);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  lp_element_unset (lp_design_get_root (design), LP_ATTRIBUTE_LEGEND);

  return TRUE;
}

const LpRule lp_rule_legend_missing = {
  .key = "legend-missing",
  .severity = LP_SEVERITY_INFO,
  .title = N_("No legend"),
  .why = N_("Requests, replication and metrics are drawn with different lines. "
            "Whoever sees the picture for the first time knows what a dashed line means only if a "
            "legend says so."),
  .advice = N_("Show the legend of the design."),
  .check = check_design,
  .fix = fix,
};
