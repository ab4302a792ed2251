/* SPDX-License-Identifier: MIT */
/* png-writer.h: PNG files that carry their own source. */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Paints a part of the picture. @cr is clipped to it and in the pixels of the whole picture. */
typedef void (*LpPngPaint) (cairo_t *cr,
                            gpointer data);

typedef struct
{
  int         width;
  int         height;
  gboolean    opaque;           /* Without alpha. */
  double      resolution;       /* Pixels per inch. */
  LpPngPaint  paint;
  gpointer    data;             /* For @paint. */
  GBytes     *source;           /* Text to carry, or NULL. */
} LpPng;

/* Paints in bands: the memory it takes is that of the file, not of the picture. NULL when memory or
 * cairo failed. */
GBytes *lp_png_write       (const LpPng *png,
                            GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
