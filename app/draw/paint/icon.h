/* SPDX-License-Identifier: MIT */
/* icon.h: the symbolic icons of the kinds and marks, in any colour and size. */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Paints icon @key ("database", "pin"), @size wide and high, in @color (0xRRGGBB) at @x, @y. @scale
 * is the device’s pixels per drawing unit; 0 keeps it a path, for paper. */
void lp_icon_paint (cairo_t    *cr,
                    const char *key,
                    double      x,
                    double      y,
                    double      size,
                    guint32     color,
                    double      scale);

G_END_DECLS
