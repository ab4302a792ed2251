/* SPDX-License-Identifier: MIT */
/* plan.h: what Arrange has to know before it moves anything: what may move, where it stood, and
 * what the links hold together. */

#pragma once

#include "model/design.h"
#include "model/geometry.h"

G_BEGIN_DECLS

typedef struct _LpPlan LpPlan;

/* A link as one level sees it: between the two children of the container in which its ends are. */
typedef struct
{
  LpElement *from;
  LpElement *to;
  LpElement *link;
} LpParting;

/* Where a box is to stand, relative to its container. */
typedef struct
{
  LpElement *element;
  LpRect     rect;
} LpSpot;

/* @only is an array of boxes, or NULL for all. */
LpPlan       *lp_plan_new           (LpDesign          *design,
                                     GPtrArray         *only) G_GNUC_WARN_UNUSED_RESULT;
void          lp_plan_free          (LpPlan            *plan);

/* Tiers are rows from top to bottom instead of columns from left to right. */
gboolean      lp_plan_is_down       (const LpPlan      *plan);

/* Only what was asked for moves. */
gboolean      lp_plan_is_partial    (const LpPlan      *plan);
gboolean      lp_plan_is_wanted     (const LpPlan      *plan,
                                     LpElement         *box);

/* Locked, or around something that is. */
gboolean      lp_plan_is_pinned     (const LpPlan      *plan,
                                     LpElement         *box);

/* A link leads from it, or from what is in it, to something outside of its container. */
gboolean      lp_plan_is_leaving    (const LpPlan      *plan,
                                     LpElement         *box);

/* Where @box was drawn, relative to its container; empty where its container had no places. */
LpRect        lp_plan_get_drawn     (const LpPlan      *plan,
                                     LpElement         *box);

/* Whether anything in @container had a place: then its order counts. */
gboolean      lp_plan_is_drawn      (const LpPlan      *plan,
                                     LpElement         *container);

/* Array of LpParting, or NULL. */
GArray       *lp_plan_find_partings (const LpPlan      *plan,
                                     LpElement         *container);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPlan, lp_plan_free)

G_END_DECLS
