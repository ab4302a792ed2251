/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/clients.h"

gboolean
lp_clients_is_operator (LpCheck *check,
                        int      node)
{
  gboolean manages = FALSE;

  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    {
      LpFlow flow = check->hops[check->hop_out[k]].flow;

      if (flow == LP_FLOW_REQUEST)
        return FALSE;
      manages |= flow == LP_FLOW_MANAGE;
    }

  return manages;
}
