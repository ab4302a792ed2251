/* SPDX-License-Identifier: MIT */
/* pen.h: the few strokes that the whole drawing is made of, in the colours of a style. */

#pragma once

#include <cairo.h>

#include "draw/paint/lettering.h"
#include "draw/paint/style.h"
#include "model/geometry.h"

G_BEGIN_DECLS

typedef struct
{
  cairo_t       *cr;
  const LpStyle *style;
  double         scale;     /* Device pixels per drawing unit. */
  gboolean       is_paper;  /* The device keeps paths: PDF, SVG. */
  double         fade;      /* From 0 to 1: how far all colours go towards the ground. */
  LpColor        ground;
  LpRect         clip;      /* What is seen, and a little around it. */
  GString       *svg;       /* Where texts go as SVG elements instead of on @cr, or NULL. */
} LpPen;

typedef enum
{
  LP_ALIGN_LEFT,
  LP_ALIGN_CENTER,
  LP_ALIGN_RIGHT,
} LpAlign;

/* @scale 0: as @cr has it. */
void   lp_pen_init       (LpPen         *pen,
                          cairo_t       *cr,
                          const LpStyle *style,
                          double         scale);

/* The colour between the two: 0 is @a, 1 is @b. */
LpColor lp_color_mix     (LpColor        a,
                          LpColor        b,
                          double         share);

/* @color as the pen paints it. */
LpColor lp_pen_fade      (const LpPen   *pen,
                          LpColor        color);

/* The source for what follows, faded as the pen is. */
void   lp_pen_set_color  (LpPen         *pen,
                          LpColor        color);

/* A rectangle with rounded corners, added to the path. */
void   lp_pen_round      (LpPen         *pen,
                          const LpRect  *rect,
                          double         radius);

/* Fills the path and keeps it. */
void   lp_pen_fill       (LpPen         *pen,
                          LpColor        color);

/* Draws the outline of the path and forgets it. */
void   lp_pen_stroke     (LpPen         *pen,
                          LpColor        color,
                          double         width);

/* @width, but not less than a pixel. */
double lp_pen_limit_width (const LpPen  *pen,
                           double        width);

/* A filled rectangle with round corners and, unless its width is 0, a border wholly inside it. */
void   lp_pen_box        (LpPen         *pen,
                          const LpRect  *rect,
                          double         radius,
                          LpColor        fill,
                          LpColor        border,
                          double         border_width);

/* Leaves of a line the part that is seen and adds to @passed what was before it. FALSE where
 * nothing is seen. */
gboolean lp_pen_clip_line (LpPen        *pen,
                           LpPoint      *start,
                           LpPoint      *end,
                           double       *passed);

/* One line of text with its baseline at @y. @x is its left end, middle or right end. Where it is
 * longer than @width (unless that is negative) it is set up to a tenth smaller, then cut. */
void   lp_pen_text       (LpPen         *pen,
                          LpFont         font,
                          LpColor        color,
                          const char    *text,
                          double         x,
                          double         y,
                          double         width,
                          LpAlign        align);

/* The same, with the capitals centred on @y. */
void   lp_pen_text_at    (LpPen         *pen,
                          LpFont         font,
                          LpColor        color,
                          const char    *text,
                          double         x,
                          double         y,
                          double         width,
                          LpAlign        align);

/* As many lines as fit into @rect. */
void   lp_pen_paragraph  (LpPen         *pen,
                          LpFont         font,
                          LpColor        color,
                          const char    *text,
                          const LpRect  *rect);

void   lp_pen_icon       (LpPen         *pen,
                          const char    *key,
                          LpColor        color,
                          double         x,
                          double         y,
                          double         size);

/* Whether text of @font can be read at the pen’s scale, so that it is worth painting. */
gboolean lp_pen_is_legible (const LpPen *pen,
                            LpFont       font);

G_END_DECLS
