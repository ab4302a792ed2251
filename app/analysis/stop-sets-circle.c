/* SPDX-License-Identifier: MIT */
/* stop-sets-circle.c: terms that need each other. */
#include "config.h"

#include "analysis/stop-sets-private.h"

/* An event that changes a term outside of a circle which that depends on. */
typedef struct
{
  guint number;
  guint term;
} Flip;

static gboolean
is_inside (const LpFormula *formula,
           guint            first,
           guint            term)
{
  return term >= first && term < formula->circle_end[first];
}

/* If @term changed, those in the circle that use it are stale. */
static void
refresh (LpStopSets *self,
         guint       first,
         guint       term)
{
  const LpFormula *formula = self->formula;
  const LpEventSet set = lp_stop_sets_make_term (self, term);

  self->stale[term] = FALSE;
  if (lp_event_sets_equal (&self->sets, set, self->terms[term]))
    return;

  lp_stop_sets_assign (self, term, set);
  for (guint k = formula->user_start[term]; k < formula->user_start[term + 1]; k++)
    if (is_inside (formula, first, formula->users[k]))
      self->stale[formula->users[k]] = TRUE;
}

/* Terms begin with everything and lose what does not stop them. They are gone through to and fro,
 * since what stands alone at one end may matter at the other. */
static void
solve_plain (LpStopSets *self,
             guint       first)
{
  const guint end = self->formula->circle_end[first];
  gboolean changed = TRUE;

  for (guint i = first; i < end; i++)
    {
      lp_stop_sets_assign (self, i, LP_EVENT_SET_ALL);
      self->stale[i] = TRUE;
    }

  for (gboolean backwards = FALSE; changed; backwards = !backwards)
    {
      changed = FALSE;
      for (guint k = 0; k < end - first && !lp_stop_sets_are_tired (self); k++)
        {
          const guint term = backwards ? end - 1 - k : first + k;

          if (self->stale[term])
            {
              changed = TRUE;
              refresh (self, first, term);
            }
        }
      changed = changed && !lp_stop_sets_are_tired (self);
    }
}

static int
compare_flips (gconstpointer a,
               gconstpointer b)
{
  const Flip *x = a, *y = b;

  if (x->number != y->number)
    return x->number < y->number ? -1 : 1;

  return x->term < y->term ? -1 : x->term > y->term;
}

/* What each event changes outside; the values there when none fails. */
static GArray *
list_flips (LpStopSets *self,
            guint       first)
{
  const LpFormula *formula = self->formula;
  GArray *flips = g_array_new (FALSE, FALSE, sizeof (Flip));
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  for (guint i = first; i < formula->circle_end[first]; i++)
    for (guint k = 0; k < lp_formula_get_term (formula, i)->n_below; k++)
      {
        const guint below = lp_formula_get_below (formula, i)[k];
        guint32 cell = lp_event_set_get_list (self->terms[below]);

        if (is_inside (formula, first, below) || !g_hash_table_add (met, GUINT_TO_POINTER (below)))
          continue;

        self->values[below] = !lp_event_set_is_open (self->terms[below]);
        self->sets.n_steps += self->sets.cells[cell].length;
        for (; cell != 0 && !lp_stop_sets_are_tired (self); cell = self->sets.cells[cell].rest)
          {
            Flip flip = { self->sets.cells[cell].event, below };

            g_array_append_val (flips, flip);
          }
      }
  g_array_sort (flips, compare_flips);

  return flips;
}

/* The same with the events flips[i] … flips[end - 1]. */
static void
try_event (LpStopSets   *self,
           guint         first,
           const Flip   *flips,
           guint         n,
           const guint8 *before,
           LpEventSet   *result)
{
  const LpFormula *formula = self->formula;

  for (guint i = 0; i < n; i++)
    self->values[flips[i].term] ^= TRUE;
  self->sets.n_steps += lp_formula_solve_circle (formula, first, self->values);
  for (guint i = first; i < formula->circle_end[first]; i++)
    if (self->values[i] != before[i - first])
      result[i - first] = lp_event_sets_add (&self->sets, result[i - first] & ~1u,
                                             flips->number) | (result[i - first] & 1);
  for (guint i = 0; i < n; i++)
    self->values[flips[i].term] ^= TRUE;
}

/* What holds in such a circle does not only get less with more failures: they are tried one by
 * one. */
static void
solve_mixed (LpStopSets *self,
             guint       first)
{
  const LpFormula *formula = self->formula;
  const guint n = formula->circle_end[first] - first;
  g_autofree LpEventSet *result = g_new (LpEventSet, n);
  g_autofree guint8 *before = NULL;
  g_autoptr (GArray) flips = NULL;

  if (self->values == NULL)
    self->values = g_new0 (guint8, formula->n_goal);
  flips = list_flips (self, first);
  self->sets.n_steps += lp_formula_solve_circle (formula, first, self->values);
  before = g_memdup2 (&self->values[first], n);
  for (guint i = 0; i < n; i++)
    result[i] = before[i] ? LP_EVENT_SET_NONE : LP_EVENT_SET_ALL;

  for (guint i = 0, end; i < flips->len && !lp_stop_sets_are_tired (self); i = end)
    {
      const Flip *flip = &g_array_index (flips, Flip, i);

      for (end = i + 1;
           end < flips->len && g_array_index (flips, Flip, end).number == flip->number;
           end++)
        ;
      try_event (self, first, flip, end - i, before, result);
    }

  for (guint i = 0; i < n; i++)
    lp_stop_sets_assign (self, first + i, result[i]);
}

void
lp_stop_sets_solve_circle (LpStopSets *self,
                           guint       first)
{
  if (self->formula->mixed[first])
    solve_mixed (self, first);
  else
    solve_plain (self, first);
}
