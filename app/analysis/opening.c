/* SPDX-License-Identifier: MIT */
/* opening.c: holds ways against the rules of the firewalls on them, and against listeners. */
#include "config.h"

#include "analysis/opening.h"

#include "analysis/allow.h"
#include "model/element.h"

/* So many virtual IPs stand one behind the other, at most. */
#define MAX_VIRTUAL_IPS 64

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
  GArray                *checkpoints;   /* Checkpoint */
  GArray                *senders;       /* Sender: who really sends what passes a virtual IP, */
  int                    listed;        /* this one, or -1. */
  guint                 *stamps;
  guint                  stamp;
};

enum { RULES_IN = 1 << 0, RULES_OUT = 1 << 1 };

/* A firewall on the way of a packet, and which of its rules count there. */
typedef struct
{
  int   firewall;
  guint rules;
} Checkpoint;

/* One packet of a way. */
typedef struct
{
  int        sender;
  int        receiver;
  LpProtocol protocol;
  guint      transports;
  int        port;
} Packet;

/* Who sends what comes by a way; behind a virtual IP also what it asked that for. */
typedef struct
{
  int        node;
  LpProtocol protocol;
  int        port;
} Sender;

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
  self->checkpoints = g_array_new (FALSE, FALSE, sizeof (Checkpoint));
  self->listed = -1;
  self->senders = g_array_new (FALSE, FALSE, sizeof (Sender));
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
  g_array_unref (self->checkpoints);
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
          const Packet     *packet)
{
  const int peer = allow->out ? packet->receiver : packet->sender;

  switch (allow->source)
    {
    case LP_SOURCE_ANY:
      return TRUE;

    case LP_SOURCE_NODES:
      return allow->first <= peer && peer <= allow->last;

    case LP_SOURCE_NETWORK:
      return self->graph->nodes[peer].kind != LP_KIND_CLIENT &&
             is_in_network (self, peer, &allow->network);

    case LP_SOURCE_UNKNOWN:
    default:
      return FALSE;
    }
}

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
          is_about (self, allow, packet))
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

static gboolean
is_around (const LpGraph *graph,
           int            container,
           int            node)
{
  while (node > container)
    node = graph->nodes[node].parent;

  return node == container;
}

static void
add_checkpoint (LpOpenings *self,
                int         firewall,
                guint       rules)
{
  const Checkpoint checkpoint = { firewall, rules };

  g_array_append_val (self->checkpoints, checkpoint);
}

/* The guards of the containers of @end that are not around @other, from the inside out. Those with
 * no rule for what goes out let it. */
static void
add_guards (LpOpenings *self,
            int         end,
            int         other,
            guint       rules)
{
  const LpGraph *graph = self->graph;

  for (int i = end; i >= 0; i = graph->nodes[i].parent)
    if (!is_around (graph, i, other))
      for (int guard = self->guards[i]; guard >= 0; guard = self->next_guard[guard])
        if (rules == RULES_IN || self->any_out[guard])
          add_checkpoint (self, guard, rules);
}

/* The firewalls that @packet passes on @way, in that order. What stays in a server passes only what
 * is in line. */
static void
list_checkpoints (LpOpenings   *self,
                  const LpWay  *way,
                  const Packet *packet)
{
  const int server = self->servers[packet->sender];
  const gboolean leaves = server < 0 || server != self->servers[packet->receiver];

  g_array_set_size (self->checkpoints, 0);
  if (leaves)
    add_guards (self, packet->sender, packet->receiver, RULES_OUT);
  for (guint i = 0; i + 1 < way->n_links; i++)
    {
      const guint link = self->conversations->links[way->first_link + i];
      const int relay = self->graph->links[link].to;

      if (self->graph->nodes[relay].kind == LP_KIND_FIREWALL)
        add_checkpoint (self, relay, RULES_IN | RULES_OUT);
    }
  if (leaves)
    add_guards (self, packet->receiver, packet->sender, RULES_IN);
}

static void
add_sender (LpOpenings   *self,
            int           node,
            const LpWay  *way)
{
  Sender sender = { .node = node };

  if (way != NULL)
    lp_way_get_asked (self->conversations, way, &sender.protocol, &sender.port);
  g_array_append_val (self->senders, sender);
}

static void
add_sender_by_all_ways (LpOpenings           *self,
                        const LpConversation *conversation)
{
  for (guint k = 0; k < conversation->n_ways; k++)
    {
      const LpWay *way = &self->conversations->ways[conversation->first_way + k];

      if (way->offered)
        add_sender (self, conversation->from, way);
    }
}

/* Those who ask @vip, in whose name it asks; each virtual IP once. Returns whether there are
 * any. */
static gboolean
add_askers (LpOpenings *self,
            int         vip,
            guint       depth)
{
  const LpConversations *conversations = self->conversations;
  gboolean asked = FALSE;

  self->stamps[vip] = self->stamp;
  for (guint k = conversations->in_start[vip]; k < conversations->in_start[vip + 1]; k++)
    {
      const LpConversation *each = &conversations->list[conversations->in[k]];
      const gboolean passes_on = self->graph->nodes[each->from].kind == LP_KIND_VIRTUAL_IP;

      if (!lp_conversation_asks (each) || !each->offered ||
          (passes_on && self->stamps[each->from] == self->stamp))
        continue;

      asked = TRUE;
      if (!passes_on || depth == 0 || !add_askers (self, each->from, depth - 1))
        add_sender_by_all_ways (self, each);
    }

  return asked;
}

/* Who is on the other end of what @conversation asks for: its source, or who stands before that. */
static void
list_senders (LpOpenings           *self,
              const LpConversation *conversation,
              int                   sender)
{
  const gboolean passes_on = self->graph->nodes[sender].kind == LP_KIND_VIRTUAL_IP &&
                             lp_conversation_asks (conversation);

  /* Ways of one source come one behind the other. */
  if (passes_on && self->listed == sender)
    return;

  self->listed = passes_on ? sender : -1;
  g_array_set_size (self->senders, 0);
  self->stamp++;
  if (!passes_on || !add_askers (self, sender, MAX_VIRTUAL_IPS))
    add_sender (self, sender, NULL);
}

/* Whether something listens at @node for what a @flow asks for, or nobody says for what. */
static gboolean
is_heard_at (const LpGraph *graph,
             LpFlow         flow,
             int            node,
             LpProtocol     protocol,
             int            port)
{
  if (!lp_flow_asks_listeners (flow) ||
      graph->listen_start[node] == graph->listen_start[node + 1])
    return TRUE;

  for (guint k = graph->listen_start[node]; k < graph->listen_start[node + 1]; k++)
    if (lp_flow_fits_listener (flow, protocol, port, graph->listeners[k].protocol,
                               graph->listeners[k].port))
      return TRUE;

  return FALSE;
}

/* What @way carries for @sender. A virtual IP passes packets on as they are: where its link says
 * nothing, what it was asked for counts, if that is heard. */
static void
get_service (const LpOpenings     *self,
             const LpConversation *conversation,
             const LpWay          *way,
             const Sender         *sender,
             LpProtocol           *protocol,
             int                  *port)
{
  const int listener = lp_conversation_get_listener (conversation);

  lp_way_get_asked (self->conversations, way, protocol, port);
  if (*protocol == LP_PROTOCOL_NONE && *port == 0 &&
      is_heard_at (self->graph, conversation->flow, listener, sender->protocol, sender->port))
    {
      *protocol = sender->protocol;
      *port = sender->port;
    }
  lp_graph_complete_service (self->graph, conversation->flow, listener, protocol, port);
}

/* The first that denies @packet to go @way. */
static gboolean
find_denial (LpOpenings   *self,
             const LpWay  *way,
             const Packet *packet,
             LpDenial     *denial)
{
  list_checkpoints (self, way, packet);
  for (guint i = 0; i < self->checkpoints->len; i++)
    {
      const Checkpoint *each = &g_array_index (self->checkpoints, Checkpoint, i);

      if (denies (self, each->firewall, each->rules, packet))
        {
          *denial = (LpDenial) {
            .firewall = each->firewall, .sender = packet->sender, .receiver = packet->receiver,
            .protocol = packet->protocol, .port = packet->port, .out = each->rules == RULES_OUT,
          };
          return TRUE;
        }
    }

  return FALSE;
}

/* With @back the packets go the other way round: members of a cluster talk in both directions. */
static gboolean
is_denied (LpOpenings           *self,
           const LpConversation *conversation,
           LpWay                *way,
           gboolean              back)
{
  /* Replication is fetched by the replica. */
  const gboolean turned = (conversation->flow == LP_FLOW_REPLICATION) != back;
  Packet packet = { .receiver = turned ? conversation->from : conversation->to };

  list_senders (self, conversation, turned ? conversation->to : conversation->from);
  for (guint i = 0; i < self->senders->len; i++)
    {
      const Sender *sender = &g_array_index (self->senders, Sender, i);

      packet.sender = sender->node;
      get_service (self, conversation, way, sender, &packet.protocol, &packet.port);
      packet.transports = lp_protocol_get_row (packet.protocol)->transports;
      if (packet.sender != packet.receiver && find_denial (self, way, &packet, &way->denial))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_heard (const LpConversations *self,
          const LpConversation  *conversation,
          const LpWay           *way)
{
  LpProtocol protocol;
  int port;

  lp_way_get_asked (self, way, &protocol, &port);

  return is_heard_at (self->graph, conversation->flow, lp_conversation_get_listener (conversation),
                      protocol, port);
}

void
lp_opening_find_closed (LpConversations *self)
{
  g_autoptr (LpOpenings) openings = lp_openings_new (self);

  for (guint i = 0; i < self->n; i++)
    for (guint k = 0; k < self->list[i].n_ways; k++)
      {
        const LpConversation *each = &self->list[i];
        LpWay *way = &self->ways[each->first_way + k];

        way->heard = is_heard (self, each, way);
        if (is_denied (openings, each, way, FALSE) ||
            (each->flow == LP_FLOW_FAILOVER && is_denied (openings, each, way, TRUE)))
          way->closed = LP_CLOSED_BLOCKED;
        else if (!way->heard)
          way->closed = LP_CLOSED_NO_LISTENER;
      }
}
