/* SPDX-License-Identifier: MIT */
/* redirect-blocked: a redirect helps only those whom the firewall lets come to it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "analysis/traffic.h"

/* Whether a drawn link comes to @door: then it is flow-blocked’s. */
static gboolean
is_drawn (const LpTraffic *traffic,
          const LpDoor    *door)
{
  for (guint k = traffic->in_start[door->node]; k < traffic->in_start[door->node + 1]; k++)
    if (traffic->legs[traffic->in[k]].listener == door->listener)
      return TRUE;

  return FALSE;
}

static void
check_door (const LpRule     *rule,
            LpCheck          *check,
            const LpCrossing *crossing,
            const LpDoor     *door,
            GHashTable       *said)
{
  const LpGraphNode *nodes = check->graph->nodes;
  g_autofree char *key = NULL;

  if (!door->redirects ||
      lp_traffic_ask (lp_check_get_traffic (check), crossing, door) != LP_DECISION_DENIED ||
      is_drawn (lp_check_get_traffic (check), door))
    return;

  key = g_strdup_printf ("%d %d %d", crossing->firewall, door->node, door->port);
  if (g_hash_table_add (said, g_steal_pointer (&key)))
    lp_check_report (check, rule,
                     LP_ELEMENTS (nodes[crossing->firewall].element, nodes[door->node].element),
                     NULL,
                     _("“%s” sends visitors on port %d on to HTTPS, but “%s” does not let them "
                       "come to that port."),
                     lp_check_get_name (check, door->node), door->port,
                     lp_check_get_name (check, crossing->firewall));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < traffic->n_crossings; i++)
    {
      const LpCrossing *crossing = &traffic->crossings[i];
      g_autoptr (GArray) doors = NULL;

      /* Where visitors do not get in at all that is the fault. */
      if (crossing->out || crossing->decision != LP_DECISION_ALLOWED)
        continue;

      doors = lp_traffic_list_doors (traffic, &traffic->legs[crossing->leg]);
      for (guint k = 0; k < doors->len; k++)
        check_door (rule, check, crossing, &g_array_index (doors, LpDoor, k), said);
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

  lp_rewire_open_firewall (design, firewall);

  return TRUE;
}

const LpRule lp_rule_redirect_blocked = {
  .key = "redirect-blocked",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Firewall closes the redirect to HTTPS"),
  .why = N_("Old links, and browsers that do not try HTTPS first, come to port 80. A redirect "
            "there sends them on to HTTPS. When the firewall drops what comes to that port, they "
            "wait for an answer until they give up, and take the site to be down."),
  .advice = N_("Let visitors come to the port of the redirect too; it gives away nothing but the "
               "new address."),
  .check = check_design,
  .fix = fix,
};
