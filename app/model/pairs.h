/* SPDX-License-Identifier: MIT */
/* pairs.h: which kind may ask which, and which tiers belong in between. */

#pragma once

#include "model/kind.h"

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

/* What the table says of two kinds, whatever stands around them. */
LpPair   lp_pairs_look_up       (LpKind        from,
                                 LpKind        to);

/* The tiers that a request from @from to @to has to pass in between, in order. */
guint    lp_pairs_list_between  (LpKind        from,
                                 LpKind        to,
                                 const LpKind **tiers);

G_END_DECLS
