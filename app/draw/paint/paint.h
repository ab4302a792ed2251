/* SPDX-License-Identifier: MIT */
/* paint.h: the one drawing, shared by the screen, PNG, SVG and PDF. */

#pragma once

#include <cairo.h>

#include "draw/scene/scene.h"
#include "draw/paint/style.h"

G_BEGIN_DECLS

typedef struct
{
  const LpStyle *style;
  gboolean       marks;         /* Pins, and the states of the drill. */
  gboolean       findings;      /* With the marks also the dots of what the linter found. */
  GHashTable    *highlight;     /* Set of LpElement: what else there is, is dimmed. Or NULL. */
  GHashTable    *only;          /* Set of LpElement: what else there is is not painted. Or NULL. */
  GString       *svg;           /* Where texts go as SVG elements, not on the cairo_t. Or NULL. */
  double         scale;         /* Device pixels per drawing unit. 0: ask the cairo_t. */
} LpPaintOptions;

/* Pixels that are painted around what the scene calls dirty: badges have a smallest size. */
#define LP_PAINT_OVERHANG 4

/* Paints what meets the clip of @cr, in drawing units; no background. The scene must be up to
 * date. */
void lp_paint         (LpScene              *scene,
                       cairo_t              *cr,
                       const LpPaintOptions *options);

/* Paints @element (and what it holds) alone, its upper left corner at 0, 0: for drags and the
 * palette. It need not be in a design. */
void lp_paint_element (LpElement            *element,
                       cairo_t              *cr,
                       const LpPaintOptions *options);

G_END_DECLS
