/* SPDX-License-Identifier: MIT */
/* additions.h: adds what a task asks for where it belongs, and links it in. */

#pragma once

#include "rules/engine/brief.h"

G_BEGIN_DECLS

/* A new component of those that @who speaks of. Part of an open step. */
void lp_addition_make (LpDesign         *design,
                       const LpBriefWho *who);

G_END_DECLS
