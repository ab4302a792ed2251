/* SPDX-License-Identifier: MIT */
/* route-index.h: which rectangles are near here? A grid of hashed cells per order of magnitude of
 * size. */

#pragma once

#include <math.h>

#include "model/geometry.h"

G_BEGIN_DECLS

typedef struct _LpRouteIndex LpRouteIndex;

/* A rectangle in half the memory: what most of the memory of a large design is spent on. It is as
 * large as the one it is made of, or larger by less than anybody sees. */
typedef struct
{
  float left, top, right, bottom;
} LpRouteArea;

static inline float
lp_route_round_down (double value)
{
  const float rounded = value;

  return rounded > value ? nextafterf (rounded, -INFINITY) : rounded;
}

static inline LpRouteArea
lp_route_area_new (const LpRect *rect)
{
  return (LpRouteArea) {
    lp_route_round_down (rect->x), lp_route_round_down (rect->y),
    -lp_route_round_down (-rect->x - rect->width), -lp_route_round_down (-rect->y - rect->height),
  };
}

static inline LpRect
lp_route_area_get_rect (const LpRouteArea *area)
{
  return (LpRect) {
    area->left, area->top,
    (double) area->right - area->left, (double) area->bottom - area->top,
  };
}

static inline gboolean
lp_route_area_holds (const LpRouteArea *area,
                     const LpRect      *rect)
{
  return rect->x >= area->left && rect->y >= area->top &&
         rect->x + rect->width <= area->right && rect->y + rect->height <= area->bottom;
}

LpRouteIndex *lp_route_index_new    (void);
void          lp_route_index_free   (LpRouteIndex *index);
void          lp_route_index_add    (LpRouteIndex *index,
                                     const LpRect *rect,
                                     guint         id);

/* @rect must be the one that was added with @id. */
void          lp_route_index_remove (LpRouteIndex *index,
                                     const LpRect *rect,
                                     guint         id);

/* The same where the area is there already. */
void          lp_route_index_add_area (LpRouteIndex      *index,
                                       const LpRouteArea *area,
                                       guint              id);
void          lp_route_index_remove_area (LpRouteIndex      *index,
                                          const LpRouteArea *area,
                                          guint              id);

/* Appends the ids whose rectangles touch @rect to @ids (of guint), in no particular order; an id
 * added with several rectangles may come several times. */
void          lp_route_index_query  (LpRouteIndex *index,
                                     const LpRect *rect,
                                     GArray       *ids);

/* The same, but stops as soon as @ids has more than @most: a crowd is asked how large it is by
 * everyone in it. */
void          lp_route_index_query_some (LpRouteIndex *index,
                                         const LpRect *rect,
                                         guint         most,
                                         GArray       *ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpRouteIndex, lp_route_index_free)

G_END_DECLS
