/* SPDX-License-Identifier: MIT */
/* groups.h: nodes that belong together because something joins them, directly or through
 * others. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

typedef struct _LpGroups LpGroups;

/* Every node of the graph alone. */
LpGroups  *lp_groups_new  (LpCheck       *check) G_GNUC_WARN_UNUSED_RESULT;
void       lp_groups_free (LpGroups      *self);

/* Cost: next to O(1). */
void       lp_groups_join (LpGroups      *self,
                           int            a,
                           int            b);

/* Equal for the nodes of one group. */
int        lp_groups_find (LpGroups      *self,
                           int            node);

/* The groups of @nodes in document order: a GArray of int each, in document order too. */
GPtrArray *lp_groups_list (LpGroups      *self,
                           const LpNodes *nodes) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpGroups, lp_groups_free)

G_END_DECLS
