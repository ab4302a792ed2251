/* SPDX-License-Identifier: MIT */
/* availability.h: the probability that a goal is not down, or that it is up, and what to improve
 * next. */

#pragma once

#include <gio/gio.h>

#include "analysis/failure.h"

G_BEGIN_DECLS

/* What is asked of a goal. */
typedef enum
{
  LP_EXTENT_SOME,   /* It is not down: what people call availability. */
  LP_EXTENT_FULL,   /* It is up: every request is answered. */
  LP_N_EXTENTS,
} LpExtent;

typedef struct
{
  LpGoal    goal;
  LpExtent  extent;

  /* 0 for a goal that is down with nothing failed: that something might fail and mend it is not
   * what it is built on. Exact where both are the same; where the design is too entangled for the
   * bound on memory, the exact value is between them. */
  double    lower;
  double    upper;

  /* By node, 0 for what cannot fail: how much more likely the goal holds with the node up than
   * with it failed (Birnbaum's importance), and by how much the availability would rise if it
   * never failed. */
  guint     n_nodes;
  double   *importance;
  double   *gain;
} LpAvailability;

/* Bounded to about a million nodes of decision diagrams; anything from 0 to 1 where the formula is
 * not known. NULL only when cancelled. */
LpAvailability *lp_availability_new        (const LpGraph *graph,
                                            LpGoal         goal,
                                            LpExtent       extent,
                                            GCancellable  *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* The same with other bounds, on nodes held at once and on steps of operations. */
LpAvailability *lp_availability_new_within (const LpGraph *graph,
                                            LpGoal         goal,
                                            LpExtent       extent,
                                            guint          max_nodes,
                                            guint64        max_steps,
                                            GCancellable  *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void            lp_availability_free       (LpAvailability *self);

gboolean        lp_availability_is_exact   (const LpAvailability *self);

/* The exact value, or the middle of what it may be. */
double          lp_availability_get_value  (const LpAvailability *self);

/* In percent, for four digits behind the point: what is not always available is not rounded to
 * 100. */
double          lp_availability_to_percent (double availability);

/* Hours a year (of 8760) without what is available for @availability of the time. */
double          lp_availability_to_hours_down (double availability);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpAvailability, lp_availability_free)

G_END_DECLS
