/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/firewall/blocked.h"

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
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
                   crossing->out ? _("“%s” stops what “%s” sends to “%s”: no rule lets out %s.")
                                 : _("“%s” stops what “%s” sends to “%s”: no rule lets in %s."),
                   lp_check_get_name (check, crossing->firewall),
                   lp_check_get_name (check, crossing->source),
                   lp_check_get_name (check, leg->to), service != NULL ? service : protocol);
}

enum
{
  ON_WAY = 1 << 0,      /* Somebody talks over this link, as far as is drawn, */
  CLOSED = 1 << 1,      /* and a firewall stops one of those who do; */
  SAID = 1 << 2,        /* and a finding says so. */
};

/* By link. */
static guint8 *
mark_links (const LpConversations *conversations)
{
  guint8 *marks = g_new0 (guint8, conversations->graph->n_links);

  for (guint i = 0; i < conversations->n_ways; i++)
    {
      const LpWay *way = &conversations->ways[i];

      for (guint k = 0; k < way->n_links; k++)
        marks[conversations->links[way->first_link + k]] |=
            way->closed == LP_CLOSED_BLOCKED ? ON_WAY | CLOSED : ON_WAY;
    }

  return marks;
}

/* What keeps a way closed is said, even where the traffic on single links gets through. */
static void
check_way (const LpRule          *rule,
           LpCheck               *check,
           const LpConversations *conversations,
           const LpConversation  *conversation,
           const LpWay           *way,
           const guint8          *marks)
{
  const LpGraphNode *nodes = check->graph->nodes;
  const guint last = conversations->links[way->first_link + way->n_links - 1];
  LpProtocol protocol;
  int port;

  /* Behind a virtual IP the traffic of those who ask it counts, and that was looked at. */
  if (way->closed != LP_CLOSED_BLOCKED || nodes[conversation->from].kind == LP_KIND_VIRTUAL_IP)
    return;

  for (guint k = 0; k < way->n_links; k++)
    if ((marks[conversations->links[way->first_link + k]] & SAID) != 0)
      return;

  lp_way_get_service (conversations, conversation, way, &protocol, &port);
  lp_finding_forbid_fix (lp_check_report (
      check, rule, LP_ELEMENTS (nodes[way->by].element, check->graph->links[last].element),
      LP_ELEMENTS (nodes[conversation->from].element, nodes[conversation->to].element),
      _("“%s” stops what “%s” and “%s” tell each other: no rule lets %s through."),
      lp_check_get_name (check, way->by), lp_check_get_name (check, conversation->from),
      lp_check_get_name (check, conversation->to), lp_protocol_get_row (protocol)->title));
}

void
lp_blocked_check (const LpRule *rule,
                  LpCheck      *check,
                  guint         flows)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpConversations *conversations = lp_conversations_get (check->graph);
  g_autofree guint8 *marks = mark_links (conversations);

  for (guint i = 0; i < traffic->n_crossings; i++)
    {
      const LpCrossing *crossing = &traffic->crossings[i];
      const LpLeg *leg = &traffic->legs[crossing->leg];

      if (crossing->decision != LP_DECISION_DENIED || (flows & 1u << leg->flow) == 0 ||
          (marks[leg->link] & (ON_WAY | CLOSED)) == ON_WAY)
        continue;

      marks[leg->link] |= SAID;
      report (rule, check, crossing);
    }

  for (guint i = 0; i < conversations->n; i++)
    if ((flows & 1u << conversations->list[i].flow) != 0)
      for (guint k = 0; k < conversations->list[i].n_ways; k++)
        check_way (rule, check, conversations, &conversations->list[i],
                   &conversations->ways[conversations->list[i].first_way + k], marks);
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
