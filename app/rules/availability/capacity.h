/* SPDX-License-Identifier: MIT */
/* capacity.h: how many requests a tier gets, and how many it can answer. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean   known;         /* Requests are known to pass the tier, and each member says how many
                             * it can answer. */
  double     demand;        /* Requests a second that visitors send through it. */
  double     capacity;      /* Of those that get them. Of a cluster of which one member works at a
                             * time it is the largest. */
  GPtrArray *members;       /* LpElement, ended by NULL: those of clusters all. */
  int        largest;       /* The node of the largest of them, or -1. */
} LpTierLoad;

/* What the tier of @kind has to do while @without (a node, or -1) is down. Cost:
 * O(conversations). */
LpTierLoad *lp_tier_load_new  (LpCheck    *check,
                               LpKind      kind,
                               int         without) G_GNUC_WARN_UNUSED_RESULT;
void        lp_tier_load_free (LpTierLoad *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTierLoad, lp_tier_load_free)

G_END_DECLS
