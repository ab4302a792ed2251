/* SPDX-License-Identifier: MIT */
/* formula-order.c: terms in the order in which they can be computed.
 *
 * R. E. Tarjan, “Depth-First Search and Linear Graph Algorithms”, SIAM Journal on Computing 1,
 * 1972: terms that need each other (a circle) come out together, and after all that they need. */
#include "config.h"

#include "analysis/formula-private.h"

typedef struct
{
  guint term;
  guint next;
} Frame;

typedef struct
{
  LpFormula *formula;
  guint      n_visited;
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
      formula->places[member] = self->n_sorted;
      formula->order[self->n_sorted++] = member;
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

void
lp_formula_sort (LpFormula *formula)
{
  const guint n = formula->terms->len;
  g_autofree guint *index = g_new0 (guint, n);
  g_autofree guint *low = g_new (guint, n);
  g_autofree guint8 *is_open = g_new0 (guint8, n);
  g_autofree guint *stack = g_new (guint, n);
  g_autofree Frame *frames = g_new (Frame, n);
  Search self = { formula, 0, index, low, is_open, 0, stack, 0, frames, 0 };

  formula->order = g_new (guint, n);
  formula->circle_start = g_new (guint, n);
  formula->circle_end = g_new (guint, n);
  formula->places = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    if (index[i] == 0)
      visit (&self, i);
}
