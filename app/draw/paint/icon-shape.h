/* SPDX-License-Identifier: MIT */
/* icon-shape.h: the shapes of a symbolic icon, read from its SVG. */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* An icon is LP_OUTLINE_SIZE wide and high. */
#define LP_OUTLINE_SIZE 16.0

typedef struct _LpIconShape LpIconShape;

/* Understands what symbolic icons are drawn with here: rectangles, and paths of the commands M, H,
 * V, L, A and Z. */
LpIconShape *lp_icon_shape_new  (const char  *svg,
                                 gssize       size,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
void         lp_icon_shape_free (LpIconShape *shape);

/* Fills the shapes with the source of @cr. */
void         lp_icon_shape_fill (const LpIconShape *shape,
                                 cairo_t           *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpIconShape, lp_icon_shape_free)

G_END_DECLS
