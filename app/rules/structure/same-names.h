/* SPDX-License-Identifier: MIT */
/* same-names.h: boxes whose names are too much alike, for the two rules about names. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* Groups of two or more boxes (GPtrArray of LpElement, ended by NULL) that bear a name and have the
 * same key (by node, less than the number of names) where names must differ: servers in the whole
 * design, others among what stands beside them. In document order. Cost: O(boxes). */
GPtrArray *lp_same_names_find (LpCheck   *check,
                               const int *keys) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
