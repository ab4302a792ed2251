/* SPDX-License-Identifier: MIT */
/* tier-single: splitting tiers helps little where one of them then hangs on a single machine. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/engine/tiers.h"

static const LpKind kinds[] = {
  LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER, LP_KIND_DATABASE,
};

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  if (!lp_tiers_are_split (check))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const LpNodes *tier = &check->kinds[kinds[i]];

      if (tier->n == 1 && check->servers[tier->nodes[0]] >= 0)
        lp_check_report (check, rule,
                         LP_ELEMENTS (check->graph->nodes[tier->nodes[0]].element), NULL,
                         _("The tier of “%s” has one machine while others have more."),
                         lp_check_get_name (check, tier->nodes[0]));
    }
}

const LpRule lp_rule_tier_single = {
  .key = "tier-single",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("A tier with one machine"),
  .why = N_("The tiers were split so that each can grow and fail without the others. A tier with "
            "one "
            "machine undoes that: every request passes it, so it limits them all, and when it is "
            "down "
            "the doubled tiers do not help."),
  .advice = N_("Add a second instance on a server of its own."),
  .check = check_design,
};
