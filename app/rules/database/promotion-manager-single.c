/* SPDX-License-Identifier: MIT */
/* promotion-manager-single: a failover needs who orders it, and that can be gone, too. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "rules/database/takeovers.h"
#include "rules/engine/rule.h"
#include "rules/engine/visited.h"

/* Who promotes all of the replicas from @first to before @end; -1: several, or nobody says. */
static int
find_manager (LpCheck      *check,
              const GArray *takeovers,
              guint         first,
              guint         end)
{
  const char *manager = NULL;

  for (guint i = first; i < end; i++)
    {
      const int replica = g_array_index (takeovers, LpTakeover, i).replica;
      const char *id = lp_element_get_text (lp_check_get_element (check, replica),
                                            LP_ATTRIBUTE_PROMOTED_BY);

      if (*id == '\0' || (manager != NULL && !g_str_equal (id, manager)))
        return -1;
      manager = id;
    }

  return lp_graph_find (check->graph, manager);
}

static gboolean
is_inside (LpCheck *check,
           int      node,
           int      container)
{
  while (node >= 0 && node != container)
    node = check->graph->nodes[node].parent;

  return node >= 0;
}

/* What fails as one: a server, or a component that stands in none. */
static int
get_machine (LpCheck *check,
             int      node)
{
  return check->servers[node] >= 0 ? check->servers[node] : node;
}

/* Whether what can fail in @zone stands on several machines. */
static gboolean
is_spread (LpCheck *check,
           int      zone)
{
  int machine = -1;

  for (guint i = zone + 1; i < check->graph->n_nodes && is_inside (check, i, zone); i++)
    {
      if (!check->graph->nodes[i].fails || check->graph->nodes[i].kind == LP_KIND_ZONE)
        continue;
      if (machine >= 0 && get_machine (check, i) != machine)
        return TRUE;
      machine = get_machine (check, i);
    }

  return FALSE;
}

/* By node: whether it is joined with another machine that can take its place. */
static guint8 *
mark_joined (LpCheck *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  guint8 *joined = g_new0 (guint8, check->graph->n_nodes + 1);

  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if ((each->flow == LP_FLOW_FAILOVER || each->flow == LP_FLOW_REPLICATION) &&
          get_machine (check, each->from) != get_machine (check, each->to))
        joined[each->from] = joined[each->to] = TRUE;
    }

  return joined;
}

/* Whether @manager only stands before several machines. */
static gboolean
stands_before_many (LpCheck *check,
                    int      manager)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  int machine = -1;

  if (!lp_kind_is (check->graph->nodes[manager].kind, LP_TRAIT_PASSES_ON))
    return FALSE;

  for (guint i = conversations->start[manager]; i < conversations->start[manager + 1]; i++)
    {
      const int other = get_machine (check, conversations->list[i].to);

      if (machine >= 0 && other != machine)
        return TRUE;
      machine = other;
    }

  return FALSE;
}

static gboolean
has_peers (LpCheck      *check,
           int           manager,
           const guint8 *joined)
{
  for (guint i = manager; i < check->graph->n_nodes && is_inside (check, i, manager); i++)
    if (joined[i])
      return TRUE;

  return stands_before_many (check, manager);
}

static gboolean
is_single (LpCheck      *check,
           int           manager,
           const guint8 *joined)
{
  const LpGraphNode *node = &check->graph->nodes[manager];

  if (node->kind == LP_KIND_ZONE)
    return !node->managed && !is_spread (check, manager);

  /* A virtual IP does not fail, but who holds it does. */
  return (node->fails || node->kind == LP_KIND_VIRTUAL_IP) &&
         !has_peers (check, manager, joined);
}

/* Whether another process of the same program watches @primary, too, from another machine, and is
 * no part of the site itself. */
static gboolean
has_colleague (LpCheck *check,
               int      manager,
               int      primary)
{
  const LpGraphNode *nodes = check->graph->nodes;
  const guint8 *visited = lp_visited_get (check);
  const char *software = lp_element_get_text (nodes[manager].element, LP_ATTRIBUTE_SOFTWARE);

  for (guint k = check->hop_in_start[primary]; k < check->hop_in_start[primary + 1]; k++)
    {
      const int other = check->hops[check->hop_in[k]].from;

      if (*software != '\0' && !visited[other] && nodes[other].kind == nodes[manager].kind &&
          get_machine (check, other) != get_machine (check, manager) &&
          g_str_equal (lp_element_get_text (nodes[other].element, LP_ATTRIBUTE_SOFTWARE), software))
        return TRUE;
    }

  return FALSE;
}

/* A replica that promotes itself is there whenever it is needed. */
static gboolean
promotes_itself (LpCheck      *check,
                 const GArray *takeovers,
                 guint         first,
                 guint         end,
                 int           manager)
{
  for (guint i = first; i < end; i++)
    if (is_inside (check, g_array_index (takeovers, LpTakeover, i).replica, manager))
      return TRUE;

  return FALSE;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) takeovers = lp_takeovers_list (check);
  g_autofree guint8 *joined = mark_joined (check);

  for (guint i = 0, end; i < takeovers->len; i = end)
    {
      const int primary = g_array_index (takeovers, LpTakeover, i).primary;
      int manager;
      g_autoptr (GPtrArray) replicas = NULL;
      g_autofree char *names = NULL;

      end = lp_takeovers_find_end (takeovers, i);
      manager = find_manager (check, takeovers, i, end);
      if (manager < 0 || !is_single (check, manager, joined) ||
          promotes_itself (check, takeovers, i, end, manager) ||
          has_colleague (check, manager, primary))
        continue;

      replicas = lp_takeovers_list_replicas (check, takeovers, i, end);
      names = lp_check_join_names (check, (LpElement **) replicas->pdata);
      g_ptr_array_add (replicas, lp_check_get_element (check, primary));
      lp_check_report (check, rule, LP_ELEMENTS (lp_check_get_element (check, manager)),
                       (LpElement **) replicas->pdata,
                       get_machine (check, manager) == get_machine (check, primary)
                         ? _("“%s” is to promote %s, but it fails together with “%s”, the "
                             "primary.")
                         : _("Only “%s” promotes %s: while it is down nobody takes over from "
                             "“%s”."),
                       lp_check_get_name (check, manager), names,
                       lp_check_get_name (check, primary));
    }
}

const LpRule lp_rule_promotion_manager_single = {
  .key = "promotion-manager-single",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Failover hangs on one machine"),
  .why = N_("Somebody has to see that the primary is gone and promote a replica. "
            "When that is one process on one machine, it can be down on the very day it is "
            "needed, and nobody notices before. "
            "It also sees the primary from one place only: what it takes for a failure may be its "
            "own network."),
  .advice = N_("Run three on machines of their own that decide by majority, as Orchestrator with "
               "Raft, Redis Sentinel or Patroni with etcd do."),
  .check = check_design,
};
