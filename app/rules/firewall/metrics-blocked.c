/* SPDX-License-Identifier: MIT */
/* metrics-blocked: monitoring that gets nothing raises no alarm. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/blocked.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  lp_blocked_check (rule, check, 1u << LP_FLOW_METRICS);
}

const LpRule lp_rule_metrics_blocked = {
  .key = "metrics-blocked",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Firewall stops metrics"),
  .why = N_("Monitoring sees only what arrives. When a firewall stops the metrics of a server, "
            "its graphs are empty, and what goes wrong there raises no alarm. Only an alarm for "
            "silence itself would be raised, and that on every day."),
  .advice = N_("Let the metrics through to the monitoring service."),
  .check = check_design,
  .fix = lp_blocked_fix,
};
