/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/visited.h"

#include "analysis/conversation.h"

static void
visit (const LpConversations *conversations,
       int                    node,
       guint8                *visited,
       GArray                *stack)
{
  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (!each->offered || visited[each->to] ||
          (each->flow != LP_FLOW_REQUEST && each->flow != LP_FLOW_QUERY))
        continue;

      visited[each->to] = TRUE;
      g_array_append_val (stack, each->to);
    }
}

static gpointer
make (LpCheck *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const LpNodes *clients = &check->kinds[LP_KIND_CLIENT];
  guint8 *visited = g_new0 (guint8, check->graph->n_nodes + 1);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_append_vals (stack, clients->nodes, clients->n);
  while (stack->len > 0)
    {
      const int node = g_array_index (stack, int, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      if (check->graph->nodes[node].kind != LP_KIND_QUEUE)
        visit (conversations, node, visited, stack);
    }

  return visited;
}

const guint8 *
lp_visited_get (LpCheck *check)
{
  return lp_check_get_shared (check, "visited", make, g_free);
}
