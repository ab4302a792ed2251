/* SPDX-License-Identifier: MIT */
/* conversation.c: follows links through routers and firewalls in line. */
#include "config.h"

#include "analysis/conversation.h"

#include "analysis/opening.h"
#include "analysis/site.h"
#include "model/pairs.h"

/* So many ways lead from one source, at most, so many relays stand one behind the other, and so many
 * links of relays are followed: from one source, and from all. */
#define MAX_WAYS 4096
#define MAX_RELAYS 64
#define MAX_STEPS (1u << 16)
#define MAX_ALL_STEPS (1u << 22)

typedef struct
{
  LpConversations *self;
  GArray          *list;        /* LpConversation */
  GArray          *ways;        /* LpWay */
  GArray          *links;       /* guint */
  GArray          *path;        /* guint: the links of the way that is being followed. */
  GArray          *found;       /* Found: all ways of one source. */
  guint            n_long;      /* Those over relays. */
  guint            n_steps;     /* Links of relays that were followed from one source, */
  guint            n_all_steps; /* and from all. */
  int             *latest;      /* By node: the last conversation that leads there, or -1, */
  GArray          *before;      /* int, by conversation: and the one before it to the same. */
  guint8          *on_path;     /* By node. */
} Builder;

typedef struct
{
  int    to;
  LpFlow flow;
  guint  first_link;
  guint  n_links;
} Found;

static gboolean
is_relay (const LpGraph *graph,
          guint          node)
{
  const LpKind kind = graph->nodes[node].kind;

  if (kind == LP_KIND_FIREWALL)
    return graph->out_start[node] < graph->out_start[node + 1] ||
           graph->in_start[node] < graph->in_start[node + 1];

  return lp_kind_is (kind, LP_TRAIT_RELAY);
}

/* Flows that mean something to the analysis. */
static gboolean
counts (LpFlow flow)
{
  return flow != LP_FLOW_METRICS && flow != LP_FLOW_MANAGE && flow != LP_FLOW_RESPONSE;
}

static const LpGraphLink *
get_path_link (const Builder *builder,
               guint          i)
{
  return &builder->self->graph->links[g_array_index (builder->path, guint, i)];
}

/* Whether what two links of the path say of their service can be the same. */
static gboolean
agree (const LpGraphLink *a,
       const LpGraphLink *b)
{
  return (a->protocol == LP_PROTOCOL_NONE || b->protocol == LP_PROTOCOL_NONE ||
          a->protocol == b->protocol) &&
         (a->port == 0 || b->port == 0 || a->port == b->port);
}

static gboolean
is_allowed_pair (LpKind from,
                 LpKind to)
{
  const LpPair pair = lp_pairs_look_up (from, to);

  return from != to && (pair == LP_PAIR_FINE || pair == LP_PAIR_SKIPS);
}

/* Through a switch that joins everything a way has to make sense: its links name one service, or it
 * joins two kinds that talk to each other. */
static gboolean
makes_sense (const Builder *builder,
             int            source,
             int            target,
             LpFlow         flow)
{
  const LpGraphNode *nodes = builder->self->graph->nodes;
  guint n_named = 0;

  for (guint i = 0; i < builder->path->len; i++)
    {
      const LpGraphLink *link = get_path_link (builder, i);

      if (link->flow != flow && link->flow != LP_FLOW_REQUEST)
        return FALSE;
      n_named += link->protocol != LP_PROTOCOL_NONE || link->port != 0;
      for (guint k = 0; k < i; k++)
        if (!agree (link, get_path_link (builder, k)))
          return FALSE;
    }

  return builder->path->len < 2 || n_named >= 2 ||
         (flow != LP_FLOW_REQUEST && flow != LP_FLOW_QUERY && flow != LP_FLOW_LOOKUP) ||
         is_allowed_pair (nodes[source].kind, nodes[target].kind);
}

static void
add_way (Builder *builder,
         int      source,
         int      target)
{
  const LpFlow flow = get_path_link (builder, builder->path->len - 1)->flow;
  Found found = { target, flow, builder->links->len, builder->path->len };

  if (target == source || !counts (flow) || !makes_sense (builder, source, target, flow))
    return;

  g_array_append_vals (builder->links, builder->path->data, builder->path->len);
  g_array_append_val (builder->found, found);
  builder->n_long += found.n_links > 1;
}

/* Depth first; a relay is passed once on each way, and none any more when ways were left out: then all
 * is unknown anyway. */
static void
follow (Builder *builder,
        int      source,
        int      node)
{
  const LpGraph *graph = builder->self->graph;

  for (guint k = graph->out_start[node]; k < graph->out_start[node + 1]; k++)
    {
      const guint number = graph->out[k];
      const int next = graph->links[number].to;

      if (builder->n_long >= MAX_WAYS || builder->path->len >= MAX_RELAYS ||
          builder->n_steps >= MAX_STEPS || builder->n_all_steps >= MAX_ALL_STEPS)
        {
          builder->self->complete = FALSE;
          return;
        }

      builder->n_steps += builder->path->len > 0;
      builder->n_all_steps += builder->path->len > 0;
      g_array_append_val (builder->path, number);
      if (!builder->self->relays[next])
        {
          add_way (builder, source, next);
        }
      else if (!builder->on_path[next] && builder->self->complete)
        {
          builder->on_path[next] = TRUE;
          follow (builder, source, next);
          builder->on_path[next] = FALSE;
        }
      g_array_set_size (builder->path, builder->path->len - 1);
    }
}

static LpAccess
join_access (LpAccess a,
             LpAccess b,
             gboolean *nothing)
{
  *nothing = *nothing || (a != b && a != LP_ACCESS_READ_WRITE && b != LP_ACCESS_READ_WRITE);

  return a == LP_ACCESS_READ_WRITE ? b : a;
}

/* What a way that carries nothing would be good for: it reads and writes by turns. */
static gboolean
get_access (const Builder *builder,
            const Found   *found,
            LpAccess      *access)
{
  gboolean nothing = FALSE;

  *access = LP_ACCESS_READ_WRITE;
  for (guint i = 0; i < found->n_links; i++)
    {
      guint link = g_array_index (builder->links, guint, found->first_link + i);

      *access = join_access (*access, builder->self->graph->links[link].access, &nothing);
    }

  return !nothing;
}

/* Ways of one flow to one target that say the same of it are one conversation. */
static gboolean
is_same (const LpGraph        *graph,
         const LpConversation *conversation,
         const Found          *found,
         guint                 link,
         LpAccess              access)
{
  return conversation->to == found->to && conversation->flow == found->flow &&
         conversation->access == access &&
         graph->links[conversation->link].pool == graph->links[link].pool &&
         conversation->required == graph->links[link].required;
}

static guint
get_conversation (Builder     *builder,
                  guint        first,
                  int          source,
                  const Found *found,
                  guint        link,
                  LpAccess     access)
{
  const LpGraph *graph = builder->self->graph;
  LpConversation fresh = { .from = source, .to = found->to, .flow = found->flow, .access = access,
                           .link = link, .required = graph->links[link].required };

  for (int i = builder->latest[found->to]; i >= (int) first;
       i = g_array_index (builder->before, int, i))
    if (is_same (graph, &g_array_index (builder->list, LpConversation, i), found, link, access))
      return i;

  g_array_append_val (builder->before, builder->latest[found->to]);
  builder->latest[found->to] = builder->list->len;
  g_array_append_val (builder->list, fresh);

  return builder->latest[found->to];
}

/* Groups what was found from one source: the ways of a conversation stand one behind the other. */
static void
add_conversations (Builder *builder,
                   int      source)
{
  const guint first = builder->list->len;
  guint n_ways = builder->ways->len;
  g_autofree int *owners = g_new (int, builder->found->len + 1);

  for (guint i = 0; i < builder->found->len; i++)
    {
      const Found *found = &g_array_index (builder->found, Found, i);
      LpAccess access;

      owners[i] = -1;
      if (!get_access (builder, found, &access))
        continue;

      owners[i] = get_conversation (builder, first, source, found,
                                    g_array_index (builder->links, guint, found->first_link),
                                    access);
      g_array_index (builder->list, LpConversation, owners[i]).n_ways++;
    }

  for (guint k = first; k < builder->list->len; k++)
    {
      LpConversation *each = &g_array_index (builder->list, LpConversation, k);

      each->first_way = n_ways;
      n_ways += each->n_ways;
      each->n_ways = 0;
    }

  g_array_set_size (builder->ways, n_ways);
  for (guint i = 0; i < builder->found->len; i++)
    if (owners[i] >= 0)
      {
        const Found *found = &g_array_index (builder->found, Found, i);
        LpConversation *owner = &g_array_index (builder->list, LpConversation, owners[i]);
        LpWay way = { found->first_link, found->n_links, TRUE, TRUE, LP_CLOSED_NOT, -1 };

        g_array_index (builder->ways, LpWay, owner->first_way + owner->n_ways++) = way;
      }
}

static void
find_all (Builder *builder)
{
  LpConversations *self = builder->self;

  for (guint i = 0; i < self->graph->n_nodes; i++)
    {
      self->start[i] = builder->list->len;
      if (self->relays[i])
        continue;

      g_array_set_size (builder->found, 0);
      builder->n_long = builder->n_steps = 0;
      follow (builder, i, i);
      add_conversations (builder, i);
    }
  self->start[self->graph->n_nodes] = builder->list->len;
}

void
lp_way_get_service (const LpConversations *self,
                    const LpConversation  *conversation,
                    const LpWay           *way,
                    LpProtocol            *protocol,
                    int                   *port)
{
  /* Replication is fetched: its packets go to the primary. */
  const int listener = conversation->flow == LP_FLOW_REPLICATION ? conversation->from
                                                                 : conversation->to;

  *protocol = LP_PROTOCOL_NONE;
  *port = 0;
  for (guint i = 0; i < way->n_links; i++)
    {
      const LpGraphLink *link = &self->graph->links[self->links[way->first_link + i]];

      if (*protocol == LP_PROTOCOL_NONE)
        *protocol = link->protocol;
      if (*port == 0)
        *port = link->port;
    }
  lp_graph_complete_service (self->graph, conversation->flow, listener, protocol, port);
}

/* Of the ways of a conversation to itself. */
static void
summarize (LpConversations *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      LpConversation *each = &self->list[i];

      for (guint k = each->first_way; k < each->first_way + each->n_ways; k++)
        {
          each->offered = each->offered || self->ways[k].offered;
          each->open = each->open || (self->ways[k].offered &&
                                      self->ways[k].closed == LP_CLOSED_NOT);
        }
    }
}

LpConversations *
lp_conversations_new (const LpGraph *graph)
{
  LpConversations *self = g_new0 (LpConversations, 1);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autofree guint8 *on_path = g_new0 (guint8, graph->n_nodes);
  g_autofree int *latest = lp_graph_new_numbers (graph->n_nodes);
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (int));
  Builder builder = {
    self, g_array_new (FALSE, FALSE, sizeof (LpConversation)),
    g_array_new (FALSE, FALSE, sizeof (LpWay)), g_array_new (FALSE, FALSE, sizeof (guint)),
    path, found, 0, 0, 0, latest, before, on_path,
  };

  self->graph = graph;
  self->complete = TRUE;
  self->relays = g_new (guint8, graph->n_nodes);
  self->start = g_new (guint, graph->n_nodes + 1);
  for (guint i = 0; i < graph->n_nodes; i++)
    self->relays[i] = is_relay (graph, i);

  find_all (&builder);
  self->n = builder.list->len;
  self->n_ways = builder.ways->len;
  self->list = (LpConversation *) (gpointer) g_array_free (builder.list, FALSE);
  self->ways = (LpWay *) (gpointer) g_array_free (builder.ways, FALSE);
  self->links = (guint *) (gpointer) g_array_free (builder.links, FALSE);

  lp_opening_find_offered (self);
  lp_opening_find_closed (self);
  summarize (self);

  return self;
}

static void
free_cb (gpointer conversations)
{
  lp_conversations_free (conversations);
}

const LpConversations *
lp_conversations_get (const LpGraph *graph)
{
  LpGraph *keeper = (LpGraph *) graph;
  LpConversations *fresh = g_atomic_pointer_get (&keeper->conversations);

  if (fresh != NULL)
    return fresh;

  fresh = lp_conversations_new (graph);
  keeper->free_conversations = free_cb;
  if (g_atomic_pointer_compare_and_exchange (&keeper->conversations, NULL, fresh))
    return fresh;

  lp_conversations_free (fresh);

  return g_atomic_pointer_get (&keeper->conversations);
}

void
lp_conversations_free (LpConversations *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (self->formulas); i++)
    if (self->formulas[i] != NULL)
      self->free_formula (self->formulas[i]);
  g_free (self->relays);
  g_free (self->list);
  g_free (self->start);
  g_free (self->ways);
  g_free (self->links);
  g_free (self);
}

const char *
lp_closed_get_rule (LpClosed closed)
{
  static const char *const rules[] = {
    [LP_CLOSED_NOT] = NULL,
    [LP_CLOSED_BLOCKED] = "flow-blocked",
    [LP_CLOSED_NO_LISTENER] = "no-listener",
  };

  return rules[closed];
}
