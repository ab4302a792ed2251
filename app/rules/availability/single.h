/* SPDX-License-Identifier: MIT */
/* single.h: tiers that consist of one component. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* The one component of @kind that works for visitors, or -1: there are several or none, or somebody
 * else runs it. All databases count, since replicas need get no requests. */
int lp_single_find (LpCheck *check,
                    LpKind   kind);

G_END_DECLS
