/* SPDX-License-Identifier: MIT */
/* flow-blocked: what is drawn has to get through, or the site is down with every part working. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/blocked.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  lp_blocked_check (rule, check, 1u << LP_FLOW_LOOKUP | 1u << LP_FLOW_REQUEST |
                                     1u << LP_FLOW_QUERY | 1u << LP_FLOW_REPLICATION |
                                     1u << LP_FLOW_FILES);
}

const LpRule lp_rule_flow_blocked = {
  .key = "flow-blocked",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Firewall stops drawn traffic"),
  .why = N_("A firewall lets in what its rules name and drops the rest without a word. Traffic "
            "that is drawn but named by no rule does not arrive: the site, or a part of it, does "
            "not work although every machine runs."),
  .advice = N_("Add a rule for this traffic, from where it comes and for its port only."),
  .check = check_design,
  .fix = lp_blocked_fix,
};
