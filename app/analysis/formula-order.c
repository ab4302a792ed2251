/* SPDX-License-Identifier: MIT */
/* formula-order.c: numbers the terms in the order in which they can be computed, and indexes them.
 *
 * R. E. Tarjan, “Depth-First Search and Linear Graph Algorithms”, SIAM Journal on Computing 1,
 * 1972: terms that need each other (a circle) come out together, and after all that they need. */
#include "config.h"

#include "analysis/formula-private.h"

#include <string.h>

typedef struct
{
  guint term;
  guint next;
} Frame;

typedef struct
{
  LpFormula *formula;
  guint      n_visited;
  guint     *numbers;       /* By term: its new number. */
  guint     *order;         /* And back. */
  guint     *index;         /* By term: when it was first visited, from 1. */
  guint     *low;           /* The earliest that it leads back to. */
  guint8    *is_open;       /* It is in no circle yet. */
  guint      n_stack;
  guint     *stack;
  guint      n_frames;
  Frame     *frames;
  guint      n_sorted;
} Search;

static void
enter (Search *self,
       guint   term)
{
  self->index[term] = self->low[term] = ++self->n_visited;
  self->is_open[term] = TRUE;
  self->stack[self->n_stack++] = term;
  self->frames[self->n_frames++] = (Frame) { term, 0 };
}

static void
close_circle (Search *self,
              guint   term)
{
  LpFormula *formula = self->formula;
  const guint first = self->n_sorted;
  guint member;

  do
    {
      member = self->stack[--self->n_stack];
      self->is_open[member] = FALSE;
      self->numbers[member] = self->n_sorted;
      self->order[self->n_sorted++] = member;
    }
  while (member != term);

  for (guint i = first; i < self->n_sorted; i++)
    {
      formula->circle_start[i] = first;
      formula->circle_end[i] = self->n_sorted;
    }
}

static void
visit (Search *self,
       guint   root)
{
  if (self->index[root] != 0)
    return;

  enter (self, root);
  while (self->n_frames > 0)
    {
      Frame *frame = &self->frames[self->n_frames - 1];
      const guint term = frame->term;

      if (frame->next < lp_formula_get_term (self->formula, term)->n_below)
        {
          const guint below = lp_formula_get_below (self->formula, term)[frame->next++];

          if (self->index[below] == 0)
            enter (self, below);
          else if (self->is_open[below])
            self->low[term] = MIN (self->low[term], self->index[below]);
          continue;
        }

      if (self->low[term] == self->index[term])
        close_circle (self, term);
      if (--self->n_frames > 0)
        {
          const guint above = self->frames[self->n_frames - 1].term;

          self->low[above] = MIN (self->low[above], self->low[term]);
        }
    }
}

/* Copies the terms into their order. */
static void
renumber_terms (const Search *self)
{
  LpFormula *formula = self->formula;
  GArray *terms = g_array_sized_new (FALSE, FALSE, sizeof (LpTerm), self->n_sorted);
  GArray *below = g_array_sized_new (FALSE, FALSE, sizeof (guint), formula->below->len);

  for (guint i = 0; i < self->n_sorted; i++)
    {
      LpTerm term = *lp_formula_get_term (formula, self->order[i]);
      const guint *old = lp_formula_get_below (formula, self->order[i]);

      term.first_below = below->len;
      for (guint k = 0; k < term.n_below; k++)
        g_array_append_val (below, self->numbers[old[k]]);
      g_array_append_val (terms, term);
    }

  g_array_unref (formula->terms);
  g_array_unref (formula->below);
  formula->terms = terms;
  formula->below = below;
}

static void
renumber_uses (const Search *self)
{
  LpFormula *formula = self->formula;
  const guint *numbers = self->numbers;

  for (guint i = 0; i < formula->graph->n_nodes; i++)
    {
      LpServing *service = &formula->services[i];

      formula->events[i] = numbers[formula->events[i]];
      service->alive = numbers[service->alive];
      service->some = numbers[service->some];
      service->every = numbers[service->every];
    }
  for (guint i = 0; i < formula->conversations->n; i++)
    {
      LpOption *option = &formula->options[i];

      if (option->target < 0)
        continue;

      option->alive = numbers[option->alive];
      option->present = numbers[option->present];
      option->some = numbers[option->some];
      option->every = numbers[option->every];
    }
  formula->some = numbers[formula->some];
  formula->every = numbers[formula->every];
}

/* Whether it does not only grow: a choice depends on what it chooses. */
static void
find_mixed (LpFormula *formula)
{
  const guint n = formula->terms->len;

  formula->mixed = g_new0 (guint8, n);
  for (guint first = 0; first < n; first = formula->circle_end[first])
    {
      const guint end = formula->circle_end[first];
      gboolean mixed = FALSE;

      for (guint i = first; i < end && !mixed && lp_formula_is_circle (formula, first); i++)
        mixed = lp_formula_get_term (formula, i)->type == LP_TERM_CHOICE &&
                lp_formula_get_below (formula, i)[0] >= first &&
                lp_formula_get_below (formula, i)[0] < end;
      memset (&formula->mixed[first], mixed, end - first);
    }
}

static void
index_users (LpFormula *self)
{
  const guint n = self->terms->len;

  self->user_start = g_new0 (guint, n + 2);
  self->users = g_new (guint, self->below->len + 1);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < lp_formula_get_term (self, i)->n_below; k++)
      self->user_start[lp_formula_get_below (self, i)[k] + 2]++;
  for (guint i = 2; i < n + 2; i++)
    self->user_start[i] += self->user_start[i - 1];
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < lp_formula_get_term (self, i)->n_below; k++)
      self->users[self->user_start[lp_formula_get_below (self, i)[k] + 1]++] = i;
}

/* First the two that have their numbers, then what the goal needs. */
void
lp_formula_sort (LpFormula *formula)
{
  const guint n = formula->terms->len;
  g_autofree guint *numbers = g_new (guint, n);
  g_autofree guint *order = g_new (guint, n);
  g_autofree guint *index = g_new0 (guint, n);
  g_autofree guint *low = g_new (guint, n);
  g_autofree guint8 *is_open = g_new0 (guint8, n);
  g_autofree guint *stack = g_new (guint, n);
  g_autofree Frame *frames = g_new (Frame, n);
  Search self = { formula, 0, numbers, order, index, low, is_open, 0, stack, 0, frames, 0 };

  formula->circle_start = g_new (guint, n);
  formula->circle_end = g_new (guint, n);
  visit (&self, LP_TERM_TRUE);
  visit (&self, LP_TERM_FALSE);
  visit (&self, formula->some);
  formula->n_some = self.n_sorted;
  visit (&self, formula->every);
  formula->n_goal = self.n_sorted;
  for (guint i = 0; i < n; i++)
    visit (&self, i);

  renumber_terms (&self);
  renumber_uses (&self);
  find_mixed (formula);
  index_users (formula);
}
