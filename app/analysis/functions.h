/* SPDX-License-Identifier: MIT */
/* functions.h: Boolean functions in slots, exact as long as there is room and then between bounds.
 *
 * What is too large for its share of room and time is given up, and what is known of it then comes
 * from its operands. Between a function below and one above are those that count; where these say
 * little, their chances still do: increasing functions of independent events are associated, so
 * that P (a and b) is at least P (a) P (b) (J. D. Esary, F. Proschan and D. W. Walkup, “Association
 * of Random Variables, with Applications”, Annals of Mathematical Statistics 38, 1967). */

#pragma once

#include "analysis/bdd.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 below;        /* True nowhere else. */
  guint32 above;        /* False nowhere else. The same as below: exact. */
  double  lower;        /* The chance to be true is between these. */
  double  upper;
} LpBounds;

#define LP_BOUNDS_FALSE ((LpBounds) { LP_BDD_FALSE, LP_BDD_FALSE, 0, 0 })
#define LP_BOUNDS_TRUE ((LpBounds) { LP_BDD_TRUE, LP_BDD_TRUE, 1, 1 })
#define LP_BOUNDS_UNKNOWN ((LpBounds) { LP_BDD_FALSE, LP_BDD_TRUE, 0, 1 })

typedef struct
{
  LpBdd    *bdd;
  GArray   *slots;          /* LpBounds: all that is kept. */
  gboolean  associated;     /* All functions are increasing. */
  guint     n_operations;   /* Still to come. Each gets its share of the steps, */
  guint64   last_step;      /* which end here. */
  guint     n_kept;         /* Nodes when it was last tidied up. */
  guint     n_given_up;     /* Operations since then. */
} LpFunctions;

/* @max_nodes are those of all functions together. */
void     lp_functions_init         (LpFunctions    *self,
                                    guint           max_nodes,
                                    gboolean        associated,
                                    GCancellable   *cancellable);
void     lp_functions_clear        (LpFunctions    *self);

/* Forgets all variables, and all functions but @n_slots that are false. */
void     lp_functions_reset        (LpFunctions    *self,
                                    guint           n_slots);

/* About @n_operations are to come, for which there are @max_steps. */
void     lp_functions_expect       (LpFunctions    *self,
                                    guint           n_operations,
                                    guint64         max_steps);

/* A new slot that is false. */
guint    lp_functions_add          (LpFunctions    *self);

/* Makes @slot a new variable with a chance between @lower and @upper. */
void     lp_functions_set_variable (LpFunctions    *self,
                                    guint           slot,
                                    double          lower,
                                    double          upper);

/* Puts the result for slots @a and @b into slot @to, which may be one of them. FALSE: cancelled. */
gboolean lp_functions_combine      (LpFunctions    *self,
                                    LpBddOperation  operation,
                                    guint           to,
                                    guint           a,
                                    guint           b);

/* Whether all steps are used up. */
static inline gboolean
lp_functions_are_tired (const LpFunctions *self)
{
  return self->bdd->n_steps >= self->last_step;
}

static inline LpBounds *
lp_functions_get (LpFunctions *self,
                  guint        slot)
{
  return &g_array_index (self->slots, LpBounds, slot);
}

static inline gboolean
lp_bounds_are_exact (const LpBounds *bounds)
{
  return bounds->below == bounds->above;
}

G_END_DECLS
