/* SPDX-License-Identifier: MIT */
/* allow-unused: a hole that no drawn traffic needs is a hole for others. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/holes.h"

/* ICMP reports errors on the way, and administrators come by SSH; few draw either. Rules that let in
 * the Internet so or on every port have rules of their own, and so have those that never decide. */
static gboolean
is_unused (LpCheck *check,
           guint    number)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpAllow *allow = &traffic->allows[number];

  return !traffic->used[number] && allow->transports != LP_TRANSPORT_ICMP &&
         (allow->any_port || allow->n_ranges > 0) && !lp_holes_is_any (allow) &&
         (allow->any_port || !lp_holes_is_ssh (allow)) && !lp_holes_is_claimed (check, number) &&
         !lp_holes_is_covered (check, number);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  g_autofree guint8 *passed = g_new0 (guint8, check->graph->n_nodes);

  for (guint i = 0; i < traffic->n_crossings; i++)
    passed[traffic->crossings[i].firewall] = TRUE;

  for (guint i = 0; i < check->kinds[LP_KIND_FIREWALL].n; i++)
    {
      int firewall = check->kinds[LP_KIND_FIREWALL].nodes[i];
      LpElement *element = check->graph->nodes[firewall].element;
      g_autoptr (GPtrArray) unused = NULL;
      g_autofree char *text = NULL;

      /* As long as nothing passes the drawing is not finished; where everything passes no rule
       * counts. */
      if (!passed[firewall] ||
          traffic->allow_start[firewall] == traffic->allow_start[firewall + 1] ||
          lp_element_get_choice (element, LP_ATTRIBUTE_POLICY) == LP_POLICY_ALLOW)
        continue;

      unused = lp_holes_list (check, firewall, is_unused);
      if (unused == NULL)
        continue;

      text = lp_holes_describe (unused);
      lp_check_report (check, rule, (LpElement **) unused->pdata, LP_ELEMENTS (element),
                       _("“%s” lets through what nothing drawn needs: %s."),
                       lp_check_name (check, element), text);
    }
}

const LpRule lp_rule_allow_unused = {
  .key = "allow-unused",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Firewall rule that nothing needs"),
  .why = N_("Each rule of a firewall is a hole in it. A hole that the site does not need serves "
            "only attackers, and is often left over from something that was taken away."),
  .advice = N_("Remove the rule, or draw the traffic that needs it."),
  .check = check_design,
  .fix = lp_holes_remove,
};
