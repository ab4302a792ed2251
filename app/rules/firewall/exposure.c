/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/firewall/exposure.h"

#include <string.h>

static LpKind
get_kind (const LpExposure *self,
          int               node)
{
  return self->check->graph->nodes[node].kind;
}

/* How what @node sends arrives. */
static guint8
get_sent (const LpExposure *self,
          int               node)
{
  switch (get_kind (self, node))
    {
    case LP_KIND_CLIENT:
      return LP_EXPOSURE_BARE;

    case LP_KIND_FIREWALL:
      return (self->marks[node] & (LP_EXPOSURE_BARE | LP_EXPOSURE_FILTERED)) != 0
               ? LP_EXPOSURE_FILTERED : 0;

    case LP_KIND_ROUTER:
    case LP_KIND_VIRTUAL_IP:
      return self->marks[node];

    default:
      return LP_EXPOSURE_INSIDE;
    }
}

/* What passes through comes onto the stack again whenever it hears something new: three times at
 * most. */
static void
follow (LpExposure      *self,
        const LpTraffic *traffic,
        GArray          *stack)
{
  while (stack->len > 0)
    {
      int node = g_array_index (stack, int, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      for (guint k = traffic->out_start[node]; k < traffic->out_start[node + 1]; k++)
        {
          const LpLeg *leg = &traffic->legs[traffic->out[k]];
          guint8 marks = self->marks[leg->to] | get_sent (self, node);

          if (marks == self->marks[leg->to])
            continue;

          self->marks[leg->to] = marks;
          if (lp_traffic_passes_through (get_kind (self, leg->to)))
            g_array_append_val (stack, leg->to);
        }
    }
}

/* What visitors reach through a firewall in line is behind it, and so is what that asks. */
static void
find_behind (LpExposure      *self,
             const LpTraffic *traffic,
             GArray          *stack)
{
  const LpNodes *firewalls = &self->check->kinds[LP_KIND_FIREWALL];

  for (guint i = 0; i < firewalls->n; i++)
    if (get_sent (self, firewalls->nodes[i]) != 0 && self->behind[firewalls->nodes[i]] < 0)
      {
        self->behind[firewalls->nodes[i]] = firewalls->nodes[i];
        g_array_append_val (stack, firewalls->nodes[i]);
      }

  while (stack->len > 0)
    {
      int node = g_array_index (stack, int, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      for (guint k = traffic->out_start[node]; k < traffic->out_start[node + 1]; k++)
        {
          const LpLeg *leg = &traffic->legs[traffic->out[k]];

          if ((leg->flow != LP_FLOW_REQUEST && leg->flow != LP_FLOW_QUERY) ||
              self->behind[leg->to] >= 0)
            continue;

          self->behind[leg->to] = self->behind[node];
          g_array_append_val (stack, leg->to);
        }
    }
}

static gpointer
exposure_new (LpCheck *check)
{
  LpExposure *self = g_new0 (LpExposure, 1);
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpNodes *firewalls = &check->kinds[LP_KIND_FIREWALL];
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (int));

  self->check = check;
  self->marks = g_new0 (guint8, check->graph->n_nodes);
  self->guards = lp_graph_new_numbers (check->graph->n_nodes);
  self->next_guard = lp_graph_new_numbers (check->graph->n_nodes);
  self->behind = g_new (int, check->graph->n_nodes + 1);
  memset (self->behind, 0xff, check->graph->n_nodes * sizeof (int));

  for (guint i = firewalls->n; i-- > 0;)
    if (check->graph->nodes[firewalls->nodes[i]].guards)
      {
        const int firewall = firewalls->nodes[i];
        const int container = check->graph->nodes[firewall].parent;

        self->next_guard[firewall] = self->guards[container];
        self->guards[container] = firewall;
      }

  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (!lp_traffic_passes_through (get_kind (self, i)))
      g_array_append_val (stack, i);
  follow (self, traffic, stack);
  find_behind (self, traffic, stack);

  return self;
}

static void
exposure_free (gpointer data)
{
  LpExposure *self = data;

  g_free (self->marks);
  g_free (self->guards);
  g_free (self->next_guard);
  g_free (self->behind);
  g_free (self);
}

const LpExposure *
lp_exposure_get (LpCheck *check)
{
  return lp_check_get_shared (check, "exposure", exposure_new, exposure_free);
}

int
lp_exposure_get_host (const LpExposure *self,
                      int               node)
{
  return self->check->servers[node] >= 0 ? self->check->servers[node] : node;
}

gboolean
lp_exposure_is_guarded (const LpExposure *self,
                        int               node)
{
  for (; node >= 0; node = self->check->graph->nodes[node].parent)
    if (self->guards[node] >= 0)
      return TRUE;

  return FALSE;
}

static LpAddressed
get_own (const LpGraph *graph,
         int            node)
{
  LpAddressed addressed = LP_ADDRESSED_UNKNOWN;

  for (guint k = graph->address_start[node]; k < graph->address_start[node + 1]; k++)
    {
      const LpGraphAddress *address = &graph->addresses[k];

      if (!address->valid)
        continue;
      if (address->listed && lp_network_is_public (&address->network))
        return LP_ADDRESSED_PUBLIC;
      addressed = LP_ADDRESSED_PRIVATE;
    }

  return addressed;
}

/* What virtual IPs lead to @node, and whether one of them is public. */
static gboolean
has_public_virtual_ip (const LpExposure *self,
                       int               node)
{
  const LpTraffic *traffic = lp_check_get_traffic (self->check);

  for (guint k = traffic->in_start[node]; k < traffic->in_start[node + 1]; k++)
    {
      const int from = traffic->legs[traffic->in[k]].from;

      if (get_kind (self, from) == LP_KIND_VIRTUAL_IP &&
          get_own (self->check->graph, from) == LP_ADDRESSED_PUBLIC)
        return TRUE;
    }

  return FALSE;
}

LpAddressed
lp_exposure_get_addressed (const LpExposure *self,
                           int               node)
{
  const int host = lp_exposure_get_host (self, node);
  const LpAddressed own = get_own (self->check->graph, node);
  const LpAddressed around = get_own (self->check->graph, host);

  return has_public_virtual_ip (self, node) ? LP_ADDRESSED_PUBLIC : MAX (own, around);
}

LpAddressed
lp_exposure_get_reach (const LpExposure *self,
                       int               firewall)
{
  const LpGraph *graph = self->check->graph;
  const int container = graph->nodes[firewall].parent;
  LpAddressed addressed = LP_ADDRESSED_UNKNOWN;

  if ((self->marks[firewall] & (LP_EXPOSURE_BARE | LP_EXPOSURE_FILTERED)) != 0)
    return LP_ADDRESSED_PUBLIC;
  if (!graph->nodes[firewall].guards)
    return self->marks[firewall] != 0 ? LP_ADDRESSED_PRIVATE : LP_ADDRESSED_UNKNOWN;

  /* What stands in a box has the numbers behind that of the box. */
  addressed = get_own (graph, container);
  for (guint i = container + 1; i < graph->n_nodes && graph->nodes[i].parent >= container; i++)
    {
      const LpAddressed inside = lp_exposure_get_addressed (self, i);

      addressed = MAX (addressed, inside);
    }

  return addressed;
}

gboolean
lp_exposure_is_ours (const LpExposure *self,
                     int               node)
{
  LpKind kind = get_kind (self, node);
  int host = lp_exposure_get_host (self, node);

  return kind != LP_KIND_CLIENT && !lp_traffic_passes_through (kind) &&
         !self->check->graph->nodes[node].managed && !self->check->graph->nodes[host].managed;
}
