/* SPDX-License-Identifier: MIT */
/* finding-dialogs.h: what is asked about a finding: fix it so, accept it why, explain it how. */

#pragma once

#include <adwaita.h>

#include "rules/engine/finding.h"

G_BEGIN_DECLS

/* The user said so, in these words and until this day; both may be NULL. @object is not called when
 * it is gone. By now it may be about another design than @design, which was asked about. */
typedef void (*LpFindingAnswered) (gpointer    object,
                                   LpFinding  *finding,
                                   LpDesign   *design,
                                   const char *words,
                                   const char *until);

void lp_finding_dialogs_fix    (GtkWindow         *parent,
                                LpFinding         *finding,
                                LpDesign          *design,
                                LpFindingAnswered  answered,
                                gpointer           object);
void lp_finding_dialogs_accept (GtkWindow         *parent,
                                LpFinding         *finding,
                                LpDesign          *design,
                                LpFindingAnswered  answered,
                                gpointer           object);
void lp_finding_dialogs_write  (GtkWindow         *parent,
                                LpFinding         *finding,
                                LpDesign          *design,
                                LpFindingAnswered  answered,
                                gpointer           object);

G_END_DECLS
