/* SPDX-License-Identifier: MIT */
/* lettering.h: laid out text, kept for the next time. The same on every screen and on paper. */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

typedef enum
{
  LP_FONT_TITLE,
  LP_FONT_SITE,
  LP_FONT_NAME,
  LP_FONT_SECOND,
  LP_FONT_HEADER,
  LP_FONT_ADDRESS,
  LP_FONT_CHIP,
  LP_FONT_PORT,
  LP_FONT_LABEL,
  LP_FONT_NOTE,
  LP_FONT_BADGE,
  LP_N_FONTS,
} LpFont;

typedef struct
{
  const char *family;
  double      size;         /* In drawing units. */
  int         weight;       /* As in Pango and CSS. */
  double      cap_height;   /* Of capitals and digits, in drawing units: for centring. */
} LpFontRow;

const LpFontRow *lp_lettering_get_font (LpFont      font);

/* @text on one line, cut with an ellipsis where it is longer than @width (unless that is negative).
 * Returns: (transfer none): valid until the next call in this thread. */
PangoLayout     *lp_lettering_get      (LpFont      font,
                                        const char *text,
                                        double      width);

/* The same as pixels, @scale of them per drawing unit; its upper left corner is @left and @top from
 * the beginning of the baseline, in drawing units. cairo would put each glyph on a whole pixel,
 * which tears small text apart.
 * Returns: (transfer none): valid until the next call in this thread. */
cairo_surface_t *lp_lettering_get_mask (LpFont      font,
                                        const char *text,
                                        double      width,
                                        double      scale,
                                        double     *left,
                                        double     *top);

/* @text in lines of at most @width, and as many of them as fit into @height. Not kept.
 * Returns: (transfer full) */
PangoLayout     *lp_lettering_wrap     (LpFont      font,
                                        const char *text,
                                        double      width,
                                        double      height) G_GNUC_WARN_UNUSED_RESULT;

double           lp_lettering_measure  (LpFont      font,
                                        const char *text);

G_END_DECLS
