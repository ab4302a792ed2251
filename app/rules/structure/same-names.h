/* SPDX-License-Identifier: MIT */
/* same-names.h: boxes whose names are too much alike, for the two rules about names. */

#pragma once

#include "rules/check.h"

G_BEGIN_DECLS

/* Groups of two or more boxes (GPtrArray of LpElement, ended by NULL) whose names give the same key
 * where names must differ: those of servers in the whole design, others among what stands beside
 * them. @make_key returns what to compare. In document order. Cost: O(boxes). */
GPtrArray *lp_same_names_find (LpCheck *check,
                               char  *(*make_key) (const char *name)) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
