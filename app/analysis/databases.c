/* SPDX-License-Identifier: MIT */
/* databases.c: when a database can be read, when it commits, and when a replica takes over. */
#include "config.h"

#include "analysis/formula-private.h"

#include "model/element.h"

/* So many databases decide together, at most. */
#define MAX_GROUP 255

static gboolean
replicates (const LpFormulaBuilder *self,
            const LpConversation   *conversation)
{
  return conversation->flow == LP_FLOW_REPLICATION &&
         self->graph->nodes[conversation->from].kind == LP_KIND_DATABASE &&
         self->graph->nodes[conversation->to].kind == LP_KIND_DATABASE;
}

/* Whether it was ever fed: not where all replication to it is closed. */
static gboolean
is_fed (const LpFormulaBuilder *self,
        int                     node)
{
  const LpConversations *conversations = self->conversations;
  gboolean tried = FALSE;

  for (guint k = conversations->in_start[node]; k < conversations->in_start[node + 1]; k++)
    {
      const LpConversation *each = &conversations->list[conversations->in[k]];

      if (!replicates (self, each))
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

static void
add_member (LpFormulaBuilder *self,
            int               node,
            GArray           *group)
{
  if (self->stamps[node] == self->stamp || !has_quorum (self->graph, node))
    return;

  self->stamps[node] = self->stamp;
  g_array_append_val (group, node);
}

/* Databases with a quorum that replication joins, directly or over others with one. */
static GArray *
list_group (LpFormulaBuilder *self,
            int               node)
{
  const LpConversations *conversations = self->conversations;
  GArray *group = g_array_new (FALSE, FALSE, sizeof (int));

  self->stamp++;
  add_member (self, node, group);
  for (guint i = 0; i < group->len; i++)
    {
      const int member = g_array_index (group, int, i);

      for (guint k = conversations->start[member]; k < conversations->start[member + 1]; k++)
        if (replicates (self, &conversations->list[k]))
          add_member (self, conversations->list[k].to, group);
      for (guint k = conversations->in_start[member]; k < conversations->in_start[member + 1]; k++)
        if (replicates (self, &conversations->list[conversations->in[k]]))
          add_member (self, conversations->list[conversations->in[k]].from, group);
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
          each->sync != LP_SYNC_FULL)
        continue;

      waits = TRUE;
      lp_formula_append (standbys, lp_formula_alive_over (self, each));
    }

  if (waits)
    return lp_formula_any (self, standbys);

  lp_formula_give_list (self, standbys);

  return LP_TERM_TRUE;
}

/* What is in terms of its own pools, where a replica could take over also for writing: whether it
 * has is another matter for each source. */
void
lp_formula_define_database (LpFormulaBuilder *self,
                            int               node,
                            guint             some,
                            guint             every)
{
  const LpServing *service = lp_formula_get (self, node);
  guint able = LP_TERM_TRUE;

  if (self->goal == LP_GOAL_READ || !self->graph->nodes[node].replica)
    able = make_readable (self, node);
  else if (!lp_formula_takes_over (self, node))
    able = LP_TERM_FALSE;
  if (self->goal == LP_GOAL_WRITE && !self->graph->nodes[node].replica)
    able = lp_formula_both (self, able, make_commits (self, node));

  lp_formula_define (self, service->some, lp_formula_both (self, able, some));
  lp_formula_define (self, service->every, lp_formula_both (self, able, every));
}

gboolean
lp_formula_takes_over (const LpFormulaBuilder *self,
                       int                     node)
{
  return self->graph->nodes[node].kind == LP_KIND_DATABASE && self->graph->nodes[node].replica &&
         self->graph->nodes[node].promotes;
}

/* Whether @primary is one that @replica takes over from. */
static gboolean
is_primary_of (const LpFormulaBuilder *self,
               int                     primary,
               int                     replica)
{
  const LpConversations *conversations = self->conversations;

  if (self->graph->nodes[primary].kind != LP_KIND_DATABASE || self->graph->nodes[primary].replica)
    return FALSE;

  for (guint k = conversations->in_start[replica]; k < conversations->in_start[replica + 1]; k++)
    {
      const LpConversation *each = &conversations->list[conversations->in[k]];

      if (each->flow == LP_FLOW_REPLICATION && each->from == primary)
        return TRUE;
    }

  return FALSE;
}

/* The primaries of @replica (int) that @source, or balancers and virtual IPs that it asks, may send
 * writes to. */
static GArray *
list_primaries (LpFormulaBuilder *self,
                int               source,
                int               replica)
{
  const LpConversations *conversations = self->conversations;
  GArray *primaries = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (int));

  self->stamps[source] = ++self->stamp;
  g_array_append_val (queue, source);
  for (guint i = 0; i < queue->len; i++)
    {
      const int node = g_array_index (queue, int, i);

      for (guint k = conversations->start[node]; k < conversations->start[node + 1]; k++)
        {
          const LpConversation *each = &conversations->list[k];

          if (!lp_conversation_asks (each) || !each->offered ||
              !lp_conversation_carries (each, LP_GOAL_WRITE) ||
              self->stamps[each->to] == self->stamp)
            continue;

          self->stamps[each->to] = self->stamp;
          if (lp_formula_passes_on (self, each->to))
            g_array_append_val (queue, each->to);
          else if (is_primary_of (self, each->to, replica))
            g_array_append_val (primaries, each->to);
        }
    }

  return primaries;
}

gboolean
lp_formula_may_write (LpFormulaBuilder *self,
                      int               node,
                      int               replica)
{
  g_autoptr (GArray) primaries = list_primaries (self, node, replica);

  return primaries->len > 0;
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
lp_formula_promoted (LpFormulaBuilder *self,
                     int               source,
                     int               replica)
{
  g_autoptr (GArray) primaries = list_primaries (self, source, replica);
  GArray *lost = lp_formula_take_list (self);
  GArray *all;

  for (guint i = 0; i < primaries->len; i++)
    {
      const int primary = g_array_index (primaries, int, i);

      lp_formula_append (lost, lp_formula_not (self, lp_formula_get (self, primary)->alive));
    }

  all = lp_formula_take_list (self);
  lp_formula_append (all, lp_formula_any (self, lost));
  lp_formula_append (all, make_readable (self, replica));
  lp_formula_append (all, get_promoter (self, replica));

  return lp_formula_all (self, all);
}
