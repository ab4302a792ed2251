/* SPDX-License-Identifier: MIT */
/* wide-allow: a rule that is needed, but lets in far more than what needs it. Those that let in
 * everything, or the Internet where it does most harm, have rules of their own. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/firewall/holes.h"

static gboolean
is_wide (LpCheck *check,
         guint    number)
{
  return lp_holes_is_wide (check, number) && !lp_holes_is_claimed (check, number);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->kinds[LP_KIND_FIREWALL].n; i++)
    {
      const int firewall = check->kinds[LP_KIND_FIREWALL].nodes[i];
      LpElement *element = check->graph->nodes[firewall].element;
      g_autoptr (GPtrArray) wide = NULL;
      g_autofree char *text = NULL;

      /* Where everything passes no rule counts. */
      if (lp_element_get_choice (element, LP_ATTRIBUTE_POLICY) != LP_POLICY_ALLOW)
        wide = lp_holes_list (check, firewall, is_wide);
      if (wide == NULL)
        continue;

      text = lp_holes_describe (wide);
      lp_check_report (check, rule, (LpElement **) wide->pdata, LP_ELEMENTS (element),
                       _("“%s” lets in far more than the traffic that is drawn: %s."),
                       lp_check_name (check, element), text);
    }
}

/* Redirects and the like stay open: they are what visitors need, too. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *first = lp_finding_find_element (finding, design, 0);
  LpElement *firewall = first != NULL ? lp_element_get_parent (first) : NULL;

  if (firewall == NULL || !lp_holes_remove (rule, finding, design))
    return FALSE;

  lp_rewire_open_firewall (design, firewall);

  return TRUE;
}

const LpRule lp_rule_wide_allow = {
  .key = "wide-allow",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Firewall rule far wider than needed"),
  .why = N_("A rule should name who needs to come, and to which port. One for everybody, for a "
            "huge network or for many ports lets in its traffic as well, but also whoever has "
            "got hold of any other machine there. A private address alone does not help against "
            "neighbours."),
  .advice = N_("Replace the rule by one for each source that is drawn, with its port."),
  .check = check_design,
  .fix = fix,
};
