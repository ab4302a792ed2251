/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/firewall/blocked.h"

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "rules/engine/check.h"
#include "rules/engine/key.h"
#include "rules/engine/rewire.h"

/* In words: "MySQL on port 3306". */
static char *
describe_service (const LpDenial *denial)
{
  const char *title = lp_protocol_get_row (denial->protocol)->title;

  return denial->port > 0 ? g_strdup_printf (_("%s on port %d"), title, denial->port)
                          : g_strdup (title);
}

static void
report (const LpRule   *rule,
        LpCheck        *check,
        guint           last,
        const LpDenial *denial)
{
  const LpGraphNode *nodes = check->graph->nodes;
  g_autofree char *service = describe_service (denial);
  LpElement *const *elements = LP_ELEMENTS (nodes[denial->firewall].element,
                                            check->graph->links[last].element);
  LpElement *const *witness = LP_ELEMENTS (nodes[denial->sender].element,
                                           nodes[denial->receiver].element);
  const char *firewall = lp_check_get_name (check, denial->firewall);
  const char *sender = lp_check_get_name (check, denial->sender);
  const char *receiver = lp_check_get_name (check, denial->receiver);

  if (denial->out)
    lp_check_report (check, rule, elements, witness,
                     _("“%s” stops what “%s” sends to “%s”: no rule lets out %s."),
                     firewall, sender, receiver, service);
  else
    lp_check_report (check, rule, elements, witness,
                     _("“%s” stops what “%s” sends to “%s”: no rule lets in %s."),
                     firewall, sender, receiver, service);
}

/* One finding for each firewall and link, however many come that way. */
void
lp_blocked_check (const LpRule *rule,
                  LpCheck      *check,
                  guint         flows)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  g_autoptr (GHashTable) reported = lp_key_table_new ();

  for (guint i = 0; i < conversations->n; i++)
    for (guint k = 0; k < conversations->list[i].n_ways; k++)
      {
        const LpConversation *each = &conversations->list[i];
        const LpWay *way = &conversations->ways[each->first_way + k];
        const guint last = conversations->links[way->first_link + way->n_links - 1];
        const gint64 key = lp_key_make (way->denial.firewall, last);

        if (way->closed == LP_CLOSED_BLOCKED && (flows & 1u << each->flow) != 0 &&
            lp_key_table_find (reported, key) == NULL)
          {
            lp_key_table_set (reported, key, (gpointer) way);
            report (rule, check, last, &way->denial);
          }
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
