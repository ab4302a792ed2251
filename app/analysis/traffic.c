/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/traffic-private.h"

#include "analysis/index.h"
#include "model/design.h"

/* How many boxes in line are looked through from one leg on; what is behind speaks by the last. */
#define MAX_IN_LINE 256

gboolean
lp_traffic_passes_through (LpKind kind)
{
  return lp_kind_is (kind, LP_TRAIT_TRANSPARENT);
}

/* Containers come before what they hold, so parents know first and are told last. */
static int *
find_places (LpTraffic *self)
{
  const LpGraph *graph = self->graph;
  int *last_inside = g_new (int, graph->n_nodes);

  self->servers = g_new (int, graph->n_nodes);
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const LpGraphNode *node = &graph->nodes[i];

      self->servers[i] = node->kind == LP_KIND_SERVER ? (int) i
                         : node->parent >= 0          ? self->servers[node->parent]
                                                      : -1;
      last_inside[i] = i;
    }

  for (guint i = graph->n_nodes; i > 0; i--)
    {
      int parent = graph->nodes[i - 1].parent;

      if (parent >= 0)
        last_inside[parent] = MAX (last_inside[parent], last_inside[i - 1]);
    }

  return last_inside;
}

static void
list_legs (LpTraffic *self)
{
  const LpGraph *graph = self->graph;

  self->legs = g_new0 (LpLeg, 2 * graph->n_links);
  for (guint i = 0; i < graph->n_links; i++)
    {
      const LpGraphLink *link = &graph->links[i];
      LpLeg leg = { .link = i, .from = link->from, .to = link->to, .flow = link->flow };
      LpLeg back = { .link = i, .from = link->to, .to = link->from, .flow = link->flow };

      if (link->flow == LP_FLOW_RESPONSE)
        continue;

      self->legs[self->n_legs++] = link->flow == LP_FLOW_REPLICATION ? back : leg;
      if (link->flow == LP_FLOW_FAILOVER)
        self->legs[self->n_legs++] = back;
    }
}

static void
index_legs (LpTraffic *self)
{
  const LpGraph *graph = self->graph;

  lp_index_new (self->legs, sizeof (LpLeg), G_STRUCT_OFFSET (LpLeg, to),
                self->n_legs, graph->n_nodes, &self->in_start, &self->in);
  lp_index_new (self->legs, sizeof (LpLeg), G_STRUCT_OFFSET (LpLeg, from),
                self->n_legs, graph->n_nodes, &self->out_start, &self->out);

  self->priv->kinds_before = g_new0 (guint64, graph->n_nodes);
  self->priv->kinds_behind = g_new0 (guint64, graph->n_nodes);
  for (guint i = 0; i < self->n_legs; i++)
    if (self->legs[i].flow != LP_FLOW_FAILOVER)
      {
        const LpLeg *leg = &self->legs[i];

        self->priv->kinds_before[leg->to] |= LP_KIND_MASK (graph->nodes[leg->from].kind);
        self->priv->kinds_behind[leg->from] |= LP_KIND_MASK (graph->nodes[leg->to].kind);
      }
}

/* Which of the legs into a box in line go on in one that leaves it. */
typedef struct
{
  LpFlow   flow;
  int      port;
  gboolean has_flow;
  gboolean has_port;
  gboolean has_unnamed;
} Filter;

static gboolean
may_become (const LpLeg *leg,
            LpFlow       flow)
{
  return leg->flow == flow ||
         (leg->flow != LP_FLOW_FAILOVER && leg->flow != LP_FLOW_REPLICATION &&
          flow != LP_FLOW_FAILOVER);
}

static Filter
make_filter (const LpTraffic *self,
             int              node,
             LpFlow           flow,
             int              port)
{
  Filter filter = { .flow = flow, .port = port };

  for (guint k = self->in_start[node]; k < self->in_start[node + 1]; k++)
    if (self->legs[self->in[k]].flow == flow)
      filter.has_flow = TRUE;

  for (guint k = self->in_start[node]; k < self->in_start[node + 1]; k++)
    {
      const LpLeg *leg = &self->legs[self->in[k]];

      if (filter.has_flow ? leg->flow != flow : !may_become (leg, flow))
        continue;

      if (!lp_traffic_is_named (self, leg))
        filter.has_unnamed = TRUE;
      else if (leg->port == port)
        filter.has_port = TRUE;
    }

  return filter;
}

static gboolean
filter_passes (const LpTraffic *self,
               const Filter    *filter,
               const LpLeg     *leg)
{
  if (filter->has_flow ? leg->flow != filter->flow : !may_become (leg, filter->flow))
    return FALSE;

  if (filter->has_port)
    return lp_traffic_is_named (self, leg) && leg->port == filter->port;

  return !filter->has_unnamed || !lp_traffic_is_named (self, leg);
}

/* The sources behind @leg, which comes out of a box in line. */
static GArray *
find_sources (const LpTraffic *self,
              const LpLeg     *leg)
{
  GArray *sources = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (int));
  guint stamp = ++self->priv->stamp;

  g_array_append_val (waiting, leg->from);
  self->priv->stamps[leg->from] = stamp;
  self->priv->stamps[leg->to] = stamp;

  for (guint i = 0; i < waiting->len; i++)
    {
      int node = g_array_index (waiting, int, i);
      Filter filter = make_filter (self, node, leg->flow, leg->port);
      gboolean fed = FALSE;

      for (guint k = self->in_start[node]; k < self->in_start[node + 1] && i < MAX_IN_LINE; k++)
        {
          const LpLeg *before = &self->legs[self->in[k]];

          if (!filter_passes (self, &filter, before))
            continue;

          fed = TRUE;
          if (before->from == leg->to)
            self->priv->met_target = TRUE;
          if (self->priv->stamps[before->from] == stamp)
            continue;

          self->priv->stamps[before->from] = stamp;
          g_array_append_val (lp_traffic_is_in_line (self, before->from) ? waiting : sources,
                              before->from);
        }

      /* Nobody is drawn before it: then it speaks for itself. */
      if (!fed)
        g_array_append_val (sources, node);
    }

  return sources;
}

/* Behind one box in line stand the same sources whatever leaves it, but for a target that is
 * among them. */
static gboolean
is_known (const LpTraffic *self,
          const LpLeg     *leg)
{
  const LpLeg *known = self->priv->sources_of;

  return known != NULL && known->from == leg->from && known->flow == leg->flow &&
         known->port == leg->port &&
         (known->to == leg->to ||
          (!self->priv->met_target && self->priv->stamps[leg->to] != self->priv->stamp));
}

GArray *
lp_traffic_list_sources (const LpTraffic *self,
                         const LpLeg     *leg)
{
  struct _LpTrafficPrivate *priv = self->priv;

  if (!lp_traffic_is_in_line (self, leg->from))
    {
      GArray *sources = g_array_new (FALSE, FALSE, sizeof (int));

      return g_array_append_val (sources, leg->from);
    }

  if (!is_known (self, leg))
    {
      priv->met_target = FALSE;
      priv->sources_of = leg;
      g_clear_pointer (&priv->sources, g_array_unref);
      priv->sources = find_sources (self, leg);
    }

  return g_array_ref (priv->sources);
}

LpTraffic *
lp_traffic_new (const LpGraph *graph)
{
  LpTraffic *self;
  g_autofree int *last_inside = NULL;

  g_return_val_if_fail (graph != NULL && graph->design != NULL, NULL);

  self = g_new0 (LpTraffic, 1);
  self->priv = g_new0 (struct _LpTrafficPrivate, 1);
  self->graph = graph;
  last_inside = find_places (self);
  list_legs (self);
  index_legs (self);
  lp_traffic_find_services (self);
  lp_traffic_find_crossings (self, last_inside);

  return self;
}

void
lp_traffic_free (LpTraffic *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_allows; i++)
    lp_allow_clear (&self->allows[i]);

  g_free (self->priv->services);
  g_free (self->priv->open);
  g_free (self->priv->guards);
  g_free (self->priv->last_inside);
  g_free (self->priv->kinds_before);
  g_free (self->priv->kinds_behind);
  g_free (self->priv->stamps);
  g_clear_pointer (&self->priv->sources, g_array_unref);
  g_free (self->priv->crossing_start);
  g_free (self->priv->crossing);
  g_free (self->priv);

  g_free (self->legs);
  g_free (self->crossings);
  g_free (self->allow_start);
  g_free (self->allows);
  g_free (self->used);
  g_free (self->visited);
  g_free (self->in_start);
  g_free (self->in);
  g_free (self->out_start);
  g_free (self->out);
  g_free (self->servers);
  g_free (self);
}
