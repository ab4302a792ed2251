/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/database/copies.h"

#include "rules/engine/siblings.h"

static gboolean
is_database (LpCheck *check,
             int      node)
{
  return check->graph->nodes[node].kind == LP_KIND_DATABASE;
}

gboolean
lp_copies_is_replica (LpCheck *check,
                      int      node)
{
  return check->graph->nodes[node].replica;
}

gboolean
lp_copies_replicates (LpCheck     *check,
                      const LpHop *hop)
{
  return hop->flow == LP_FLOW_REPLICATION && hop->from != hop->to &&
         is_database (check, hop->from) && is_database (check, hop->to);
}

static gpointer
make_list (LpCheck *check)
{
  g_autoptr (LpGroups) groups = lp_siblings_new (check);

  for (guint i = 0; i < check->n_hops; i++)
    if (lp_copies_replicates (check, &check->hops[i]))
      lp_groups_join (groups, check->hops[i].from, check->hops[i].to);

  return lp_groups_list (groups, &check->kinds[LP_KIND_DATABASE]);
}

const GPtrArray *
lp_copies_list (LpCheck *check)
{
  return lp_check_get_shared (check, "copies", make_list, (GDestroyNotify) g_ptr_array_unref);
}

gboolean
lp_copies_follows (LpCheck *check,
                   int      node,
                   gboolean replica)
{
  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_in[k]];

      if (lp_copies_replicates (check, hop) && lp_copies_is_replica (check, hop->from) == replica)
        return TRUE;
    }

  return FALSE;
}

gboolean
lp_copies_feeds (LpCheck *check,
                 int      node,
                 gboolean replica)
{
  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];

      if (lp_copies_replicates (check, hop) && lp_copies_is_replica (check, hop->to) == replica)
        return TRUE;
    }

  return FALSE;
}

gboolean
lp_copies_is_asked (LpCheck *check,
                    int      node)
{
  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_in[k]];

      if (hop->flow == LP_FLOW_QUERY || hop->flow == LP_FLOW_REQUEST)
        return TRUE;
    }

  return FALSE;
}
