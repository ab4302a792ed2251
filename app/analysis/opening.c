/* SPDX-License-Identifier: MIT */
/* opening.c: holds ways against the rules of the firewalls on them, and against listeners. */
#include "config.h"

#include "analysis/opening.h"

#include "analysis/allow.h"
#include "analysis/index.h"
#include "model/element.h"

struct _LpOpenings
{
  const LpConversations *conversations;
  const LpGraph         *graph;
  int                   *servers;       /* By node: the server it stands in or is, or -1. */
  guint                 *allow_start;   /* By node: its rules end where those of the next begin. */
  GArray                *allows;        /* LpAllow */
  guint8                *any_out;       /* By node: the firewall has rules for what goes out. */
  int                   *guards;        /* By container: its first firewall, or -1; */
  int                   *next_guard;    /* by firewall: the next of the same container. */
  guint                 *in_start;      /* Conversations that lead to node i are in[k] for */
  guint                 *in;            /* in_start[i] <= k < in_start[i + 1]. */
  int                    sender;        /* Who sends, or -1 for nobody yet, */
  GArray                *senders;       /* int: and who really does, where that is a virtual IP. */
  guint                 *stamps;
  guint                  stamp;
};

/* One packet of a way. */
typedef struct
{
  int        sender;
  int        receiver;
  int        via;           /* Who passed it on (a virtual IP), or the sender. */
  guint      transports;
  int        port;
} Packet;

static int *
find_servers (const LpGraph *graph,
              int           *last_inside)
{
  int *servers = g_new (int, graph->n_nodes);

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const int parent = graph->nodes[i].parent;

      servers[i] = graph->nodes[i].kind == LP_KIND_SERVER ? (int) i
                                                          : parent >= 0 ? servers[parent] : -1;
      last_inside[i] = i;
    }
  for (guint i = graph->n_nodes; i-- > 0;)
    if (graph->nodes[i].parent >= 0)
      {
        const int parent = graph->nodes[i].parent;

        last_inside[parent] = MAX (last_inside[parent], last_inside[i]);
      }

  return servers;
}

static void
read_rules (LpOpenings *self,
            const int  *last_inside)
{
  const LpGraph *graph = self->graph;

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const LpGraphNode *node = &graph->nodes[i];
      LpElement *each = NULL;

      self->allow_start[i] = self->allows->len;
      if (node->kind == LP_KIND_FIREWALL && node->element != NULL)
        each = lp_element_find_child (node->element, LP_KIND_ALLOW);
      for (; each != NULL; each = lp_element_find_next (each))
        {
          LpAllow allow;

          lp_allow_init (&allow, each, graph, self->servers, last_inside);
          self->any_out[i] |= allow.out;
          g_array_append_val (self->allows, allow);
        }
    }
  self->allow_start[graph->n_nodes] = self->allows->len;
}

/* In document order: the last comes first into the list. */
static void
find_guards (LpOpenings *self)
{
  for (guint i = self->graph->n_nodes; i-- > 0;)
    {
      const LpGraphNode *node = &self->graph->nodes[i];

      if (node->kind == LP_KIND_FIREWALL && !self->conversations->relays[i] && node->parent >= 0)
        {
          self->next_guard[i] = self->guards[node->parent];
          self->guards[node->parent] = i;
        }
    }
}

static void
clear_allow (gpointer data)
{
  lp_allow_clear (data);
}

LpOpenings *
lp_openings_new (const LpConversations *conversations)
{
  LpOpenings *self = g_new0 (LpOpenings, 1);
  const LpGraph *graph = conversations->graph;
  g_autofree int *last_inside = g_new (int, graph->n_nodes + 1);

  self->conversations = conversations;
  self->graph = graph;
  self->servers = find_servers (graph, last_inside);
  self->allow_start = g_new (guint, graph->n_nodes + 1);
  self->allows = g_array_new (FALSE, FALSE, sizeof (LpAllow));
  g_array_set_clear_func (self->allows, clear_allow);
  self->any_out = g_new0 (guint8, graph->n_nodes + 1);
  self->guards = lp_graph_new_numbers (graph->n_nodes);
  self->next_guard = lp_graph_new_numbers (graph->n_nodes);
  lp_index_new (conversations->list, sizeof (LpConversation), G_STRUCT_OFFSET (LpConversation, to),
                conversations->n, graph->n_nodes, &self->in_start, &self->in);
  self->sender = -1;
  self->senders = g_array_new (FALSE, FALSE, sizeof (int));
  self->stamps = g_new0 (guint, graph->n_nodes + 1);
  read_rules (self, last_inside);
  find_guards (self);

  return self;
}

void
lp_openings_free (LpOpenings *self)
{
  if (self == NULL)
    return;

  g_free (self->servers);
  g_free (self->allow_start);
  g_array_unref (self->allows);
  g_free (self->any_out);
  g_free (self->guards);
  g_free (self->next_guard);
  g_free (self->in_start);
  g_free (self->in);
  g_array_unref (self->senders);
  g_free (self->stamps);
  g_free (self);
}

/* Where the addresses of a peer are unknown it gets the benefit of the doubt. */
static gboolean
is_in_network (const LpOpenings *self,
               int               peer,
               const LpNetwork  *network)
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
        known = known || address->valid;
      }

  return !known;
}

/* Whether the rule is about @peer: who sends, or, of rules for what goes out, who receives. */
static gboolean
is_about (const LpOpenings *self,
          const LpAllow    *allow,
          int               firewall,
          const Packet     *packet)
{
  const int peer = allow->out ? packet->receiver : packet->sender;

  switch (allow->source)
    {
    case LP_SOURCE_ANY:
      return TRUE;

    case LP_SOURCE_NODES:
      return (allow->first <= peer && peer <= allow->last) ||
             (!allow->out && allow->node == packet->via && packet->via != firewall);

    case LP_SOURCE_NETWORK:
      return self->graph->nodes[peer].kind != LP_KIND_CLIENT &&
             is_in_network (self, peer, &allow->network);

    case LP_SOURCE_UNKNOWN:
    default:
      return FALSE;
    }
}

enum { RULES_IN = 1 << 0, RULES_OUT = 1 << 1 };

static gboolean
lets_through (const LpOpenings *self,
              int               firewall,
              guint             rules,
              const Packet     *packet,
              LpTransport       transport)
{
  for (guint k = self->allow_start[firewall]; k < self->allow_start[firewall + 1]; k++)
    {
      const LpAllow *allow = &g_array_index (self->allows, LpAllow, k);

      if ((rules & (allow->out ? RULES_OUT : RULES_IN)) != 0 &&
          lp_allow_has_port (allow, transport, packet->port) &&
          is_about (self, allow, firewall, packet))
        return TRUE;
    }

  return FALSE;
}

/* A firewall without rules is not configured yet, and one that lets everything through denies
 * nothing. */
static gboolean
denies (const LpOpenings *self,
        int               firewall,
        guint             rules,
        const Packet     *packet)
{
  LpElement *element = self->graph->nodes[firewall].element;

  if (self->allow_start[firewall] == self->allow_start[firewall + 1] ||
      lp_element_get_choice (element, LP_ATTRIBUTE_POLICY) == LP_POLICY_ALLOW)
    return FALSE;

  for (guint transport = 1; transport < LP_TRANSPORT_ANY; transport <<= 1)
    if ((packet->transports & transport) != 0 &&
        !lets_through (self, firewall, rules, packet, transport))
      return TRUE;

  return FALSE;
}

/* The first guard of @container that denies @packet to leave it, or to enter. */
static int
find_guard (const LpOpenings *self,
            int               container,
            gboolean          leaves,
            const Packet     *packet)
{
  for (int guard = self->guards[container]; guard >= 0; guard = self->next_guard[guard])
    if ((!leaves || self->any_out[guard]) &&
        denies (self, guard, leaves ? RULES_OUT : RULES_IN, packet))
      return guard;

  return -1;
}

static gboolean
is_around (const LpGraph *graph,
           int            container,
           int            node)
{
  while (node > container)
    node = graph->nodes[node].parent;

  return node == container;
}

/* The containers of @end that are not around @other, from the inside out. */
static int
find_container_denial (const LpOpenings *self,
                       int               end,
                       int               other,
                       gboolean          leaves,
                       const Packet     *packet)
{
  const LpGraph *graph = self->graph;

  for (int i = end; i >= 0; i = graph->nodes[i].parent)
    if (!is_around (graph, i, other))
      {
        const int denial = find_guard (self, i, leaves, packet);

        if (denial >= 0)
          return denial;
      }

  return -1;
}

static void
add_asker (LpOpenings *self,
           GArray     *askers,
           int         node)
{
  if (self->stamps[node] == self->stamp)
    return;

  self->stamps[node] = self->stamp;
  g_array_append_val (askers, node);
}

/* Who asks @node: itself, or, where it is a virtual IP, those who ask that. */
static void
list_senders (LpOpenings *self,
              int         node)
{
  g_autoptr (GArray) met = NULL;

  if (self->sender == node)
    return;

  met = g_array_new (FALSE, FALSE, sizeof (int));
  self->sender = node;
  g_array_set_size (self->senders, 0);
  self->stamp++;
  add_asker (self, met, node);
  for (guint i = 0; i < met->len; i++)
    {
      const int sender = g_array_index (met, int, i);
      gboolean asked = FALSE;

      if (self->graph->nodes[sender].kind == LP_KIND_VIRTUAL_IP)
        for (guint k = self->in_start[sender]; k < self->in_start[sender + 1]; k++)
          {
            const LpConversation *each = &self->conversations->list[self->in[k]];

            if (each->flow != LP_FLOW_REQUEST && each->flow != LP_FLOW_QUERY)
              continue;

            asked = TRUE;
            add_asker (self, met, each->from);
          }
      if (!asked)
        g_array_append_val (self->senders, sender);
    }
}

static int
find_packet_denial (const LpOpenings     *self,
                    const LpWay          *way,
                    const Packet         *packet)
{
  const LpConversations *conversations = self->conversations;
  const int server = self->servers[packet->sender];
  int denial = -1;

  if (server < 0 || server != self->servers[packet->receiver])
    denial = find_container_denial (self, packet->sender, packet->receiver, TRUE, packet);
  for (guint i = 0; i + 1 < way->n_links && denial < 0; i++)
    {
      const int relay = self->graph->links[conversations->links[way->first_link + i]].to;

      if (self->graph->nodes[relay].kind == LP_KIND_FIREWALL &&
          denies (self, relay, RULES_IN | RULES_OUT, packet))
        denial = relay;
    }
  if (denial < 0 && (server < 0 || server != self->servers[packet->receiver]))
    denial = find_container_denial (self, packet->receiver, packet->sender, FALSE, packet);

  return denial;
}

int
lp_openings_find_denial (LpOpenings           *self,
                         const LpConversation *conversation,
                         const LpWay          *way,
                         gboolean              back)
{
  /* Replication is fetched by the replica. */
  const gboolean turned = (conversation->flow == LP_FLOW_REPLICATION) != back;
  const int sender = turned ? conversation->to : conversation->from;
  LpProtocol protocol;
  Packet packet = { .receiver = turned ? conversation->from : conversation->to, .via = sender };
  int denial = -1;

  lp_way_get_service (self->conversations, conversation, way, &protocol, &packet.port);
  packet.transports = lp_protocol_get_row (protocol)->transports;
  list_senders (self, sender);
  for (guint i = 0; i < self->senders->len && denial < 0; i++)
    {
      packet.sender = g_array_index (self->senders, int, i);
      if (packet.sender != packet.receiver)
        denial = find_packet_denial (self, way, &packet);
    }

  return denial;
}

/* Whether something listens for what comes, or nobody says for what. Plain TCP may carry
 * anything. */
static gboolean
is_heard (const LpConversations *self,
          const LpConversation  *conversation,
          const LpWay           *way)
{
  const LpGraph *graph = self->graph;
  const int end = conversation->flow == LP_FLOW_REPLICATION ? conversation->from : conversation->to;
  LpProtocol protocol;
  int port;

  if (conversation->flow == LP_FLOW_FAILOVER ||
      graph->listen_start[end] == graph->listen_start[end + 1])
    return TRUE;

  lp_way_get_service (self, conversation, way, &protocol, &port);
  for (guint k = graph->listen_start[end]; k < graph->listen_start[end + 1]; k++)
    {
      const LpGraphListener *listener = &graph->listeners[k];

      if ((port == 0 || listener->port == port) &&
          (listener->protocol == protocol ||
           lp_protocol_get_row (listener->protocol)->port == 0 ||
           lp_protocol_get_row (protocol)->port == 0))
        return TRUE;
    }

  return FALSE;
}

void
lp_opening_find_closed (LpConversations *self)
{
  g_autoptr (LpOpenings) openings = lp_openings_new (self);

  for (guint i = 0; i < self->n; i++)
    for (guint k = 0; k < self->list[i].n_ways; k++)
      {
        LpWay *way = &self->ways[self->list[i].first_way + k];

        way->by = lp_openings_find_denial (openings, &self->list[i], way, FALSE);
        /* Members of a cluster have to hear each other. */
        if (way->by < 0 && self->list[i].flow == LP_FLOW_FAILOVER)
          way->by = lp_openings_find_denial (openings, &self->list[i], way, TRUE);
        if (way->by >= 0)
          way->closed = LP_CLOSED_BLOCKED;
        else if (!is_heard (self, &self->list[i], way))
          way->closed = LP_CLOSED_NO_LISTENER;
      }
}
