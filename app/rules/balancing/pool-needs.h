/* SPDX-License-Identifier: MIT */
/* pool-needs.h: what one of several alternatives needs that the others do not. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* The components (LpElement, ended by NULL) whose loss leaves one of those that @source chooses
 * from without what it needs, and another one not; NULL where there are none. @target is the one.
 * Cost: O(nodes + for each target what it and the first one ask). */
GPtrArray *lp_pool_needs_find_own (LpCheck *check,
                                   int      source,
                                   int     *target) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
