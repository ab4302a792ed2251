/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/sizing/tiers.h"

guint
lp_tier_of (LpKind kind)
{
  switch (kind)
    {
    case LP_KIND_LOAD_BALANCER:
      return LP_TIER_BALANCER;
    case LP_KIND_WEB_SERVER:
      return LP_TIER_WEB;
    case LP_KIND_APP_SERVER:
      return LP_TIER_APP;
    case LP_KIND_DATABASE:
      return LP_TIER_DATABASE;
    default:
      return 0;
    }
}

guint8 *
lp_tiers_new (const LpCheck *check)
{
  guint8 *tiers = g_new0 (guint8, check->graph->n_nodes);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (check->servers[i] >= 0)
      tiers[check->servers[i]] |= lp_tier_of (check->graph->nodes[i].kind);

  return tiers;
}
