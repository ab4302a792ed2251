/* SPDX-License-Identifier: MIT */
/* oracle.h: the verdict of model.md, sentence by sentence, by trying everything. For designs of up
 * to 64 boxes. It reads the design itself and shares no code with app/analysis. */

#pragma once

#include "analysis/failure.h"
#include "model/design.h"

G_BEGIN_DECLS

typedef struct _Oracle Oracle;

Oracle     *oracle_new              (LpDesign *design) G_GNUC_WARN_UNUSED_RESULT;
void        oracle_free             (Oracle   *self);

/* Bit i stands for the box that is the i-th in document order. */
guint64     oracle_get_events       (Oracle   *self);
double      oracle_get_chance       (Oracle   *self,
                                     int       box);
gboolean    oracle_is_up            (Oracle   *self,
                                     int       box,
                                     guint64   failed);

/* Whether @box, which is no database, serves somebody, or @every one. */
gboolean    oracle_serves           (Oracle   *self,
                                     LpGoal    goal,
                                     int       box,
                                     guint64   failed,
                                     gboolean  every);
LpGoalState oracle_judge            (Oracle   *self,
                                     LpGoal    goal,
                                     guint64   failed);

/* The same for many sets of failures at once, which costs little more than for one. */
void        oracle_judge_all        (Oracle        *self,
                                     LpGoal         goal,
                                     guint          n,
                                     const guint64 *failed,
                                     LpGoalState   *states);

/* All sets of events (guint64): there are 2 ^ events. */
GArray     *oracle_list_subsets     (Oracle   *self) G_GNUC_WARN_UNUSED_RESULT;

/* The ids of the last links of all ways that are offered but not open, sorted, with spaces between,
 * each once. */
char       *oracle_dup_closed       (Oracle   *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Oracle, oracle_free)

G_END_DECLS
