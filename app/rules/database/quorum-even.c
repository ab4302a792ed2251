/* SPDX-License-Identifier: MIT */
/* quorum-even: of an even number half is no majority, so the last one adds nothing. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "rules/engine/groups.h"
#include "rules/engine/rule.h"

static gboolean
has_quorum (LpCheck *check,
            int      node)
{
  const LpGraphNode *n = &check->graph->nodes[node];

  return n->kind == LP_KIND_DATABASE &&
         lp_element_get_choice (n->element, LP_ATTRIBUTE_QUORUM) == LP_QUORUM_MAJORITY;
}

static gboolean
joins_members (const LpConversation *conversation)
{
  return conversation->flow == LP_FLOW_REPLICATION || conversation->flow == LP_FLOW_FAILOVER;
}

static LpGroups *
join_members (LpCheck *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  LpGroups *groups = lp_groups_new (check);

  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (each->flow == LP_FLOW_REPLICATION && has_quorum (check, each->from) &&
          has_quorum (check, each->to))
        lp_groups_join (groups, each->from, each->to);
    }

  return groups;
}

/* What has a vote and no data may be drawn as any component that members replicate with: groups
 * that have one. */
static GHashTable *
list_arbitrated (LpCheck  *check,
                 LpGroups *groups)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  GHashTable *arbitrated = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];
      const int member = has_quorum (check, each->from) ? each->from : each->to;
      const int other = member == each->from ? each->to : each->from;

      if (joins_members (each) && has_quorum (check, member) &&
          check->graph->nodes[other].kind != LP_KIND_DATABASE)
        g_hash_table_add (arbitrated, GINT_TO_POINTER (lp_groups_find (groups, member) + 1));
    }

  return arbitrated;
}

static gboolean
is_ours (LpCheck      *check,
         const GArray *group)
{
  for (guint i = 0; i < group->len; i++)
    if (check->graph->nodes[g_array_index (group, int, i)].fails)
      return TRUE;

  return FALSE;
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        const GArray *group)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_null_terminated (group->len, NULL, TRUE);
  g_autofree char *names = NULL;

  for (guint i = 0; i < group->len; i++)
    g_ptr_array_add (members, lp_check_get_element (check, g_array_index (group, int, i)));

  names = lp_check_join_names (check, (LpElement **) members->pdata);
  if (group->len == 2)
    lp_check_report (check, rule, (LpElement **) members->pdata, NULL,
                     _("%s decide by majority, and one of two is none: when either fails, the "
                       "other stops."), names);
  else
    lp_check_report (check, rule, (LpElement **) members->pdata, NULL,
                     _("%s decide by majority, and there are %u of them: they survive the loss of "
                       "%u, no more than %u would, and stop when the network parts them in "
                       "halves."),
                     names, group->len, group->len / 2 - 1, group->len - 1);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (LpGroups) groups = join_members (check);
  g_autoptr (GHashTable) arbitrated = list_arbitrated (check, groups);
  g_autoptr (GPtrArray) list = lp_groups_list (groups, &check->kinds[LP_KIND_DATABASE]);

  for (guint i = 0; i < list->len; i++)
    {
      const GArray *group = list->pdata[i];
      const int root = lp_groups_find (groups, g_array_index (group, int, 0));

      if (group->len % 2 == 0 && is_ours (check, group) &&
          !g_hash_table_contains (arbitrated, GINT_TO_POINTER (root + 1)))
        report (rule, check, group);
    }
}

const LpRule lp_rule_quorum_even = {
  .key = "quorum-even",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Quorum of an even number"),
  .why = N_("Members of a quorum work only while more than half of them see each other, so that "
            "two halves never go on separately. "
            "Of two that is both, so two stop more often than one alone would. "
            "Of four it is three: they survive one loss, as three do, and when the network splits "
            "them two and two, both sides stop."),
  .advice = N_("Use an odd number: add a member, or an arbiter, which votes but keeps no data, on "
               "a machine of its own."),
  .check = check_design,
};
