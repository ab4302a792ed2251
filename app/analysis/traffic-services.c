/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/traffic-private.h"
#include "model/design.h"

/* How many boxes in line one behind the other are asked for a service, and how many services may
 * come out of one of them. */
#define MAX_CHAIN 16
#define MAX_NAMED 8

/* What the legs that end at a box in line name. */
typedef struct
{
  guint   n;
  LpService services[MAX_NAMED];
} Named;

static void
read_links (LpTraffic *self)
{
  self->priv->services = g_new0 (LpService, self->n_legs);

  for (guint i = 0; i < self->n_legs; i++)
    {
      const LpGraphLink *link = &self->graph->links[self->legs[i].link];
      LpService *service = &self->priv->services[i];

      service->flow = self->legs[i].flow;
      if (service->flow == LP_FLOW_FAILOVER)
        continue;

      service->protocol = link->protocol;
      service->port = MAX (link->port, 0);
    }
}

static const LpService *
get_named (const LpTraffic *self,
           const LpLeg     *leg)
{
  return &self->priv->services[leg - self->legs];
}

static void
add_named (Named         *named,
           const LpService *service)
{
  for (guint i = 0; i < named->n; i++)
    if (named->services[i].flow == service->flow && named->services[i].port == service->port &&
        named->services[i].protocol == service->protocol)
      return;

  if (named->n < MAX_NAMED)
    named->services[named->n++] = *service;
}

/* What the legs into @node, and through what is in line before it, name. */
static const Named *
gather_named (LpTraffic *self,
              int        node,
              guint      depth)
{
  Named *named = g_hash_table_lookup (self->priv->named, GINT_TO_POINTER (node + 1));

  if (named != NULL)
    return named;

  named = g_new0 (Named, 1);
  g_hash_table_insert (self->priv->named, GINT_TO_POINTER (node + 1), named);

  for (guint k = self->in_start[node]; k < self->in_start[node + 1]; k++)
    {
      const LpLeg *leg = &self->legs[self->in[k]];

      if (lp_traffic_is_named (self, leg))
        {
          add_named (named, get_named (self, leg));
        }
      else if (lp_traffic_is_in_line (self, leg->from) && depth < MAX_CHAIN)
        {
          const Named *before = gather_named (self, leg->from, depth + 1);

          for (guint i = 0; i < before->n; i++)
            add_named (named, &before->services[i]);
        }
    }

  return named;
}

static gboolean
fits (const LpTraffic *self,
      int              target,
      const LpService *service)
{
  const LpGraph *graph = self->graph;

  for (guint k = graph->listen_start[target]; k < graph->listen_start[target + 1]; k++)
    if ((service->port == 0 || service->port == graph->listeners[k].port) &&
        (service->protocol == LP_PROTOCOL_NONE ||
         service->protocol == graph->listeners[k].protocol))
      return TRUE;

  return FALSE;
}

/* What comes in by a box in line goes out again: the first service for which @target listens,
 * else the only one of this flow. */
static void
inherit_service (LpTraffic   *self,
                 const LpLeg *leg,
                 int          target,
                 LpService   *service)
{
  const Named *named = gather_named (self, leg->from, 0);
  const LpService *only = NULL;
  guint n = 0;

  for (guint i = 0; i < named->n; i++)
    {
      if (fits (self, target, &named->services[i]))
        {
          *service = named->services[i];
          return;
        }

      if (named->services[i].flow == leg->flow)
        {
          only = &named->services[i];
          n++;
        }
    }

  if (n == 1)
    *service = *only;
}

/* The leg that takes on what @leg brings to a box in line, or NULL: the first to something that
 * listens for what is named, else the first of the same flow, else the first. */
static const LpLeg *
find_onward (const LpTraffic *self,
             const LpLeg     *leg,
             const LpService   *named)
{
  const LpLeg *same = NULL;
  const LpLeg *other = NULL;

  for (guint k = self->out_start[leg->to]; k < self->out_start[leg->to + 1]; k++)
    {
      const LpLeg *onward = &self->legs[self->out[k]];

      if (onward->to == leg->from ||
          (onward->flow == LP_FLOW_FAILOVER) != (leg->flow == LP_FLOW_FAILOVER))
        continue;

      if (named != NULL && fits (self, onward->to, named))
        return onward;

      if (same == NULL && onward->flow == leg->flow)
        same = onward;
      if (other == NULL)
        other = onward;
    }

  return same != NULL ? same : other;
}

static void
find_service (LpTraffic *self,
              LpLeg     *leg)
{
  const LpLeg *last = leg;
  LpService service = *get_named (self, leg);
  gboolean named = lp_traffic_is_named (self, leg);

  for (guint depth = 0; depth < MAX_CHAIN && lp_traffic_is_in_line (self, last->to); depth++)
    {
      const LpLeg *onward = find_onward (self, last, named ? &service : NULL);

      if (onward == NULL)
        break;

      last = onward;
      if (!named && lp_traffic_is_named (self, last))
        {
          service = *get_named (self, last);
          named = TRUE;
        }
    }

  if (!named && lp_traffic_is_in_line (self, leg->from) && leg->flow != LP_FLOW_FAILOVER)
    inherit_service (self, leg, last->to, &service);

  leg->protocol = service.protocol;
  leg->port = service.port;
  lp_graph_complete_service (self->graph, leg->flow, last->to, &leg->protocol, &leg->port);
  leg->transports = lp_protocol_get_row (leg->protocol)->transports;
}

/* How well a listener on the right port answers @leg: HTTP/3 listens on the same one over UDP. */
static int
get_fit (const LpLeg           *leg,
         const LpGraphListener *listener)
{
  if (listener->protocol == leg->protocol)
    return 3;

  return (lp_protocol_get_row (listener->protocol)->transports & leg->transports) != 0 ? 2 : 1;
}

static void
find_listener (const LpTraffic *self,
               LpLeg           *leg)
{
  const LpGraph *graph = self->graph;
  int best = 0;

  for (guint k = graph->listen_start[leg->to]; k < graph->listen_start[leg->to + 1]; k++)
    {
      const LpGraphListener *listener = &graph->listeners[k];
      const int fit = get_fit (leg, listener);

      if (leg->port <= 0 || listener->port != leg->port || fit <= best)
        continue;

      best = fit;
      leg->listener = listener->element;
      leg->heard = listener->protocol;
    }
}

void
lp_traffic_find_services (LpTraffic *self)
{
  read_links (self);
  self->priv->named = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < self->n_legs; i++)
    {
      find_service (self, &self->legs[i]);
      find_listener (self, &self->legs[i]);
    }

  g_clear_pointer (&self->priv->named, g_hash_table_unref);
}
