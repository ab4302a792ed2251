/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/database/primaries.h"

/* Whether it hears of what other primaries store, and they of what it does. Members of a quorum do,
 * whichever way the link between them is drawn. */
static gboolean
is_in_step (LpCheck *check,
            int      node)
{
  const gboolean follows = lp_copies_follows (check, node, FALSE);
  const gboolean feeds = lp_copies_feeds (check, node, FALSE);

  if (lp_element_get_choice (check->graph->nodes[node].element, LP_ATTRIBUTE_QUORUM) ==
      LP_QUORUM_MAJORITY)
    return follows || feeds;

  return follows && feeds;
}

static gboolean
replicates_at_all (LpCheck *check,
                   int      node)
{
  return lp_copies_follows (check, node, FALSE) || lp_copies_follows (check, node, TRUE) ||
         lp_copies_feeds (check, node, FALSE) || lp_copies_feeds (check, node, TRUE);
}

/* Notes who writes to @node. Returns whether one of them was noted before, for another
 * database. */
static gboolean
note_writers (LpCheck    *check,
              int         node,
              GHashTable *writers)
{
  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_in[k]];
      gpointer other;

      if (hop->flow != LP_FLOW_QUERY || check->graph->links[hop->last].access == LP_ACCESS_READ)
        continue;

      other = g_hash_table_lookup (writers, GINT_TO_POINTER (hop->from + 1));
      if (other != NULL && GPOINTER_TO_INT (other) != node + 1)
        return TRUE;
      g_hash_table_insert (writers, GINT_TO_POINTER (hop->from + 1), GINT_TO_POINTER (node + 1));
    }

  return FALSE;
}

LpPrimaries
lp_primaries_judge (LpCheck      *check,
                    const GArray *group)
{
  g_autoptr (GHashTable) writers = g_hash_table_new (NULL, NULL);
  gboolean replication = FALSE;
  gboolean shared = FALSE;
  gboolean both_ways = TRUE;
  guint n = 0;

  for (guint i = 0; i < group->len; i++)
    {
      int node = g_array_index (group, int, i);

      replication |= replicates_at_all (check, node);
      if (lp_copies_is_replica (check, node))
        continue;

      n++;
      both_ways &= is_in_step (check, node);
      shared |= note_writers (check, node, writers);
    }

  if (n < 2 || both_ways)
    return LP_PRIMARIES_FINE;

  return replication || shared ? LP_PRIMARIES_RIVALS : LP_PRIMARIES_STRANGERS;
}

GPtrArray *
lp_primaries_list (LpCheck      *check,
                   const GArray *group)
{
  GPtrArray *primaries = g_ptr_array_new_null_terminated (2, NULL, TRUE);

  for (guint i = 0; i < group->len; i++)
    {
      int node = g_array_index (group, int, i);

      if (!lp_copies_is_replica (check, node))
        g_ptr_array_add (primaries, check->graph->nodes[node].element);
    }

  return primaries;
}
