/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/tiers.h"

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

gboolean
lp_tiers_are_split (const LpCheck *check)
{
  static const LpKind kinds[] = {
    LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER, LP_KIND_DATABASE,
  };
  g_autofree guint8 *tiers = NULL;
  gboolean any_doubled = FALSE;

  /* As long as everything is there once, it is a small site and not a scaled one. */
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    any_doubled |= check->kinds[kinds[i]].n > 1;
  if (!any_doubled)
    return FALSE;

  tiers = lp_tiers_new (check);
  for (guint i = 0; i < check->graph->n_nodes; i++)
    if ((tiers[i] & (tiers[i] - 1)) != 0)
      return FALSE;

  return TRUE;
}
