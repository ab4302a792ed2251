/* SPDX-License-Identifier: MIT */
/* failure.h: what takes a goal down: single points of failure and fatal pairs (cut sets of order
 * 1 and 2). */

#pragma once

#include <gio/gio.h>

#include "analysis/needs.h"

G_BEGIN_DECLS

/* Numbers of nodes, first < second. */
typedef struct
{
  int first;
  int second;
} LpFatalPair;

typedef struct
{
  LpGoal       goal;
  gboolean     holds;       /* When nothing has failed. If not, the rest is empty. */
  guint        n_spofs;
  int         *spofs;       /* Numbers of nodes, ascending. */
  guint        n_pairs;
  LpFatalPair *pairs;       /* Ascending. */
  gboolean     complete;    /* No fatal pair is missing. */
} LpFailures;

/* Exact, also with cycles. At most @max_pairs pairs are looked for, none with 0: then this costs
 * about O(nodes + links). Cancelling ends the search for pairs: @complete tells. */
LpFailures *lp_failures_new   (const LpGraph *graph,
                               LpGoal         goal,
                               guint          max_pairs,
                               GCancellable  *cancellable) G_GNUC_WARN_UNUSED_RESULT;

void        lp_failures_free  (LpFailures    *self);

/* Whether @node is one of the SPOFs. Cost: O(log SPOFs). */
gboolean    lp_failures_has_spof (const LpFailures *self,
                                  int               node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFailures, lp_failures_free)

G_END_DECLS
