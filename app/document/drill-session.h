/* SPDX-License-Identifier: MIT */
/* drill-session.h: parts are taken down and up again, and what is left is seen. */

#pragma once

#include <glib-object.h>

#include "analysis/drill.h"
#include "draw/scene/scene.h"
#include "rules/engine/lint.h"

G_BEGIN_DECLS

#define LP_TYPE_DRILL_SESSION (lp_drill_session_get_type ())
G_DECLARE_FINAL_TYPE (LpDrillSession, lp_drill_session, LP, DRILL_SESSION, GObject)

/* Signals:
 *   "changed": something failed or works again, or the design is another. */

LpDrillSession    *lp_drill_session_new        (LpLintResult *report) G_GNUC_WARN_UNUSED_RESULT;

/* The design was changed meanwhile: what has failed stays so. */
void               lp_drill_session_set_report (LpDrillSession *self,
                                                LpLintResult   *report);

/* Takes the element with @id down, or up again. */
void               lp_drill_session_toggle     (LpDrillSession *self,
                                                const char     *id);

/* Only @id has failed; NULL: nothing. */
void               lp_drill_session_fail_only  (LpDrillSession *self,
                                                const char     *id);

/* The ids of what has failed, ended by NULL; valid until the next change. */
const char *const *lp_drill_session_list       (LpDrillSession *self);

const LpGraph     *lp_drill_session_get_graph  (LpDrillSession *self);
const LpDrill     *lp_drill_session_get_drill  (LpDrillSession *self,
                                                LpGoal          goal);

/* What the canvas shows of @node: what still serves reading is not cut off, even if it can store
 * nothing. */
LpMarkState        lp_drill_get_mark           (LpDrill *const *drills,
                                                int             node);

/* For the canvas: what is down, what is cut off, and what serves in part. */
GHashTable        *lp_drill_session_make_marks (LpDrillSession *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
