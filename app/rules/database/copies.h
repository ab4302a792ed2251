/* SPDX-License-Identifier: MIT */
/* copies.h: which databases hold, or ought to hold, the same data. */

#pragma once

#include "rules/engine/groups.h"

G_BEGIN_DECLS

/* Databases that replicate or that the same applications ask in one pool: GArray of int each, in
 * document order. The list belongs to @check. Cost: O(nodes + hops), once. */
const GPtrArray *lp_copies_list (LpCheck *check);

gboolean   lp_copies_is_replica (LpCheck *check,
                                 int      node);

/* Whether @hop is replication between two databases. */
gboolean   lp_copies_replicates (LpCheck     *check,
                                 const LpHop *hop);

/* Whether replication leads to @node, or from it, and to or from a database of that role. */
gboolean   lp_copies_follows    (LpCheck *check,
                                 int      node,
                                 gboolean replica);
gboolean   lp_copies_feeds      (LpCheck *check,
                                 int      node,
                                 gboolean replica);

/* Whether something reads or writes @node. */
gboolean   lp_copies_is_asked   (LpCheck *check,
                                 int      node);

G_END_DECLS
