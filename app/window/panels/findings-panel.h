/* SPDX-License-Identifier: MIT */
/* findings-panel.h: all findings, grouped by what is to be done about them. */

#pragma once

#include "window/panels/panel.h"

G_BEGIN_DECLS

#define LP_TYPE_FINDINGS_PANEL (lp_findings_panel_get_type ())
G_DECLARE_FINAL_TYPE (LpFindingsPanel, lp_findings_panel, LP, FINDINGS_PANEL, LpPanel)

/* Signals:
 *   "fixed" (LpFinding *): its machine fix was applied, as the last step of the history. */

/* Comes to the next finding (1) or the one before (-1) and shows it. */
void lp_findings_panel_step         (LpFindingsPanel *self,
                                     int              step);

/* Shows the first finding about the element called @id, if there is one. */
void lp_findings_panel_show_about   (LpFindingsPanel *self,
                                     const char      *id);

G_END_DECLS
