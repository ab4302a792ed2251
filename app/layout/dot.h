/* SPDX-License-Identifier: MIT */
/* dot.h: the one place that talks to Graphviz: boxes in, columns of boxes out. */

#pragma once

#include "layout/cross.h"

G_BEGIN_DECLS

typedef struct
{
  double width;
  double height;
  double x;             /* Set by lp_dot_place(): the upper left corner, from 0, 0. */
  double y;
} LpDotBox;

typedef struct
{
  double between_tiers;
  double in_tier;
  double passing;       /* From a link to another one that passes between the same boxes. */
} LpDotSpacing;

#define LP_DOT_ERROR (lp_dot_error_quark ())
GQuark   lp_dot_error_quark (void);

enum { LP_DOT_ERROR_FAILED };

/* Places @boxes without overlap by Graphviz’s dot (Gansner, Koutsofios, North, Vo: A Technique for
 * Drawing Directed Graphs, 1993), in the tiers and the order of @crossing. The same input gives the
 * same result. Not re-entrant, cannot be interrupted: Graphviz is neither. Cost: O(n²) at worst;
 * below a second for a few hundred boxes. */
gboolean lp_dot_place       (LpDotBox            *boxes,
                             guint                n_boxes,
                             const LpOrdering    *crossing,
                             const LpDotSpacing  *spacing,
                             GError             **error);

G_END_DECLS
