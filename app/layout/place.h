/* SPDX-License-Identifier: MIT */
/* place.h: Arrange: gives every element a place, tiers in columns, replicas side by side. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* Places all elements of @design in one step of its history. Hand-set bends and sizes of
 * containers go: they belonged to the old places. What is locked stays, relative to its container.
 * Same design, same result. On failure nothing has changed. Cost: that of dot for each service
 * (what hangs together without visitors, names and monitoring). Blocks and cannot be interrupted:
 * the window runs it in a child process. */
gboolean lp_place       (LpDesign  *design,
                         GError   **error);

/* Gives the elements of @design the places that the equal ones of @placed have, in one step: the
 * answer of a child process. Elements that came or went in the meantime stay as they are. */
void     lp_place_adopt (LpDesign  *design,
                         LpDesign  *placed);

G_END_DECLS
