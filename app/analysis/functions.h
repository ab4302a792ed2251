/* SPDX-License-Identifier: MIT */
/* functions.h: Boolean functions, exact as long as there is room and then known to be between two.
 *
 * All operations are monotone in what may be inexact, so that the lower functions of the operands
 * give a lower one of the result, and the upper ones an upper one. */

#pragma once

#include "analysis/bdd.h"

G_BEGIN_DECLS

/* One function where both are the same. */
typedef struct
{
  guint32 lower;
  guint32 upper;
} LpBounds;

typedef struct
{
  LpBdd  *bdd;
  GArray *slots;      /* LpBounds: all that is kept. */
  GArray *chances;    /* double, by variable: to be true. They guide what is given up. */
  guint64 max_steps;  /* Of operations; when they are used up, all is rough. */
  guint   max_size;   /* Larger functions are given up in part when there is no room. */
} LpFunctions;

/* @max_nodes are those of all functions together. */
void     lp_functions_init         (LpFunctions    *self,
                                    guint           max_nodes,
                                    guint64         max_steps,
                                    GCancellable   *cancellable);
void     lp_functions_clear        (LpFunctions    *self);

/* Forgets all variables, and all functions but @n_slots that are false. */
void     lp_functions_reset        (LpFunctions    *self,
                                    guint           n_slots);

/* A new slot that is false, or a new variable. */
guint    lp_functions_add          (LpFunctions    *self);
guint    lp_functions_add_variable (LpFunctions    *self,
                                    double          chance);

/* Puts the result for slots @a and @b into slot @to, which may be one of them. FALSE: cancelled. */
gboolean lp_functions_combine      (LpFunctions    *self,
                                    LpBddOperation  operation,
                                    guint           to,
                                    guint           a,
                                    guint           b);

/* Whether all steps are used up: what is still to come will be rough. */
gboolean lp_functions_are_tired    (LpFunctions    *self);

static inline LpBounds *
lp_functions_get (LpFunctions *self,
                  guint        slot)
{
  return &g_array_index (self->slots, LpBounds, slot);
}

static inline gboolean
lp_bounds_are_exact (const LpBounds *bounds)
{
  return bounds->lower == bounds->upper;
}

static inline gboolean
lp_bounds_are_equal (const LpBounds *a,
                     const LpBounds *b)
{
  return a->lower == b->lower && a->upper == b->upper;
}

G_END_DECLS
