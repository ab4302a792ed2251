/* SPDX-License-Identifier: MIT */
/* brief.h: what a task asks for: counts, labels, which rules are on and how severe, and which
 * issues it expects. */

#pragma once

#include "analysis/graph.h"
#include "rules/rule.h"

G_BEGIN_DECLS

/* Does not change once it is read; threads may share it. */
typedef struct _LpBrief LpBrief;

/* The one for designs that answer no task: every rule on, every finding to be fixed. Lives for
 * ever. */
LpBrief    *lp_brief_get_production (void);

LpBrief    *lp_brief_ref            (LpBrief       *self);
void        lp_brief_unref          (LpBrief       *self);

const char *lp_brief_get_key        (const LpBrief *self);

gboolean    lp_brief_is_on          (const LpBrief *self,
                                     const LpRule  *rule);
LpSeverity  lp_brief_get_severity   (const LpBrief *self,
                                     const LpRule  *rule);

/* Whether the task wants exactly this issue to be there and to be named. */
gboolean    lp_brief_expects        (const LpBrief *self,
                                     const LpGraph *graph,
                                     LpFinding     *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpBrief, lp_brief_unref)

G_END_DECLS
