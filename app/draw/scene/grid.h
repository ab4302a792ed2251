/* SPDX-License-Identifier: MIT */
/* grid.h: which of many rectangles meet a given one, without looking at all of them. */

#pragma once

#include "model/geometry.h"

G_BEGIN_DECLS

typedef struct _LpGrid LpGrid;

LpGrid *lp_grid_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void    lp_grid_free   (LpGrid       *grid);

/* Items are small numbers chosen by the caller. Cost: O(1). */
void    lp_grid_set    (LpGrid       *grid,
                        guint         item,
                        const LpRect *rect);
void    lp_grid_remove (LpGrid       *grid,
                        guint         item);

/* Appends each item (a guint) whose rectangle meets @rect, its edges included, once and in no
 * special order. Cost: the items found and their neighbours. */
void    lp_grid_find   (LpGrid       *grid,
                        const LpRect *rect,
                        GArray       *items);

G_END_DECLS
