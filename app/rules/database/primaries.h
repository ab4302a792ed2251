/* SPDX-License-Identifier: MIT */
/* primaries.h: whether several databases that take writes for the same data get along. */

#pragma once

#include "rules/database/copies.h"

G_BEGIN_DECLS

typedef enum
{
  LP_PRIMARIES_FINE,        /* One, none, or several that replicate both ways. */
  LP_PRIMARIES_RIVALS,      /* Several that the same applications write to, or that half
                             * replicate. */
  LP_PRIMARIES_STRANGERS,   /* Several, each with an application of its own, and no replication at
                             * all. */
} LpPrimaries;

/* @group is one of lp_copies_list (). Cost: O(its hops). */
LpPrimaries lp_primaries_judge (LpCheck      *check,
                                const GArray *group);

/* The elements of those that take writes, ended by NULL. */
GPtrArray  *lp_primaries_list  (LpCheck      *check,
                                const GArray *group) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
