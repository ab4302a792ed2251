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

/* The links of the first way that is open, or of the first. */
static void
append_links (Trace                *self,
              const LpConversation *conversation)
{
  const LpConversations *conversations = self->formula->conversations;
  const LpWay *way = &conversations->ways[conversation->first_way];

  for (guint i = 0; i < conversation->n_ways; i++)
    {
      const LpWay *each = &conversations->ways[conversation->first_way + i];

      if (each->offered && each->closed == LP_CLOSED_NOT)
        {
          way = each;
          break;
        }
    }
  for (guint i = 0; i < way->n_links; i++)
    {
      const int link = conversations->links[way->first_link + i];

      g_array_append_val (self->links, link);
    }
}

/* One branch after the other, by those that serve. */
static void
follow_served (Trace *self,
               int    node)
{
  const LpConversations *conversations = self->formula->conversations;
  g_autoptr (GHashTable) pools = g_hash_table_new (g_int64_hash, g_int64_equal);

  self->met[node] = TRUE;
  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    {
      const LpOption *option = get_option (self, i);

      if (option == NULL || !self->values[option->some] || self->met[option->target] ||
          !g_hash_table_add (pools, (gpointer) &option->pool))
        continue;

      append_links (self, &conversations->list[i]);
      follow_served (self, option->target);
    }
}

/* On to the first that should serve and does not, as long as it is alive; else it stops here. */
static void
follow_unserved (Trace *self,
                 int    node)
{
  const LpConversations *conversations = self->formula->conversations;

  self->met[node] = TRUE;
  self->stop = node;
  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    {
      const LpOption *option = get_option (self, i);

      if (option == NULL || self->met[option->target] || !self->values[option->alive] ||
          is_pool_served (self, i))
        continue;

      append_links (self, &conversations->list[i]);
      follow_unserved (self, option->target);
      return;
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
