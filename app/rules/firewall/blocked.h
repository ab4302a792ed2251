/* SPDX-License-Identifier: MIT */
/* blocked.h: traffic that is drawn but that a firewall stops; three rules share it. */

#pragma once

#include "rules/engine/rule.h"

G_BEGIN_DECLS

/* Reports each firewall that stops traffic of one of @flows (1 << LP_FLOW_…). */
void     lp_blocked_check (const LpRule *rule,
                           LpCheck      *check,
                           guint         flows);

/* Lets it through. */
gboolean lp_blocked_fix   (const LpRule *rule,
                           LpFinding    *finding,
                           LpDesign     *design);

G_END_DECLS
