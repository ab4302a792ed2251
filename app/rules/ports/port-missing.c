/* SPDX-License-Identifier: MIT */
/* port-missing: without a port neither a firewall nor a configuration can be written. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/traffic.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);

  for (guint i = 0; i < traffic->n_legs; i++)
    {
      const LpLeg *leg = &traffic->legs[i];
      const LpGraphLink *link = &check->graph->links[leg->link];

      if (leg->port == 0 && (link->mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_PORT)) == 0 &&
          (leg->transports & (LP_TRANSPORT_TCP | LP_TRANSPORT_UDP)) != 0)
        lp_check_report (check, rule, LP_ELEMENTS (link->element),
                         LP_ELEMENTS (check->graph->nodes[leg->from].element,
                                      check->graph->nodes[leg->to].element),
                         _("The link from “%s” to “%s” says %s, but no port."),
                         lp_check_get_name (check, leg->from), lp_check_get_name (check, leg->to),
                         lp_protocol_get_row (leg->protocol)->title);
    }
}

/* Where the target listens, else where its kind usually does. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);
  LpElement *target;
  LpProtocol protocol = LP_PROTOCOL_NONE;
  int port = 0;

  if (link == NULL)
    return FALSE;

  target = lp_link_resolve_to (lp_link_get_to (link));
  lp_link_complete_service (lp_link_get_flow (link), target, &protocol, &port);
  lp_element_set_number (link, LP_ATTRIBUTE_PORT, port);

  return port != 0;
}

const LpRule lp_rule_port_missing = {
  .key = "port-missing",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Port missing"),
  .why = N_("A port says which program on the machine is meant. Without it nobody can write the "
            "firewall rule that lets this traffic in, nor the configuration of either side."),
  .advice = N_("Give the link the port on which its target listens."),
  .check = check_design,
  .fix = fix,
};
