/* SPDX-License-Identifier: MIT */
/* stop-sets-private.h: what the sets, their circles and the trials of one more failure share. */

#pragma once

#include "analysis/stop-sets.h"

G_BEGIN_DECLS

struct _LpStopSets
{
  const LpFormula *formula;
  LpEventSets    sets;
  guint          max_cells;
  guint64        max_steps;
  LpEventSet    *terms;       /* By term of the goal; open where it does not hold. */
  guint         *numbers;     /* By term: of events, from 1; what is deeper has smaller ones. */
  GArray        *nodes;       /* int: by number. */
  guint8        *stale;       /* By term of a circle: to be solved again. */
  guint8        *values;      /* By term; while a mixed circle is solved. */

  /* One trial; what follows is NULL until the first. */
  guint          trial;       /* Its number: marks of other trials do not count. */
  guint         *changed;     /* By term: the last trial that changed it. */
  guint         *queued;      /* By term: the last trial that had it in the queue. */
  guint          n_queue;
  guint         *queue;       /* A heap of terms, the first on top. */
  guint8        *visitors;    /* By term: a visitor gets something. */
  guint         *assigned;    /* By term: the last trial that assigned it. */
  LpEventSet    *old;         /* By term that was assigned: what it was before. */
  GArray        *changes;     /* guint: terms to put back. */
};

/* From the sets of what is below. */
LpEventSet lp_stop_sets_make_term    (LpStopSets *self,
                                      guint       term);

/* Changes one of the sets; in a trial it is remembered what it was. */
void       lp_stop_sets_assign       (LpStopSets *self,
                                      guint       term,
                                      LpEventSet  value);
gboolean   lp_stop_sets_are_tired    (const LpStopSets *self);

/* stop-sets-circle.c: the circle that begins with @first, from the beginning. */
void       lp_stop_sets_solve_circle (LpStopSets *self,
                                      guint       first);

G_END_DECLS
