/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/functions.h"

/* When the steps are used up, no function is larger than this, and all are tidied up often. */
#define TIRED_SIZE 32
#define TIRED_NODES 4096

void
lp_functions_init (LpFunctions  *self,
                   guint         max_nodes,
                   guint64       max_steps,
                   GCancellable *cancellable)
{
  self->bdd = lp_bdd_new (max_nodes, cancellable);
  self->max_steps = max_steps;
  self->slots = g_array_new (FALSE, TRUE, sizeof (LpBounds));
  self->chances = g_array_new (FALSE, FALSE, sizeof (double));
}

void
lp_functions_clear (LpFunctions *self)
{
  lp_bdd_free (self->bdd);
  g_array_unref (self->slots);
  g_array_unref (self->chances);
}

void
lp_functions_reset (LpFunctions *self,
                    guint        n_slots)
{
  lp_bdd_reset (self->bdd);
  g_array_set_size (self->slots, 0);
  g_array_set_size (self->slots, n_slots);
  g_array_set_size (self->chances, 0);
  self->max_size = self->bdd->max_nodes / 16;
}

guint
lp_functions_add (LpFunctions *self)
{
  g_array_set_size (self->slots, self->slots->len + 1);

  return self->slots->len - 1;
}

guint
lp_functions_add_variable (LpFunctions *self,
                           double       chance)
{
  guint slot = lp_functions_add (self);
  guint32 variable = lp_bdd_get_variable (self->bdd, self->chances->len);

  /* A million variables: what finds no room is unknown. */
  *lp_functions_get (self, slot) = variable != LP_BDD_NONE
                                        ? (LpBounds) { variable, variable }
                                        : (LpBounds) { LP_BDD_FALSE, LP_BDD_TRUE };
  g_array_append_val (self->chances, chance);

  return slot;
}

static void
collect (LpFunctions *self)
{
  lp_bdd_collect (self->bdd, (guint32 *) (gpointer) self->slots->data, 2 * self->slots->len);
}

static void
prune (LpFunctions *self,
       guint        slot,
       guint        max_size)
{
  LpBounds *bounds = lp_functions_get (self, slot);
  const double *chances = (const double *) (gpointer) self->chances->data;
  guint32 lower = lp_bdd_prune (self->bdd, bounds->lower, chances, max_size, FALSE);

  bounds->upper = lp_bdd_prune (self->bdd, bounds->upper, chances, max_size, TRUE);
  bounds->lower = lower;
}

/* Forgets what is not needed any more, and where that is not enough, part of what is. */
static void
make_room (LpFunctions *self,
           gboolean     more)
{
  collect (self);

  while (more || self->bdd->n_nodes > self->bdd->max_nodes / 2)
    {
      self->max_size /= 4;
      for (guint i = 0; i < self->slots->len; i++)
        prune (self, i, self->max_size);
      collect (self);
      more = FALSE;
    }
}

/* Both results, or as much as there was room for. “Not a but b” turns the bounds of a. */
static LpBounds
apply (LpFunctions    *self,
       LpBddOperation  operation,
       const LpBounds *a,
       const LpBounds *b)
{
  gboolean turned = operation == LP_BDD_NOT_AND;
  LpBounds result = { LP_BDD_NONE, LP_BDD_NONE };

  result.lower = lp_bdd_apply (self->bdd, operation, turned ? a->upper : a->lower, b->lower);
  if (lp_bounds_are_exact (a) && lp_bounds_are_exact (b))
    result.upper = result.lower;
  else if (result.lower != LP_BDD_NONE)
    result.upper = lp_bdd_apply (self->bdd, operation, turned ? a->lower : a->upper, b->upper);

  return result;
}

gboolean
lp_functions_combine (LpFunctions   *self,
                      LpBddOperation operation,
                      guint          to,
                      guint          a,
                      guint          b)
{
  LpBounds result = apply (self, operation, lp_functions_get (self, a), lp_functions_get (self, b));

  for (gboolean more = FALSE; result.upper == LP_BDD_NONE; more = TRUE)
    {
      if (g_cancellable_is_cancelled (self->bdd->cancellable))
        return FALSE;

      make_room (self, more);
      result = apply (self, operation, lp_functions_get (self, a), lp_functions_get (self, b));
    }

  *lp_functions_get (self, to) = result;
  if (lp_functions_are_tired (self))
    {
      prune (self, to, TIRED_SIZE);
      if (self->bdd->n_nodes > TIRED_NODES)
        collect (self);
    }

  return TRUE;
}

gboolean
lp_functions_are_tired (LpFunctions *self)
{
  return self->bdd->n_steps > self->max_steps;
}
