/* SPDX-License-Identifier: MIT */
/* vrrp-blocked: members of a cluster that do not hear each other both become master. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/blocked.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  lp_blocked_check (rule, check, 1u << LP_FLOW_FAILOVER);
}

const LpRule lp_rule_vrrp_blocked = {
  .key = "vrrp-blocked",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Firewall stops VRRP"),
  .why = N_("Load balancers of a cluster tell each other by VRRP, IP protocol 112, that they "
            "are alive. When a firewall stops it, each of them believes that the other is dead, "
            "both take the virtual IP, and visitors are torn between the two."),
  .advice = N_("Let the members of the cluster send VRRP to each other."),
  .check = check_design,
  .fix = lp_blocked_fix,
};
