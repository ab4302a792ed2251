/* SPDX-License-Identifier: MIT */
/* finding-dialogs.h: what is asked about a finding: fix it so, accept it why, explain it how. */

#pragma once

#include <adwaita.h>

#include "rules/engine/finding.h"

G_BEGIN_DECLS

/* Called with @object, unless that is gone, when the fix was applied. */
typedef void (*LpFixed) (gpointer   object,
                         LpFinding *finding);

/* All change @design when the user says so, each in one step. */
void lp_finding_dialogs_fix    (GtkWindow *parent,
                                LpFinding *finding,
                                LpDesign  *design,
                                LpFixed    fixed,
                                gpointer   object);
void lp_finding_dialogs_accept (GtkWindow *parent,
                                LpFinding *finding,
                                LpDesign  *design);
void lp_finding_dialogs_write  (GtkWindow *parent,
                                LpFinding *finding,
                                LpDesign  *design);

G_END_DECLS
