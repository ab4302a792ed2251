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
  self->used = g_new0 (guint8, allows->len);
  self->allows = (LpAllow *) g_array_free (allows, FALSE);
}

static void
list_guards (LpTraffic *self)
{
  const LpGraph *graph = self->graph;
  int *guards = g_new (int, graph->n_nodes + 1);

  memset (guards, 0xff, graph->n_nodes * sizeof (int));
  for (guint i = graph->n_nodes; i > 0; i--)
    {
      int server = self->servers[i - 1];

      if (!graph->nodes[i - 1].guards || server < 0)
        continue;

      guards[i - 1] = guards[server];
      guards[server] = i - 1;
    }

  self->priv->guards = guards;
}

gboolean
lp_traffic_is_specified (const LpTraffic *self,
                         int              firewall)
{
  return self->allow_start[firewall] < self->allow_start[firewall + 1] ||
         self->priv->open[firewall];
}

/* Where a server’s addresses are unknown its traffic gets the benefit of the doubt. */
static gboolean
is_server_in (const LpTraffic *self,
              int              server,
              const LpNetwork *network)
{
  const LpGraph *graph = self->graph;
  gboolean known = FALSE;

  if (server < 0)
    return TRUE;

  for (guint k = graph->address_start[server]; k < graph->address_start[server + 1]; k++)
    {
      const LpGraphAddress *address = &graph->addresses[k];

      if (address->valid && lp_network_contains (network, &address->network))
        return TRUE;
      known |= address->valid;
    }

  return !known;
}

/* A visitor may come from anywhere. */
static gboolean
admits (const LpTraffic *self,
        int              firewall,
        const LpAllow   *allow,
        int              source,
        int              via)
{
  switch (allow->source)
    {
    case LP_SOURCE_ANY:
      return TRUE;

    case LP_SOURCE_NODES:
      return (allow->first <= source && source <= allow->last) ||
             (allow->node == via && via != firewall);

    case LP_SOURCE_NETWORK:
      return self->graph->nodes[source].kind != LP_KIND_CLIENT &&
             is_server_in (self, self->servers[source], &allow->network);

    case LP_SOURCE_UNKNOWN:
    default:
      return FALSE;
    }
}

/* The number of the first rule of @firewall that lets @leg of @source in over @transport, or
 * -1. */
static int
find_rule (const LpTraffic *self,
           int              firewall,
           const LpLeg     *leg,
           int              source,
           LpTransport      transport)
{
  for (guint k = self->allow_start[firewall]; k < self->allow_start[firewall + 1]; k++)
    if (lp_allow_has_port (&self->allows[k], transport, leg->port) &&
        admits (self, firewall, &self->allows[k], source, leg->from))
      return k;

  return -1;
}

/* @rule is the number of the rule that decides, or -1 for the policy. */
static LpDecision
decide (const LpTraffic *self,
        int              firewall,
        const LpLeg     *leg,
        int              source,
        int             *rule)
{
  *rule = -1;
  if (!lp_traffic_is_specified (self, firewall))
    return LP_DECISION_UNSPECIFIED;

  for (guint transport = 1; transport < LP_TRANSPORT_ANY; transport <<= 1)
    {
      if ((leg->transports & transport) == 0)
        continue;

      *rule = find_rule (self, firewall, leg, source, transport);
      if (*rule >= 0)
        self->used[*rule] = TRUE;
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

/* The server whose own traffic does not pass @firewall, or -2. */
static int
get_inside (const LpTraffic *self,
            int              firewall)
{
  return self->graph->nodes[firewall].guards ? self->servers[firewall] : -2;
}

static void
cross (LpTraffic    *self,
       GArray       *crossings,
       guint         number,
       int           firewall,
       const int    *sources,
       guint         n_sources)
{
  const LpLeg *leg = &self->legs[number];
  int inside = get_inside (self, firewall);
  gboolean one_is_enough = is_unclear (self, leg->from);
  LpCrossing crossing = { number, firewall, LP_DECISION_UNSPECIFIED, -1, NULL };

  for (guint i = 0; i < n_sources; i++)
    {
      int source = sources[i];
      LpDecision decision;
      int rule;

      if (self->servers[source] == inside)
        continue;

      decision = decide (self, firewall, leg, source, &rule);
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

/* Whether @leg comes into the server of its target from outside. An address that a cluster shares
 * is in none, wherever it is drawn. */
static gboolean
enters_server (const LpTraffic *self,
               const LpLeg     *leg)
{
  const LpGraphNode *nodes = self->graph->nodes;

  return self->servers[leg->to] >= 0 && nodes[leg->to].kind != LP_KIND_VIRTUAL_IP &&
         (nodes[leg->from].kind == LP_KIND_VIRTUAL_IP ||
          self->servers[leg->from] != self->servers[leg->to]);
}

static void
cross_all (LpTraffic *self,
           GArray    *crossings,
           guint      number,
           const int *sources,
           guint      n_sources)
{
  LpLeg *leg = &self->legs[number];
  int guard = enters_server (self, leg) ? self->priv->guards[self->servers[leg->to]] : -1;

  leg->first_crossing = crossings->len;
  if (self->graph->nodes[leg->from].kind == LP_KIND_FIREWALL)
    cross (self, crossings, number, leg->from, sources, n_sources);
  for (; guard >= 0; guard = self->priv->guards[guard])
    cross (self, crossings, number, guard, sources, n_sources);
  leg->n_crossings = crossings->len - leg->first_crossing;
}

void
lp_traffic_find_crossings (LpTraffic *self,
                           const int *last_inside)
{
  GArray *crossings = g_array_new (FALSE, FALSE, sizeof (LpCrossing));

  self->priv->stamps = g_new0 (guint, self->graph->n_nodes);
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
}

/* A firewall sees no protocol beyond its transport. */
static guint
get_transports (const LpOpening *opening)
{
  return lp_protocol_get_row (opening->protocol)->transports;
}

static guint
opening_hash (gconstpointer key)
{
  const LpOpening *opening = key;

  return g_str_hash (opening->from) * 31 + get_transports (opening) * 17 + (guint) opening->port;
}

static gboolean
opening_equal (gconstpointer a,
               gconstpointer b)
{
  const LpOpening *left = a;
  const LpOpening *right = b;

  return get_transports (left) == get_transports (right) && left->port == right->port &&
         strcmp (left->from, right->from) == 0;
}

static const char *
get_sender (const LpTraffic *self,
            int              source)
{
  if (self->graph->nodes[source].kind == LP_KIND_CLIENT)
    return "any";

  return self->graph->nodes[self->servers[source] >= 0 ? self->servers[source] : source].id;
}

/* With @lacking only those of sources that are not let in. */
static void
add_openings (const LpTraffic  *self,
              const LpCrossing *crossing,
              gboolean          lacking,
              GHashTable       *known,
              GArray           *openings)
{
  const LpLeg *leg = &self->legs[crossing->leg];
  int inside = get_inside (self, crossing->firewall);
  g_autoptr (GArray) sources = lp_traffic_list_sources (self, leg);

  for (guint i = 0; i < sources->len; i++)
    {
      int source = g_array_index (sources, int, i);
      LpOpening opening = { get_sender (self, source), leg->protocol, leg->port };
      int rule;

      if (self->servers[source] == inside || g_hash_table_contains (known, &opening) ||
          (lacking &&
           decide (self, crossing->firewall, leg, source, &rule) != LP_DECISION_DENIED))
        continue;

      g_hash_table_add (known, g_memdup2 (&opening, sizeof opening));
      g_array_append_val (openings, opening);
    }
}

/* Where anybody may come nobody need be named. */
static void
drop_covered (GHashTable *known,
              GArray     *openings)
{
  guint kept = 0;

  for (guint i = 0; i < openings->len; i++)
    {
      LpOpening opening = g_array_index (openings, LpOpening, i);
      LpOpening open = { "any", opening.protocol, opening.port };

      if (opening_equal (&opening, &open) || !g_hash_table_contains (known, &open))
        g_array_index (openings, LpOpening, kept++) = opening;
    }

  g_array_set_size (openings, kept);
}

static GArray *
list_openings (const LpTraffic *self,
               int              firewall,
               int              leg,
               gboolean         lacking)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (opening_hash, opening_equal, g_free, NULL);
  GArray *openings = g_array_new (FALSE, FALSE, sizeof (LpOpening));

  for (guint k = self->priv->crossing_start[firewall];
       k < self->priv->crossing_start[firewall + 1];
       k++)
    {
      const LpCrossing *crossing = &self->crossings[self->priv->crossing[k]];

      if (leg < 0 || crossing->leg == (guint) leg)
        add_openings (self, crossing, lacking, known, openings);
    }

  drop_covered (known, openings);

  return openings;
}

GArray *
lp_traffic_list_openings (const LpTraffic *self,
                          int              firewall)
{
  return list_openings (self, firewall, -1, FALSE);
}

GArray *
lp_traffic_list_missing (const LpTraffic *self,
                         int              firewall,
                         int              leg)
{
  return list_openings (self, firewall, leg, TRUE);
}

const LpAllow *
lp_traffic_find_public_rule (const LpTraffic *self,
                             int              firewall,
                             LpTransport      transport,
                             int              port)
{
  for (guint k = self->allow_start[firewall]; k < self->allow_start[firewall + 1]; k++)
    if (lp_allow_is_public (&self->allows[k]) &&
        lp_allow_has_port (&self->allows[k], transport, port))
      return &self->allows[k];

  return NULL;
}
