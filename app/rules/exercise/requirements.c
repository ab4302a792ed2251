/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/exercise/requirements.h"

guint
lp_requirement_count (const LpBriefRequirement *requirement,
                      const LpCheck            *check)
{
  const LpNodes *nodes = &check->kinds[requirement->who.kind];
  guint n = 0;

  for (guint i = 0; i < nodes->n; i++)
    n += lp_brief_fits (&requirement->who, check->graph->nodes[nodes->nodes[i]].element);

  return n;
}

gboolean
lp_requirement_counts_servers (const LpBriefRequirement *requirement)
{
  return requirement->who.kind == LP_KIND_SERVER && requirement->who.attribute == LP_ATTRIBUTE_ID;
}
