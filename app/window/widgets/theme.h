/* SPDX-License-Identifier: MIT */
/* theme.h: which colours of the drawing fit what the window looks like. */

#pragma once

#include "draw/paint/style.h"

G_BEGIN_DECLS

const LpStyle *lp_theme_get_style (void);

G_END_DECLS
