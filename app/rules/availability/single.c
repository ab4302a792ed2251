/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/availability/single.h"

int
lp_single_find (LpCheck *check,
                LpKind   kind)
{
  const guint8 *reached = lp_check_get_reached (check);
  const LpNodes *nodes = &check->kinds[kind];
  int single = -1;

  for (guint i = 0; i < nodes->n; i++)
    {
      if (kind != LP_KIND_DATABASE && !reached[nodes->nodes[i]])
        continue;
      if (single >= 0)
        return -1;
      single = nodes->nodes[i];
    }

  if (single < 0 || !reached[single] || !check->graph->nodes[single].fails)
    return -1;

  return single;
}
