/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/firewall/blocked.h"

#include <glib/gi18n-lib.h>

#include "analysis/traffic.h"
#include "rules/engine/check.h"
#include "rules/engine/rewire.h"

static void
report (const LpRule     *rule,
        LpCheck          *check,
        const LpCrossing *crossing)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpLeg *leg = &traffic->legs[crossing->leg];
  const LpGraphNode *nodes = check->graph->nodes;
  const char *protocol = lp_protocol_get_row (leg->protocol)->title;
  g_autofree char *service = NULL;

  if (leg->port > 0)
    service = g_strdup_printf (_("%s on port %d"), protocol, leg->port);

  lp_check_report (check, rule,
                   LP_ELEMENTS (nodes[crossing->firewall].element,
                                check->graph->links[leg->link].element),
                   LP_ELEMENTS (nodes[crossing->source].element, nodes[leg->to].element),
                   _("“%s” stops what “%s” sends to “%s”: no rule lets in %s."),
                   lp_check_get_name (check, crossing->firewall),
                   lp_check_get_name (check, crossing->source),
                   lp_check_get_name (check, leg->to), service != NULL ? service : protocol);
}

void
lp_blocked_check (const LpRule *rule,
                  LpCheck      *check,
                  guint         flows)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);

  for (guint i = 0; i < traffic->n_crossings; i++)
    {
      const LpCrossing *crossing = &traffic->crossings[i];

      if (crossing->decision == LP_DECISION_DENIED &&
          (flows & 1u << traffic->legs[crossing->leg].flow) != 0)
        report (rule, check, crossing);
    }
}

gboolean
lp_blocked_fix (const LpRule *rule,
                LpFinding    *finding,
                LpDesign     *design)
{
  LpElement *firewall = lp_finding_find_element (finding, design, 0);
  LpElement *link = lp_finding_find_element (finding, design, 1);

  if (firewall == NULL || link == NULL)
    return FALSE;

  lp_rewire_let_link_in (design, link, firewall);

  return TRUE;
}
