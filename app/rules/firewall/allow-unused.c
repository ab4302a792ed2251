/* SPDX-License-Identifier: MIT */
/* allow-unused: a hole that no drawn traffic needs is a hole for others. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/index.h"
#include "rules/engine/rule.h"
#include "rules/firewall/holes.h"
#include "rules/firewall/partners.h"

/* Whether @node listens on one of the ports of @allow. */
static gboolean
listens_within (const LpGraph *graph,
                int            node,
                const LpAllow *allow)
{
  for (guint k = graph->listen_start[node]; k < graph->listen_start[node + 1]; k++)
    if (lp_allow_has_port (allow, LP_TRANSPORT_TCP, graph->listeners[k].port))
      return TRUE;

  return FALSE;
}

/* Crossings by firewall: see lp_index_new(). */
typedef struct
{
  guint *start;
  guint *sorted;
} Crossings;

static gpointer
make_crossings (LpCheck *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  Crossings *self = g_new0 (Crossings, 1);

  lp_index_new (traffic->crossings, sizeof (LpCrossing), G_STRUCT_OFFSET (LpCrossing, firewall),
                traffic->n_crossings, check->graph->n_nodes, &self->start, &self->sorted);

  return self;
}

static void
free_crossings (gpointer data)
{
  Crossings *self = data;

  g_free (self->start);
  g_free (self->sorted);
  g_free (self);
}

/* Whether a load balancer of a cluster stands in @container and listens there. */
static gboolean
is_standby_for (LpCheck       *check,
                int            container,
                const LpAllow *allow)
{
  const LpGraph *graph = check->graph;

  for (guint i = MAX (container, 0) + 1;
       container >= 0 && i < graph->n_nodes && graph->nodes[i].parent >= container; i++)
    {
      if (graph->nodes[i].kind != LP_KIND_LOAD_BALANCER || !listens_within (graph, i, allow))
        continue;
      for (guint k = graph->out_start[i]; k < graph->out_start[i + 1]; k++)
        if (graph->links[graph->out[k]].flow == LP_FLOW_FAILOVER)
          return TRUE;
      for (guint k = graph->in_start[i]; k < graph->in_start[i + 1]; k++)
        if (graph->links[graph->in[k]].flow == LP_FLOW_FAILOVER)
          return TRUE;
    }

  return FALSE;
}

/* Whether it lets in the Internet on a port of what visitors ask anyway: they are not drawn to
 * it, but it was made to listen there. */
static gboolean
is_for_visitors (LpCheck *check,
                 guint    number)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpAllow *allow = &traffic->allows[number];
  const int firewall =
      lp_graph_find_element (check->graph, lp_element_get_parent (allow->element));
  const Crossings *crossings =
      lp_check_get_shared (check, "crossings", make_crossings, free_crossings);

  if (!lp_holes_is_public (allow))
    return FALSE;

  /* Who waits to take over is asked by nobody yet. */
  if (is_standby_for (check, check->graph->nodes[firewall].parent, allow))
    return TRUE;

  for (guint i = crossings->start[firewall]; i < crossings->start[firewall + 1]; i++)
    {
      const LpCrossing *crossing = &traffic->crossings[crossings->sorted[i]];

      if (!crossing->out && check->graph->nodes[crossing->source].kind == LP_KIND_CLIENT &&
          listens_within (check->graph, traffic->legs[crossing->leg].to, allow))
        return TRUE;
    }

  return FALSE;
}

/* Whether it fits something drawn, though a wider rule before it decides. */
static gboolean
is_fitting (LpCheck *check,
            guint    number)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpAllow *allow = &traffic->allows[number];
  const int firewall =
      lp_graph_find_element (check->graph, lp_element_get_parent (allow->element));
  const Crossings *crossings =
      lp_check_get_shared (check, "crossings", make_crossings, free_crossings);

  for (guint i = crossings->start[firewall];
       i < crossings->start[firewall + 1] && allow->source == LP_SOURCE_NODES; i++)
    {
      const LpCrossing *crossing = &traffic->crossings[crossings->sorted[i]];
      const LpLeg *leg = &traffic->legs[crossing->leg];
      const int peer = allow->out ? leg->to : crossing->source;

      if (crossing->out == allow->out && allow->first <= peer && peer <= allow->last &&
          lp_allow_has_port (allow, leg->transports, leg->port))
        return TRUE;
    }

  return FALSE;
}

/* A rule for what stands behind the firewall anyway, as two twins with the same rules have it,
 * lets in nobody. */
static gboolean
is_about_itself (LpCheck *check,
                 guint    number)
{
  const LpAllow *allow = &lp_check_get_traffic (check)->allows[number];
  const int firewall =
      lp_graph_find_element (check->graph, lp_element_get_parent (allow->element));
  const int container = check->graph->nodes[firewall].parent;

  if (!check->graph->nodes[firewall].guards || allow->source != LP_SOURCE_NODES)
    return FALSE;

  for (int node = allow->node; node >= 0; node = check->graph->nodes[node].parent)
    if (node == container)
      return TRUE;

  return FALSE;
}

/* What members of one kind of cluster say to each other beside what is drawn between them. */
static const struct
{
  LpKind      kind;
  LpPortRange ports;
} clusters[] = {
  { LP_KIND_DATABASE, { 4444, 4444 } },         /* Galera: a copy for who comes back, */
  { LP_KIND_DATABASE, { 4567, 4568 } },         /* and what is stored meanwhile. */
  { LP_KIND_DATABASE, { 33061, 33061 } },       /* MySQL group replication. */
  { LP_KIND_DATABASE, { 8008, 8008 } },         /* Patroni, */
  { LP_KIND_DATABASE, { 2379, 2380 } },         /* and its etcd. */
  { LP_KIND_CACHE, { 16379, 16379 } },          /* Redis Cluster, */
  { LP_KIND_CACHE, { 26379, 26379 } },          /* and Sentinel. */
  { LP_KIND_QUEUE, { 4369, 4369 } },            /* RabbitMQ: who is where, */
  { LP_KIND_QUEUE, { 25672, 25672 } },          /* and the rest. */
  { LP_KIND_QUEUE, { 2181, 2181 } },            /* ZooKeeper. */
  { LP_KIND_QUEUE, { 2888, 3888 } },
  { LP_KIND_QUEUE, { 9093, 9093 } },            /* Kafka’s controllers. */
  { LP_KIND_QUEUE, { 6222, 6222 } },            /* NATS. */
  { LP_KIND_QUEUE, { 61616, 61617 } },          /* ActiveMQ. */
};

/* Whether something of @kind stands in @container. */
static gboolean
holds (const LpGraph *graph,
       int            container,
       LpKind         kind)
{
  for (guint i = container; i < graph->n_nodes; i++)
    {
      if ((int) i != container && graph->nodes[i].parent < container)
        return FALSE;
      if (graph->nodes[i].kind == kind)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_cluster_port (LpKind kind,
                 int    port)
{
  for (guint i = 0; i < G_N_ELEMENTS (clusters); i++)
    if (clusters[i].kind == kind && clusters[i].ports.first <= port &&
        port <= clusters[i].ports.last)
      return TRUE;

  return FALSE;
}

/* Whether it is for what databases, caches or queues of one cluster say to each other. */
static gboolean
is_for_cluster (LpCheck *check,
                guint    number)
{
  static const LpKind kinds[] = { LP_KIND_DATABASE, LP_KIND_CACHE, LP_KIND_QUEUE };
  const LpAllow *allow = &lp_check_get_traffic (check)->allows[number];
  const int container =
      check->graph->nodes[lp_graph_find_element (check->graph,
                                                 lp_element_get_parent (allow->element))].parent;

  if (container < 0 || allow->any_port || lp_holes_is_public (allow))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gboolean all = holds (check->graph, container, kinds[i]);

      for (guint k = 0; k < allow->n_ranges && all; k++)
        all = is_cluster_port (kinds[i], allow->ranges[k].first) &&
              is_cluster_port (kinds[i], allow->ranges[k].last);
      if (all)
        return TRUE;
    }

  return FALSE;
}

/* Whether it lets out what every server needs and nobody draws: names, time and updates. */
static gboolean
is_for_upkeep (const LpAllow *allow)
{
  static const int ports[] = { 53, 80, 123, 443, 853 };

  if (!allow->out || allow->any_port)
    return FALSE;

  for (guint i = 0; i < allow->n_ranges; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (ports); k++)
        known |= allow->ranges[i].first == ports[k] && allow->ranges[i].last == ports[k];
      if (!known)
        return FALSE;
    }

  return TRUE;
}

/* ICMP reports errors on the way, and administrators come by SSH; few draw either. Rules that let
 * in the Internet so or on every port have rules of their own, and so have those that never
 * decide. */
static gboolean
is_unused (LpCheck *check,
           guint    number)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpAllow *allow = &traffic->allows[number];

  return !traffic->used[number] && allow->transports != LP_TRANSPORT_ICMP &&
         (allow->any_port || allow->n_ranges > 0) && !lp_holes_is_any (allow) &&
         (allow->any_port || !lp_holes_is_ssh (allow)) && !lp_holes_is_claimed (check, number) &&
         lp_holes_find_cover (check, number) < 0 &&
         !is_about_itself (check, number) && !is_for_cluster (check, number) &&
         !is_for_upkeep (allow) && !is_for_visitors (check, number) &&
         !is_fitting (check, number) && !lp_partners_need (check, number);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  g_autofree guint8 *passed = g_new0 (guint8, check->graph->n_nodes);

  for (guint i = 0; i < traffic->n_crossings; i++)
    passed[traffic->crossings[i].firewall] = TRUE;

  for (guint i = 0; i < check->kinds[LP_KIND_FIREWALL].n; i++)
    {
      int firewall = check->kinds[LP_KIND_FIREWALL].nodes[i];
      LpElement *element = check->graph->nodes[firewall].element;
      g_autoptr (GPtrArray) unused = NULL;
      g_autofree char *text = NULL;

      /* As long as nothing passes the drawing is not finished; where everything passes no rule
       * counts. */
      if (!passed[firewall] ||
          traffic->allow_start[firewall] == traffic->allow_start[firewall + 1] ||
          lp_element_get_choice (element, LP_ATTRIBUTE_POLICY) == LP_POLICY_ALLOW)
        continue;

      unused = lp_holes_list (check, firewall, is_unused);
      if (unused == NULL)
        continue;

      text = lp_holes_describe (unused);
      lp_check_report (check, rule, (LpElement **) unused->pdata, LP_ELEMENTS (element),
                       _("“%s” lets through what nothing drawn needs: %s."),
                       lp_check_name (check, element), text);
    }
}

const LpRule lp_rule_allow_unused = {
  .key = "allow-unused",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Firewall rule that nothing needs"),
  .why = N_("Each rule of a firewall is a hole in it. A hole that the site does not need serves "
            "only attackers, and is often left over from something that was taken away."),
  .advice = N_("Remove the rule, or draw the traffic that needs it."),
  .check = check_design,
  .fix = lp_holes_remove,
};
