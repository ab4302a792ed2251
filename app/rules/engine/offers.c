/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/offers.h"

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"

static gboolean
has_replication (const LpGraph *graph)
{
  for (guint i = 0; i < graph->n_links; i++)
    if (graph->links[i].flow == LP_FLOW_REPLICATION)
      return TRUE;

  return FALSE;
}

static gboolean
has_copies_of_code (const LpGraph *graph)
{
  guint n = 0;

  for (guint i = 0; i < graph->n_nodes; i++)
    n += graph->nodes[i].kind == LP_KIND_APP_FILES;

  return n > 1;
}

static gboolean
is_encrypted (const LpConversations *conversations,
              const LpConversation  *conversation)
{
  LpProtocol protocol;
  int port;

  lp_way_get_service (conversations, conversation, &conversations->ways[conversation->first_way],
                      &protocol, &port);

  return lp_protocol_get_row (protocol)->encrypted;
}

/* Encrypted to a load balancer, and in plain text from there. */
static gboolean
ends_tls_early (const LpGraph *graph)
{
  const LpConversations *conversations = lp_conversations_get (graph);
  gboolean in = FALSE, out = FALSE;

  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (each->flow != LP_FLOW_REQUEST)
        continue;
      in |= graph->nodes[each->from].kind == LP_KIND_CLIENT && is_encrypted (conversations, each);
      out |= graph->nodes[each->from].kind == LP_KIND_LOAD_BALANCER &&
             !is_encrypted (conversations, each);
    }

  return in && out;
}

static const LpOffer offers[] = {
  { "cost", N_("Cost"),
    N_("Every further server costs money each month, also while it only waits to take over.") },
  { "complexity", N_("Complexity"),
    N_("There are more parts to configure, to update and to watch, and more ways in which they can "
       "fail together.") },
  { "replication-lag", N_("Replication lag"),
    N_("A replica is a moment behind its primary: a page that is read from it right after a change "
       "can still show the old data."),
    has_replication },
  { "code-everywhere", N_("The code on every server"),
    N_("Each application server has its own copy of the code: a deploy has to reach all of them, "
       "and for a moment two versions answer."),
    has_copies_of_code },
  { "tls-ends-early", N_("TLS ends at the load balancer"),
    N_("Behind the load balancer requests travel in plain text: whoever gets into that network can "
       "read them."),
    ends_tls_early },
};

const LpOffer *
lp_offer_find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    if (g_str_equal (offers[i].key, key))
      return &offers[i];

  return NULL;
}
