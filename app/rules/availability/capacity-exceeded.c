/* SPDX-License-Identifier: MIT */
/* capacity-exceeded: what is too small on a good day needs no failure to go down. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/availability/capacity.h"
#include "rules/engine/rule.h"

static void
check_tier (const LpRule *rule,
            LpCheck      *check,
            LpKind        kind)
{
  g_autoptr (LpTierLoad) load = lp_tier_load_new (check, kind, -1);
  g_autofree char *names = NULL;

  if (!load->known || load->capacity >= load->demand)
    return;

  names = lp_check_join_names (check, (LpElement **) load->members->pdata);
  lp_check_report (check, rule, (LpElement **) load->members->pdata, NULL,
                   ngettext ("%s answers %.10g requests a second with everything up, and visitors "
                             "send %.10g.",
                             "%s answer %.10g requests a second with everything up, and visitors "
                             "send %.10g.", load->members->len),
                   names, load->capacity, load->demand);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  check_tier (rule, check, LP_KIND_LOAD_BALANCER);
  check_tier (rule, check, LP_KIND_WEB_SERVER);
  check_tier (rule, check, LP_KIND_APP_SERVER);
}

const LpRule lp_rule_capacity_exceeded = {
  .key = "capacity-exceeded",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Too small for its visitors"),
  .why = N_("More requests come than the tier can answer, although nothing has failed. "
            "They wait in queues that only grow, until browsers give up and visitors see errors. "
            "Of load balancers that share a virtual IP one works at a time, so that a second one "
            "adds nothing to what they can answer."),
  .advice = N_("Add instances or larger ones, or answer part of the requests in front, for "
               "example from a cache."),
  .check = check_design,
};
