/* SPDX-License-Identifier: MIT */
/* edits.h: what somebody might do to a design, at random. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* A new box in @parent, which is in the design. */
LpElement *edits_add_box (LpDesign   *design,
                          LpElement  *parent,
                          LpKind      kind,
                          const char *id);

/* One edit, or none where what was rolled is impossible. Ids stay unique. */
void edits_make_random   (GRand    *rand,
                          LpDesign *design);

/* That what the design and its elements know by heart is what a walk over them finds. */
void edits_check_indices (LpDesign *design);

G_END_DECLS
