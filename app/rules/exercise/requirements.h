/* SPDX-License-Identifier: MIT */
/* requirements.h: counting what a task asks for. */

#pragma once

#include "rules/brief.h"
#include "rules/check.h"

G_BEGIN_DECLS

/* How many elements of the design the requirement speaks of. */
guint    lp_requirement_count          (const LpBriefRequirement *requirement,
                                        const LpCheck            *check);

/* The number of servers has a rule of its own. */
gboolean lp_requirement_counts_servers (const LpBriefRequirement *requirement);

G_END_DECLS
