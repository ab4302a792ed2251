/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/promoters.h"

/* By node. */
static gpointer
find (LpCheck *check)
{
  const LpNodes *databases = &check->kinds[LP_KIND_DATABASE];
  guint8 *promoters = g_new0 (guint8, check->graph->n_nodes + 1);

  for (guint i = 0; i < databases->n; i++)
    {
      LpElement *database = lp_check_get_element (check, databases->nodes[i]);
      const char *id = lp_element_get_text (database, LP_ATTRIBUTE_PROMOTED_BY);
      int node = *id != '\0' ? lp_graph_find (check->graph, id) : -1;

      if (node < 0)
        continue;

      promoters[node] = TRUE;
      if (check->servers[node] >= 0)
        promoters[check->servers[node]] = TRUE;
    }

  return promoters;
}

gboolean
lp_promoters_have (LpCheck *check,
                   int      node)
{
  const guint8 *promoters = lp_check_get_shared (check, "promoters", find, g_free);

  return promoters[node];
}
