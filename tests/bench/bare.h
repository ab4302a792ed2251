/* SPDX-License-Identifier: MIT */
/* bare.h: cairo, given what a canvas shows and nothing to think about: what painting costs at
 * least. */

#pragma once

#include "window/canvas/canvas.h"

G_BEGIN_DECLS

/* What this thread has worked so far, in milliseconds: neither other programs nor the linter
 * count. */
double bare_get_time (void);

/* How long it takes to paint the boxes, lines and texts that @canvas shows, with the same two
 * @texts in each box. They are listed before the clock runs. */
double bare_paint    (LpCanvas     *canvas,
                      PangoLayout **texts,
                      int           width,
                      int           height);

G_END_DECLS
