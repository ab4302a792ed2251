/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/firewall/partners.h"

#include "analysis/conversation.h"

/* Nodes that stand one behind the other: a box and all in it. */
typedef struct
{
  int first;
  int last;
} Range;

static gboolean
is_in (Range range,
       int   node)
{
  return range.first <= node && node <= range.last;
}

static Range
get_inside (const LpGraph *graph,
            int            container)
{
  Range range = { container, container };

  while (range.last + 1 < (int) graph->n_nodes && graph->nodes[range.last + 1].parent >= container)
    range.last++;

  return range;
}

static gboolean
is_partnership (const LpConversation *conversation)
{
  return conversation->open && (conversation->flow == LP_FLOW_REPLICATION ||
                                conversation->flow == LP_FLOW_FAILOVER);
}

/* Marks who replicates with what is in @range, or takes over from it, where that gets through: else
 * the rule may stand on the wrong side. */
static void
mark_partners (LpCheck *check,
               Range    range,
               guint8  *marks)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);

  for (int node = range.first; node <= range.last; node++)
    {
      for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
        marks[conversations->list[i].to] |= is_partnership (&conversations->list[i]);
      for (guint k = conversations->in_start[node]; k < conversations->in_start[node + 1]; k++)
        {
          const LpConversation *each = &conversations->list[conversations->in[k]];

          marks[each->from] |= is_partnership (each);
        }
    }
}

/* Whether what the rule lets in and what stands behind the firewall are copies of one another, or
 * of the same. */
static gboolean
are_copies (const LpAllow *allow,
            Range          inside,
            const guint8  *ours,
            const guint8  *theirs,
            guint          n_nodes)
{
  const Range named = { allow->first, allow->last };

  for (guint i = 0; i < n_nodes; i++)
    if ((ours[i] && (theirs[i] || is_in (named, i))) || (theirs[i] && is_in (inside, i)))
      return TRUE;

  return FALSE;
}

static gboolean
say_the_same (const LpAllow *a,
              const LpAllow *b)
{
  if (a->transports != b->transports || a->any_port != b->any_port || a->n_ranges != b->n_ranges)
    return FALSE;

  for (guint i = 0; i < a->n_ranges; i++)
    if (a->ranges[i].first != b->ranges[i].first || a->ranges[i].last != b->ranges[i].last)
      return FALSE;

  return TRUE;
}

/* Whether a partner of whom the rule names is let in by the same rule, and uses it. */
static gboolean
is_used_by_partner (const LpTraffic *traffic,
                    const LpAllow   *allow,
                    int              firewall,
                    const guint8    *theirs)
{
  for (guint k = traffic->allow_start[firewall]; k < traffic->allow_start[firewall + 1]; k++)
    {
      const LpAllow *other = &traffic->allows[k];

      if (!traffic->used[k] || other->source != LP_SOURCE_NODES || !say_the_same (allow, other))
        continue;
      for (int node = other->first; node <= other->last; node++)
        if (theirs[node])
          return TRUE;
    }

  return FALSE;
}

gboolean
lp_partners_need (LpCheck *check,
                  guint    number)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpAllow *allow = &traffic->allows[number];
  const int firewall =
    lp_graph_find_element (check->graph, lp_element_get_parent (allow->element));
  const int container = check->graph->nodes[firewall].parent;
  const Range inside = get_inside (check->graph, MAX (container, 0));
  g_autofree guint8 *ours = NULL;
  g_autofree guint8 *theirs = NULL;

  if (container < 0)
    return FALSE;
  if (allow->transports == LP_TRANSPORT_VRRP)
    return TRUE;
  if (allow->source != LP_SOURCE_NODES)
    return FALSE;

  ours = g_new0 (guint8, check->graph->n_nodes + 1);
  theirs = g_new0 (guint8, check->graph->n_nodes + 1);
  mark_partners (check, inside, ours);
  mark_partners (check, (Range) { allow->first, allow->last }, theirs);

  return are_copies (allow, inside, ours, theirs, check->graph->n_nodes) ||
         is_used_by_partner (traffic, allow, firewall, theirs);
}
