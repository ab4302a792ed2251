/* SPDX-License-Identifier: MIT */
/* finding-card.h: one finding: what it is, why it matters, and what can be done about it. */

#pragma once

#include <adwaita.h>

#include "rules/engine/finding.h"

G_BEGIN_DECLS

#define LP_TYPE_FINDING_CARD (lp_finding_card_get_type ())
G_DECLARE_FINAL_TYPE (LpFindingCard, lp_finding_card, LP, FINDING_CARD, AdwBin)

/* Its buttons activate “findings.show”, “.fix”, “.write”, “.accept” and “.take-back” with @key. */
GtkWidget *lp_finding_card_new         (LpFinding     *finding,
                                        const char    *key) G_GNUC_WARN_UNUSED_RESULT;

/* The same finding as a later report has it. */
void       lp_finding_card_set_finding (LpFindingCard *self,
                                        LpFinding     *finding);
LpFinding *lp_finding_card_get_finding (LpFindingCard *self);

/* The one that F8 has come to. */
void       lp_finding_card_set_current (LpFindingCard *self,
                                        gboolean       current);

G_END_DECLS
