/* SPDX-License-Identifier: MIT */
/* fault-tree.h: a formula seen from one of its terms, cut into modules.
 *
 * A module shares nothing with the rest of the formula, so that it counts there as one event. They
 * are found by Y. Dutuit and A. Rauzy, “A linear-time algorithm to find modules of fault trees”,
 * IEEE Transactions on Reliability 45, 1996; a circle is one vertex to it. */

#pragma once

#include "analysis/formula.h"

G_BEGIN_DECLS

/* Vertices are the terms of the formula, and after these its circles: a term of a circle needs
 * that, and the circle what its terms need from outside. */
typedef struct
{
  const LpFormula *formula;         /* Borrowed. */
  guint            root;
  guint            n_vertices;
  guint            n_circles;
  guint           *circles;         /* By term: the vertex of its circle, or G_MAXUINT. */
  guint           *first_terms;     /* By circle: its first term. */
  guint           *outside_start;   /* By circle: what it needs is outside[outside_start[i]] on. */
  GArray          *outside;         /* guint */
  guint8          *modules;         /* By vertex: whether it is one. */
  GArray          *list;            /* guint: inner modules first, the root last. */
  gboolean         monotone;        /* All terms that it needs increase with the events. */
} LpFaultTree;

/* Cost: O(terms). */
LpFaultTree *lp_fault_tree_new  (const LpFormula *formula,
                                 guint            root) G_GNUC_WARN_UNUSED_RESULT;
void         lp_fault_tree_free (LpFaultTree     *self);

static inline gboolean
lp_fault_tree_is_circle (const LpFaultTree *self,
                         guint              vertex)
{
  return vertex >= self->formula->terms->len;
}

/* The vertices that must be known before @vertex. */
static inline const guint *
lp_fault_tree_get_needed (const LpFaultTree *self,
                          guint              vertex,
                          guint             *n)
{
  if (lp_fault_tree_is_circle (self, vertex))
    {
      const guint circle = vertex - self->formula->terms->len;

      *n = self->outside_start[circle + 1] - self->outside_start[circle];
      return &g_array_index (self->outside, guint, self->outside_start[circle]);
    }
  if (self->circles[vertex] != G_MAXUINT)
    {
      *n = 1;
      return &self->circles[vertex];
    }

  *n = lp_formula_get_term (self->formula, vertex)->n_below;

  return lp_formula_get_below (self->formula, vertex);
}

/* The terms of the circle @vertex: *first … *end - 1. */
static inline void
lp_fault_tree_get_circle (const LpFaultTree *self,
                          guint              vertex,
                          guint             *first,
                          guint             *end)
{
  *first = self->first_terms[vertex - self->formula->terms->len];
  *end = self->formula->circle_end[*first];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFaultTree, lp_fault_tree_free)

G_END_DECLS
