/* SPDX-License-Identifier: MIT */
/* route-grid.h: the orthogonal visibility graph of one link, and the cheapest way through it. */

#pragma once

#include "model/geometry.h"

G_BEGIN_DECLS

/* Headings in clockwise order, so that turning is adding. y grows downwards. */
typedef enum
{
  LP_HEADING_EAST,
  LP_HEADING_SOUTH,
  LP_HEADING_WEST,
  LP_HEADING_NORTH,
} LpHeading;

static const int lp_heading_x[] = { 1, 0, -1, 0 };
static const int lp_heading_y[] = { 0, 1, 0, -1 };

#define lp_heading_is_vertical(heading) ((heading) & 1)
#define lp_heading_opposite(heading) ((LpHeading) (((heading) + 2) & 3))

/* Where a way may start (leaving with the heading) or end (arriving with it). */
typedef struct
{
  LpPoint   point;
  LpPoint   port;             /* Where the link touches its box; for the caller. */
  LpHeading heading;
  double    cost;
} LpRouteGate;

/* A line of the grid. A bend on a preferred one wins a tie. */
typedef struct
{
  double   at;
  gboolean preferred;
} LpRouteLine;

/* Of the search, at a node with a heading. */
typedef struct
{
  double cost;
  double rest;                /* The estimate from there on. */
  guint  came_from;
  guint  seen;                /* The search that reached it last. */
} LpRouteState;

/* One that has been reached and not left. */
typedef struct
{
  double estimate;            /* Of the whole way through this state. */
  double cost;                /* Of the way up to it. */
  guint  state;
} LpRouteEntry;

typedef struct
{
  GArray *xs;                 /* LpRouteLine, ascending once sealed. */
  GArray *ys;
  double *across;             /* Cost from column i to i + 1 in row j, at j × n_columns + i. */
  double *down;               /* From row j to j + 1. */
  guint   n_nodes;
  guint   n_nodes_allocated;

  /* Of the search; a state is a node times four plus a heading. */
  LpRouteState *states;
  guint   search;
  LpRouteEntry *heap;
  guint   n_heap;
  guint   n_heap_allocated;
} LpRouteGrid;

LpRouteGrid *lp_route_grid_new           (void);
void         lp_route_grid_free          (LpRouteGrid       *grid);

/* First all lines, then seal, then walls and containers, then find. */
void         lp_route_grid_clear         (LpRouteGrid       *grid);
void         lp_route_grid_add_x         (LpRouteGrid       *grid,
                                          double             x,
                                          gboolean           preferred);
void         lp_route_grid_add_y         (LpRouteGrid       *grid,
                                          double             y,
                                          gboolean           preferred);

/* FALSE if the lines are too many to be searched in reasonable time. */
gboolean     lp_route_grid_seal          (LpRouteGrid       *grid);

/* To run inside of @rect costs @factor times the length more; INFINITY makes it a wall. */
void         lp_route_grid_add_wall      (LpRouteGrid       *grid,
                                          const LpRect      *rect,
                                          double             factor);

/* A container that the link may enter: its border costs something to cross, more to run along. */
void         lp_route_grid_add_container (LpRouteGrid       *grid,
                                          const LpRect      *rect);

/* Another link from @a to @b, straight, that had better not be crossed. */
void         lp_route_grid_add_link      (LpRouteGrid       *grid,
                                          LpPoint            a,
                                          LpPoint            b);

/* Appends the corners of the cheapest way (LpPoint), the points of both gates included, and says
 * which gates it takes. FALSE if there is no way. In route-find.c. */
gboolean     lp_route_grid_find          (LpRouteGrid       *grid,
                                          const GArray      *starts,
                                          const GArray      *goals,
                                          GArray            *way,
                                          guint             *start,
                                          guint             *goal);

G_END_DECLS
