/* SPDX-License-Identifier: MIT */
/* stop-sets-proof.c: finds events that, as long as they hold, make every visitor get something.
 *
 * A term keeps its value while enough of what is below it keeps its own. A pair that takes the goal
 * down therefore has one of these events. */
#include "config.h"

#include "analysis/stop-sets-private.h"

typedef struct
{
  const LpStopSets *sets;
  const LpFormula  *formula;
  guint8           *marks;      /* By term: it has to keep its value. */
  GArray           *stack;      /* guint: terms whose reasons are to be marked. */
  guint8           *nodes;      /* The result. */
  guint            *ranks;      /* By term of a circle: when it came to hold, from 1; 0: not ranked. */
  guint8           *values;     /* By term; while a circle is ranked. */
} Proof;

static gboolean
holds (const Proof *self,
       guint        term)
{
  return lp_stop_sets_holds (self->sets, term);
}

static void
mark (Proof *self,
      guint  term)
{
  if (self->marks[term])
    return;

  self->marks[term] = TRUE;
  g_array_append_val (self->stack, term);
}

static void
mark_all (Proof *self,
          guint  term)
{
  for (guint k = 0; k < lp_formula_get_term (self->formula, term)->n_below; k++)
    mark (self, lp_formula_get_below (self->formula, term)[k]);
}

/* Whether @below can be why @term holds: in a circle only what held before. */
static gboolean
is_reason (const Proof *self,
           guint        term,
           guint        below)
{
  const LpFormula *formula = self->formula;

  return !holds (self, term) ||
         formula->circle_start[below] != formula->circle_start[term] ||
         self->ranks[below] < self->ranks[term];
}

/* One below has the value of @term: best one that is marked anyway. */
static void
mark_one (Proof *self,
          guint  term)
{
  const guint *below = lp_formula_get_below (self->formula, term);
  const guint n = lp_formula_get_term (self->formula, term)->n_below;
  guint best = G_MAXUINT;

  for (guint k = 0; k < n; k++)
    if (holds (self, below[k]) == holds (self, term) && is_reason (self, term, below[k]))
      {
        if (self->marks[below[k]])
          return;
        if (best == G_MAXUINT)
          best = below[k];
      }

  g_return_if_fail (best != G_MAXUINT);
  mark (self, best);
}

/* In the order in which the terms of a circle come to hold, each has its reasons before it. */
static void
rank_circle (Proof *self,
             guint  first)
{
  const LpFormula *formula = self->formula;
  const guint end = formula->circle_end[first];
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  guint8 *values = self->values;
  guint rank = 0;

  for (guint i = first; i < end; i++)
    {
      values[i] = FALSE;
      for (guint k = 0; k < lp_formula_get_term (formula, i)->n_below; k++)
        {
          const guint below = lp_formula_get_below (formula, i)[k];

          if (below < first)
            values[below] = holds (self, below);
        }
      g_array_append_val (queue, i);
    }
  for (guint i = 0; i < queue->len; i++)
    {
      const guint term = g_array_index (queue, guint, i);

      if (values[term] || !lp_formula_compute (formula, term, values))
        continue;

      values[term] = TRUE;
      self->ranks[term] = ++rank;
      for (guint k = formula->user_start[term]; k < formula->user_start[term + 1]; k++)
        if (formula->users[k] >= first && formula->users[k] < end && !values[formula->users[k]])
          g_array_append_val (queue, formula->users[k]);
    }
}

/* What such a circle is depends on all outside of it. */
static void
mark_around (Proof *self,
             guint  first)
{
  const guint end = self->formula->circle_end[first];

  for (guint i = first; i < end; i++)
    {
      self->marks[i] = TRUE;
      for (guint k = 0; k < lp_formula_get_term (self->formula, i)->n_below; k++)
        {
          const guint below = lp_formula_get_below (self->formula, i)[k];

          if (below < first)
            mark (self, below);
        }
    }
}

static void
mark_reasons (Proof *self,
              guint  term)
{
  const LpTerm *t = lp_formula_get_term (self->formula, term);
  const guint *below = lp_formula_get_below (self->formula, term);

  switch (t->type)
    {
    case LP_TERM_ALL:
    case LP_TERM_ANY:
      if (holds (self, term) == (t->type == LP_TERM_ALL))
        mark_all (self, term);
      else
        mark_one (self, term);
      break;

    case LP_TERM_CHOICE:
      mark (self, below[0]);
      mark (self, below[holds (self, below[0]) ? 1 : 2]);
      break;

    case LP_TERM_EVENT:
    default:
      self->nodes[t->number] = TRUE;
      break;
    }
}

static void
explain (Proof *self,
         guint  term)
{
  const LpFormula *formula = self->formula;
  const guint first = formula->circle_start[term];

  if (lp_formula_is_circle (formula, term) && formula->mixed[term])
    {
      mark_around (self, first);
      return;
    }
  if (lp_formula_is_circle (formula, term) && holds (self, term) && self->ranks[term] == 0)
    rank_circle (self, first);
  mark_reasons (self, term);
}

guint8 *
lp_stop_sets_dup_proof (const LpStopSets *sets)
{
  const LpFormula *formula = sets->formula;
  g_autofree guint8 *marks = g_new0 (guint8, formula->n_goal);
  g_autofree guint *ranks = g_new0 (guint, formula->n_goal);
  g_autofree guint8 *values = g_new0 (guint8, formula->n_goal);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  Proof self = { sets, formula, marks, stack, g_new0 (guint8, formula->graph->n_nodes + 1),
                 ranks, values };

  mark (&self, formula->some);
  while (stack->len > 0)
    {
      const guint term = g_array_index (stack, guint, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      explain (&self, term);
    }

  return self.nodes;
}
