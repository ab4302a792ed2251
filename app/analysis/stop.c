/* SPDX-License-Identifier: MIT */
/* stop.c: follows a request from pool to pool. */
#include "config.h"

#include "analysis/stop.h"

typedef struct
{
  const LpFormula *formula;
  const guint8    *values;
  GArray          *links;       /* int */
  guint8          *met;         /* By node. */
  int              stop;
} Trace;

static const LpOption *
get_option (const Trace *self,
            guint        conversation)
{
  const LpOption *option = &self->formula->options[conversation];

  return option->target >= 0 ? option : NULL;
}

/* Whether somebody of the pool of @number serves. */
static gboolean
is_pool_served (const Trace *self,
                guint        number)
{
  const LpConversations *conversations = self->formula->conversations;
  const LpOption *option = get_option (self, number);
  const int from = conversations->list[number].from;

  for (guint i = conversations->start[from]; i < conversations->start[from + 1]; i++)
    {
      const LpOption *other = get_option (self, i);

      if (other != NULL && other->pool == option->pool && self->values[other->some])
        return TRUE;
    }

  return FALSE;
}

/* Whether all relays of @way are alive. */
static gboolean
is_whole (const Trace *self,
          const LpWay *way)
{
  const LpConversations *conversations = self->formula->conversations;

  for (guint i = 0; i + 1 < way->n_links; i++)
    {
      const guint link = conversations->links[way->first_link + i];
      const int relay = self->formula->graph->links[link].to;

      if (!self->values[self->formula->services[relay].alive])
        return FALSE;
    }

  return TRUE;
}

/* The way that is taken: one that is open and whole, else one that is open, else the first. */
static const LpWay *
choose_way (const Trace          *self,
            const LpConversation *conversation)
{
  const LpWay *ways = &self->formula->conversations->ways[conversation->first_way];
  const LpWay *best = NULL;

  for (guint i = 0; i < conversation->n_ways; i++)
    {
      if (!ways[i].offered || ways[i].closed != LP_CLOSED_NOT)
        continue;
      if (is_whole (self, &ways[i]))
        return &ways[i];
      if (best == NULL)
        best = &ways[i];
    }

  return best != NULL ? best : ways;
}

/* Appends the links of the way as far as it is whole. Returns the node that it gets to. */
static int
append_links (Trace                *self,
              const LpConversation *conversation)
{
  const LpConversations *conversations = self->formula->conversations;
  const LpWay *way = choose_way (self, conversation);
  int node = conversation->from;

  for (guint i = 0; i < way->n_links; i++)
    {
      const int link = conversations->links[way->first_link + i];

      g_array_append_val (self->links, link);
      node = self->formula->graph->links[link].to;
      if (i + 1 < way->n_links && !self->values[self->formula->services[node].alive])
        break;
    }

  return node;
}

/* Names are asked for before anything else. */
static gboolean
is_in_pass (const Trace *self,
            guint        conversation,
            gboolean     lookups)
{
  return (self->formula->conversations->list[conversation].flow == LP_FLOW_LOOKUP) == lookups;
}

/* One branch after the other, by those that serve. */
static void
follow_served (Trace *self,
               int    node)
{
  const LpConversations *conversations = self->formula->conversations;
  g_autoptr (GHashTable) pools = g_hash_table_new (g_int64_hash, g_int64_equal);

  self->met[node] = TRUE;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
      {
        const LpOption *option = get_option (self, i);

        if (option == NULL || !is_in_pass (self, i, pass == 0) || !self->values[option->some] ||
            self->met[option->target] || !g_hash_table_add (pools, (gpointer) &option->pool))
          continue;

        append_links (self, &conversations->list[i]);
        follow_served (self, option->target);
      }
}

/* The first that should serve and does not, if there is one that is alive, else the first; -1 for
 * none. */
static int
find_unserved (const Trace *self,
               int          node)
{
  const LpConversations *conversations = self->formula->conversations;
  int dead = -1;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
      {
        const LpOption *option = get_option (self, i);

        if (option == NULL || !is_in_pass (self, i, pass == 0) || self->met[option->target] ||
            is_pool_served (self, i))
          continue;
        if (self->values[option->alive])
          return i;
        if (dead < 0)
          dead = i;
      }

  return dead;
}

static void
follow_unserved (Trace *self,
                 int    node)
{
  const LpOption *option;
  int next;

  self->met[node] = TRUE;
  self->stop = node;
  next = find_unserved (self, node);
  if (next < 0)
    return;

  /* What is closed, or cannot carry the goal, does not get to the other end. */
  option = get_option (self, next);
  if (option->alive != LP_TERM_FALSE)
    {
      self->stop = append_links (self, &self->formula->conversations->list[next]);
      if (self->values[option->alive])
        follow_unserved (self, option->target);
    }
}

int *
lp_stop_trace (const LpFormula *formula,
               const guint8    *values,
               int              visitor,
               guint           *n_links,
               int             *stop)
{
  g_autofree guint8 *met = g_new0 (guint8, formula->graph->n_nodes + 1);
  Trace self = { formula, values, g_array_new (FALSE, FALSE, sizeof (int)), met, -1 };

  if (values[formula->services[visitor].some])
    follow_served (&self, visitor);
  else
    follow_unserved (&self, visitor);

  *n_links = self.links->len;
  if (stop != NULL)
    *stop = self.stop;

  return (int *) (gpointer) g_array_free (self.links, FALSE);
}

int *
lp_stop_list (const LpFormula *formula,
              const guint8    *values,
              guint           *n)
{
  int *stops = g_new (int, 1);

  *n = 0;
  for (guint i = 0; i < formula->n_visitors && *n == 0; i++)
    if (!values[formula->services[formula->visitors[i]].some])
      {
        guint n_links;
        g_autofree int *links = lp_stop_trace (formula, values, formula->visitors[i], &n_links,
                                               &stops[0]);

        *n = 1;
      }

  return stops;
}
