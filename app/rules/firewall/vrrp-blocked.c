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
  .why = N_("The load balancer that holds the virtual IP says so every second by VRRP, which is IP "
            "protocol 112 and has no port. When a firewall stops that, the others believe that it "
            "is dead and take the address as well. Then two answer for one address, and visitors "
            "are torn between them."),
  .advice = N_("Let the members of the cluster send VRRP to each other."),
  .check = check_design,
  .fix = lp_blocked_fix,
};
