/* SPDX-License-Identifier: MIT */
/* oracle.h: who is served in one state, sentence by sentence as model.md has it, by plain recursion
 * over sets. For designs of up to 64 boxes. It shares with app/analysis who talks to whom, and
 * nothing of what follows from that. */

#pragma once

#include "analysis/failure.h"
#include "model/design.h"

G_BEGIN_DECLS

typedef struct _Oracle Oracle;

Oracle     *oracle_new          (LpDesign *design) G_GNUC_WARN_UNUSED_RESULT;
void        oracle_free         (Oracle   *self);

/* Bit i stands for the box that is the i-th in document order. */
guint64     oracle_get_events   (Oracle   *self);
double      oracle_get_chance   (Oracle   *self,
                                 int       box);
gboolean    oracle_is_up        (Oracle   *self,
                                 int       box,
                                 guint64   failed);
LpGoalState oracle_judge        (Oracle   *self,
                                 LpGoal    goal,
                                 guint64   failed);

/* Up or in part. */
gboolean    oracle_holds        (Oracle   *self,
                                 LpGoal    goal,
                                 guint64   failed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Oracle, oracle_free)

G_END_DECLS
