/* SPDX-License-Identifier: MIT */
/* stop-sets.h: for each gate the single events that stop it, when nothing or one thing has failed
 * already.
 *
 * model.md: what alone stops a component is itself, its containers and guards, united with, for
 * each pool, the intersection of its targets' sets. In a cycle it is the greatest solution, since
 * what serves is the least. */

#pragma once

#include "analysis/event-set.h"
#include "analysis/order.h"

G_BEGIN_DECLS

typedef struct _LpStopSets LpStopSets;

/* Cost: O(nodes + links) sets, which are as long as the design has failures in a row. */
LpStopSets *lp_stop_sets_new        (const LpNeeds    *needs,
                                     const LpOrder    *order) G_GNUC_WARN_UNUSED_RESULT;
void        lp_stop_sets_free       (LpStopSets       *self);

/* Whether each client has what the goal asks. */
gboolean    lp_stop_sets_goal_holds (const LpStopSets *self);

/* Calls @found once for each event that alone takes the goal down, in no special order. */
void        lp_stop_sets_foreach    (const LpStopSets *self,
                                     void            (*found) (int       event,
                                                               gpointer  data),
                                     gpointer          data);

/* The same for each event that takes the goal down now that @failed has failed, if it did not
 * already take the same client down alone; perhaps more than once. Cost: what @failed changes. */
void        lp_stop_sets_foreach_after (LpStopSets    *self,
                                        int            failed,
                                        void         (*found) (int       event,
                                                               gpointer  data),
                                        gpointer       data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpStopSets, lp_stop_sets_free)

G_END_DECLS
