/* SPDX-License-Identifier: MIT */
/* doodle.h: random drawings, and random edits of them, for tests and benchmarks. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* Boxes of all kinds all over the place, in and out of containers, and as many links. */
LpDesign *doodle_new  (GRand    *rand,
                       guint     n_boxes) G_GNUC_WARN_UNUSED_RESULT;

/* One edit of any kind, undo and redo included. */
void      doodle_edit (GRand    *rand,
                       LpDesign *design);

G_END_DECLS
