/* SPDX-License-Identifier: MIT */
/* stop-sets-trial.c: what one failure changes in the sets. */
#include "config.h"

#include "analysis/stop-sets-private.h"

/* A term with more below it gets what these gained added, instead of all of them united. */
#define FEW 4

/* Only what @some depends on is followed. */
static void
prepare_trials (LpStopSets *self)
{
  const LpFormula *formula = self->formula;
  const guint n = formula->n_some;

  self->changed = g_new0 (guint, n);
  self->queued = g_new0 (guint, n);
  self->queue = g_new (guint, n);
  self->visitors = g_new0 (guint8, n);
  self->assigned = g_new0 (guint, n);
  self->old = g_new (LpEventSet, n);
  self->changes = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < formula->n_visitors; i++)
    self->visitors[formula->services[formula->visitors[i]].some] = TRUE;
}

static void
push (LpStopSets *self,
      guint       term)
{
  guint i;

  if (self->queued[term] == self->trial)
    return;

  self->queued[term] = self->trial;
  for (i = self->n_queue++; i > 0 && self->queue[(i - 1) / 2] > term; i = (i - 1) / 2)
    self->queue[i] = self->queue[(i - 1) / 2];
  self->queue[i] = term;
}

static guint
pop (LpStopSets *self)
{
  guint top = self->queue[0];
  guint last = self->queue[--self->n_queue];
  guint i = 0;

  for (guint child = 1; child < self->n_queue; child = 2 * i + 1)
    {
      if (child + 1 < self->n_queue && self->queue[child + 1] < self->queue[child])
        child++;
      if (self->queue[child] >= last)
        break;
      self->queue[i] = self->queue[child];
      i = child;
    }
  self->queue[i] = last;

  return top;
}

/* Of a circle its first term stands for all; the goal itself is not asked. */
static void
touch_users (LpStopSets *self,
             guint       term)
{
  const LpFormula *formula = self->formula;

  self->changed[term] = self->trial;
  for (guint k = formula->user_start[term]; k < formula->user_start[term + 1]; k++)
    {
      const guint user = formula->users[k];

      if (user >= formula->n_some)
        break;
      if ((user != formula->some || self->visitors[user]) &&
          formula->circle_start[user] != formula->circle_start[term])
        push (self, formula->circle_start[user]);
    }
}

/* The set of a term that needs many: what it was and what these gained, unless one lost. */
static LpEventSet
remake_all (LpStopSets *self,
            guint       term)
{
  const guint *below = lp_formula_get_below (self->formula, term);
  const guint n = lp_formula_get_term (self->formula, term)->n_below;
  LpEventSet set = self->terms[term];

  self->sets.n_steps += n;
  for (guint i = 0; i < n; i++)
    if (self->changed[below[i]] == self->trial)
      set = lp_event_sets_unite (&self->sets, set, self->terms[below[i]]);

  return set;
}

/* Whether all below @term that changed are stopped by at least what stopped them before. */
static gboolean
only_gained (LpStopSets *self,
             guint       term)
{
  const guint *below = lp_formula_get_below (self->formula, term);
  const guint n = lp_formula_get_term (self->formula, term)->n_below;

  for (guint i = 0; i < n; i++)
    if (self->changed[below[i]] == self->trial &&
        lp_event_sets_subtract (&self->sets, self->old[below[i]],
                                self->terms[below[i]]) != LP_EVENT_SET_NONE)
      return FALSE;

  return TRUE;
}

static LpEventSet
remake_term (LpStopSets *self,
             guint       term)
{
  const LpTerm *t = lp_formula_get_term (self->formula, term);

  if (t->type == LP_TERM_ALL && t->n_below > FEW && only_gained (self, term))
    return remake_all (self, term);

  return lp_stop_sets_make_term (self, term);
}

static void
retry_circle (LpStopSets *self,
              guint       first)
{
  lp_stop_sets_solve_circle (self, first);
  for (guint i = first; i < self->formula->circle_end[first]; i++)
    if (!lp_event_sets_equal (&self->sets, self->old[i], self->terms[i]))
      touch_users (self, i);
}

static void
report (LpStopSets *self,
        LpEventSet  before,
        LpEventSet  after,
        void      (*found) (int       node,
                            gpointer  data),
        gpointer    data)
{
  const LpEventSet gained = lp_event_sets_subtract (&self->sets, after, before);

  g_return_if_fail (!lp_event_set_is_open (gained));

  for (guint32 cell = lp_event_set_get_list (gained); cell != 0; cell = self->sets.cells[cell].rest)
    found (g_array_index (self->nodes, int, self->sets.cells[cell].event), data);
}

static void
run (LpStopSets *self)
{
  while (self->n_queue > 0 && !lp_stop_sets_are_tired (self))
    {
      const guint term = pop (self);
      LpEventSet set;

      if (lp_formula_is_circle (self->formula, term))
        {
          retry_circle (self, term);
          continue;
        }

      set = remake_term (self, term);
      if (lp_event_sets_equal (&self->sets, self->terms[term], set))
        continue;

      lp_stop_sets_assign (self, term, set);
      touch_users (self, term);
    }
}

static void
undo (LpStopSets *self,
      guint32     n_cells)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      const guint term = g_array_index (self->changes, guint, i);

      self->terms[term] = self->old[term];
    }
  g_array_set_size (self->changes, 0);
  self->n_queue = 0;
  self->sets.n_cells = n_cells;
}

gboolean
lp_stop_sets_foreach_after (LpStopSets *self,
                            guint       class,
                            void      (*found) (int       node,
                                                gpointer  data),
                            gpointer    data)
{
  const guint32 n_cells = self->sets.n_cells;
  gboolean tired;

  if (self->trial == 0)
    prepare_trials (self);

  self->trial++;
  lp_stop_sets_assign (self, class, LP_EVENT_SET_ALL);
  touch_users (self, class);
  run (self);

  tired = lp_stop_sets_are_tired (self);
  for (guint i = 0; i < self->changes->len && !tired; i++)
    {
      const guint term = g_array_index (self->changes, guint, i);

      if (self->visitors[term])
        report (self, self->old[term], self->terms[term], found, data);
    }
  undo (self, n_cells);

  return !tired;
}

guint
lp_stop_sets_get_class (const LpStopSets *self,
                        int               node)
{
  const LpFormula *formula = self->formula;
  guint term = formula->events[node];

  for (;;)
    {
      const guint first = formula->user_start[term];
      const guint n = formula->user_start[term + 1] - first;
      const guint user = n > 0 ? formula->users[first] : formula->some;

      if (user >= formula->some || (n > 1 && formula->users[first + 1] < formula->n_some) ||
          lp_formula_is_circle (formula, user) ||
          lp_formula_get_term (formula, user)->type != LP_TERM_ALL)
        return term;
      term = user;
    }
}
