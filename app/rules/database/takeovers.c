/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/database/takeovers.h"

#include "analysis/conversation.h"

GArray *
lp_takeovers_list (LpCheck *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const LpGraphNode *nodes = check->graph->nodes;
  GArray *takeovers = g_array_new (FALSE, FALSE, sizeof (LpTakeover));

  /* Conversations stand by source. */
  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];
      const LpTakeover takeover = { each->from, each->to, each->sync };

      if (each->flow == LP_FLOW_REPLICATION && each->open &&
          nodes[each->from].kind == LP_KIND_DATABASE && nodes[each->from].fails &&
          !nodes[each->from].replica && nodes[each->to].replica && nodes[each->to].promotes)
        g_array_append_val (takeovers, takeover);
    }

  return takeovers;
}

guint
lp_takeovers_find_end (const GArray *takeovers,
                       guint         first)
{
  const int primary = g_array_index (takeovers, LpTakeover, first).primary;
  guint end = first + 1;

  while (end < takeovers->len && g_array_index (takeovers, LpTakeover, end).primary == primary)
    end++;

  return end;
}

GPtrArray *
lp_takeovers_list_replicas (LpCheck      *check,
                            const GArray *takeovers,
                            guint         first,
                            guint         end)
{
  GPtrArray *replicas = g_ptr_array_new_null_terminated (2, NULL, TRUE);

  for (guint i = first; i < end; i++)
    {
      const int replica = g_array_index (takeovers, LpTakeover, i).replica;

      g_ptr_array_add (replicas, lp_check_get_element (check, replica));
    }

  return replicas;
}
