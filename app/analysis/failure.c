/* SPDX-License-Identifier: MIT */
/* failure.c: what takes the goal down, alone or two by two. */
#include "config.h"

#include "analysis/failure.h"

#include <stdlib.h>

#include "analysis/stop-sets.h"
#include "analysis/stop.h"
#include "analysis/trial.h"

/* The bounds on memory (12 bytes for each cell) and on time. */
#define MAX_CELLS (1u << 23)
#define MAX_STEPS (G_GUINT64_CONSTANT (1) << 30)
#define MAX_TRIAL_STEPS (G_GUINT64_CONSTANT (1) << 30)

/* The search for pairs. One of each is in the proof, and fails as all events of its class do. */
typedef struct
{
  LpFailures *failures;
  GArray     *pairs;        /* LpFatalPair */
  guint       max_pairs;
  guint8     *is_spof;      /* By node. */
  guint8     *in_proof;     /* By node. */
  guint      *met;          /* By node: the last class that it was found to be fatal with. */
  guint       n_classes;    /* Tried so far. */
  const int  *failed;       /* The events of the class that is being tried. */
  guint       n_failed;
} Search;

LpGoalState
lp_goal_get_state (const LpFormula *formula,
                   const guint8    *values)
{
  if (formula->n_visitors == 0)
    return LP_GOAL_UNKNOWN;
  if (!values[formula->some])
    return LP_GOAL_DOWN;

  return values[formula->every] ? LP_GOAL_UP : LP_GOAL_PART;
}

const char *
lp_goal_state_get_key (LpGoalState state)
{
  static const char *const keys[] = {
    [LP_GOAL_UNKNOWN] = "unknown",
    [LP_GOAL_DOWN] = "down",
    [LP_GOAL_PART] = "part",
    [LP_GOAL_UP] = "up",
  };

  return keys[state];
}

static int *
take_array (GArray *array,
            guint  *n)
{
  *n = array->len;

  return (int *) (gpointer) g_array_free (array, FALSE);
}

static void
mark_cb (int      node,
         gpointer data)
{
  guint8 *marks = data;

  marks[node] = TRUE;
}

/* By node: whether a visitor alone gets nothing without it, or (@every) not always something. */
static guint8 *
mark_points (const LpFormula  *formula,
             const LpStopSets *sets,
             gboolean          every)
{
  guint8 *marks = g_new0 (guint8, formula->graph->n_nodes + 1);
  g_autofree guint8 *seen = g_new0 (guint8, lp_stop_sets_get_n_cells (sets));

  for (guint i = 0; i < formula->n_visitors; i++)
    {
      const LpServing *service = &formula->services[formula->visitors[i]];

      lp_stop_sets_foreach (sets, every ? service->every : service->some, seen, mark_cb, marks);
    }

  return marks;
}

static void
list_points (LpFailures      *self,
             const LpFormula *formula,
             const guint8    *down,
             const guint8    *part)
{
  GArray *spofs = g_array_new (FALSE, FALSE, sizeof (int));
  GArray *partials = g_array_new (FALSE, FALSE, sizeof (int));

  for (int node = 0; node < (int) formula->graph->n_nodes; node++)
    if (down[node])
      g_array_append_val (spofs, node);
    else if (part[node] && self->state == LP_GOAL_UP)
      g_array_append_val (partials, node);

  self->spofs = take_array (spofs, &self->n_spofs);
  self->partials = take_array (partials, &self->n_partials);
}

static void
find_points (LpFailures       *self,
             const LpFormula  *formula,
             const LpStopSets *sets)
{
  g_autofree guint8 *down = mark_points (formula, sets, FALSE);
  g_autofree guint8 *part = mark_points (formula, sets, TRUE);

  list_points (self, formula, down, part);
}

/* One by one, where the sets would be too large: that takes longer, and no memory. */
static void
try_points (LpFailures      *self,
            const LpFormula *formula)
{
  g_autoptr (LpTrial) trial = lp_trial_new (formula);
  g_autofree guint8 *down = g_new0 (guint8, formula->graph->n_nodes + 1);
  g_autofree guint8 *part = g_new0 (guint8, formula->graph->n_nodes + 1);

  for (guint i = 0; i < formula->n_goal && !self->entangled; i++)
    {
      const LpTerm *term = lp_formula_get_term (formula, i);
      guint mark;

      if (term->type != LP_TERM_EVENT)
        continue;

      mark = lp_trial_fail (trial, i);
      down[term->number] = !trial->values[formula->some];
      part[term->number] = !trial->values[formula->every];
      lp_trial_undo (trial, mark);
      self->entangled = trial->n_steps > MAX_TRIAL_STEPS;
    }
  if (!self->entangled)
    list_points (self, formula, down, part);
}

static void
add_pair (Search *self,
          int     a,
          int     b)
{
  const LpFatalPair pair = { MIN (a, b), MAX (a, b) };

  /* Both in the proof: it was found from the other side. */
  if (self->in_proof[b] && b < a)
    return;

  if (self->pairs->len < self->max_pairs)
    g_array_append_val (self->pairs, pair);
  else
    self->failures->complete = FALSE;
}

static void
add_partner_cb (int      node,
                gpointer data)
{
  Search *self = data;

  if (self->is_spof[node] || self->met[node] == self->n_classes)
    return;

  self->met[node] = self->n_classes;
  for (guint i = 0; i < self->n_failed; i++)
    add_pair (self, self->failed[i], node);
}

typedef struct
{
  guint class;
  int   node;
} Member;

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const Member *x = a, *y = b;

  if (x->class != y->class)
    return x->class < y->class ? -1 : 1;

  return x->node - y->node;
}

/* What is in the proof and no SPOF, class by class. */
static GArray *
list_members (const Search     *self,
              const LpFormula  *formula,
              const LpStopSets *sets)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (Member));

  for (int node = 0; node < (int) formula->graph->n_nodes; node++)
    if (self->in_proof[node] && !self->is_spof[node])
      {
        Member member = { lp_stop_sets_get_class (sets, node), node };

        g_array_append_val (members, member);
      }
  g_array_sort (members, compare_members);

  return members;
}

static void
try_classes (Search          *self,
             const LpFormula *formula,
             LpStopSets      *sets,
             GCancellable    *cancellable)
{
  g_autoptr (GArray) members = list_members (self, formula, sets);
  g_autoptr (GArray) failed = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < members->len && self->failures->complete;)
    {
      const guint class = g_array_index (members, Member, i).class;

      g_array_set_size (failed, 0);
      for (; i < members->len && g_array_index (members, Member, i).class == class; i++)
        g_array_append_val (failed, g_array_index (members, Member, i).node);

      self->failed = (const int *) (gpointer) failed->data;
      self->n_failed = failed->len;
      self->n_classes++;
      if (g_cancellable_is_cancelled (cancellable) ||
          !lp_stop_sets_foreach_after (sets, class, add_partner_cb, self))
        self->failures->complete = FALSE;
    }
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const LpFatalPair *p = a;
  const LpFatalPair *q = b;

  return p->first != q->first ? p->first - q->first : p->second - q->second;
}

static void
find_pairs (LpFailures      *self,
            const LpFormula *formula,
            LpStopSets      *sets,
            guint            max_pairs,
            GCancellable    *cancellable)
{
  const guint n = formula->graph->n_nodes;
  g_autofree guint8 *is_spof = g_new0 (guint8, n + 1);
  g_autofree guint8 *in_proof = lp_stop_sets_dup_proof (sets);
  g_autofree guint *met = g_new0 (guint, n + 1);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (LpFatalPair));
  Search search = { self, pairs, max_pairs, is_spof, in_proof, met, 0, NULL, 0 };

  for (guint i = 0; i < self->n_spofs; i++)
    is_spof[self->spofs[i]] = TRUE;
  try_classes (&search, formula, sets, cancellable);

  g_array_sort (pairs, compare_pairs);
  self->n_pairs = pairs->len;
  self->pairs = (LpFatalPair *) (gpointer) g_array_free (pairs, FALSE);
}

static void
find_failures (LpFailures      *self,
               const LpFormula *formula,
               guint            max_pairs,
               GCancellable    *cancellable)
{
  g_autoptr (LpStopSets) sets = lp_stop_sets_new (formula, MAX_CELLS, MAX_STEPS);

  self->complete = max_pairs > 0 && sets != NULL;
  if (sets == NULL)
    try_points (self, formula);
  else
    find_points (self, formula, sets);
  if (self->complete)
    find_pairs (self, formula, sets, max_pairs, cancellable);
}

LpFailures *
lp_failures_new (const LpGraph *graph,
                 LpGoal         goal,
                 guint          max_pairs,
                 GCancellable  *cancellable)
{
  LpFailures *self = g_new0 (LpFailures, 1);
  const LpFormula *formula = lp_formula_of_graph (graph, goal);
  g_autofree guint8 *values = g_new (guint8, formula->terms->len);

  self->goal = goal;
  self->entangled = !formula->known;
  self->complete = !self->entangled;
  if (self->entangled)
    return self;

  lp_formula_evaluate (formula, NULL, values);
  self->state = lp_goal_get_state (formula, values);
  self->holds = self->state >= LP_GOAL_PART;
  if (self->holds)
    find_failures (self, formula, max_pairs, cancellable);
  if (self->entangled)
    self->state = LP_GOAL_UNKNOWN;
  self->holds = self->holds && !self->entangled;
  if (self->state == LP_GOAL_DOWN)
    self->stops = lp_stop_list (formula, values, &self->n_stops);

  return self;
}

void
lp_failures_free (LpFailures *self)
{
  if (self == NULL)
    return;

  g_free (self->spofs);
  g_free (self->partials);
  g_free (self->pairs);
  g_free (self->stops);
  g_free (self);
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

gboolean
lp_failures_has_spof (const LpFailures *self,
                      int               node)
{
  return self->n_spofs > 0 &&
         bsearch (&node, self->spofs, self->n_spofs, sizeof node, compare_ints) != NULL;
}

gboolean
lp_failures_has_partial (const LpFailures *self,
                         int               node)
{
  return self->n_partials > 0 &&
         bsearch (&node, self->partials, self->n_partials, sizeof node, compare_ints) != NULL;
}
