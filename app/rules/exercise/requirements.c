/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/exercise/requirements.h"

#include "analysis/conversation.h"

GPtrArray *
lp_requirement_list_elements (const LpBriefRequirement *requirement,
                              const LpCheck            *check)
{
  const LpNodes *nodes = &check->kinds[requirement->who.kind];
  GPtrArray *elements = g_ptr_array_new_null_terminated (4, NULL, TRUE);

  for (guint i = 0; i < nodes->n; i++)
    {
      LpElement *element = check->graph->nodes[nodes->nodes[i]].element;

      if (lp_brief_fits (&requirement->who, element))
        g_ptr_array_add (elements, element);
    }

  return elements;
}

/* Whom visitors find by themselves: each load balancer to which a name, or a CDN, leads. */
static guint
count_entries (const LpCheck *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const LpGraphNode *nodes = check->graph->nodes;
  g_autofree guint8 *counted = g_new0 (guint8, check->graph->n_nodes + 1);
  guint n = 0;

  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (each->offered && nodes[each->to].kind == LP_KIND_LOAD_BALANCER && !counted[each->to] &&
          (nodes[each->from].kind == LP_KIND_CLIENT || nodes[each->from].kind == LP_KIND_CDN))
        {
          counted[each->to] = TRUE;
          n++;
        }
    }

  return n;
}

gboolean
lp_requirement_is_met (const LpBriefRequirement *requirement,
                       const LpCheck            *check,
                       guint                     n)
{
  return n >= requirement->least ||
         (requirement->or_entries && count_entries (check) >= MAX (requirement->least, 2));
}

gboolean
lp_requirement_counts_servers (const LpBriefRequirement *requirement)
{
  return requirement->who.kind == LP_KIND_SERVER && requirement->who.attribute == LP_ATTRIBUTE_ID;
}

gboolean
lp_requirements_are_met (const LpCheck *check)
{
  for (guint i = 0; i < check->brief->requirements->len; i++)
    {
      const LpBriefRequirement *requirement;
      g_autoptr (GPtrArray) elements = NULL;

      requirement = &g_array_index (check->brief->requirements, LpBriefRequirement, i);
      elements = lp_requirement_list_elements (requirement, check);
      if (!lp_requirement_is_met (requirement, check, elements->len))
        return FALSE;
    }

  return TRUE;
}
