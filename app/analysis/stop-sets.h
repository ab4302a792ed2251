/* SPDX-License-Identifier: MIT */
/* stop-sets.h: for each term of a formula the single events that change it, when nothing or one thing
 * has failed already.
 *
 * What alone makes a term false is, for ALL, the union of the sets below it, for ANY their
 * intersection, and for a choice what its condition makes of both; all failures are so tried at
 * once. Circles get the greatest solution, since what holds there is the least. */

#pragma once

#include "analysis/event-set.h"
#include "analysis/formula.h"

G_BEGIN_DECLS

typedef struct _LpStopSets LpStopSets;

/* Of the terms that the goal depends on. NULL where the sets would take more than @max_cells of
 * memory or @max_steps. Cost: O(terms) sets, which are as long as the design has failures in a
 * row. */
LpStopSets *lp_stop_sets_new        (const LpFormula  *formula,
                                     guint             max_cells,
                                     guint64           max_steps) G_GNUC_WARN_UNUSED_RESULT;
void        lp_stop_sets_free       (LpStopSets       *self);

/* Whether @term holds when nothing has failed. */
gboolean    lp_stop_sets_holds      (const LpStopSets *self,
                                     guint             term);

/* Calls @found for each node that alone makes @term, which holds, false. Lists share their ends: what
 * was seen is not followed twice (@seen: by cell, lp_stop_sets_get_n_cells() of them). */
void        lp_stop_sets_foreach    (const LpStopSets *self,
                                     guint             term,
                                     guint8           *seen,
                                     void            (*found) (int       node,
                                                               gpointer  data),
                                     gpointer          data);
guint       lp_stop_sets_get_n_cells (const LpStopSets *self);

/* By node: events that, as long as they hold, make the goal not down, whatever else fails. Free with
 * g_free(). Cost: O(terms). */
guint8     *lp_stop_sets_dup_proof  (const LpStopSets *self) G_GNUC_WARN_UNUSED_RESULT;

/* The term that stands for an event of the goal: what has one user alone, which needs all of what it
 * has, fails as any other of these does. */
guint       lp_stop_sets_get_class  (const LpStopSets *self,
                                     int               node);

/* Calls @found for each node that takes a visitor down now that what is below @class has failed, if
 * it did not already alone; perhaps more than once. FALSE: it took more than all trials together
 * may. Cost: what the failure changes. */
gboolean    lp_stop_sets_foreach_after (LpStopSets    *self,
                                        guint          class,
                                        void         (*found) (int       node,
                                                               gpointer  data),
                                        gpointer       data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpStopSets, lp_stop_sets_free)

G_END_DECLS
