/* SPDX-License-Identifier: MIT */
/* places.h: zones that fail as a whole: a rack, a room, a data centre, a provider. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* Of each node: the innermost place it stands in, or -1. Other zones are networks or tiers: drawn,
 * not built. */
int *lp_places_new         (LpCheck   *check) G_GNUC_WARN_UNUSED_RESULT;

/* The innermost place that all of at least two components of @kind, on at least two servers, stand
 * in, or -1. */
int  lp_places_find_common (LpCheck   *check,
                            const int *places,
                            LpKind     kind);

G_END_DECLS
