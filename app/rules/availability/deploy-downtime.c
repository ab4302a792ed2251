/* SPDX-License-Identifier: MIT */
/* deploy-downtime: with one instance of a tier, each restart is an outage. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/availability/single.h"
#include "rules/engine/rule.h"
#include "rules/engine/tiers.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  static const LpKind kinds[] = { LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER, LP_KIND_DATABASE };
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (3, NULL, TRUE);
  g_autofree char *names = NULL;

  /* Where the tiers were split and one has a single machine, tier-single says it; what does not
   * work has no outages. */
  if (lp_tiers_are_split (check) || !lp_check_works (check))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int single = lp_single_find (check, kinds[i]);

      if (single >= 0)
        g_ptr_array_add (elements, lp_check_get_element (check, single));
    }

  if (elements->len == 0)
    return;

  names = lp_check_join_names (check, (LpElement **) elements->pdata);
  lp_check_report (check, rule, (LpElement **) elements->pdata, NULL,
                   ngettext ("Every restart of %s, for an update or a deploy, is an outage.",
                             "Every restart of one of %s, for an update or a deploy, is an outage.",
                             elements->len), names);
}

const LpRule lp_rule_deploy_downtime = {
  .key = "deploy-downtime",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Downtime at each deploy"),
  .why = N_("New code and security updates need a restart. While the only instance restarts, "
            "nobody answers, so every deploy and every maintenance is an outage. "
            "With two instances one keeps answering while the other restarts: that is called a "
            "rolling deploy."),
  .advice = N_("Add a second instance and restart them one after the other."),
  .check = check_design,
};
