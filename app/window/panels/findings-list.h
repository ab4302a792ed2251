/* SPDX-License-Identifier: MIT */
/* findings-list.h: findings as cards, grouped by what is to be done about them. */

#pragma once

#include <adwaita.h>

#include "rules/engine/lint.h"
#include "window/panels/finding-card.h"

G_BEGIN_DECLS

#define LP_TYPE_FINDINGS_LIST (lp_findings_list_get_type ())
G_DECLARE_FINAL_TYPE (LpFindingsList, lp_findings_list, LP, FINDINGS_LIST, AdwBin)

/* NULL for none. Cards are many widgets: new ones are made a few in each frame. */
void           lp_findings_list_set_report   (LpFindingsList *self,
                                              LpLintResult   *report);

/* As in the beginning: before another design. */
void           lp_findings_list_clear        (LpFindingsList *self);

/* The one that stands out; it stays so in later reports that find the same. NULL for none. */
void           lp_findings_list_set_current  (LpFindingsList *self,
                                              LpFinding      *finding);
LpFindingCard *lp_findings_list_find_current (LpFindingsList *self);

/* What the card of @key, the target of its actions, is about. */
LpFinding     *lp_findings_list_find         (LpFindingsList *self,
                                              const char     *key);

/* The card of @finding, which is of the report; it is made now if need be. */
LpFindingCard *lp_findings_list_get_card     (LpFindingsList *self,
                                              LpFinding      *finding);

/* The next card (1) after the current one, or the one before (-1), in a circle. */
LpFindingCard *lp_findings_list_find_next    (LpFindingsList *self,
                                              int             step);

G_END_DECLS
