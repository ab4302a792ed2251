/* SPDX-License-Identifier: MIT */
/* failure-panel.h: how often the site is down, what to improve next, and the drill. */

#pragma once

#include "window/panels/panel.h"

G_BEGIN_DECLS

#define LP_TYPE_FAILURE_PANEL (lp_failure_panel_get_type ())
G_DECLARE_FINAL_TYPE (LpFailurePanel, lp_failure_panel, LP, FAILURE_PANEL, LpPanel)

/* Signals:
 *   "drill-changed": the drill began or ended, or something else has failed. */

/* What the canvas shall show instead of the marks of the checks: NULL when there is no drill. */
GHashTable *lp_failure_panel_find_marks   (LpFailurePanel *self);

/* In the drill: takes the element with @id down, or up again. */
void        lp_failure_panel_toggle       (LpFailurePanel *self,
                                           const char     *id);

void        lp_failure_panel_end_drill    (LpFailurePanel *self);

G_END_DECLS
