/* SPDX-License-Identifier: MIT */
/* formula.c: terms, equal ones shared; their order; their values. */
#include "config.h"

#include "analysis/formula-private.h"

#include <string.h>

G_STATIC_ASSERT (G_N_ELEMENTS (((LpConversations *) NULL)->formulas) == LP_N_GOALS);

/* Lists that are no longer are sorted by hand. */
#define FEW 16

GArray *
lp_formula_take_list (LpFormulaBuilder *self)
{
  GArray *list;

  if (self->scratch->len == 0)
    return g_array_new (FALSE, FALSE, sizeof (guint));

  list = g_ptr_array_steal_index_fast (self->scratch, self->scratch->len - 1);
  g_array_set_size (list, 0);

  return list;
}

void
lp_formula_give_list (LpFormulaBuilder *self,
                      GArray           *list)
{
  g_ptr_array_add (self->scratch, list);
}

static guint
append_term (LpFormula    *self,
             LpTermType    type,
             int           number,
             const guint  *below,
             guint         n_below)
{
  LpTerm term = { type, number, self->below->len, n_below };

  g_array_append_vals (self->below, below, n_below);
  g_array_append_val (self->terms, term);

  return self->terms->len - 1;
}

static guint
hash_term (LpTermType   type,
           const guint *below,
           guint        n_below)
{
  guint hash = type + 1;

  for (guint i = 0; i < n_below; i++)
    hash = (hash ^ below[i]) * 0x9e3779b1u;

  return hash ^ hash >> 15;
}

static gboolean
is_term (const LpFormula *self,
         guint            term,
         LpTermType       type,
         const guint     *below,
         guint            n_below)
{
  const LpTerm *t = lp_formula_get_term (self, term);

  return t->type == type && t->n_below == n_below &&
         memcmp (lp_formula_get_below (self, term), below, n_below * sizeof *below) == 0;
}

/* Where the term is, or 0 where it belongs. */
static guint *
find_slot (const LpFormulaBuilder *self,
           LpTermType              type,
           const guint            *below,
           guint                   n_below)
{
  guint slot = hash_term (type, below, n_below) & (self->n_slots - 1);

  while (self->slots[slot] != 0 &&
         !is_term (self->self, self->slots[slot], type, below, n_below))
    slot = (slot + 1) & (self->n_slots - 1);

  return &self->slots[slot];
}

/* Twice as large, before half of it is used. */
static void
grow_slots (LpFormulaBuilder *self)
{
  g_autofree guint *old = self->slots;
  const guint n_old = self->n_slots;

  self->n_slots = MAX (1024, 2 * n_old);
  self->slots = g_new0 (guint, self->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i] != 0)
      {
        const LpTerm *t = lp_formula_get_term (self->self, old[i]);

        *find_slot (self, t->type, lp_formula_get_below (self->self, old[i]), t->n_below) = old[i];
      }
}

/* The term of @type over @below, which is one where it is asked for twice: two web servers with the
 * same application servers share it. */
static guint
share_term (LpFormulaBuilder *self,
            LpTermType        type,
            const guint      *below,
            guint             n_below)
{
  guint *slot;

  if (2 * self->n_shared >= self->n_slots)
    grow_slots (self);
  slot = find_slot (self, type, below, n_below);
  if (*slot == 0)
    {
      *slot = append_term (self->self, type, -1, below, n_below);
      self->n_shared++;
    }

  return *slot;
}

static int
compare_terms (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const guint i = *(const guint *) a, j = *(const guint *) b;

  return i < j ? -1 : i > j;
}

static void
sort (guint *list,
      guint  n)
{
  if (n > FEW)
    {
      g_qsort_with_data (list, n, sizeof *list, compare_terms, NULL);
      return;
    }

  for (guint i = 1; i < n; i++)
    {
      const guint term = list[i];
      guint k;

      for (k = i; k > 0 && list[k - 1] > term; k--)
        list[k] = list[k - 1];
      list[k] = term;
    }
}

/* Sorts, drops doubles and @neutral; the term of what is left. @ruling decides alone. */
static guint
combine (LpFormulaBuilder *self,
         LpTermType        type,
         guint            *list,
         guint             n_list,
         guint             neutral,
         guint             ruling)
{
  guint n = 0;

  sort (list, n_list);
  for (guint i = 0; i < n_list; i++)
    {
      if (list[i] == ruling)
        return ruling;
      if (list[i] != neutral && (n == 0 || list[i] != list[n - 1]))
        list[n++] = list[i];
    }

  return n == 0 ? neutral : n == 1 ? list[0] : share_term (self, type, list, n);
}

static guint
combine_list (LpFormulaBuilder *self,
              LpTermType        type,
              GArray           *list,
              guint             neutral,
              guint             ruling)
{
  const guint term = combine (self, type, (guint *) (gpointer) list->data, list->len, neutral,
                              ruling);

  lp_formula_give_list (self, list);

  return term;
}

guint
lp_formula_all (LpFormulaBuilder *self,
                GArray           *list)
{
  return combine_list (self, LP_TERM_ALL, list, LP_TERM_TRUE, LP_TERM_FALSE);
}

guint
lp_formula_any (LpFormulaBuilder *self,
                GArray           *list)
{
  return combine_list (self, LP_TERM_ANY, list, LP_TERM_FALSE, LP_TERM_TRUE);
}

guint
lp_formula_both (LpFormulaBuilder *self,
                 guint             a,
                 guint             b)
{
  guint list[] = { a, b };

  return combine (self, LP_TERM_ALL, list, G_N_ELEMENTS (list), LP_TERM_TRUE, LP_TERM_FALSE);
}

static guint
either (LpFormulaBuilder *self,
        guint             a,
        guint             b)
{
  guint list[] = { a, b };

  return combine (self, LP_TERM_ANY, list, G_N_ELEMENTS (list), LP_TERM_FALSE, LP_TERM_TRUE);
}

guint
lp_formula_choice (LpFormulaBuilder *self,
                   guint             condition,
                   guint             then,
                   guint             otherwise)
{
  const guint below[] = { condition, then, otherwise };

  if (condition == LP_TERM_TRUE || then == otherwise)
    return then;
  if (condition == LP_TERM_FALSE)
    return otherwise;
  if (otherwise == LP_TERM_FALSE)
    return lp_formula_both (self, condition, then);
  if (then == LP_TERM_TRUE || then == condition)
    return either (self, condition, otherwise);

  return share_term (self, LP_TERM_CHOICE, below, G_N_ELEMENTS (below));
}

guint
lp_formula_not (LpFormulaBuilder *self,
                guint             term)
{
  return lp_formula_choice (self, term, LP_TERM_FALSE, LP_TERM_TRUE);
}

void
lp_formula_define (LpFormulaBuilder *self,
                   guint             term,
                   guint             value)
{
  LpTerm *t = &g_array_index (self->self->terms, LpTerm, term);

  t->type = LP_TERM_ALL;
  t->first_below = self->self->below->len;
  t->n_below = 1;
  g_array_append_val (self->self->below, value);
}

/* Each node gets its terms at once, so that circles can be written down. */
static void
reserve_services (LpFormulaBuilder *self)
{
  const guint n = self->graph->n_nodes;

  append_term (self->self, LP_TERM_ALL, -1, NULL, 0);
  append_term (self->self, LP_TERM_ANY, -1, NULL, 0);
  self->self->services = g_new (LpService, n);
  for (guint i = 0; i < n; i++)
    self->self->services[i] = (LpService) {
      .alive = LP_TERM_TRUE,
      .some = append_term (self->self, LP_TERM_ANY, i, NULL, 0),
      .every = append_term (self->self, LP_TERM_ANY, i, NULL, 0),
    };
  for (guint i = 0; i < n; i++)
    self->self->events[i] = self->graph->nodes[i].fails || self->everything_fails
                              ? append_term (self->self, LP_TERM_EVENT, i, NULL, 0)
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

gboolean
lp_formula_compute (const LpFormula *self,
                    guint            term,
                    const guint8    *values)
{
  const LpTerm *t = lp_formula_get_term (self, term);
  const guint *below = lp_formula_get_below (self, term);

  switch (t->type)
    {
    case LP_TERM_ALL:
      for (guint i = 0; i < t->n_below; i++)
        if (!values[below[i]])
          return FALSE;
      return TRUE;

    case LP_TERM_ANY:
      for (guint i = 0; i < t->n_below; i++)
        if (values[below[i]])
          return TRUE;
      return FALSE;

    case LP_TERM_CHOICE:
      return values[below[values[below[0]] ? 1 : 2]];

    case LP_TERM_EVENT:
    default:
      return values[term];
    }
}

/* What follows from what the nodes of the circle are known to serve. */
static gboolean
look_around (const LpFormula *self,
             guint            first,
             guint8          *values,
             guint8          *found)
{
  const guint end = self->circle_end[first];
  gboolean changed = FALSE;

  for (guint i = first; i < end; i++)
    if (!lp_formula_is_service (self, i))
      values[i] = lp_formula_compute (self, i, values);
  for (guint i = first; i < end; i++)
    if (lp_formula_is_service (self, i))
      found[i - first] = values[i] || lp_formula_compute (self, i, values);
  for (guint i = first; i < end; i++)
    if (lp_formula_is_service (self, i))
      {
        changed = changed || values[i] != found[i - first];
        values[i] = found[i - first];
      }

  return changed;
}

/* A choice depends on what is chosen: round by round, who came to serve stays. */
static guint64
solve_mixed (const LpFormula *self,
             guint            first,
             guint8          *values)
{
  const guint end = self->circle_end[first];
  const LpTerm *last = lp_formula_get_term (self, end - 1);
  const guint n_below = last->first_below + last->n_below -
                        lp_formula_get_term (self, first)->first_below;
  g_autofree guint8 *found = g_malloc (end - first);
  guint64 n_steps = 0;

  do
    n_steps += n_below + end - first;
  while (look_around (self, first, values, found));

  return n_steps;
}

/* A term is looked at again when something below it has come to hold. */
static guint64
solve_plain (const LpFormula *self,
             guint            first,
             guint8          *values)
{
  const guint end = self->circle_end[first];
  g_autoptr (GArray) queue = g_array_sized_new (FALSE, FALSE, sizeof (guint), end - first);
  g_autofree guint8 *waiting = g_malloc (end - first);
  guint64 n_steps = 0;

  memset (waiting, TRUE, end - first);
  for (guint i = first; i < end; i++)
    g_array_append_val (queue, i);
  for (guint n = 0; n < queue->len; n++)
    {
      const guint term = g_array_index (queue, guint, n);

      n_steps += lp_formula_get_term (self, term)->n_below;
      waiting[term - first] = FALSE;
      if (values[term] || !lp_formula_compute (self, term, values))
        continue;

      values[term] = TRUE;
      for (guint k = self->user_start[term]; k < self->user_start[term + 1]; k++)
        {
          const guint user = self->users[k];

          if (user < first || user >= end || values[user] || waiting[user - first])
            continue;
          waiting[user - first] = TRUE;
          g_array_append_val (queue, user);
        }
    }

  return n_steps;
}

guint64
lp_formula_solve_circle (const LpFormula *self,
                         guint            first,
                         guint8          *values)
{
  memset (&values[first], FALSE, self->circle_end[first] - first);

  return self->mixed[first] ? solve_mixed (self, first, values) : solve_plain (self, first, values);
}

void
lp_formula_evaluate (const LpFormula *self,
                     const guint8    *failed,
                     guint8          *values)
{
  const guint n = self->terms->len;

  memset (values, FALSE, n);
  for (guint i = 0; i < n; i++)
    {
      const LpTerm *term = lp_formula_get_term (self, i);

      if (term->type == LP_TERM_EVENT)
        values[i] = failed == NULL || !failed[term->number];
    }

  for (guint term = 0; term < n; term = self->circle_end[term])
    if (lp_formula_is_circle (self, term))
      lp_formula_solve_circle (self, term, values);
    else
      values[term] = lp_formula_compute (self, term, values);
}
