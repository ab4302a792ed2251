/* SPDX-License-Identifier: MIT */
/* formula.c: what a goal takes, put together. */
#include "config.h"

#include "analysis/formula-private.h"

G_STATIC_ASSERT (G_N_ELEMENTS (((LpConversations *) NULL)->formulas) == LP_N_GOALS);

/* Each node gets its terms at once, so that circles can be written down. */
static void
reserve_services (LpFormulaBuilder *self)
{
  const guint n = self->graph->n_nodes;

  lp_formula_append_term (self->self, LP_TERM_ALL, -1, NULL, 0);
  lp_formula_append_term (self->self, LP_TERM_ANY, -1, NULL, 0);
  self->self->services = g_new (LpService, n);
  for (guint i = 0; i < n; i++)
    self->self->services[i] = (LpService) {
      .alive = LP_TERM_TRUE,
      .some = lp_formula_append_term (self->self, LP_TERM_ANY, i, NULL, 0),
      .every = lp_formula_append_term (self->self, LP_TERM_ANY, i, NULL, 0),
    };
  for (guint i = 0; i < n; i++)
    self->self->events[i] = self->graph->nodes[i].fails || self->everything_fails
                              ? lp_formula_append_term (self->self, LP_TERM_EVENT, i, NULL, 0)
                              : LP_TERM_TRUE;
}

static LpKind
find_last_tier (const LpGraph *graph)
{
  static const LpKind tiers[] = { LP_KIND_DATABASE, LP_KIND_APP_SERVER, LP_KIND_WEB_SERVER };

  for (guint i = 0; i < G_N_ELEMENTS (tiers); i++)
    for (guint k = 0; k < graph->n_nodes; k++)
      if (graph->nodes[k].kind == tiers[i])
        return tiers[i];

  return LP_N_KINDS;
}

static void
index_targets (LpFormulaBuilder *self)
{
  const LpConversations *conversations = self->conversations;
  const guint n = self->graph->n_nodes;

  self->in_start = g_new0 (guint, n + 2);
  self->in = g_new (guint, conversations->n + 1);
  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];

      self->in_start[each->to + 2]++;
      if (self->graph->nodes[each->from].kind == LP_KIND_VIRTUAL_IP && lp_conversation_asks (each))
        self->members[each->to] = TRUE;
    }
  for (guint i = 2; i < n + 2; i++)
    self->in_start[i] += self->in_start[i - 1];
  for (guint i = 0; i < conversations->n; i++)
    self->in[self->in_start[conversations->list[i].to + 1]++] = i;
}

static void
define_component (LpFormulaBuilder *self,
                  int               node)
{
  const LpService *service = lp_formula_get (self, node);
  guint some, every;

  if (!lp_formula_use_pools (self, node, &some, &every))
    return;

  if (self->graph->nodes[node].kind == LP_KIND_DATABASE)
    {
      lp_formula_define_database (self, node, some);
      return;
    }

  if (self->graph->nodes[node].kind != LP_KIND_CLIENT)
    {
      some = lp_formula_both (self, service->alive, some);
      every = lp_formula_both (self, service->alive, every);
    }
  lp_formula_define (self, service->some, some);
  lp_formula_define (self, service->every, every);
}

/* Visitors get what the goal asks when names are answered and each pool has somebody. */
static void
define_goal (LpFormulaBuilder *self)
{
  LpFormula *formula = self->self;
  GArray *some = lp_formula_take_list (self);
  GArray *every = lp_formula_take_list (self);

  formula->visitors = g_new (int, self->graph->n_nodes);
  for (guint i = 0; i < self->graph->n_nodes; i++)
    {
      gboolean asks = FALSE;

      if (self->graph->nodes[i].kind != LP_KIND_CLIENT)
        continue;
      for (guint k = self->graph->out_start[i]; k < self->graph->out_start[i + 1] && !asks; k++)
        asks = self->graph->links[self->graph->out[k]].flow == LP_FLOW_REQUEST;
      if (!asks)
        continue;

      formula->visitors[formula->n_visitors++] = i;
      lp_formula_append (some, formula->services[i].some);
      lp_formula_append (every, formula->services[i].every);
    }
  if (formula->n_visitors == 0)
    {
      lp_formula_append (some, LP_TERM_FALSE);
      lp_formula_append (every, LP_TERM_FALSE);
    }
  formula->some = lp_formula_all (self, some);
  formula->every = lp_formula_all (self, every);
}

static LpFormula *
make (const LpConversations *conversations,
      LpGoal                 goal,
      gboolean               everything_fails)
{
  LpFormula *self = g_new0 (LpFormula, 1);
  const guint n = conversations->graph->n_nodes;
  LpFormulaBuilder builder = { self, conversations, conversations->graph, goal,
                               everything_fails };

  self->conversations = conversations;
  self->graph = conversations->graph;
  self->goal = goal;
  self->known = conversations->complete;
  self->terms = g_array_sized_new (FALSE, FALSE, sizeof (LpTerm), 4 * n + 4 * conversations->n);
  self->below = g_array_sized_new (FALSE, FALSE, sizeof (guint), 4 * n + 4 * conversations->n);
  builder.last_tier = find_last_tier (self->graph);
  self->events = g_new (guint, n + 1);
  self->options = g_new (LpOption, conversations->n + 1);
  for (guint i = 0; i < conversations->n; i++)
    self->options[i].target = -1;
  builder.members = g_new0 (guint8, n + 1);
  builder.scratch = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  reserve_services (&builder);
  index_targets (&builder);
  lp_formula_define_alive (&builder);
  for (guint i = 0; i < n; i++)
    define_component (&builder, i);
  define_goal (&builder);
  lp_formula_sort (self);

  g_free (builder.members);
  g_free (builder.in_start);
  g_free (builder.in);
  g_free (builder.slots);
  g_ptr_array_unref (builder.scratch);

  return self;
}

LpFormula *
lp_formula_new (const LpConversations *conversations,
                LpGoal                 goal)
{
  return make (conversations, goal, FALSE);
}

static void
free_cb (gpointer formula)
{
  lp_formula_free (formula);
}

const LpFormula *
lp_formula_of_graph (const LpGraph *graph,
                     LpGoal         goal)
{
  LpConversations *keeper = (LpConversations *) lp_conversations_get (graph);
  LpFormula *fresh = g_atomic_pointer_get (&keeper->formulas[goal]);

  if (fresh != NULL)
    return fresh;

  fresh = lp_formula_new (keeper, goal);
  keeper->free_formula = free_cb;
  if (g_atomic_pointer_compare_and_exchange (&keeper->formulas[goal], NULL, fresh))
    return fresh;

  lp_formula_free (fresh);

  return g_atomic_pointer_get (&keeper->formulas[goal]);
}

LpFormula *
lp_formula_new_for_drill (const LpConversations *conversations,
                          LpGoal                 goal)
{
  return make (conversations, goal, TRUE);
}

void
lp_formula_free (LpFormula *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->terms);
  g_array_unref (self->below);
  g_free (self->events);
  g_free (self->options);
  g_free (self->services);
  g_free (self->visitors);
  g_free (self->circle_start);
  g_free (self->circle_end);
  g_free (self->mixed);
  g_free (self->user_start);
  g_free (self->users);
  g_free (self);
}
