/* SPDX-License-Identifier: MIT */
/* siblings.h: which components do the same work, because what asks them may ask either. */

#pragma once

#include "rules/engine/groups.h"

G_BEGIN_DECLS

/* Targets of one source in one pool are alternatives, and what alternatives ask in one pool does
 * the same work too: behind a load balancer two web servers, their two applications, the
 * databases of these. Cost: O(nodes + hops). */
LpGroups *lp_siblings_new (LpCheck *check) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
