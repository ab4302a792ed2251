/* SPDX-License-Identifier: MIT */
/* level.h: boxes of one container (or of the whole design): services by dot, then the services
 * side by side. */

#pragma once

#include "layout/plan.h"

G_BEGIN_DECLS

/* Finds places for @boxes (an array of LpElement), all of them in @container and as large as they
 * will be, from @origin on, and appends them to @spots (of LpSpot). */
gboolean lp_level_place (const LpPlan  *plan,
                         LpElement     *container,
                         GPtrArray     *boxes,
                         LpPoint        origin,
                         GArray        *spots,
                         GError       **error);

G_END_DECLS
