/* SPDX-License-Identifier: MIT */
/* visited.h: what works on the requests of visitors while they wait. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* Of each node whether the requests of visitors are passed on to it, by conversations that get
 * traffic. What takes its work from a queue is not: the visitor has gone on by then. Belongs to
 * @check. Cost: O(conversations), once. */
const guint8 *lp_visited_get (LpCheck *check);

G_END_DECLS
