/* SPDX-License-Identifier: MIT */
/* no-listener: a connection to a port on which nothing listens is refused. A target that says
 * nothing about its ports is not finished, and not judged. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "analysis/traffic.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/ports/listeners.h"

static gboolean
is_judged (const LpGraph *graph,
           const LpLeg   *leg)
{
  return (leg->flow == LP_FLOW_REQUEST || leg->flow == LP_FLOW_QUERY ||
          leg->flow == LP_FLOW_REPLICATION || leg->flow == LP_FLOW_FILES ||
          leg->flow == LP_FLOW_LOOKUP) &&
         leg->port > 0 && graph->listen_start[leg->to] < graph->listen_start[leg->to + 1];
}

/* Returns whether it has found something. */
static gboolean
check_leg (const LpRule *rule,
           LpCheck      *check,
           const LpLeg  *leg)
{
  LpElement *target = check->graph->nodes[leg->to].element;
  LpElement *link = check->graph->links[leg->link].element;
  LpElement *const *witness = LP_ELEMENTS (check->graph->nodes[leg->from].element, target);

  if (!is_judged (check->graph, leg))
    return FALSE;

  if (leg->listener == NULL)
    {
      lp_check_report (check, rule, LP_ELEMENTS (link), witness,
                       _("“%s” asks “%s” on port %d, where it does not listen."),
                       lp_check_get_name (check, leg->from), lp_check_name (check, target),
                       leg->port);
      return TRUE;
    }

  if (lp_listeners_speaks (leg->heard, leg->protocol))
    return FALSE;

  lp_check_report (check, rule, LP_ELEMENTS (link), witness,
                   _("“%s” asks “%s” for %s on port %d, but it speaks %s there."),
                   lp_check_get_name (check, leg->from), lp_check_name (check, target),
                   lp_protocol_get_row (leg->protocol)->title, leg->port,
                   lp_protocol_get_row (leg->heard)->title);

  return TRUE;
}

/* Through what is in line others may come that way too, and want something else. */
static void
check_way (const LpRule          *rule,
           LpCheck               *check,
           const LpConversations *conversations,
           const LpConversation  *conversation,
           const LpWay           *way,
           const guint8          *said)
{
  const LpGraphNode *nodes = check->graph->nodes;
  const guint last = conversations->links[way->first_link + way->n_links - 1];
  LpProtocol protocol;
  int port;

  if (way->closed != LP_CLOSED_NO_LISTENER || said[last])
    return;

  lp_way_get_service (conversations, conversation, way, &protocol, &port);
  lp_finding_forbid_fix (lp_check_report (
      check, rule, LP_ELEMENTS (check->graph->links[last].element),
      LP_ELEMENTS (nodes[conversation->from].element, nodes[conversation->to].element),
      _("“%s” asks “%s” for %s on port %d, for which it does not listen."),
      lp_check_get_name (check, conversation->from), lp_check_get_name (check, conversation->to),
      lp_protocol_get_row (protocol)->title, port));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpConversations *conversations = lp_conversations_get (check->graph);
  g_autofree guint8 *said = g_new0 (guint8, check->graph->n_links + 1);

  for (guint i = 0; i < traffic->n_legs; i++)
    if (check_leg (rule, check, &traffic->legs[i]))
      said[traffic->legs[i].link] = TRUE;

  for (guint i = 0; i < conversations->n; i++)
    for (guint k = 0; k < conversations->list[i].n_ways; k++)
      check_way (rule, check, conversations, &conversations->list[i],
                 &conversations->ways[conversations->list[i].first_way + k], said);
}

/* The listener of @target for @protocol, or NULL. */
static LpElement *
find_by_protocol (LpElement  *target,
                  LpProtocol  protocol)
{
  LpElement *each;

  for (each = lp_element_find_child (target, LP_KIND_LISTEN);
       each != NULL;
       each = lp_element_find_next (each))
    if (lp_element_get_choice (each, LP_ATTRIBUTE_LISTEN_PROTOCOL) == (int) protocol)
      break;

  return each;
}

/* Whether another leg than @leg comes to its listener and is understood there. */
static gboolean
is_used_by_others (const LpTraffic *traffic,
                   const LpLeg     *leg)
{
  for (guint k = traffic->in_start[leg->to]; k < traffic->in_start[leg->to + 1]; k++)
    {
      const LpLeg *other = &traffic->legs[traffic->in[k]];

      if (other != leg && other->listener == leg->listener &&
          lp_listeners_speaks (leg->heard, other->protocol))
        return TRUE;
    }

  return FALSE;
}

static void
follow (LpElement *link,
        LpElement *listener)
{
  lp_element_set_number (link, LP_ATTRIBUTE_PORT,
                         lp_element_get_integer (listener, LP_ATTRIBUTE_LISTEN_PORT));
  lp_element_set_number (link, LP_ATTRIBUTE_PROTOCOL,
                         lp_element_get_choice (listener, LP_ATTRIBUTE_LISTEN_PROTOCOL));
}

/* Where the target speaks the protocol, the port was the slip. Else the target gets what is asked
 * for, unless its port is taken. */
static void
align (LpDesign        *design,
       const LpTraffic *traffic,
       const LpLeg     *leg,
       LpElement       *link)
{
  LpElement *target = traffic->graph->nodes[leg->to].element;
  LpElement *listener = find_by_protocol (target, leg->protocol);

  if (listener != NULL)
    follow (link, listener);
  else if (leg->listener != NULL && !is_used_by_others (traffic, leg))
    lp_element_set_number (leg->listener, LP_ATTRIBUTE_LISTEN_PROTOCOL, leg->protocol);
  else if (lp_listeners_find (target, leg->port, leg->transports) == NULL)
    lp_rewire_listen (design, target, leg->port, leg->protocol);
  else
    follow (link, lp_element_find_child (target, LP_KIND_LISTEN));

  lp_rewire_let_through (design, link);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);

  for (guint i = 0; i < traffic->n_legs; i++)
    if (graph->links[traffic->legs[i].link].element == link)
      {
        align (design, traffic, &traffic->legs[i], link);
        return TRUE;
      }

  return FALSE;
}

const LpRule lp_rule_no_listener = {
  .key = "no-listener",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Nothing listens on this port"),
  .why = N_("A connection needs a program at the other end that listens on that port and speaks "
            "the same protocol. Otherwise it is refused or not understood, and visitors may see "
            "errors although every part of the site is up."),
  .advice = N_("Let the link name a port on which its target listens, or let the target listen "
               "on this one."),
  .check = check_design,
  .fix = fix,
};
