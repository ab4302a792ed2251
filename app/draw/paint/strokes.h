/* SPDX-License-Identifier: MIT */
/* strokes.h: the lines of all links of a picture, no place painted twice. */

#pragma once

#include "draw/paint/pen.h"

G_BEGIN_DECLS

typedef struct _LpStrokes LpStrokes;

/* @is_far: without patterns, bends and arrowheads. */
LpStrokes *lp_strokes_new   (LpPen         *pen,
                             gboolean       is_far) G_GNUC_WARN_UNUSED_RESULT;
void       lp_strokes_free  (LpStrokes     *strokes);

/* A link from point to point; consecutive ones share x or y. It is as faded as the pen is now. */
void       lp_strokes_add   (LpStrokes     *strokes,
                             LpFlow         flow,
                             const LpPoint *points,
                             guint          n_points);

/* Paints all of them, flow by flow. */
void       lp_strokes_paint (LpStrokes     *strokes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpStrokes, lp_strokes_free)

G_END_DECLS
