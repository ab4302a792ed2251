/* SPDX-License-Identifier: MIT */
/* geometry.h: points and rectangles of the drawing, in drawing units (1 unit = 1 px at 100 %). */

#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
} LpPoint;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} LpRect;

static inline double
lp_point_distance (const LpPoint *a,
                   const LpPoint *b)
{
  return hypot (b->x - a->x, b->y - a->y);
}

/* The way from @from to @to, as a step of length 1; none where they are the same. */
static inline LpPoint
lp_point_direction (const LpPoint *from,
                    const LpPoint *to)
{
  const double length = lp_point_distance (from, to);

  if (length == 0)
    return (LpPoint) { 0, 0 };

  return (LpPoint) { (to->x - from->x) / length, (to->y - from->y) / length };
}

/* @steps of @way from @from. */
static inline LpPoint
lp_point_go (const LpPoint *from,
             const LpPoint *way,
             double         steps)
{
  return (LpPoint) { from->x + way->x * steps, from->y + way->y * steps };
}

static inline gboolean
lp_rect_contains (const LpRect *rect,
                  double        x,
                  double        y)
{
  return x >= rect->x && x <= rect->x + rect->width && y >= rect->y && y <= rect->y + rect->height;
}

static inline gboolean
lp_rect_intersects (const LpRect *a,
                    const LpRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width &&
         a->y < b->y + b->height && b->y < a->y + a->height;
}

static inline gboolean
lp_rect_equal (const LpRect *a,
               const LpRect *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

/* @rect with @by more on each side. */
static inline LpRect
lp_rect_grow (const LpRect *rect,
              double        by)
{
  return (LpRect) { rect->x - by, rect->y - by, rect->width + 2 * by, rect->height + 2 * by };
}

/* The smallest rectangle around both. An @a without width and height is empty and counts for
 * nothing. */
static inline LpRect
lp_rect_union (const LpRect *a,
               const LpRect *b)
{
  double x, y;

  if (a->width <= 0 && a->height <= 0)
    return *b;

  x = MIN (a->x, b->x);
  y = MIN (a->y, b->y);

  return (LpRect) {
    x, y,
    MAX (a->x + a->width, b->x + b->width) - x,
    MAX (a->y + a->height, b->y + b->height) - y,
  };
}

G_END_DECLS
