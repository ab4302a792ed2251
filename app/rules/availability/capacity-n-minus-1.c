/* SPDX-License-Identifier: MIT */
/* capacity-n-minus-1: those who are left must carry the load of the one that failed. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/availability/capacity.h"
#include "rules/engine/rule.h"

/* What is too small with everything up is for capacity-exceeded. */
static void
check_tier (const LpRule *rule,
            LpCheck      *check,
            LpKind        kind)
{
  g_autoptr (LpTierLoad) all = lp_tier_load_new (check, kind, -1);
  g_autoptr (LpTierLoad) rest = NULL;
  g_autofree char *names = NULL;

  if (!all->known || all->members->len < 2 || all->capacity < all->demand)
    return;

  rest = lp_tier_load_new (check, kind, all->largest);
  if (!rest->known || rest->capacity >= all->demand)
    return;

  names = lp_check_join_names (check, (LpElement **) all->members->pdata);
  lp_check_report (check, rule, (LpElement **) all->members->pdata, NULL,
                   _("When one of %s fails, the rest answers %.10g requests a second, "
                     "and visitors send %.10g."), names, rest->capacity, all->demand);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  check_tier (rule, check, LP_KIND_LOAD_BALANCER);
  check_tier (rule, check, LP_KIND_WEB_SERVER);
  check_tier (rule, check, LP_KIND_APP_SERVER);
}

const LpRule lp_rule_capacity_n_minus_1 = {
  .key = "capacity-n-minus-1",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Too small when one fails"),
  .why = N_("Redundancy means that the others carry on when one fails, and then they carry its "
            "load too. "
            "If they are too small for that, they slow down, miss their health checks and fail one "
            "after the other. "
            "So a tier of n must be large enough with n − 1."),
  .advice = N_("Add an instance, or larger ones."),
  .check = check_design,
};
