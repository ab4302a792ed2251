/* SPDX-License-Identifier: MIT */
/* rule-shadowed: a rule that never decides says something that is not so. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/holes.h"

static gboolean
is_shadowed (LpCheck *check,
             guint    number)
{
  return lp_holes_is_covered (check, number);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->kinds[LP_KIND_FIREWALL].n; i++)
    {
      int firewall = check->kinds[LP_KIND_FIREWALL].nodes[i];
      g_autoptr (GPtrArray) shadowed = lp_holes_list (check, firewall, is_shadowed);
      g_autofree char *text = NULL;

      if (shadowed == NULL)
        continue;

      text = lp_holes_describe (shadowed);
      lp_check_report (check, rule, (LpElement **) shadowed->pdata, NULL,
                       _("On “%s” an earlier rule lets all of it in already: %s."),
                       lp_check_get_name (check, firewall), text);
    }
}

const LpRule lp_rule_rule_shadowed = {
  .key = "rule-shadowed",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Firewall rule that never decides"),
  .why = N_("A firewall reads its rules from the top, and the first one that fits decides. When "
            "an earlier rule lets in more, the later one is never asked. Who reads it believes "
            "that only this source may come, while many may."),
  .advice = N_("Remove the later rule, or make the earlier one narrower if it was not meant to "
               "let in so much."),
  .check = check_design,
  .fix = lp_holes_remove,
};
