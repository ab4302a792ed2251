/* SPDX-License-Identifier: MIT */
/* databases.c: when a database can be read, when it commits, and when a replica takes over. */
#include "config.h"

#include "analysis/formula-private.h"

#include "model/element.h"

/* So many databases decide together, at most. */
#define MAX_GROUP 255

/* Whether it was ever fed: not where all replication to it is closed. */
static gboolean
is_fed (const LpFormulaBuilder *self,
        int                     node)
{
  gboolean tried = FALSE;

  for (guint k = self->in_start[node]; k < self->in_start[node + 1]; k++)
    {
      const LpConversation *each = &self->conversations->list[self->in[k]];

      if (each->flow != LP_FLOW_REPLICATION)
        continue;
      if (each->open)
        return TRUE;
      tried = TRUE;
    }

  return !tried;
}

static gboolean
has_quorum (const LpGraph *graph,
            int            node)
{
  return graph->nodes[node].kind == LP_KIND_DATABASE && graph->nodes[node].element != NULL &&
         lp_element_get_choice (graph->nodes[node].element, LP_ATTRIBUTE_QUORUM) ==
           LP_QUORUM_MAJORITY;
}

/* Databases with a quorum that replication joins, directly or over others with one. */
static GArray *
list_group (const LpFormulaBuilder *self,
            int                     node)
{
  const LpConversations *conversations = self->conversations;
  GArray *group = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree guint8 *met = g_new0 (guint8, self->graph->n_nodes);

  met[node] = TRUE;
  g_array_append_val (group, node);
  for (guint i = 0; i < group->len; i++)
    {
      const int member = g_array_index (group, int, i);

      for (guint k = 0; k < conversations->n; k++)
        {
          const LpConversation *each = &conversations->list[k];
          const int other = each->from == member ? each->to : each->from;

          if (each->flow != LP_FLOW_REPLICATION || (each->from != member && each->to != member) ||
              met[other] || !has_quorum (self->graph, other))
            continue;

          met[other] = TRUE;
          g_array_append_val (group, other);
        }
    }

  return group;
}

/* At least @needed of the members from @first on are alive. */
static guint
make_majority (LpFormulaBuilder *self,
               const GArray     *group,
               guint             needed)
{
  const guint n = group->len;
  /* reached[k]: k more are needed of those that come. */
  g_autofree guint *reached = g_new (guint, needed + 1);

  for (guint k = 0; k <= needed; k++)
    reached[k] = k == 0 ? LP_TERM_TRUE : LP_TERM_FALSE;
  for (guint i = n; i-- > 0;)
    for (guint k = needed; k > 0; k--)
      {
        const guint alive = lp_formula_get (self, g_array_index (group, int, i))->alive;

        reached[k] = lp_formula_choice (self, alive, reached[k - 1], reached[k]);
      }

  return reached[needed];
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* All members of a group get the same terms. */
static guint
make_quorum (LpFormulaBuilder *self,
             int               node)
{
  g_autoptr (GArray) group = NULL;

  if (!has_quorum (self->graph, node))
    return LP_TERM_TRUE;

  group = list_group (self, node);
  if (group->len > MAX_GROUP)
    {
      self->self->known = FALSE;
      return LP_TERM_FALSE;
    }
  g_array_sort (group, compare_numbers);

  return make_majority (self, group, group->len / 2 + 1);
}

/* Reading, and the part of writing that reading takes. */
static guint
make_readable (LpFormulaBuilder *self,
               int               node)
{
  if (self->graph->nodes[node].replica && !is_fed (self, node))
    return LP_TERM_FALSE;

  return lp_formula_both (self, lp_formula_get (self, node)->alive, make_quorum (self, node));
}

/* Synchronous replication waits for one of its standbys. */
static guint
make_commits (LpFormulaBuilder *self,
              int               node)
{
  GArray *standbys = lp_formula_take_list (self);
  gboolean waits = FALSE;

  for (guint i = self->conversations->start[node]; i < self->conversations->start[node + 1]; i++)
    {
      const LpConversation *each = &self->conversations->list[i];

      if (each->flow != LP_FLOW_REPLICATION ||
          self->graph->links[each->link].sync != LP_SYNC_FULL)
        continue;

      waits = TRUE;
      lp_formula_append (standbys, lp_formula_alive_over (self, each));
    }

  if (waits)
    return lp_formula_any (self, standbys);

  lp_formula_give_list (self, standbys);

  return LP_TERM_TRUE;
}

void
lp_formula_define_database (LpFormulaBuilder *self,
                            int               node,
                            guint             pools)
{
  const LpService *service = lp_formula_get (self, node);
  guint value = lp_formula_both (self, make_readable (self, node), pools);

  if (self->goal == LP_GOAL_WRITE)
    {
      if (self->graph->nodes[node].replica)
        return;
      value = lp_formula_both (self, value, make_commits (self, node));
    }

  lp_formula_define (self, service->some, value);
  lp_formula_define (self, service->every, value);
}

gboolean
lp_formula_is_promoted (const LpFormulaBuilder *self,
                        int                     node)
{
  return self->graph->nodes[node].kind == LP_KIND_DATABASE && self->graph->nodes[node].replica &&
         self->graph->nodes[node].promotes;
}

/* Whether @source may send writes to @database. */
static gboolean
may_write_to (const LpFormulaBuilder *self,
              int                     source,
              int                     database)
{
  for (guint i = self->conversations->start[source]; i < self->conversations->start[source + 1]; i++)
    {
      const LpConversation *each = &self->conversations->list[i];

      if (each->to == database && lp_conversation_asks (each) && each->offered &&
          lp_conversation_carries (each, LP_GOAL_WRITE))
        return TRUE;
    }

  return FALSE;
}

/* The manager that promotes @node, where it is drawn. */
static guint
get_promoter (const LpFormulaBuilder *self,
              int                     node)
{
  const LpGraph *graph = self->graph;
  const char *id = graph->nodes[node].element != NULL
                     ? lp_element_get_text (graph->nodes[node].element, LP_ATTRIBUTE_PROMOTED_BY)
                     : "";
  const int promoter = *id != '\0' ? lp_graph_find (graph, id) : -1;

  return promoter >= 0 ? lp_formula_get (self, promoter)->alive : LP_TERM_TRUE;
}

guint
lp_formula_takeover (LpFormulaBuilder *self,
                     int               source,
                     int               replica)
{
  GArray *lost = lp_formula_take_list (self);
  GArray *all;

  for (guint k = self->in_start[replica]; k < self->in_start[replica + 1]; k++)
    {
      const LpConversation *each = &self->conversations->list[self->in[k]];

      if (each->flow == LP_FLOW_REPLICATION && !self->graph->nodes[each->from].replica &&
          may_write_to (self, source, each->from))
        lp_formula_append (lost, lp_formula_not (self, lp_formula_get (self, each->from)->alive));
    }

  all = lp_formula_take_list (self);
  lp_formula_append (all, lp_formula_any (self, lost));
  lp_formula_append (all, make_readable (self, replica));
  lp_formula_append (all, get_promoter (self, replica));

  return lp_formula_all (self, all);
}
