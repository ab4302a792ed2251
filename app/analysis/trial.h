/* SPDX-License-Identifier: MIT */
/* trial.h: a formula in a state that changes event by event: only what depends on what changed is
 * computed again. */

#pragma once

#include "analysis/formula.h"

G_BEGIN_DECLS

typedef struct
{
  const LpFormula *formula;     /* Borrowed. */
  guint8          *values;      /* By term. */
  GArray          *changes;     /* guint: terms whose value is another than before, in order. */
  GArray          *heap;        /* guint: terms to look at again, the first on top. */
  guint8          *waiting;     /* By term: it is in the heap. */
  guint64          n_steps;     /* What was looked at so far. */
} LpTrial;

/* Nothing has failed. Cost: O(terms). */
LpTrial *lp_trial_new   (const LpFormula *formula) G_GNUC_WARN_UNUSED_RESULT;
void     lp_trial_free  (LpTrial         *self);

/* @event (a term) fails. Returns how far back lp_trial_undo() has to go to take that back. Cost:
 * O(terms that change × those above them). */
guint    lp_trial_fail  (LpTrial         *self,
                         guint            event);
void     lp_trial_undo  (LpTrial         *self,
                         guint            mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrial, lp_trial_free)

G_END_DECLS
