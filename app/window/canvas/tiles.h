/* SPDX-License-Identifier: MIT */
/* tiles.h: a large picture of which a part is seen, kept in pieces: what moves is shown again, and
 * only what changes is painted again. */

#pragma once

#include <gtk/gtk.h>

#include "model/geometry.h"

G_BEGIN_DECLS

typedef struct _LpTiles LpTiles;

/* Paints what meets the clip of @cr, which counts in pixels of the whole picture. */
typedef void (*LpTilesPaint) (cairo_t  *cr,
                              gpointer  user_data);

LpTiles *lp_tiles_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void     lp_tiles_free     (LpTiles               *tiles);

/* All of it would look different now; or what @rect covers, in pixels. */
void     lp_tiles_clear    (LpTiles               *tiles);
void     lp_tiles_soil     (LpTiles               *tiles,
                            const LpRect          *rect);

/* Gives the memory back of what the last view did not show; or of everything. */
void     lp_tiles_drop_unseen (LpTiles            *tiles);
void     lp_tiles_drop     (LpTiles               *tiles);

/* Shows @view, in pixels, in the upper left corner of @snapshot. @scale pixels are one unit there.
 * Cost: what has not been painted yet. */
void     lp_tiles_snapshot (LpTiles               *tiles,
                            GtkSnapshot           *snapshot,
                            const GdkRectangle    *view,
                            int                    scale,
                            LpTilesPaint           paint,
                            gpointer               user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTiles, lp_tiles_free)

G_END_DECLS
