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
  return lp_holes_find_cover (check, number) >= 0;
}

/* Where the earlier rule lets in more than it should, it is that one that has to go, and taking
 * away the later one would make its width final. */
static gboolean
may_stay (LpCheck *check,
          guint    number)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);

  return traffic->used[number] && !lp_holes_is_wide (check, number) &&
         !lp_holes_is_any (&traffic->allows[number]) && !lp_holes_is_claimed (check, number);
}

/* Whether all rules that hide others may stay as they are. */
static gboolean
are_in_order (LpCheck *check,
              int      firewall)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);

  for (guint k = traffic->allow_start[firewall]; k < traffic->allow_start[firewall + 1]; k++)
    {
      const int cover = lp_holes_find_cover (check, k);

      /* Who says the same twice hides nothing. */
      if (cover >= 0 && !may_stay (check, cover) &&
          !lp_allow_covers (&traffic->allows[k], &traffic->allows[cover]))
        return FALSE;
    }

  return TRUE;
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
      LpFinding *finding;

      if (shadowed == NULL)
        continue;

      text = lp_holes_describe (shadowed);
      finding = lp_check_report (check, rule, (LpElement **) shadowed->pdata, NULL,
                                 _("On “%s” an earlier rule lets all of it through already: %s."),
                                 lp_check_get_name (check, firewall), text);
      if (!are_in_order (check, firewall))
        lp_finding_forbid_fix (finding);
    }
}

const LpRule lp_rule_rule_shadowed = {
  .key = "rule-shadowed",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Firewall rule that never decides"),
  .why = N_("What one rule lets through, passes, whatever the others say. When an earlier rule "
            "lets through all that a later one does, the later one decides nothing. Who reads it "
            "may believe that only this source may come, while many may."),
  .advice = N_("Make the earlier rule narrower if it was not meant to let in so much; otherwise "
               "remove the later one."),
  .check = check_design,
  .fix = lp_holes_remove,
};
