/* SPDX-License-Identifier: MIT */
/* requirements.h: what a task asks for, held against the design. */

#pragma once

#include "rules/engine/brief.h"
#include "rules/engine/check.h"

G_BEGIN_DECLS

/* The elements that the requirement speaks of, in document order, ended by NULL. */
GPtrArray *lp_requirement_list_elements  (const LpBriefRequirement *requirement,
                                          const LpCheck            *check)
                                         G_GNUC_WARN_UNUSED_RESULT;

/* Whether there are enough of them, or what may stand for them. */
gboolean   lp_requirement_is_met         (const LpBriefRequirement *requirement,
                                          const LpCheck            *check,
                                          guint                     n);

/* The number of servers has a rule of its own. */
gboolean   lp_requirement_counts_servers (const LpBriefRequirement *requirement);

/* Whether the design has at least what the task asks for. Before, it is not finished. */
gboolean   lp_requirements_are_met       (const LpCheck            *check);

G_END_DECLS
