/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/balancing/pool-needs.h"

#include "analysis/conversation.h"
#include "rules/engine/key.h"

static gboolean
asks (const LpConversation *conversation)
{
  return conversation->offered && lp_conversation_asks (conversation);
}

static gboolean
needs (const LpConversation *conversation)
{
  return asks (conversation) && conversation->required;
}

/* Whether all of it can be lost. */
static gboolean
can_fail (const LpGraph *graph,
          int            node)
{
  return graph->nodes[node].fails || graph->nodes[node].kind == LP_KIND_VIRTUAL_IP;
}

/* By pool of @node how many it may ask; of those only whom @asked names by node, where it is not
 * NULL. */
static GHashTable *
count_pools (const LpConversations *conversations,
             int                    node,
             const guint8          *asked)
{
  GHashTable *counts = lp_key_table_new ();

  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];
      const gint64 pool = lp_conversation_get_pool (conversations, each);

      if (needs (each) && (asked == NULL || asked[each->to]))
        lp_key_table_set (counts, pool,
                          GINT_TO_POINTER (GPOINTER_TO_INT (lp_key_table_find (counts, pool)) +
                                           1));
    }

  return counts;
}

/* Whether @node loses one of its pools whole with what @lost marks. */
static gboolean
is_stranded (const LpConversations *conversations,
             int                    node,
             const guint8          *lost)
{
  g_autoptr (GHashTable) all = count_pools (conversations, node, NULL);
  g_autoptr (GHashTable) gone = count_pools (conversations, node, lost);
  GHashTableIter iter;
  gpointer pool, n;

  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, &pool, &n))
    if (g_hash_table_lookup (all, pool) == n)
      return TRUE;

  return FALSE;
}

/* What @node asks in one pool. NULL where it can not all be lost. */
static GPtrArray *
list_pool (LpCheck               *check,
           const LpConversations *conversations,
           int                    node,
           gint64                 pool,
           guint8                *marks)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (2, NULL, TRUE);

  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (!needs (each) || lp_conversation_get_pool (conversations, each) != pool)
        continue;
      if (!can_fail (check->graph, each->to))
        return NULL;
      if (!marks[each->to])
        g_ptr_array_add (elements, lp_check_get_element (check, each->to));
      marks[each->to] = TRUE;
    }

  return g_steal_pointer (&elements);
}

static void
unmark (const LpConversations *conversations,
        int                    node,
        guint8                *marks)
{
  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    marks[conversations->list[i].to] = FALSE;
}

/* What @node needs and @other does not. */
static GPtrArray *
find_difference (LpCheck               *check,
                 const LpConversations *conversations,
                 int                    node,
                 int                    other,
                 guint8                *marks)
{
  g_autoptr (GHashTable) pools = count_pools (conversations, node, NULL);
  GHashTableIter iter;
  gpointer pool;

  g_hash_table_iter_init (&iter, pools);
  while (g_hash_table_iter_next (&iter, &pool, NULL))
    {
      g_autoptr (GPtrArray) elements = list_pool (check, conversations, node,
                                                  *(const gint64 *) pool, marks);
      const gboolean stranded = elements == NULL || is_stranded (conversations, other, marks);

      unmark (conversations, node, marks);
      if (!stranded)
        return g_steal_pointer (&elements);
    }

  return NULL;
}

GPtrArray *
lp_pool_needs_find_own (LpCheck *check,
                        int      source,
                        int     *target)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  g_autofree guint8 *marks = g_new0 (guint8, check->graph->n_nodes + 1);
  g_autoptr (GHashTable) firsts = lp_key_table_new ();

  for (guint i = conversations->start[source]; i < conversations->start[source + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];
      const gint64 pool = lp_conversation_get_pool (conversations, each);
      const int first = GPOINTER_TO_INT (lp_key_table_find (firsts, pool)) - 1;
      GPtrArray *found;

      if (!asks (each))
        continue;
      if (first < 0)
        {
          lp_key_table_set (firsts, pool, GINT_TO_POINTER (each->to + 1));
          continue;
        }
      if (first == each->to)
        continue;

      *target = first;
      found = find_difference (check, conversations, first, each->to, marks);
      if (found == NULL)
        {
          *target = each->to;
          found = find_difference (check, conversations, each->to, first, marks);
        }
      if (found != NULL)
        return found;
    }

  return NULL;
}
