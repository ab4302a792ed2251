/* SPDX-License-Identifier: MIT */
/* formula-values.c: what holds when something has failed. */
#include "config.h"

#include "analysis/formula.h"

#include <string.h>

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
