/* SPDX-License-Identifier: MIT */
/* port-unusual: HTTPS on 80 or MySQL on 443 is nearly always a slip of the pen. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/traffic.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/ports/listeners.h"

static LpProtocol
get_protocol (LpElement *listener)
{
  return lp_element_get_choice (listener, LP_ATTRIBUTE_LISTEN_PROTOCOL);
}

static int
get_port (LpElement *listener)
{
  return lp_element_get_integer (listener, LP_ATTRIBUTE_LISTEN_PORT);
}

static void
check_listeners (const LpRule *rule,
                 LpCheck      *check,
                 int           node)
{
  const LpGraph *graph = check->graph;

  for (guint k = graph->listen_start[node]; k < graph->listen_start[node + 1]; k++)
    {
      const LpGraphListener *listener = &graph->listeners[k];

      if (!lp_listeners_is_unusual (listener->protocol, listener->port))
        continue;

      lp_check_report (check, rule, LP_ELEMENTS (listener->element), NULL,
                       _("“%s” speaks %s on port %d, which is known for %s."),
                       lp_check_get_name (check, node),
                       lp_protocol_get_row (listener->protocol)->title, listener->port,
                       lp_protocol_get_row (lp_listeners_get_owner (listener->port))->title);
      return;
    }
}

/* Where the target says on what it listens, it is judged by that, and the link by no-listener. */
static void
check_leg (const LpRule *rule,
           LpCheck      *check,
           const LpLeg  *leg)
{
  const LpGraph *graph = check->graph;
  const LpGraphLink *link = &graph->links[leg->link];

  if ((link->mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_PORT)) == 0 ||
      graph->listen_start[leg->to] < graph->listen_start[leg->to + 1] ||
      !lp_listeners_is_unusual (leg->protocol, leg->port))
    return;

  lp_check_report (check, rule, LP_ELEMENTS (link->element),
                   LP_ELEMENTS (graph->nodes[leg->from].element, graph->nodes[leg->to].element),
                   _("“%s” asks “%s” for %s on port %d, which is known for %s."),
                   lp_check_get_name (check, leg->from), lp_check_get_name (check, leg->to),
                   lp_protocol_get_row (leg->protocol)->title, leg->port,
                   lp_protocol_get_row (lp_listeners_get_owner (leg->port))->title);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    check_listeners (rule, check, i);
  for (guint i = 0; i < traffic->n_legs; i++)
    check_leg (rule, check, &traffic->legs[i]);
}

/* The protocol’s own port, or where another program has that the port’s own protocol. */
static void
fix_listener (LpDesign  *design,
              LpElement *listener)
{
  LpElement *element = lp_element_get_parent (listener);
  int port = lp_protocol_get_row (get_protocol (listener))->port;

  if (lp_listeners_find (element, port, lp_listeners_get_transports (listener)) == NULL)
    lp_listeners_move (design, listener, port);
  else
    lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PROTOCOL,
                           lp_listeners_get_owner (get_port (listener)));
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *element = lp_finding_find_element (finding, design, 0);

  if (element == NULL)
    return FALSE;

  if (lp_element_get_kind (element) == LP_KIND_LISTEN)
    {
      fix_listener (design, element);
      return TRUE;
    }

  lp_element_set_number (element, LP_ATTRIBUTE_PORT,
                         lp_protocol_get_row (lp_link_get_protocol (element))->port);
  lp_rewire_let_through (design, element);

  return TRUE;
}

const LpRule lp_rule_port_unusual = {
  .key = "port-unusual",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Port of another protocol"),
  .why = N_("Some ports are known to everybody: 80 for HTTP, 443 for HTTPS, 3306 for MySQL, 53 "
            "for DNS. A browser that comes to port 80 speaks HTTP, and other programs do the "
            "same. Another protocol there is nearly always a slip, and if it is not, it "
            "misleads."),
  .advice = N_("Use the port of the protocol, or the protocol of the port."),
  .check = check_design,
  .fix = fix,
};
