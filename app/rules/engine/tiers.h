/* SPDX-License-Identifier: MIT */
/* tiers.h: which tiers share a server. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

typedef enum
{
  LP_TIER_BALANCER = 1 << 0,
  LP_TIER_WEB = 1 << 1,
  LP_TIER_APP = 1 << 2,
  LP_TIER_DATABASE = 1 << 3,
} LpTier;

/* 0 for what belongs to no tier. */
guint   lp_tier_of   (LpKind         kind);

/* Of each node the tiers that stand on it; 0 for what is no server. Cost: O(nodes). */
guint8 *lp_tiers_new (const LpCheck *check) G_GNUC_WARN_UNUSED_RESULT;

/* Whether no server works for two tiers, and one tier has several machines: a site that was scaled
 * up. */
gboolean lp_tiers_are_split (const LpCheck *check);

G_END_DECLS
