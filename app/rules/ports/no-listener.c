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

/* Whether it listens on @port, for whatever. */
static const LpGraphListener *
find_listener (const LpGraph *graph,
               int            node,
               int            port)
{
  for (guint k = graph->listen_start[node]; k < graph->listen_start[node + 1]; k++)
    if (graph->listeners[k].port == port)
      return &graph->listeners[k];

  return NULL;
}

static void
report (const LpRule         *rule,
        LpCheck              *check,
        const LpConversation *conversation,
        const LpWay          *way)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const int to = lp_conversation_get_listener (conversation);
  const int from = to == conversation->to ? conversation->from : conversation->to;
  const guint last = conversations->links[way->first_link + way->n_links - 1];
  LpElement *const *elements = LP_ELEMENTS (check->graph->links[last].element);
  LpElement *const *witness = LP_ELEMENTS (check->graph->nodes[from].element,
                                           check->graph->nodes[to].element);
  const LpGraphListener *heard;
  LpProtocol protocol;
  int port;

  lp_way_get_service (conversations, conversation, way, &protocol, &port);
  heard = find_listener (check->graph, to, port);
  if (heard == NULL)
    lp_check_report (check, rule, elements, witness,
                     _("“%s” asks “%s” on port %d, where it does not listen."),
                     lp_check_get_name (check, from), lp_check_get_name (check, to), port);
  else
    lp_check_report (check, rule, elements, witness,
                     _("“%s” asks “%s” for %s on port %d, but it speaks %s there."),
                     lp_check_get_name (check, from), lp_check_get_name (check, to),
                     lp_protocol_get_row (protocol)->title, port,
                     lp_protocol_get_row (heard->protocol)->title);
}

/* Once for each link, however many come that way. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  g_autofree guint8 *reported = g_new0 (guint8, check->graph->n_links + 1);

  for (guint i = 0; i < conversations->n; i++)
    for (guint k = 0; k < conversations->list[i].n_ways; k++)
      {
        const LpWay *way = &conversations->ways[conversations->list[i].first_way + k];
        const guint last = conversations->links[way->first_link + way->n_links - 1];

        if (way->heard || reported[last])
          continue;

        reported[last] = TRUE;
        report (rule, check, &conversations->list[i], way);
      }
}

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
        /* What is in line passes things on; who listens stands behind it. */
        if (!lp_kind_holds (graph->nodes[traffic->legs[i].to].kind, LP_KIND_LISTEN))
          return FALSE;

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
