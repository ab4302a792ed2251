/* SPDX-License-Identifier: MIT */
/* drill.h: what is left when some parts have failed, and what a visitor's request then meets. */

#pragma once

#include "analysis/failure.h"

G_BEGIN_DECLS

typedef enum
{
  LP_STATE_UP,          /* Not failed; it has nothing to serve. */
  LP_STATE_SERVING,     /* Up, with all it needs. For a client: it gets what the goal says. */
  LP_STATE_PART,        /* Serves, but not every request. */
  LP_STATE_CUT_OFF,     /* Up, but without what it needs. */
  LP_STATE_DOWN,        /* Taken down by what it stands in, or without its files. */
  LP_STATE_FAILED,
} LpState;

typedef struct
{
  LpGoal    goal;
  LpGoalState state;
  gboolean  holds;      /* Up or in part. */
  guint     n_nodes;
  LpState  *states;     /* By node. */

  /* Where the goal does not hold: the links that a request of the first client that is not served
   * takes as far as it gets, in order, and the node where it stops. Otherwise none and -1. */
  guint     n_links;
  int      *links;
  int       stop;
} LpDrill;

/* @failed are the numbers of the nodes that have failed, be they events or not. Cost: O(nodes +
 * links). */
LpDrill *lp_drill_new      (const LpGraph *graph,
                            LpGoal         goal,
                            const int     *failed,
                            guint          n_failed) G_GNUC_WARN_UNUSED_RESULT;
void     lp_drill_free     (LpDrill       *self);

/* The links by which @client is served when nothing has failed, in the order in which a request
 * meets them: where a component needs several pools, one branch after the other. NULL if it is
 * not served. Free with g_free(). */
int     *lp_drill_dup_path (const LpGraph *graph,
                            LpGoal         goal,
                            int            client,
                            guint         *n_links) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpDrill, lp_drill_free)

G_END_DECLS
