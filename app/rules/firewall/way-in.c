/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/firewall/way-in.h"

#include "rules/firewall/exposure.h"
#include "rules/firewall/holes.h"

const LpAllow *
lp_way_in_find_rule (LpCheck *check,
                     int      firewall,
                     int      node)
{
  const LpGraph *graph = check->graph;
  const LpAllow *allow = NULL;
  LpProtocol protocol = LP_PROTOCOL_NONE;
  int port = 0;

  for (guint k = graph->listen_start[node]; k < graph->listen_start[node + 1] && allow == NULL; k++)
    allow = lp_holes_find_public (check, firewall, LP_TRANSPORT_TCP, graph->listeners[k].port);

  /* What says no port listens where its kind usually does. */
  if (graph->listen_start[node] == graph->listen_start[node + 1])
    lp_graph_complete_service (graph, graph->nodes[node].kind == LP_KIND_DATABASE
                                        ? LP_FLOW_QUERY : LP_FLOW_REQUEST,
                               node, &protocol, &port);
  if (port > 0)
    allow = lp_holes_find_public (check, firewall, LP_TRANSPORT_TCP, port);

  return allow;
}

static gboolean
lets_in_everything (LpCheck       *check,
                    int            firewall,
                    const LpAllow *allow)
{
  return lp_element_get_choice (check->graph->nodes[firewall].element, LP_ATTRIBUTE_POLICY) ==
           LP_POLICY_ALLOW ||
         (allow != NULL && lp_holes_is_any (allow));
}

LpWayIn
lp_way_in_find (LpCheck        *check,
                int             node,
                const LpAllow **allow,
                int            *by)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpExposure *exposure = lp_exposure_get (check);
  gboolean guarded = FALSE;

  *allow = NULL;
  for (int place = node; place >= 0; place = check->graph->nodes[place].parent)
    for (int guard = exposure->guards[place]; guard >= 0; guard = exposure->next_guard[guard])
      {
        const LpAllow *found = lp_way_in_find_rule (check, guard, node);
        const gboolean everything = lets_in_everything (check, guard, found);

        guarded = TRUE;
        if (!lp_traffic_is_specified (traffic, guard) || (found == NULL && !everything))
          return LP_WAY_IN_NONE;
        if (*allow == NULL && !everything)
          {
            *allow = found;
            *by = guard;
          }
      }

  if (!guarded)
    return LP_WAY_IN_FREE;

  return *allow != NULL ? LP_WAY_IN_BY_RULE : LP_WAY_IN_NONE;
}
