/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "analysis/index.h"
#include "analysis/traffic-private.h"
#include "model/design.h"

#define MANY(mask) (((mask) & ((mask) - 1)) != 0)

static void
read_allows (LpTraffic *self,
             const int *last_inside)
{
  const LpGraph *graph = self->graph;
  GArray *allows = g_array_new (FALSE, FALSE, sizeof (LpAllow));

  self->allow_start = g_new (guint, graph->n_nodes + 1);
  self->priv->open = g_new0 (guint8, graph->n_nodes);
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      LpElement *each = NULL;

      self->allow_start[i] = allows->len;
      if (graph->nodes[i].kind != LP_KIND_FIREWALL)
        continue;

      self->priv->open[i] =
          (graph->nodes[i].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_POLICY)) != 0 &&
          lp_element_get_choice (graph->nodes[i].element, LP_ATTRIBUTE_POLICY) == LP_POLICY_ALLOW;
      if (graph->nodes[i].has_details)
        each = lp_element_find_child (graph->nodes[i].element, LP_KIND_ALLOW);
      for (; each != NULL; each = lp_element_find_next (each))
        {
          LpAllow allow;

          lp_allow_init (&allow, each, graph, self->servers, last_inside);
          g_array_append_val (allows, allow);
        }
    }

  self->allow_start[graph->n_nodes] = allows->len;
  self->n_allows = allows->len;
  self->used = g_new0 (guint8, allows->len + 1);
  self->visited = g_new0 (guint8, allows->len + 1);
  self->allows = (LpAllow *) g_array_free (allows, FALSE);
}

static void
list_guards (LpTraffic *self)
{
  const LpGraph *graph = self->graph;
  int *guards = lp_graph_new_numbers (graph->n_nodes);

  for (guint i = graph->n_nodes; i > 0; i--)
    {
      const int container = graph->nodes[i - 1].parent;

      if (!graph->nodes[i - 1].guards)
        continue;

      guards[i - 1] = guards[container];
      guards[container] = i - 1;
    }

  self->priv->guards = guards;
}

/* Whether @node stands in @container or is it. */
static gboolean
is_inside (const LpTraffic *self,
           int              container,
           int              node)
{
  return container <= node && node <= self->priv->last_inside[container];
}

gboolean
lp_traffic_is_specified (const LpTraffic *self,
                         int              firewall)
{
  return self->allow_start[firewall] < self->allow_start[firewall + 1] ||
         self->priv->open[firewall];
}

/* Where the addresses of @peer and its server are unknown it gets the benefit of the doubt. */
static gboolean
is_in_network (const LpTraffic *self,
               int              peer,
               const LpNetwork *network)
{
  const LpGraph *graph = self->graph;
  const int places[] = { peer, self->servers[peer] };
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (places) && places[i] >= 0; i++)
    for (guint k = graph->address_start[places[i]]; k < graph->address_start[places[i] + 1]; k++)
      {
        const LpGraphAddress *address = &graph->addresses[k];

        if (address->valid && lp_network_contains (network, &address->network))
          return TRUE;
        known |= address->valid;
      }

  return !known;
}

/* A visitor may come from anywhere; who administers comes from where the rules say. */
static gboolean
admits (const LpTraffic *self,
        int              firewall,
        const LpAllow   *allow,
        const LpLeg     *leg,
        int              source)
{
  const int peer = allow->out ? leg->to : source;

  switch (allow->source)
    {
    case LP_SOURCE_ANY:
      return TRUE;

    case LP_SOURCE_NODES:
      return (allow->first <= peer && peer <= allow->last) ||
             (!allow->out && allow->node == leg->from && leg->from != firewall);

    case LP_SOURCE_NETWORK:
      return (self->graph->nodes[peer].kind != LP_KIND_CLIENT || leg->flow == LP_FLOW_MANAGE) &&
             is_in_network (self, peer, &allow->network);

    case LP_SOURCE_UNKNOWN:
    default:
      return FALSE;
    }
}

/* In line, all rules of a firewall are asked; of one that guards, those for what comes in or those
 * for what goes out. */
static gboolean
is_asked (const LpTraffic *self,
          int              firewall,
          const LpAllow   *allow,
          gboolean         out)
{
  return allow->out == out || !self->graph->nodes[firewall].guards;
}

/* The number of the first rule of @firewall that lets @leg of @source through over @transport, or
 * -1. */
static int
find_rule (const LpTraffic *self,
           int              firewall,
           const LpLeg     *leg,
           int              source,
           gboolean         out,
           LpTransport      transport)
{
  for (guint k = self->allow_start[firewall]; k < self->allow_start[firewall + 1]; k++)
    if (is_asked (self, firewall, &self->allows[k], out) &&
        lp_allow_has_port (&self->allows[k], transport, leg->port) &&
        admits (self, firewall, &self->allows[k], leg, source))
      return k;

  return -1;
}

static void
mark_used (const LpTraffic *self,
           int              rule,
           int              peer)
{
  self->used[rule] = TRUE;
  if (self->graph->nodes[peer].kind == LP_KIND_CLIENT)
    self->visited[rule] = TRUE;
}

LpDecision
lp_traffic_decide (const LpTraffic *self,
                   int              firewall,
                   const LpLeg     *leg,
                   int              source,
                   gboolean         out,
                   int             *rule)
{
  *rule = -1;
  if (!lp_traffic_is_specified (self, firewall))
    return LP_DECISION_UNSPECIFIED;

  for (guint transport = 1; transport < LP_TRANSPORT_ANY; transport <<= 1)
    {
      if ((leg->transports & transport) == 0)
        continue;

      *rule = find_rule (self, firewall, leg, source, out, transport);
      if (*rule >= 0)
        mark_used (self, *rule, out ? leg->to : source);
      else if (!self->priv->open[firewall])
        return LP_DECISION_DENIED;
    }

  return LP_DECISION_ALLOWED;
}

/* Through a box in line that joins many kinds with many nobody can tell who talks to whom: there,
 * one source that passes is enough. */
static gboolean
is_unclear (const LpTraffic *self,
            int              node)
{
  return lp_traffic_is_in_line (self, node) && MANY (self->priv->kinds_before[node]) &&
         MANY (self->priv->kinds_behind[node]);
}

/* What stays within the container of a guard does not pass it. An address that a cluster shares
 * is in no server, wherever it is drawn. */
gboolean
lp_traffic_passes (const LpTraffic *self,
                   int              firewall,
                   const LpLeg     *leg,
                   int              source,
                   gboolean         out)
{
  const LpGraphNode *nodes = self->graph->nodes;
  const int container = nodes[firewall].parent;
  const int inner = out ? source : leg->to;
  const int outer = out ? leg->to : source;

  if (!nodes[firewall].guards)
    return TRUE;

  return (self->servers[source] < 0 || self->servers[source] != self->servers[leg->to]) &&
         is_inside (self, container, inner) && !is_inside (self, container, outer) &&
         (nodes[container].kind != LP_KIND_SERVER || nodes[inner].kind != LP_KIND_VIRTUAL_IP);
}

static void
cross (LpTraffic    *self,
       GArray       *crossings,
       guint         number,
       int           firewall,
       gboolean      out,
       const int    *sources,
       guint         n_sources)
{
  const LpLeg *leg = &self->legs[number];
  gboolean one_is_enough = is_unclear (self, leg->from);
  LpCrossing crossing = { number, firewall, out, LP_DECISION_UNSPECIFIED, -1, NULL };

  for (guint i = 0; i < n_sources; i++)
    {
      int source = sources[i];
      LpDecision decision;
      int rule;

      if (!lp_traffic_passes (self, firewall, leg, source, out))
        continue;

      decision = lp_traffic_decide (self, firewall, leg, source, out, &rule);
      if (crossing.source < 0 ||
          (decision != crossing.decision &&
           decision == (one_is_enough ? LP_DECISION_ALLOWED : LP_DECISION_DENIED)))
        {
          crossing.source = source;
          crossing.decision = decision;
          crossing.rule = rule >= 0 ? self->allows[rule].element : NULL;
        }
    }

  if (crossing.source >= 0)
    g_array_append_val (crossings, crossing);
}

/* A guard that says nothing of what goes out lets it go. */
static gboolean
has_out_rules (const LpTraffic *self,
               int              firewall)
{
  for (guint k = self->allow_start[firewall]; k < self->allow_start[firewall + 1]; k++)
    if (self->allows[k].out)
      return TRUE;

  return FALSE;
}

/* The guards of what stands around @node, from inside to outside. */
static void
cross_guards (LpTraffic *self,
              GArray    *crossings,
              guint      number,
              int        node,
              gboolean   out,
              const int *sources,
              guint      n_sources)
{
  for (; node >= 0; node = self->graph->nodes[node].parent)
    for (int guard = self->priv->guards[node]; guard >= 0; guard = self->priv->guards[guard])
      if (!out || has_out_rules (self, guard))
        cross (self, crossings, number, guard, out, sources, n_sources);
}

/* Behind what is in line its sources leave what they stand in, too. */
static void
cross_all (LpTraffic *self,
           GArray    *crossings,
           guint      number,
           const int *sources,
           guint      n_sources)
{
  LpLeg *leg = &self->legs[number];
  const LpKind to = self->graph->nodes[leg->to].kind;

  leg->first_crossing = crossings->len;
  if (to == LP_KIND_VIRTUAL_IP || !lp_traffic_passes_through (to))
    for (guint i = 0; i < n_sources; i++)
      cross_guards (self, crossings, number, sources[i], TRUE, &sources[i], 1);
  if (self->graph->nodes[leg->from].kind == LP_KIND_FIREWALL)
    cross (self, crossings, number, leg->from, FALSE, sources, n_sources);
  if (to == LP_KIND_VIRTUAL_IP || !lp_traffic_passes_through (to))
    cross_guards (self, crossings, number, leg->to, FALSE, sources, n_sources);
  leg->n_crossings = crossings->len - leg->first_crossing;
}

void
lp_traffic_find_crossings (LpTraffic *self,
                           const int *last_inside)
{
  GArray *crossings = g_array_new (FALSE, FALSE, sizeof (LpCrossing));

  self->priv->stamps = g_new0 (guint, self->graph->n_nodes);
  self->priv->last_inside = g_memdup2 (last_inside, self->graph->n_nodes * sizeof *last_inside);
  read_allows (self, last_inside);
  list_guards (self);

  for (guint i = 0; i < self->n_legs; i++)
    {
      g_autoptr (GArray) sources = NULL;

      if (!lp_traffic_is_in_line (self, self->legs[i].from))
        {
          cross_all (self, crossings, i, &self->legs[i].from, 1);
          continue;
        }

      sources = lp_traffic_list_sources (self, &self->legs[i]);
      cross_all (self, crossings, i, (const int *) sources->data, sources->len);
    }

  self->n_crossings = crossings->len;
  self->crossings = (LpCrossing *) g_array_free (crossings, FALSE);
  lp_index_new (self->crossings, sizeof (LpCrossing), G_STRUCT_OFFSET (LpCrossing, firewall),
                self->n_crossings, self->graph->n_nodes,
                &self->priv->crossing_start, &self->priv->crossing);
  lp_traffic_ask_for_doors (self);
}
