/* SPDX-License-Identifier: MIT */
/* aliveness.c: what has to be up for a node to be alive, and for a source to reach it. */
#include "config.h"

#include "analysis/formula-private.h"

/* The nodes that others talk to, or that stand on their way: only these matter to a goal. */
static guint8 *
find_involved (const LpFormulaBuilder *self)
{
  const LpConversations *conversations = self->conversations;
  const LpGraph *graph = self->graph;
  guint8 *involved = g_new0 (guint8, graph->n_nodes + 1);

  for (guint i = 0; i < conversations->n; i++)
    involved[conversations->list[i].from] = involved[conversations->list[i].to] = TRUE;
  for (guint i = 0; i < graph->n_nodes; i++)
    if (conversations->relays[i] || graph->nodes[i].kind == LP_KIND_APP_FILES)
      involved[i] = TRUE;

  return involved;
}

/* By event: how many involved nodes it takes down. */
static guint *
count_uses (const LpFormulaBuilder *self,
            const guint8           *involved)
{
  const LpGraph *graph = self->graph;
  guint *uses = g_new0 (guint, graph->n_nodes + 1);

  for (guint i = 0; i < graph->n_nodes; i++)
    for (int k = i; involved[i] && k >= 0; k = graph->nodes[k].parent)
      uses[k]++;

  return uses;
}

/* Events that take down nothing else make a term of their own: to the rest it is one event. */
static guint
make_bare (LpFormulaBuilder *self,
           int               node,
           const guint      *uses)
{
  const LpGraphNode *nodes = self->graph->nodes;
  GArray *all, *own;

  /* Nothing of it matters to a goal: as short as can be. */
  if (uses[node] == 0)
    return lp_formula_both (self, self->self->events[node],
                            nodes[node].parent >= 0 ? lp_formula_get (self, nodes[node].parent)->alive
                                                    : LP_TERM_TRUE);

  all = lp_formula_take_list (self);
  own = lp_formula_take_list (self);
  for (int i = node; i >= 0; i = nodes[i].parent)
    lp_formula_append (uses[i] <= 1 ? own : all, self->self->events[i]);
  lp_formula_append (all, lp_formula_all (self, own));

  return lp_formula_all (self, all);
}

static gboolean
asks_database (const LpFormulaBuilder *self,
               int                     node)
{
  for (guint i = self->conversations->start[node]; i < self->conversations->start[node + 1]; i++)
    {
      const LpConversation *each = &self->conversations->list[i];

      if (lp_conversation_asks (each) &&
          self->graph->nodes[each->to].kind == LP_KIND_DATABASE)
        return TRUE;
    }

  return FALSE;
}

/* One of the files of @server; FALSE (a term) for none. */
static guint
make_own_files (LpFormulaBuilder *self,
                int               server)
{
  const LpGraph *graph = self->graph;
  GArray *files = lp_formula_take_list (self);

  /* What stands in it comes right behind it. */
  for (guint i = server + 1; i < graph->n_nodes && graph->nodes[i].parent >= server; i++)
    if (graph->nodes[i].kind == LP_KIND_APP_FILES && lp_graph_get_server (graph, i) == server)
      lp_formula_append (files, lp_formula_get (self, i)->alive);

  return lp_formula_any (self, files);
}

/* The same of the server that @node stands in; @known has it by server, or 0. */
static guint
get_own_files (LpFormulaBuilder *self,
               int               node,
               guint            *known)
{
  const int server = lp_graph_get_server (self->graph, node);

  if (server < 0)
    return LP_TERM_FALSE;
  if (known[server] == 0)
    known[server] = make_own_files (self, server) + 1;

  return known[server] - 1;
}

/* And those that it is linked to; FALSE for none. */
static gboolean
list_linked_files (LpFormulaBuilder *self,
                   int               node,
                   GArray           *files)
{
  const LpConversations *conversations = self->conversations;
  const LpGraph *graph = self->graph;
  gboolean linked = FALSE;

  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    if (graph->nodes[conversations->list[i].to].kind == LP_KIND_APP_FILES)
      {
        linked = TRUE;
        lp_formula_append (files, lp_formula_alive_over (self, &conversations->list[i]));
      }
  for (guint k = self->in_start[node]; k < self->in_start[node + 1]; k++)
    {
      const LpConversation *each = &conversations->list[self->in[k]];

      if (graph->nodes[each->from].kind == LP_KIND_APP_FILES)
        {
          linked = TRUE;
          if (each->open)
            lp_formula_append (files, lp_formula_get (self, each->from)->alive);
        }
    }

  return linked;
}

/* What needs files needs one of those that it has. */
static guint
make_files (LpFormulaBuilder *self,
            int               node,
            guint            *known)
{
  const LpKind kind = self->graph->nodes[node].kind;
  GArray *files;
  gboolean has_files;
  guint own;

  if (kind != LP_KIND_APP_SERVER && (kind != LP_KIND_WEB_SERVER || !asks_database (self, node)))
    return LP_TERM_TRUE;

  files = lp_formula_take_list (self);
  own = get_own_files (self, node, known);
  lp_formula_append (files, own);
  has_files = list_linked_files (self, node, files) || own != LP_TERM_FALSE;
  if (has_files)
    return lp_formula_any (self, files);

  lp_formula_give_list (self, files);

  return LP_TERM_TRUE;
}

/* Nothing needs itself to be alive: files and relays are when they and what they stand in are. */
void
lp_formula_define_alive (LpFormulaBuilder *self)
{
  g_autofree guint8 *involved = find_involved (self);
  g_autofree guint *uses = count_uses (self, involved);
  g_autofree guint *known = g_new0 (guint, self->graph->n_nodes + 1);
  LpService *services = self->self->services;

  for (guint i = 0; i < self->graph->n_nodes; i++)
    services[i].alive = make_bare (self, i, uses);
  for (guint i = 0; i < self->graph->n_nodes; i++)
    services[i].alive = lp_formula_both (self, services[i].alive, make_files (self, i, known));
}

static guint
make_way (LpFormulaBuilder *self,
          const LpWay      *way)
{
  GArray *relays = lp_formula_take_list (self);

  for (guint i = 0; i + 1 < way->n_links; i++)
    {
      const guint link = self->conversations->links[way->first_link + i];

      lp_formula_append (relays, lp_formula_get (self, self->graph->links[link].to)->alive);
    }

  return lp_formula_all (self, relays);
}

guint
lp_formula_alive_over (LpFormulaBuilder     *self,
                       const LpConversation *conversation)
{
  GArray *ways = lp_formula_take_list (self);

  for (guint i = 0; i < conversation->n_ways; i++)
    {
      const LpWay *way = &self->conversations->ways[conversation->first_way + i];

      if (way->offered && way->closed == LP_CLOSED_NOT)
        lp_formula_append (ways, make_way (self, way));
    }

  return lp_formula_both (self, lp_formula_get (self, conversation->to)->alive,
                          lp_formula_any (self, ways));
}
