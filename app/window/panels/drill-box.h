/* SPDX-License-Identifier: MIT */
/* drill-box.h: the failure drill as people work it: start, what is left, play all, end. */

#pragma once

#include <adwaita.h>

#include "rules/engine/lint.h"

G_BEGIN_DECLS

#define LP_TYPE_DRILL_BOX (lp_drill_box_get_type ())
G_DECLARE_FINAL_TYPE (LpDrillBox, lp_drill_box, LP, DRILL_BOX, AdwBin)

/* Signals:
 *   "changed": the drill began or ended, or something else has failed. */

/* What is drilled; NULL as long as there is nothing. A drill goes on when the design was changed
 * meanwhile. */
void        lp_drill_box_set_report (LpDrillBox   *self,
                                     LpLintResult *report);

/* What the canvas shall show instead of the marks of the checks: NULL when there is no drill. */
GHashTable *lp_drill_box_find_marks (LpDrillBox *self);

/* In the drill: takes the element with @id down, or up again. */
void        lp_drill_box_toggle     (LpDrillBox *self,
                                     const char *id);

void        lp_drill_box_end        (LpDrillBox *self);

G_END_DECLS
