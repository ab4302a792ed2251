/* SPDX-License-Identifier: MIT */
/* failure.c: tries what can fail, one by one and two by two. */
#include "config.h"

#include "analysis/failure.h"

#include <stdlib.h>

#include "analysis/stop.h"
#include "analysis/trial.h"

/* So many pairs are tried at most; beyond that the search is not complete. */
#define MAX_TRIALS (G_GUINT64_CONSTANT (1) << 24)

/* Events that only ever take down the same things are tried as one. */
typedef struct
{
  LpFailures   *failures;
  LpTrial      *trial;
  GArray       *pairs;          /* LpFatalPair */
  guint         max_pairs;
  guint64       n_trials;
  GCancellable *cancellable;
  guint        *classes;        /* By node: the first event that does the same. */
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

/* The events that @term depends on, as numbers of nodes, ascending. */
static GArray *
list_events (const LpFormula *formula,
             guint            term)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *met = g_new0 (guint8, formula->terms->len);
  g_autofree guint8 *found = g_new0 (guint8, formula->graph->n_nodes + 1);

  met[term] = TRUE;
  g_array_append_val (stack, term);
  while (stack->len > 0)
    {
      const guint top = g_array_index (stack, guint, stack->len - 1);
      const LpTerm *t = lp_formula_get_term (formula, top);

      g_array_set_size (stack, stack->len - 1);
      if (t->type == LP_TERM_EVENT)
        found[t->number] = TRUE;
      for (guint i = 0; i < t->n_below; i++)
        {
          const guint below = lp_formula_get_below (formula, top)[i];

          if (met[below])
            continue;
          met[below] = TRUE;
          g_array_append_val (stack, below);
        }
    }
  for (guint i = 0; i < formula->graph->n_nodes; i++)
    if (found[i])
      {
        int node = i;

        g_array_append_val (events, node);
      }

  return events;
}

static int *
take_array (GArray *array,
            guint  *n)
{
  *n = array->len;

  return (int *) (gpointer) g_array_free (array, FALSE);
}

static void
find_points (LpFailures *self,
             LpTrial    *trial)
{
  const LpFormula *formula = trial->formula;
  g_autoptr (GArray) events = list_events (formula, formula->every);
  g_autoptr (GArray) more = list_events (formula, formula->some);
  g_autofree guint8 *tried = g_new0 (guint8, formula->graph->n_nodes + 1);
  GArray *spofs = g_array_new (FALSE, FALSE, sizeof (int));
  GArray *partials = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < events->len; i++)
    tried[g_array_index (events, int, i)] = TRUE;
  for (guint i = 0; i < more->len; i++)
    tried[g_array_index (more, int, i)] = TRUE;

  for (int node = 0; node < (int) formula->graph->n_nodes; node++)
    if (tried[node])
      {
        const guint mark = lp_trial_fail (trial, formula->events[node]);
        const LpGoalState state = lp_goal_get_state (formula, trial->values);

        if (state == LP_GOAL_DOWN)
          g_array_append_val (spofs, node);
        else if (state == LP_GOAL_PART && self->state == LP_GOAL_UP)
          g_array_append_val (partials, node);
        lp_trial_undo (trial, mark);
      }

  self->spofs = take_array (spofs, &self->n_spofs);
  self->partials = take_array (partials, &self->n_partials);
}

/* What has one user alone, and that needs all of what it has, fails as any other of them does. */
static guint
get_class (const LpFormula *formula,
           int              node)
{
  guint term = formula->events[node];

  while (formula->user_start[term + 1] - formula->user_start[term] == 1)
    {
      const guint user = formula->users[formula->user_start[term]];

      if (lp_formula_get_term (formula, user)->type != LP_TERM_ALL)
        break;
      term = user;
    }

  return term;
}

static void
add_pair (Search *self,
          int     a,
          int     b)
{
  LpFatalPair pair = { MIN (a, b), MAX (a, b) };

  if (self->pairs->len < self->max_pairs)
    g_array_append_val (self->pairs, pair);
  else
    self->failures->complete = FALSE;
}

/* All events of the class of @a with all of that of @b. */
static void
add_pairs (Search       *self,
           const GArray *events,
           guint         a,
           guint         b)
{
  for (guint i = 0; i < events->len; i++)
    if (self->classes[i] == a)
      for (guint k = 0; k < events->len; k++)
        if (self->classes[k] == b)
          add_pair (self, g_array_index (events, int, i), g_array_index (events, int, k));
}

static gboolean
may_go_on (Search *self)
{
  if (self->n_trials++ < MAX_TRIALS && self->failures->complete &&
      !g_cancellable_is_cancelled (self->cancellable))
    return TRUE;

  self->failures->complete = FALSE;

  return FALSE;
}

/* By place in @events: the first event of the same class, or G_MAXUINT for SPOFs. */
static void
find_classes (Search       *self,
              const GArray *events)
{
  g_autoptr (GHashTable) firsts = g_hash_table_new (NULL, NULL);

  self->classes = g_new (guint, events->len + 1);
  for (guint i = 0; i < events->len; i++)
    {
      const int node = g_array_index (events, int, i);
      const guint class = get_class (self->trial->formula, node);
      gpointer first;

      self->classes[i] = i;
      if (lp_failures_has_spof (self->failures, node))
        self->classes[i] = G_MAXUINT;
      else if (g_hash_table_lookup_extended (firsts, GUINT_TO_POINTER (class), NULL, &first))
        self->classes[i] = GPOINTER_TO_UINT (first);
      else
        g_hash_table_insert (firsts, GUINT_TO_POINTER (class), GUINT_TO_POINTER (i));
    }
}

/* Two failures matter to one visitor when both are among what that one depends on. */
static void
try_visitor (Search *self,
             int     visitor)
{
  const LpFormula *formula = self->trial->formula;
  const guint term = formula->services[visitor].some;
  g_autoptr (GArray) events = list_events (formula, term);

  find_classes (self, events);
  for (guint i = 0; i < events->len && self->failures->complete; i++)
    {
      guint mark;

      if (self->classes[i] != i)
        continue;

      mark = lp_trial_fail (self->trial, formula->events[g_array_index (events, int, i)]);
      for (guint k = i + 1; k < events->len && may_go_on (self); k++)
        if (self->classes[k] == k)
          {
            const int second = g_array_index (events, int, k);
            const guint inner = lp_trial_fail (self->trial, formula->events[second]);
            const gboolean fatal = !self->trial->values[term];

            lp_trial_undo (self->trial, inner);
            if (fatal)
              add_pairs (self, events, i, k);
          }
      lp_trial_undo (self->trial, mark);
    }
  g_clear_pointer (&self->classes, g_free);
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
find_pairs (LpFailures   *self,
            LpTrial      *trial,
            guint         max_pairs,
            GCancellable *cancellable)
{
  Search search = { self, trial, g_array_new (FALSE, FALSE, sizeof (LpFatalPair)), max_pairs,
                    0, cancellable, NULL };
  guint n = 0;

  for (guint i = 0; i < trial->formula->n_visitors && self->complete; i++)
    try_visitor (&search, trial->formula->visitors[i]);

  /* What two visitors have in common is found twice. */
  g_array_sort (search.pairs, compare_pairs);
  for (guint i = 0; i < search.pairs->len; i++)
    {
      const LpFatalPair *pairs = (const LpFatalPair *) (gpointer) search.pairs->data;

      if (n == 0 || compare_pairs (&pairs[i], &pairs[n - 1]) != 0)
        g_array_index (search.pairs, LpFatalPair, n++) = pairs[i];
    }
  self->n_pairs = n;
  self->pairs = (LpFatalPair *) (gpointer) g_array_free (search.pairs, FALSE);
}

LpFailures *
lp_failures_new (const LpGraph *graph,
                 LpGoal         goal,
                 guint          max_pairs,
                 GCancellable  *cancellable)
{
  LpFailures *self = g_new0 (LpFailures, 1);
  g_autoptr (LpFormula) formula = lp_formula_new (lp_conversations_get (graph), goal);
  g_autoptr (LpTrial) trial = lp_trial_new (formula);

  self->goal = goal;
  self->state = lp_goal_get_state (formula, trial->values);
  self->holds = self->state >= LP_GOAL_PART;
  self->complete = max_pairs > 0 || !self->holds;
  if (self->holds)
    {
      find_points (self, trial);
      if (max_pairs > 0)
        find_pairs (self, trial, max_pairs, cancellable);
    }
  else if (self->state == LP_GOAL_DOWN)
    {
      self->stops = lp_stop_list (formula, trial->values, &self->n_stops);
    }

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
