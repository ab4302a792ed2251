/* SPDX-License-Identifier: MIT */
/* clear.h: makes way for what stays where it is. */

#pragma once

#include "layout/plan.h"

G_BEGIN_DECLS

/* Moves of @spots (array of LpSpot) what lies on one of @obstacles (array of LpRect), and what that
 * would then lie on: downwards, or with @across to the right. Cost: O(n log n) as long as few are
 * in the way. */
void lp_clear_each  (GArray       *spots,
                     GArray       *obstacles,
                     gboolean      across);

/* Moves @spots together, the shortest way, so that none lies on one of @obstacles: not above or
 * left of @least, and rather not out of @room (empty where there is enough of it). */
void lp_clear_block (GArray       *spots,
                     GArray       *obstacles,
                     LpPoint       least,
                     const LpRect *room);

G_END_DECLS
