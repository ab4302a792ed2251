/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/exercise/requirements.h"

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
      if (elements->len < requirement->least)
        return FALSE;
    }

  return TRUE;
}
