/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/functions.h"

/* An operation may take so many times its share of the steps, but always a few. */
#define MAX_SHARES 64
#define MIN_STEPS 64

/* When tidying up helped little, it is not tried again before so many operations were given up. */
#define PATIENCE 64

void
lp_functions_init (LpFunctions  *self,
                   guint         max_nodes,
                   gboolean      associated,
                   GCancellable *cancellable)
{
  self->bdd = lp_bdd_new (max_nodes, cancellable);
  self->slots = g_array_new (FALSE, TRUE, sizeof (LpBounds));
  self->associated = associated;
}

void
lp_functions_clear (LpFunctions *self)
{
  lp_bdd_free (self->bdd);
  g_array_unref (self->slots);
}

void
lp_functions_reset (LpFunctions *self,
                    guint        n_slots)
{
  lp_bdd_reset (self->bdd);
  g_array_set_size (self->slots, 0);
  g_array_set_size (self->slots, n_slots);
  self->n_kept = 0;
  self->n_given_up = 0;
}

void
lp_functions_expect (LpFunctions *self,
                     guint        n_operations,
                     guint64      max_steps)
{
  self->n_operations = n_operations;
  self->last_step = self->bdd->n_steps + max_steps;
}

guint
lp_functions_add (LpFunctions *self)
{
  g_array_set_size (self->slots, self->slots->len + 1);

  return self->slots->len - 1;
}

void
lp_functions_set_variable (LpFunctions *self,
                           guint        slot,
                           double       lower,
                           double       upper)
{
  guint32 variable = lp_bdd_add_variable (self->bdd, lower, upper);
  LpBounds bounds = { variable, variable, lower, upper };

  if (variable == LP_BDD_NONE)
    {
      bounds.below = LP_BDD_FALSE;
      bounds.above = LP_BDD_TRUE;
    }

  *lp_functions_get (self, slot) = bounds;
}

static void
collect (LpFunctions *self)
{
  g_autofree guint32 *roots = g_new (guint32, 2 * self->slots->len);

  for (guint i = 0; i < self->slots->len; i++)
    {
      roots[2 * i] = lp_functions_get (self, i)->below;
      roots[2 * i + 1] = lp_functions_get (self, i)->above;
    }

  lp_bdd_collect (self->bdd, roots, 2 * self->slots->len);

  for (guint i = 0; i < self->slots->len; i++)
    {
      lp_functions_get (self, i)->below = roots[2 * i];
      lp_functions_get (self, i)->above = roots[2 * i + 1];
    }

  self->n_kept = self->bdd->n_nodes;
  self->n_given_up = 0;
}

/* Before there is no room left, unless that would only be work. */
static void
tidy_up (LpFunctions *self)
{
  guint half = self->bdd->max_nodes / 2;

  if (self->bdd->n_nodes > half && (self->n_kept < half || self->n_given_up > PATIENCE))
    collect (self);
}

/* What is known of the result from what is known of the operands. */
static LpBounds
estimate (const LpFunctions *self,
          LpBddOperation     operation,
          const LpBounds    *a,
          const LpBounds    *b)
{
  LpBounds result = LP_BOUNDS_UNKNOWN;

  switch (operation)
    {
    case LP_BDD_AND:
      result.above = a->upper < b->upper ? a->above : b->above;
      result.lower = self->associated ? a->lower * b->lower : MAX (0, a->lower + b->lower - 1);
      result.upper = MIN (a->upper, b->upper);
      break;

    case LP_BDD_OR:
      result.below = a->lower > b->lower ? a->below : b->below;
      result.lower = MAX (a->lower, b->lower);
      result.upper = self->associated ? 1 - (1 - a->upper) * (1 - b->upper)
                                      : MIN (1, a->upper + b->upper);
      break;

    case LP_BDD_NOT_AND:
    default:
      result.above = b->above;
      result.lower = MAX (0, b->lower - a->upper);
      result.upper = MIN (1 - a->lower, b->upper);
      break;
    }

  return result;
}

static guint64
share_steps (const LpFunctions *self)
{
  guint64 n_left = self->bdd->n_steps < self->last_step ? self->last_step - self->bdd->n_steps : 0;

  return MAX (MIN_STEPS, n_left / MAX (1, self->n_operations) * MAX_SHARES);
}

gboolean
lp_functions_combine (LpFunctions    *self,
                      LpBddOperation  operation,
                      guint           to,
                      guint           a,
                      guint           b)
{
  const LpBounds *x, *y;
  gboolean turned = operation == LP_BDD_NOT_AND;
  LpBounds result;
  guint32 below, above;

  tidy_up (self);
  x = lp_functions_get (self, a);
  y = lp_functions_get (self, b);
  result = estimate (self, operation, x, y);

  /* “Not a but b” turns the bounds of a. */
  self->bdd->max_steps = self->bdd->n_steps + share_steps (self);
  below = lp_bdd_apply (self->bdd, operation, turned ? x->above : x->below, y->below);
  above = lp_bounds_are_exact (x) && lp_bounds_are_exact (y)
            ? below : lp_bdd_apply (self->bdd, operation, turned ? x->below : x->above, y->above);
  if (g_cancellable_is_cancelled (self->bdd->cancellable))
    return FALSE;

  self->n_given_up += below == LP_BDD_NONE || above == LP_BDD_NONE;
  if (below != LP_BDD_NONE)
    {
      result.below = below;
      result.lower = MAX (result.lower, self->bdd->nodes[below].lower);
    }
  if (above != LP_BDD_NONE)
    {
      result.above = above;
      result.upper = MIN (result.upper, self->bdd->nodes[above].upper);
    }
  if (result.below == result.above)
    {
      result.lower = self->bdd->nodes[result.below].lower;
      result.upper = self->bdd->nodes[result.below].upper;
    }

  *lp_functions_get (self, to) = result;
  if (self->n_operations > 0)
    self->n_operations--;

  return TRUE;
}
