/* SPDX-License-Identifier: MIT */
/* place.h: Arrange: gives every element a place, tiers in columns, replicas side by side. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* Places the elements of @design in one step of its history: all of them, or with @only (an array
 * of boxes) just these and what is in them, where they are. The way of a request runs as the
 * design’s “direction” says.
 *
 * What was drawn before keeps its order within a tier, as far as that costs no crossings; without
 * any places the order is that of the document. What is locked stays, with all that is in it, and
 * nothing comes to lie on it; nor on what is not in @only. What holds something locked stays too,
 * unless it has to grow over something else.
 *
 * Hand-set bends of links that move and sizes of containers go: they belonged to the old places.
 * Same design, same result; a second time changes nothing. On failure nothing has changed. Cost:
 * that of dot for each service (what hangs together without visitors, names and monitoring).
 * Blocks and cannot be interrupted: the window runs it in a child process. */
gboolean lp_place       (LpDesign   *design,
                         GPtrArray  *only,
                         GError    **error);

/* Gives the elements of @design the places that the equal ones of @placed have, and its direction,
 * in one step: the answer of a child process. Elements that came or went in the meantime stay as
 * they are. */
void     lp_place_adopt (LpDesign   *design,
                         LpDesign   *placed);

G_END_DECLS
