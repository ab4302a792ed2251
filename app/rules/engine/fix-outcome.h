/* SPDX-License-Identifier: MIT */
/* fix-outcome.h: what a fix leaves behind, compared with what was there before. */

#pragma once

#include "rules/engine/lint.h"

G_BEGIN_DECLS

/* What to compare of a design: the states of its goals and its findings. */
typedef struct _LpFixOutcome LpFixOutcome;

LpFixOutcome *lp_fix_outcome_new     (LpDesign      *design,
                               const LpBrief *brief) G_GNUC_WARN_UNUSED_RESULT;
void       lp_fix_outcome_free    (LpFixOutcome     *self);

/* Whether a goal is worse off @after. */
gboolean   lp_fix_outcome_is_worse (const LpFixOutcome *before,
                                const LpFixOutcome *after);

/* Whether what @finding found, of @before, is still there @after. */
gboolean   lp_fix_outcome_has      (const LpFixOutcome *before,
                                const LpFixOutcome *after,
                                LpFinding       *finding);

/* A finding that is there @after and was not @before, and that a fix of @rule does not say to bring
 * along; one with a fix that may follow first. NULL for none. */
LpFinding *lp_fix_outcome_find_new (const LpFixOutcome *before,
                                const LpFixOutcome *after,
                                const LpRule    *rule);

/* Whether the fix of @finding may be part of another one: it only equips what that one adds. */
gboolean   lp_fix_outcome_may_follow (LpFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFixOutcome, lp_fix_outcome_free)

G_END_DECLS
