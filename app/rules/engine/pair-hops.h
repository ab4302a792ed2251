/* SPDX-License-Identifier: MIT */
/* pair-hops.h: what each hop joins, by the table of pairs: behind pair-illegal and tier-skipped. */

#pragma once

#include "model/pairs.h"
#include "rules/engine/check.h"

G_BEGIN_DECLS

/* What each hop joins (LpPair, by the number of the hop). Ask lp_check_get_pairs(), which keeps it.
 * Cost: O(nodes + hops). */
guint8  *lp_pairs_new           (LpCheck      *check) G_GNUC_WARN_UNUSED_RESULT;

/* What kind asks over @link, firewalls and routers in line left aside. */
LpKind   lp_pairs_get_asking_kind (LpElement  *link);

/* Sends the traffic of @link over the tiers that are missing between its ends: over those that
 * stand on the server of one of them, else over new ones there. FALSE where one of these would then
 * need more than it does, or there is no good place for a new one. Part of an open step. */
gboolean lp_pairs_insert_tiers  (LpDesign     *design,
                                 LpElement    *link);

G_END_DECLS
