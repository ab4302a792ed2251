/* SPDX-License-Identifier: MIT */
/* order.h: the gates that the goal depends on, what is needed before what needs it. */

#pragma once

#include "analysis/needs.h"

G_BEGIN_DECLS

/* Gates that need each other are one group (a strongly connected component, Tarjan 1972); groups
 * come after all groups that they need. */
typedef struct
{
  guint  n_gates;
  guint *gates;
  guint *positions;     /* By gate: its place in @gates; G_MAXUINT if the goal can do without. */
  guint  n_groups;
  guint *group_start;   /* Group i is gates[k] for group_start[i] <= k < group_start[i + 1]. */
  guint *groups;        /* By place: the group. */
} LpOrder;

/* Cost: O(gates + targets). */
LpOrder *lp_order_new  (const LpNeeds *needs) G_GNUC_WARN_UNUSED_RESULT;
void     lp_order_free (LpOrder       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpOrder, lp_order_free)

G_END_DECLS
