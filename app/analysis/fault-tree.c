/* SPDX-License-Identifier: MIT */
/* fault-tree.c: finds the modules of a formula. */
#include "config.h"

#include "analysis/fault-tree.h"

static void
append_outside (LpFaultTree *self,
                guint        term,
                guint        circle)
{
  const guint *below = lp_formula_get_below (self->formula, term);

  for (guint i = 0; i < lp_formula_get_term (self->formula, term)->n_below; i++)
    if (self->circles[below[i]] != circle)
      g_array_append_val (self->outside, below[i]);
}

/* Numbers the circles behind the terms. */
static void
find_circles (LpFaultTree *self)
{
  const LpFormula *formula = self->formula;
  const guint n = formula->terms->len;

  for (guint first = 0; first < n; first = formula->circle_end[first])
    {
      const guint vertex = n + self->n_circles;

      if (!lp_formula_is_circle (formula, first))
        {
          self->circles[first] = G_MAXUINT;
          continue;
        }

      self->first_terms[self->n_circles] = first;
      self->outside_start[self->n_circles++] = self->outside->len;
      for (guint i = first; i < formula->circle_end[first]; i++)
        self->circles[i] = vertex;
      for (guint i = first; i < formula->circle_end[first]; i++)
        append_outside (self, i, vertex);
    }
  self->outside_start[self->n_circles] = self->outside->len;
  self->n_vertices = n + self->n_circles;
}

/* When a term was entered, was last come across and was left. */
typedef struct
{
  guint entered;
  guint met;
  guint left;
} Dates;

typedef struct
{
  guint term;
  guint next;
} Frame;

/* Depth first from the root. Returns the terms in the order in which they were left. */
static GArray *
walk (const LpFaultTree *self,
      Dates             *dates)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  Frame start = { self->root, 0 };
  guint date = 1;

  dates[self->root].entered = dates[self->root].met = date;
  g_array_append_val (frames, start);
  while (frames->len > 0)
    {
      Frame *frame = &g_array_index (frames, Frame, frames->len - 1);
      guint n;
      const guint *needed = lp_fault_tree_get_needed (self, frame->term, &n);

      date++;
      if (frame->next < n)
        {
          Frame below = { needed[frame->next++], 0 };

          dates[below.term].met = date;
          if (dates[below.term].entered == 0)
            {
              dates[below.term].entered = date;
              g_array_append_val (frames, below);
            }
        }
      else
        {
          dates[frame->term].left = dates[frame->term].met = date;
          g_array_append_val (left, frame->term);
          g_array_set_size (frames, frames->len - 1);
        }
    }

  return left;
}

/* A module is what is entered before and left after all below it was first and last met. */
static void
find_modules (LpFaultTree *self)
{
  g_autofree Dates *dates = g_new0 (Dates, self->n_vertices);
  g_autofree guint *first = g_new (guint, self->n_vertices);
  g_autofree guint *last = g_new (guint, self->n_vertices);
  g_autoptr (GArray) left = walk (self, dates);

  for (guint i = 0; i < left->len; i++)
    {
      guint number = g_array_index (left, guint, i);
      const gboolean is_circle = lp_fault_tree_is_circle (self, number);
      guint n;
      const guint *needed = lp_fault_tree_get_needed (self, number, &n);

      first[number] = G_MAXUINT;
      last[number] = 0;
      for (guint k = 0; k < n; k++)
        {
          first[number] = MIN (first[number], MIN (first[needed[k]], dates[needed[k]].entered));
          last[number] = MAX (last[number], MAX (last[needed[k]], dates[needed[k]].met));
        }

      self->modules[number] = number == self->root ||
                              (!is_circle && (n > 1 || self->circles[number] != G_MAXUINT) &&
                               first[number] > dates[number].entered &&
                               last[number] < dates[number].left);
      if (self->modules[number])
        g_array_append_val (self->list, number);
    }
}

/* Only what the root needs counts. */
static gboolean
is_monotone (const LpFaultTree *self)
{
  const LpFormula *formula = self->formula;
  const guint n = formula->terms->len;
  g_autofree guint8 *needed = g_new0 (guint8, n);

  needed[self->root] = TRUE;
  for (guint term = n; term-- > 0;)
    {
      const LpTerm *t = lp_formula_get_term (formula, term);

      /* Of a circle all terms may be needed by each other. */
      if (!needed[term] && self->circles[term] == G_MAXUINT)
        continue;
      if (t->type == LP_TERM_CHOICE)
        return FALSE;
      for (guint i = 0; i < t->n_below; i++)
        needed[lp_formula_get_below (formula, term)[i]] = TRUE;
    }

  return TRUE;
}

LpFaultTree *
lp_fault_tree_new (const LpFormula *formula,
                   guint            root)
{
  LpFaultTree *self = g_new0 (LpFaultTree, 1);
  const guint n = formula->terms->len;

  self->formula = formula;
  self->root = root;
  self->circles = g_new (guint, n);
  self->first_terms = g_new (guint, n + 1);
  self->outside_start = g_new (guint, n + 1);
  self->outside = g_array_new (FALSE, FALSE, sizeof (guint));
  self->list = g_array_new (FALSE, FALSE, sizeof (guint));
  find_circles (self);
  self->modules = g_new0 (guint8, self->n_vertices);
  find_modules (self);
  self->monotone = is_monotone (self);

  return self;
}

void
lp_fault_tree_free (LpFaultTree *self)
{
  if (self == NULL)
    return;

  g_free (self->circles);
  g_free (self->first_terms);
  g_free (self->outside_start);
  g_array_unref (self->outside);
  g_free (self->modules);
  g_array_unref (self->list);
  g_free (self);
}
