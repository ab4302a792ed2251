/* SPDX-License-Identifier: MIT */
/* route-index.h: which rectangles are near here? A grid of hashed cells per order of magnitude of
 * size. */

#pragma once

#include "model/geometry.h"

G_BEGIN_DECLS

typedef struct _LpRouteIndex LpRouteIndex;

LpRouteIndex *lp_route_index_new    (void);
void          lp_route_index_free   (LpRouteIndex *index);
void          lp_route_index_add    (LpRouteIndex *index,
                                     const LpRect *rect,
                                     guint         id);

/* @rect must be the one that was added with @id. */
void          lp_route_index_remove (LpRouteIndex *index,
                                     const LpRect *rect,
                                     guint         id);

/* Appends the ids whose rectangles touch @rect to @ids (of guint), in no particular order; an id
 * added with several rectangles may come several times. */
void          lp_route_index_query  (LpRouteIndex *index,
                                     const LpRect *rect,
                                     GArray       *ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpRouteIndex, lp_route_index_free)

G_END_DECLS
