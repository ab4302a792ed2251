/* SPDX-License-Identifier: MIT */
/* trial.c: changes run upwards through the formula in its order. */
#include "config.h"

#include "analysis/trial.h"

LpTrial *
lp_trial_new (const LpFormula *formula)
{
  LpTrial *self = g_new0 (LpTrial, 1);

  self->formula = formula;
  self->values = g_new (guint8, formula->terms->len);
  self->changes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->heap = g_array_new (FALSE, FALSE, sizeof (guint));
  self->waiting = g_new0 (guint8, formula->terms->len);
  lp_formula_evaluate (formula, NULL, self->values);

  return self;
}

void
lp_trial_free (LpTrial *self)
{
  if (self == NULL)
    return;

  g_free (self->values);
  g_array_unref (self->changes);
  g_array_unref (self->heap);
  g_free (self->waiting);
  g_free (self);
}

static guint *
at (LpTrial *self,
    guint    i)
{
  return &g_array_index (self->heap, guint, i);
}

static void
swap (LpTrial *self,
      guint    i,
      guint    j)
{
  const guint term = *at (self, i);

  *at (self, i) = *at (self, j);
  *at (self, j) = term;
}

static void
push (LpTrial *self,
      guint    term)
{
  guint i = self->heap->len;

  if (self->waiting[term])
    return;

  self->waiting[term] = TRUE;
  g_array_append_val (self->heap, term);
  for (; i > 0 && *at (self, i) < *at (self, (i - 1) / 2); i = (i - 1) / 2)
    swap (self, i, (i - 1) / 2);
}

static guint
pop (LpTrial *self)
{
  const guint first = *at (self, 0);
  const guint n = self->heap->len - 1;

  *at (self, 0) = *at (self, n);
  g_array_set_size (self->heap, n);
  for (guint i = 0, child; (child = 2 * i + 1) < n; i = child)
    {
      if (child + 1 < n && *at (self, child + 1) < *at (self, child))
        child++;
      if (*at (self, i) <= *at (self, child))
        break;
      swap (self, i, child);
    }
  self->waiting[first] = FALSE;

  return first;
}

static void
change (LpTrial *self,
        guint    term)
{
  const LpFormula *formula = self->formula;
  const guint own = formula->circle_start[term];

  self->values[term] = !self->values[term];
  g_array_append_val (self->changes, term);
  self->n_steps += formula->user_start[term + 1] - formula->user_start[term];
  for (guint k = formula->user_start[term]; k < formula->user_start[term + 1]; k++)
    {
      /* Of a circle its first term stands for all. */
      const guint user = formula->circle_start[formula->users[k]];

      if (user != own)
        push (self, user);
    }
}

/* The least fixed point once more, from what is outside. */
static void
look_at_circle (LpTrial *self,
                guint    first)
{
  const LpFormula *formula = self->formula;
  const guint end = formula->circle_end[first];
  g_autofree guint8 *before = g_new (guint8, end - first);

  for (guint i = first; i < end; i++)
    before[i - first] = self->values[i];
  self->n_steps += lp_formula_solve_circle (formula, first, self->values);

  for (guint i = first; i < end; i++)
    {
      const guint8 value = self->values[i];

      self->values[i] = before[i - first];
      if (value != before[i - first])
        change (self, i);
    }
}

guint
lp_trial_fail (LpTrial *self,
               guint    event)
{
  const LpFormula *formula = self->formula;
  const guint mark = self->changes->len;

  if (self->values[event])
    change (self, event);
  while (self->heap->len > 0)
    {
      const guint term = pop (self);

      self->n_steps += lp_formula_get_term (formula, term)->n_below + 1;
      if (lp_formula_is_circle (formula, term))
        look_at_circle (self, term);
      else if (lp_formula_compute (formula, term, self->values) != self->values[term])
        change (self, term);
    }

  return mark;
}

void
lp_trial_undo (LpTrial *self,
               guint    mark)
{
  for (guint i = self->changes->len; i > mark; i--)
    {
      const guint term = g_array_index (self->changes, guint, i - 1);

      self->values[term] = !self->values[term];
    }
  g_array_set_size (self->changes, mark);
}
