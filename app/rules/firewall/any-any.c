/* SPDX-License-Identifier: MIT */
/* any-any: a firewall that lets everybody in everywhere is none. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/firewall/holes.h"

static gboolean
is_any (LpCheck *check,
        guint    number)
{
  return lp_holes_is_any (&lp_check_get_traffic (check)->allows[number]);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->kinds[LP_KIND_FIREWALL].n; i++)
    {
      int firewall = check->kinds[LP_KIND_FIREWALL].nodes[i];
      g_autoptr (GPtrArray) rules = lp_holes_list (check, firewall, is_any);

      if (rules != NULL)
        lp_check_report (check, rule, (LpElement **) rules->pdata, NULL,
                         _("“%s” has a rule that lets everybody in on every port."),
                         lp_check_get_name (check, firewall));
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *first = lp_finding_find_element (finding, design, 0);
  LpElement *firewall = first != NULL ? lp_element_get_parent (first) : NULL;

  if (!lp_holes_remove (rule, finding, design))
    return FALSE;

  lp_rewire_open_firewall (design, firewall);

  return TRUE;
}

const LpRule lp_rule_any_any = {
  .key = "any-any",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Firewall that lets in everything"),
  .why = N_("A rule from any to any port makes the firewall a wire. It looks safe on the "
            "picture, but everything that listens behind it is open to everybody who can reach "
            "it at all."),
  .advice = N_("Replace it with one rule for each traffic that is drawn: from where, and to "
               "which port."),
  .check = check_design,
  .fix = fix,
};
