/* SPDX-License-Identifier: MIT */
/* pairs.h: which kind may ask which: the table behind pair-illegal and tier-skipped. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

typedef enum
{
  LP_PAIR_FINE,
  LP_PAIR_SKIPS,        /* The right direction, but a tier is left out. */
  LP_PAIR_EXPOSES,      /* Visitors reach data. */
  LP_PAIR_BACKWARDS,    /* Towards the visitor: answers need no link of their own. */
  LP_PAIR_UNUSUAL,      /* The same, but there are designs that do it. */
  LP_PAIR_MUTE,         /* The target answers no requests. */
  LP_PAIR_PASSIVE,      /* The source asks for nothing by itself. */
  LP_PAIR_WRONG_FLOW,   /* The flow does not join these two. */
} LpPair;

/* What each hop joins (LpPair, by the number of the hop). Ask lp_check_get_pairs(), which keeps it.
 * Cost: O(nodes + hops). */
guint8  *lp_pairs_new           (LpCheck      *check) G_GNUC_WARN_UNUSED_RESULT;

/* What the table says of two kinds, whatever stands around them. */
LpPair   lp_pairs_look_up       (LpKind        from,
                                 LpKind        to);

/* The tiers that a request from @from to @to has to pass in between, in order. */
guint    lp_pairs_list_between  (LpKind        from,
                                 LpKind        to,
                                 const LpKind **tiers);

/* What kind asks over @link, firewalls and routers in line left aside. */
LpKind   lp_pairs_get_asking_kind (LpElement  *link);

/* Sends the traffic of @link over the tiers that are missing between its ends: over those that
 * stand on the server of its target, else over new ones there. Part of an open step. */
void     lp_pairs_insert_tiers  (LpDesign     *design,
                                 LpElement    *link);

G_END_DECLS
