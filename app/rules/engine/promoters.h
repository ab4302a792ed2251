/* SPDX-License-Identifier: MIT */
/* promoters.h: what promotes databases, and therefore has work to do though no visitor asks it. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* Whether a database names @node, or a component on it, as what promotes it. Cost: O(1), the first
 * time O(nodes). */
gboolean lp_promoters_have (LpCheck *check,
                            int      node);

G_END_DECLS
