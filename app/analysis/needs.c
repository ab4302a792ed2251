/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/needs.h"

/* What is only needed while the needs are collected. */
typedef struct
{
  LpNeeds *needs;
  LpKind   last_tier;
  guint    n_targets;
  GArray  *links;         /* guint: those of one source that count, by pool. */
  int     *files;         /* By server: the gate of its app-files, or -1. */
  guint   *member;        /* By node: the last virtual IP (plus one) that it is a target of. */
  int     *first_peer;    /* By node: the first entry of its list of peers, or -1. */
  int     *next_peer;     /* Two entries for each failover link. */
} Builder;

static gboolean
carries (LpAccess access,
         LpGoal   goal)
{
  return access == LP_ACCESS_READ_WRITE ||
         access == (goal == LP_GOAL_READ ? LP_ACCESS_READ : LP_ACCESS_WRITE);
}

static gboolean
counts (const LpGraphLink *link,
        LpGoal             goal)
{
  return (link->flow == LP_FLOW_REQUEST || link->flow == LP_FLOW_QUERY) &&
         link->required && carries (link->access, goal);
}

static LpKind
find_last_tier (const LpGraph *graph)
{
  static const LpKind tiers[] = { LP_KIND_DATABASE, LP_KIND_APP_SERVER, LP_KIND_WEB_SERVER };
  guint64 present = 0;

  for (guint i = 0; i < graph->n_nodes; i++)
    present |= LP_KIND_MASK (graph->nodes[i].kind);
  for (guint i = 0; i < G_N_ELEMENTS (tiers); i++)
    if (present & LP_KIND_MASK (tiers[i]))
      return tiers[i];

  return LP_N_KINDS;
}

static void
open_pool (Builder    *self,
           int         owner,
           LpPoolWants wants)
{
  self->needs->pools[self->needs->n_pools++] = (LpPool) { owner, wants, self->n_targets };
}

/* What leans on itself does not stand: a target that is the owner adds nothing to the least fixed
 * point. */
static void
add_target (Builder *self,
            int      gate,
            int      link)
{
  if (gate != self->needs->pools[self->needs->n_pools - 1].owner)
    self->needs->targets[self->n_targets++] = (LpTarget) { gate, link };
}

/* Both ends of a failover link are peers of each other. */
static void
list_peers (Builder *self)
{
  const LpGraph *graph = self->needs->graph;

  self->first_peer = lp_graph_new_numbers (graph->n_nodes);
  self->next_peer = g_new (int, 2 * graph->n_links);

  for (guint i = 0; i < graph->n_links; i++)
    if (graph->links[i].flow == LP_FLOW_FAILOVER)
      {
        self->next_peer[2 * i] = self->first_peer[graph->links[i].from];
        self->first_peer[graph->links[i].from] = 2 * i;
        self->next_peer[2 * i + 1] = self->first_peer[graph->links[i].to];
        self->first_peer[graph->links[i].to] = 2 * i + 1;
      }
}

static gboolean
has_peer (const Builder *self,
          int            node,
          guint          cluster)
{
  const LpGraph *graph = self->needs->graph;

  for (int entry = self->first_peer[node]; entry >= 0; entry = self->next_peer[entry])
    {
      const LpGraphLink *link = &graph->links[entry / 2];
      int peer = entry % 2 == 0 ? link->to : link->from;

      if (peer != node && self->member[peer] == cluster)
        return TRUE;
    }

  return FALSE;
}

/* Whether each target of a virtual IP has a failover link to another of them. */
static gboolean
is_cluster (Builder *self,
            guint    vip)
{
  const LpGraph *graph = self->needs->graph;

  if (self->first_peer == NULL)
    list_peers (self);

  for (guint i = 0; i < self->links->len; i++)
    self->member[graph->links[g_array_index (self->links, guint, i)].to] = vip + 1;
  for (guint i = 0; i < self->links->len; i++)
    if (!has_peer (self, graph->links[g_array_index (self->links, guint, i)].to, vip + 1))
      return FALSE;

  return TRUE;
}

static int
compare_pools (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const LpGraphLink *links = data;
  guint i = *(const guint *) a;
  guint j = *(const guint *) b;

  if (links[i].pool != links[j].pool)
    return links[i].pool < links[j].pool ? -1 : 1;

  return i < j ? -1 : i > j;
}

/* Collects the links of @node that count, by pool and in document order. */
static void
list_links (Builder *self,
            guint    node)
{
  const LpGraph *graph = self->needs->graph;
  gboolean sorted = TRUE;

  g_array_set_size (self->links, 0);
  for (guint k = graph->out_start[node]; k < graph->out_start[node + 1]; k++)
    if (counts (&graph->links[graph->out[k]], self->needs->goal))
      {
        g_array_append_val (self->links, graph->out[k]);
        sorted = sorted && graph->links[graph->out[k]].pool ==
                           graph->links[g_array_index (self->links, guint, 0)].pool;
      }

  if (graph->nodes[node].kind == LP_KIND_VIRTUAL_IP && !graph->nodes[node].active_active &&
      self->links->len > 1 && !is_cluster (self, node))
    g_array_set_size (self->links, 1);
  if (!sorted)
    g_array_sort_with_data (self->links, compare_pools, graph->links);
}

static gboolean
leads_on (const Builder *self)
{
  const LpGraph *graph = self->needs->graph;

  for (guint i = 0; i < self->links->len; i++)
    if (graph->nodes[graph->links[g_array_index (self->links, guint, i)].to].kind != LP_KIND_CACHE)
      return TRUE;

  return FALSE;
}

static void
add_pools (Builder *self,
           guint    node)
{
  const LpGraph *graph = self->needs->graph;
  guint pool = G_MAXUINT;

  for (guint i = 0; i < self->links->len; i++)
    {
      guint number = g_array_index (self->links, guint, i);

      if (graph->links[number].pool != pool)
        open_pool (self, node, LP_POOL_SERVE);
      pool = graph->links[number].pool;
      add_target (self, graph->links[number].to, number);
    }
}

static void
add_standby (Builder *self,
             guint    node)
{
  const LpGraph *graph = self->needs->graph;
  gboolean open = FALSE;

  for (guint k = graph->out_start[node]; k < graph->out_start[node + 1]; k++)
    {
      const LpGraphLink *link = &graph->links[graph->out[k]];

      if (link->flow != LP_FLOW_REPLICATION || !graph->nodes[link->to].promotes)
        continue;
      if (!open)
        open_pool (self, node, LP_POOL_STANDBY);
      open = TRUE;
      add_target (self, link->to, graph->out[k]);
    }
}

static LpGateType
add_component (Builder *self,
               guint    node)
{
  const LpGraph *graph = self->needs->graph;
  LpKind kind = graph->nodes[node].kind;
  int server;

  if (lp_kind_is_container (kind) || kind == LP_KIND_NOTE)
    return LP_GATE_NEVER;
  if (kind == LP_KIND_DATABASE && graph->nodes[node].replica && self->needs->goal == LP_GOAL_WRITE)
    return LP_GATE_NEVER;

  list_links (self, node);
  if (kind != self->last_tier && kind != LP_KIND_CACHE && !leads_on (self))
    return LP_GATE_NEVER;

  add_pools (self, node);
  server = kind == LP_KIND_APP_SERVER ? lp_graph_get_server (graph, node) : -1;
  if (server >= 0 && self->files[server] >= 0)
    {
      open_pool (self, node, LP_POOL_SERVE);
      add_target (self, self->files[server], -1);
    }
  if (kind == LP_KIND_DATABASE && self->needs->goal == LP_GOAL_WRITE)
    add_standby (self, node);

  return LP_GATE_COMPONENT;
}

/* Without requests a client gets nothing; its lookups are a pool only where there are any. */
static void
add_client (Builder *self,
            guint    gate,
            int      node)
{
  static const struct { LpFlow flow; LpPoolWants wants; } pools[] = {
    { LP_FLOW_LOOKUP, LP_POOL_UP },
    { LP_FLOW_REQUEST, LP_POOL_SERVE },
  };
  const LpGraph *graph = self->needs->graph;

  for (guint i = 0; i < G_N_ELEMENTS (pools); i++)
    {
      gboolean open = FALSE;

      for (guint k = graph->out_start[node]; k < graph->out_start[node + 1]; k++)
        if (graph->links[graph->out[k]].flow == pools[i].flow)
          {
            if (!open)
              open_pool (self, gate, pools[i].wants);
            open = TRUE;
            add_target (self, graph->links[graph->out[k]].to, graph->out[k]);
          }

      if (!open && pools[i].flow == LP_FLOW_REQUEST)
        open_pool (self, gate, pools[i].wants);
    }
}

/* Numbers the groups of app-files and the clients, and lists the guards of each server. */
static void
number_gates (Builder *self)
{
  const LpGraph *graph = self->needs->graph;

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      int server = graph->nodes[i].kind == LP_KIND_APP_FILES || graph->nodes[i].guards
                     ? lp_graph_get_server (graph, i) : -1;

      if (graph->nodes[i].kind == LP_KIND_CLIENT)
        self->needs->clients[self->needs->n_clients++] = i;
      else if (server < 0)
        continue;
      else if (graph->nodes[i].guards)
        {
          self->needs->guards[i] = self->needs->guards[server];
          self->needs->guards[server] = i;
        }
      else if (self->files[server] < 0)
        self->files[server] = self->needs->n_gates++;
    }

  self->needs->first_client = self->needs->n_gates;
  self->needs->n_gates += self->needs->n_clients;
}

static void
add_file_groups (Builder *self)
{
  const LpGraph *graph = self->needs->graph;
  g_autofree int *first = lp_graph_new_numbers (self->needs->first_client);
  g_autofree int *next = g_new (int, graph->n_nodes);

  for (guint i = graph->n_nodes; i-- > 0;)
    {
      int server = graph->nodes[i].kind == LP_KIND_APP_FILES ? lp_graph_get_server (graph, i) : -1;

      if (server >= 0)
        {
          next[i] = first[self->files[server]];
          first[self->files[server]] = i;
        }
    }

  for (guint gate = graph->n_nodes; gate < self->needs->first_client; gate++)
    {
      self->needs->gates[gate] = (LpGate) { LP_GATE_GROUP, self->needs->n_pools };
      open_pool (self, gate, LP_POOL_UP);
      for (int file = first[gate]; file >= 0; file = next[file])
        add_target (self, file, -1);
    }
}

static void
index_users (LpNeeds *self)
{
  guint n_targets = self->pools[self->n_pools].first_target;

  self->user_start = g_new0 (guint, self->n_gates + 2);
  self->users = g_new (guint, n_targets);

  for (guint i = 0; i < n_targets; i++)
    self->user_start[self->targets[i].gate + 2]++;
  for (guint i = 2; i < self->n_gates + 2; i++)
    self->user_start[i] += self->user_start[i - 1];
  for (guint pool = 0; pool < self->n_pools; pool++)
    for (guint i = self->pools[pool].first_target; i < self->pools[pool + 1].first_target; i++)
      self->users[self->user_start[self->targets[i].gate + 1]++] = pool;
}

LpNeeds *
lp_needs_new (const LpGraph *graph,
              LpGoal         goal)
{
  LpNeeds *self = g_new0 (LpNeeds, 1);
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree int *files = lp_graph_new_numbers (graph->n_nodes);
  g_autofree guint *member = g_new0 (guint, graph->n_nodes);
  Builder builder = { self, find_last_tier (graph), 0, links, files, member };
  guint most = 2 * (graph->n_links + graph->n_nodes);

  self->graph = graph;
  self->goal = goal;
  self->guards = lp_graph_new_numbers (graph->n_nodes);
  self->clients = g_new (int, graph->n_nodes);
  self->n_gates = graph->n_nodes;
  number_gates (&builder);

  /* A link is a target once, that of a client perhaps twice; an app-server needs one group, app-
   * files are in one. Pools without targets are those of clients without requests, and of links
   * that lead back to their source. */
  self->gates = g_new (LpGate, self->n_gates + 1);
  self->pools = g_new (LpPool, most + 1);
  self->targets = g_new (LpTarget, most);

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      self->gates[i].first_pool = self->n_pools;
      self->gates[i].type = add_component (&builder, i);
    }
  add_file_groups (&builder);
  for (guint i = 0; i < self->n_clients; i++)
    {
      self->gates[self->first_client + i] = (LpGate) { LP_GATE_GROUP, self->n_pools };
      add_client (&builder, self->first_client + i, self->clients[i]);
    }
  self->gates[self->n_gates] = (LpGate) { LP_GATE_NEVER, self->n_pools };
  self->pools[self->n_pools] = (LpPool) { -1, LP_POOL_SERVE, builder.n_targets };
  index_users (self);

  g_free (builder.first_peer);
  g_free (builder.next_peer);

  return self;
}

void
lp_needs_free (LpNeeds *self)
{
  if (self == NULL)
    return;

  g_free (self->gates);
  g_free (self->pools);
  g_free (self->targets);
  g_free (self->user_start);
  g_free (self->users);
  g_free (self->clients);
  g_free (self->guards);
  g_free (self);
}

void
lp_needs_list_events (const LpNeeds *self,
                      int            node,
                      GArray        *events)
{
  const LpGraphNode *nodes = self->graph->nodes;
  guint start = events->len;
  int spared = nodes[node].guards ? lp_graph_get_server (self->graph, node) : -1;

  if (nodes[node].fails)
    g_array_append_val (events, node);

  for (int i = nodes[node].parent; i >= 0; i = nodes[i].parent)
    {
      if (nodes[i].kind == LP_KIND_SERVER && i != spared)
        for (int guard = self->guards[i]; guard >= 0; guard = self->guards[guard])
          if (nodes[guard].fails)
            g_array_append_val (events, guard);
      if (nodes[i].fails)
        g_array_append_val (events, i);
    }

  for (guint i = start, j = events->len; i + 1 < j; i++)
    {
      int last = g_array_index (events, int, --j);

      g_array_index (events, int, j) = g_array_index (events, int, i);
      g_array_index (events, int, i) = last;
    }
}

/* Containers come before what they hold, so that one pass is enough. */
static void
find_up (const LpNeeds *self,
         const guint8  *failed,
         guint8        *up)
{
  const LpGraph *graph = self->graph;
  g_autofree guint8 *inside = g_new (guint8, graph->n_nodes);

  if (failed == NULL)
    {
      for (guint i = 0; i < graph->n_nodes; i++)
        up[i] = TRUE;
      return;
    }

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const LpGraphNode *node = &graph->nodes[i];
      int container = node->parent;

      up[i] = !failed[i] && (container < 0 || (node->guards ? up[container] : inside[container]));
      inside[i] = up[i];
      if (node->kind == LP_KIND_SERVER)
        for (int guard = self->guards[i]; guard >= 0; guard = self->guards[guard])
          inside[i] = inside[i] && !failed[guard];
    }
}

/* Whether the pools of @gate are what counts: not while a replica stands in for it. */
static gboolean
stands_itself (const LpNeeds *self,
               guint          gate,
               const guint8  *up)
{
  return self->gates[gate].type == LP_GATE_GROUP || up[gate];
}

/* Fills @missing (pools that still lack what they want) and puts those gates in the queue that
 * lack nothing. */
static guint
start_queue (const LpNeeds *self,
             const guint8  *up,
             guint         *missing,
             guint8        *satisfied,
             guint         *queue)
{
  guint n = 0;

  for (guint gate = 0; gate < self->n_gates; gate++)
    {
      guint end = self->gates[gate + 1].first_pool;
      guint wanted = 0;
      gboolean standby = FALSE;

      for (guint pool = self->gates[gate].first_pool; pool < end; pool++)
        {
          const LpPool *p = &self->pools[pool];

          satisfied[pool] = FALSE;
          if (p->wants != LP_POOL_SERVE)
            for (guint i = p->first_target; i < p[1].first_target && !satisfied[pool]; i++)
              satisfied[pool] = up[self->targets[i].gate];

          if (p->wants == LP_POOL_STANDBY)
            standby = satisfied[pool];
          else
            wanted += !satisfied[pool];
        }

      if (self->gates[gate].type == LP_GATE_NEVER)
        missing[gate] = G_MAXUINT;
      else if (stands_itself (self, gate, up))
        missing[gate] = wanted;
      else
        missing[gate] = standby ? 0 : G_MAXUINT;

      if (missing[gate] == 0)
        queue[n++] = gate;
    }

  return n;
}

gboolean
lp_needs_solve (const LpNeeds *self,
                const guint8  *failed,
                guint8        *up,
                guint         *level)
{
  g_autofree guint *missing = g_new (guint, self->n_gates);
  g_autofree guint *queue = g_new (guint, self->n_gates);
  g_autofree guint8 *satisfied = g_new (guint8, self->n_pools);
  guint n;

  find_up (self, failed, up);
  for (guint i = 0; i < self->n_gates; i++)
    level[i] = 0;
  n = start_queue (self, up, missing, satisfied, queue);

  for (guint i = 0; i < n; i++)
    {
      level[queue[i]] = i + 1;
      for (guint k = self->user_start[queue[i]]; k < self->user_start[queue[i] + 1]; k++)
        {
          guint pool = self->users[k];
          guint owner = self->pools[pool].owner;

          if (self->pools[pool].wants != LP_POOL_SERVE || satisfied[pool])
            continue;

          satisfied[pool] = TRUE;
          if (missing[owner] != G_MAXUINT && missing[owner] > 0 && --missing[owner] == 0)
            queue[n++] = owner;
        }
    }

  for (guint i = 0; i < self->n_clients; i++)
    if (level[self->first_client + i] == 0)
      return FALSE;

  return TRUE;
}

int
lp_needs_choose (const LpNeeds *self,
                 guint          pool,
                 const guint   *level)
{
  const LpPool *p = &self->pools[pool];

  if (p->wants == LP_POOL_STANDBY)
    return -1;

  for (guint i = p->first_target; i < p[1].first_target; i++)
    {
      guint found = level[self->targets[i].gate];

      if (p->wants == LP_POOL_UP || (found > 0 && found < level[p->owner]))
        return i;
    }

  return -1;
}
