/* SPDX-License-Identifier: MIT */
/* traffic-doors.c: what browsers ask of their own accord. */
#include "config.h"

#include "analysis/traffic-private.h"

/* So many boxes are looked at for the doors behind one leg, at most. */
#define MAX_WAITING 256

/* Whether a visitor sends @leg; which one makes no difference. */
static int
find_visitor (const LpTraffic *self,
              const LpLeg     *leg)
{
  g_autoptr (GArray) sources = lp_traffic_list_sources (self, leg);

  for (guint i = 0; i < sources->len; i++)
    if (self->graph->nodes[g_array_index (sources, int, i)].kind == LP_KIND_CLIENT)
      return g_array_index (sources, int, i);

  return -1;
}

static gboolean
is_secure_at (const LpGraph *graph,
              int            node,
              int            port)
{
  for (guint k = graph->listen_start[node]; k < graph->listen_start[node + 1]; k++)
    if (graph->listeners[k].port == port && graph->listeners[k].protocol == LP_PROTOCOL_HTTPS)
      return TRUE;

  return FALSE;
}

static void
add_doors (const LpGraph *graph,
           int            node,
           GArray        *doors)
{
  for (guint k = graph->listen_start[node]; k < graph->listen_start[node + 1]; k++)
    {
      const LpGraphListener *listener = &graph->listeners[k];
      const LpDoor door = {
        node, listener->element, listener->protocol, listener->port, listener->redirects,
      };

      if (listener->port > 0 &&
          (listener->redirects || (listener->protocol == LP_PROTOCOL_UDP &&
                                   is_secure_at (graph, node, listener->port))))
        g_array_append_val (doors, door);
    }
}

GArray *
lp_traffic_list_doors (const LpTraffic *self,
                       const LpLeg     *leg)
{
  GArray *doors = g_array_new (FALSE, FALSE, sizeof (LpDoor));
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (leg->flow != LP_FLOW_REQUEST || find_visitor (self, leg) < 0)
    return doors;

  g_array_append_val (waiting, leg->to);
  for (guint i = 0; i < waiting->len; i++)
    {
      const int node = g_array_index (waiting, int, i);

      if (!g_hash_table_add (seen, GINT_TO_POINTER (node)))
        continue;

      if (!lp_traffic_is_in_line (self, node))
        {
          add_doors (self->graph, node, doors);
          continue;
        }

      for (guint k = self->out_start[node];
           k < self->out_start[node + 1] && waiting->len < MAX_WAITING;
           k++)
        if (self->legs[self->out[k]].flow == LP_FLOW_REQUEST)
          g_array_append_val (waiting, self->legs[self->out[k]].to);
    }

  return doors;
}

LpDecision
lp_traffic_ask (const LpTraffic  *self,
                const LpCrossing *crossing,
                const LpDoor     *door)
{
  LpLeg leg = self->legs[crossing->leg];
  const int visitor = find_visitor (self, &self->legs[crossing->leg]);
  int rule;

  leg.protocol = door->protocol;
  leg.port = door->port;
  leg.transports = lp_protocol_get_row (door->protocol)->transports;

  return lp_traffic_decide (self, crossing->firewall, &leg,
                            visitor >= 0 ? visitor : crossing->source, crossing->out, &rule);
}

void
lp_traffic_ask_for_doors (LpTraffic *self)
{
  for (guint i = 0; i < self->n_crossings; i++)
    if (!self->crossings[i].out)
      {
        g_autoptr (GArray) doors =
            lp_traffic_list_doors (self, &self->legs[self->crossings[i].leg]);

        for (guint k = 0; k < doors->len; k++)
          lp_traffic_ask (self, &self->crossings[i], &g_array_index (doors, LpDoor, k));
      }
}
