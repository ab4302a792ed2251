/* SPDX-License-Identifier: MIT */
/* failure.h: in what state a goal is, and what changes that: single points of failure, partial
 * ones, and fatal pairs. */

#pragma once

#include <gio/gio.h>

#include "analysis/formula.h"

G_BEGIN_DECLS

/* Of a goal. */
typedef enum
{
  LP_GOAL_UNKNOWN,      /* Nobody visits, or the design is too entangled to say anything. */
  LP_GOAL_DOWN,         /* A visitor gets nothing. */
  LP_GOAL_PART,         /* Some requests are answered, some are not. */
  LP_GOAL_UP,           /* Every request is answered. */
} LpGoalState;

/* Numbers of nodes, first < second. */
typedef struct
{
  int first;
  int second;
} LpFatalPair;

typedef struct
{
  LpGoal       goal;
  LpGoalState  state;       /* When nothing has failed. */
  gboolean     holds;       /* Up or in part. If not, there are no points and pairs. */
  gboolean     entangled;   /* So much that the state is unknown: nothing was guessed. */
  guint        n_spofs;
  int         *spofs;       /* Numbers of nodes, ascending: one failure, and the goal is down. */
  guint        n_partials;
  int         *partials;    /* Ascending: one failure, and what was up is in part. */
  guint        n_pairs;
  LpFatalPair *pairs;       /* Ascending. */
  gboolean     complete;    /* No fatal pair is missing. */
  guint        n_stops;
  int         *stops;       /* Of a goal that is down: where the way of the first visitor stops. */
} LpFailures;

/* Exact, also with circles. At most @max_pairs pairs are looked for, none with 0: then this costs
 * about O(terms) sets (stop-sets.h). Bounded in time and memory: what is too entangled for that is
 * unknown. Cancelling ends the search for pairs: @complete tells. */
LpFailures *lp_failures_new   (const LpGraph *graph,
                               LpGoal         goal,
                               guint          max_pairs,
                               GCancellable  *cancellable) G_GNUC_WARN_UNUSED_RESULT;

void        lp_failures_free  (LpFailures    *self);

/* Whether @node is one of the SPOFs, or of the partial ones. Cost: O(log of them). */
gboolean    lp_failures_has_spof (const LpFailures *self,
                                  int               node);
gboolean    lp_failures_has_partial (const LpFailures *self,
                                     int               node);

/* The state of a goal from the values of a formula for it. */
LpGoalState lp_goal_get_state (const LpFormula *formula,
                               const guint8    *values);

/* "up", "part", "down", "unknown". */
const char *lp_goal_state_get_key (LpGoalState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFailures, lp_failures_free)

G_END_DECLS
