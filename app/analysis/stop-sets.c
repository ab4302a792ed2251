/* SPDX-License-Identifier: MIT */
/* stop-sets.c: makes the sets, term by term. */
#include "config.h"

#include "analysis/stop-sets-private.h"

/* A circle is one level. */
static guint
lift_circle (const LpFormula *formula,
             guint            first,
             guint           *levels)
{
  guint level = 0;

  for (guint i = first; i < formula->circle_end[first]; i++)
    level = MAX (level, levels[i]);
  for (guint i = first; i < formula->circle_end[first]; i++)
    levels[i] = level;

  return level;
}

/* By term: how many others stand above it in a row, at most. */
static guint *
find_levels (const LpFormula *formula)
{
  guint *levels = g_new0 (guint, formula->n_goal + 1);

  for (guint end = formula->n_goal, first; end > 0; end = first)
    {
      guint level;

      first = formula->circle_start[end - 1];
      level = lift_circle (formula, first, levels) + 1;
      for (guint i = first; i < end; i++)
        {
          const guint *below = lp_formula_get_below (formula, i);

          for (guint k = 0; k < lp_formula_get_term (formula, i)->n_below; k++)
            if (below[k] < first)
              levels[below[k]] = MAX (levels[below[k]], level);
        }
    }

  return levels;
}

/* Numbers grow from the deepest level up, so that lists grow at their heads. */
static void
number_events (LpStopSets *self)
{
  const LpFormula *formula = self->formula;
  g_autofree guint *levels = find_levels (formula);
  g_autofree guint *start = g_new0 (guint, formula->n_goal + 2);
  guint n = 0;

  for (guint i = 0; i < formula->n_goal; i++)
    if (lp_formula_get_term (formula, i)->type == LP_TERM_EVENT)
      start[levels[i]]++;
  for (guint i = formula->n_goal + 1; i-- > 0;)
    {
      const guint n_here = start[i];

      start[i] = n + 1;
      n += n_here;
    }

  g_array_set_size (self->nodes, n + 1);
  for (guint i = 0; i < formula->n_goal; i++)
    if (lp_formula_get_term (formula, i)->type == LP_TERM_EVENT)
      {
        self->numbers[i] = start[levels[i]]++;
        g_array_index (self->nodes, int, self->numbers[i]) =
          lp_formula_get_term (formula, i)->number;
      }
}

/* Halves instead of one after the other: there may be thousands. */
static LpEventSet
unite (LpStopSets  *self,
       const guint *below,
       guint        n)
{
  LpEventSet first, rest;

  if (n == 0)
    return LP_EVENT_SET_NONE;
  if (n == 1)
    return self->terms[below[0]];

  first = unite (self, below, n / 2);
  rest = unite (self, below + n / 2, n - n / 2);

  return lp_event_sets_unite (&self->sets, first, rest);
}

static LpEventSet
intersect (LpStopSets  *self,
           const guint *below,
           guint        n)
{
  LpEventSet set = LP_EVENT_SET_ALL;

  for (guint i = 0; i < n && set != LP_EVENT_SET_NONE; i++)
    set = lp_event_sets_intersect (&self->sets, set, self->terms[below[i]]);

  return set;
}

/* While the condition holds the second counts, elsewhere the third. */
static LpEventSet
choose (LpStopSets  *self,
        const guint *below)
{
  const LpEventSet condition = self->terms[below[0]];
  const LpEventSet then = lp_event_sets_subtract (&self->sets, self->terms[below[1]], condition);
  const LpEventSet otherwise = lp_event_sets_intersect (&self->sets, self->terms[below[2]],
                                                        condition);

  return lp_event_sets_unite (&self->sets, then, otherwise);
}

LpEventSet
lp_stop_sets_make_term (LpStopSets *self,
                        guint       term)
{
  const LpTerm *t = lp_formula_get_term (self->formula, term);
  const guint *below = lp_formula_get_below (self->formula, term);

  self->sets.n_steps += t->n_below + 1;
  switch (t->type)
    {
    case LP_TERM_ALL:
      return unite (self, below, t->n_below);

    case LP_TERM_ANY:
      return intersect (self, below, t->n_below);

    case LP_TERM_CHOICE:
      return choose (self, below);

    case LP_TERM_EVENT:
    default:
      return lp_event_sets_add (&self->sets, LP_EVENT_SET_NONE, self->numbers[term]);
    }
}

void
lp_stop_sets_assign (LpStopSets *self,
                     guint       term,
                     LpEventSet  value)
{
  if (self->trial > 0 && self->assigned[term] != self->trial)
    {
      self->assigned[term] = self->trial;
      self->old[term] = self->terms[term];
      g_array_append_val (self->changes, term);
    }

  self->terms[term] = value;
}

gboolean
lp_stop_sets_are_tired (const LpStopSets *self)
{
  return self->sets.n_cells > self->max_cells || self->sets.n_steps > self->max_steps;
}

LpStopSets *
lp_stop_sets_new (const LpFormula *formula,
                  guint            max_cells,
                  guint64          max_steps)
{
  g_autoptr (LpStopSets) self = g_new0 (LpStopSets, 1);
  const guint n = formula->n_goal;

  self->formula = formula;
  self->max_cells = max_cells;
  self->max_steps = max_steps;
  lp_event_sets_init (&self->sets);
  self->terms = g_new (LpEventSet, n);
  self->numbers = g_new0 (guint, n);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (int));
  self->stale = g_new (guint8, n);
  number_events (self);

  for (guint term = 0; term < n; term = formula->circle_end[term])
    {
      if (lp_stop_sets_are_tired (self))
        return NULL;
      if (lp_formula_is_circle (formula, term))
        lp_stop_sets_solve_circle (self, term);
      else
        self->terms[term] = lp_stop_sets_make_term (self, term);
    }

  return lp_stop_sets_are_tired (self) ? NULL : g_steal_pointer (&self);
}

void
lp_stop_sets_free (LpStopSets *self)
{
  if (self == NULL)
    return;

  lp_event_sets_clear (&self->sets);
  g_free (self->terms);
  g_free (self->numbers);
  g_array_unref (self->nodes);
  g_free (self->stale);
  g_free (self->values);
  g_free (self->changed);
  g_free (self->queued);
  g_free (self->queue);
  g_free (self->visitors);
  g_free (self->assigned);
  g_free (self->old);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self);
}

gboolean
lp_stop_sets_holds (const LpStopSets *self,
                    guint             term)
{
  return !lp_event_set_is_open (self->terms[term]);
}

guint
lp_stop_sets_get_n_cells (const LpStopSets *self)
{
  return self->sets.n_cells;
}

void
lp_stop_sets_foreach (const LpStopSets *self,
                      guint             term,
                      guint8           *seen,
                      void            (*found) (int       node,
                                                gpointer  data),
                      gpointer          data)
{
  for (guint32 cell = lp_event_set_get_list (self->terms[term]);
       cell != 0 && !seen[cell];
       cell = self->sets.cells[cell].rest)
    {
      seen[cell] = TRUE;
      found (g_array_index (self->nodes, int, self->sets.cells[cell].event), data);
    }
}
