/* SPDX-License-Identifier: MIT */
/* default-allow: what nobody thought of must stay out, not come in. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->kinds[LP_KIND_FIREWALL].n; i++)
    {
      const LpGraphNode *node = &check->graph->nodes[check->kinds[LP_KIND_FIREWALL].nodes[i]];
      LpElement *firewall = node->element;

      if ((node->mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_POLICY)) != 0 &&
          lp_element_get_choice (firewall, LP_ATTRIBUTE_POLICY) == LP_POLICY_ALLOW)
        lp_check_report (check, rule, LP_ELEMENTS (firewall), NULL,
                         _("“%s” lets in whatever no rule names."),
                           lp_check_name (check, firewall));
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *firewall = lp_finding_find_element (finding, design, 0);

  if (firewall == NULL)
    return FALSE;

  lp_element_set_number (firewall, LP_ATTRIBUTE_POLICY, LP_POLICY_DENY);
  lp_rewire_open_firewall (design, firewall);

  return TRUE;
}

const LpRule lp_rule_default_allow = {
  .key = "default-allow",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Firewall that allows by default"),
  .why = N_("The policy decides about traffic that no rule names. If it allows, the firewall "
            "stops nothing: every new program on the server is open to everybody from its first "
            "second. If it denies, only what somebody wanted comes in."),
  .advice = N_("Set the policy to deny, and add a rule for each traffic that is drawn."),
  .check = check_design,
  .fix = fix,
};
