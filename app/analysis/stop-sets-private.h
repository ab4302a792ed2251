/* SPDX-License-Identifier: MIT */
/* stop-sets-private.h: what the sets and the trials of one more failure share. */

#pragma once

#include "analysis/stop-sets.h"

G_BEGIN_DECLS

#define LP_STOP_SETS_UNKNOWN G_MAXUINT32

/* What to put back when the trial of a failure is over. */
typedef struct
{
  LpEventSet *set;
  LpEventSet  old;
} Change;

struct _LpStopSets
{
  const LpNeeds *needs;
  const LpOrder *order;
  LpEventSets    sets;
  gboolean       monotone;    /* More failures never stop less (lp_stop_sets_new()). */

  GArray        *events;      /* int: by number in the sets, which begin at 1, the node. */
  GArray        *scratch;     /* int: the events of one node. */
  guint         *numbers;     /* By node, 0 for none yet. */
  LpEventSet    *up;          /* By node: what takes it down; UNKNOWN where nobody asked. */
  LpEventSet    *serve;       /* By gate. */
  LpEventSet    *pools;       /* By pool. */
  guint8        *stale;       /* By place in the order: to be solved again. */

  /* By number of an event: the nodes it takes down. NULL until the first trial. */
  guint         *victim_start;
  int           *victims;

  /* One trial. */
  guint          trial;       /* Its number: marks of other trials do not count. */
  guint         *downs;       /* By node: the last trial that took it down. */
  guint         *dirty;       /* By pool: the last trial that changed a target. */
  guint         *queued;      /* By place in the order. */
  guint          n_queue;
  guint         *queue;       /* A heap of places, the first on top. */
  GArray        *changes;     /* Change */
};

/* The intersection of the sets of its targets. It may stop at @least where that is known to be part
 * of it; the first time all targets must be seen, so that it is known what takes them down. */
LpEventSet lp_stop_sets_make_pool   (LpStopSets *self,
                                     guint       pool,
                                     LpEventSet  least);

/* From the sets of the pools as they are now. */
LpEventSet lp_stop_sets_make_gate   (LpStopSets *self,
                                     guint       gate);

/* Changes one of the sets; in a trial it is remembered what it was. */
void       lp_stop_sets_assign      (LpStopSets *self,
                                     LpEventSet *set,
                                     LpEventSet  value);

/* Gates that need each other, places @first to @end of the order, from the beginning. */
void       lp_stop_sets_solve_cycle (LpStopSets *self,
                                     guint       first,
                                     guint       end);

G_END_DECLS
