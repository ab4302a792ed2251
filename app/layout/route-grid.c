/* SPDX-License-Identifier: MIT */

#include "config.h"

#include "layout/route-grid.h"

#include "layout/route.h"

#include <math.h>

#define EPSILON 0.01
#define MOST_NODES 200000

/* What a container that may be entered costs, times the length except for crossing. */
#define COST_OF_CROSSING 12.0
#define COST_OF_LINK 50.0
#define COST_OF_TOUCHING 4.0    /* Closer than LP_ROUTE_MIN_GAP along a border. */
#define COST_OF_NEARING 0.3     /* Closer than twice that. */
#define COST_OF_HEADER 2.0      /* Along the strip with the name. */
#define COST_OF_HEADER_ACROSS 3.0

LpRouteGrid *
lp_route_grid_new (void)
{
  LpRouteGrid *grid = g_new0 (LpRouteGrid, 1);

  grid->xs = g_array_new (FALSE, FALSE, sizeof (LpRouteLine));
  grid->ys = g_array_new (FALSE, FALSE, sizeof (LpRouteLine));

  return grid;
}

void
lp_route_grid_free (LpRouteGrid *grid)
{
  g_array_unref (grid->xs);
  g_array_unref (grid->ys);
  g_free (grid->across);
  g_free (grid->down);
  g_free (grid->states);
  g_free (grid->heap);
  g_free (grid);
}

void
lp_route_grid_clear (LpRouteGrid *grid)
{
  g_array_set_size (grid->xs, 0);
  g_array_set_size (grid->ys, 0);
}

void
lp_route_grid_add_x (LpRouteGrid *grid,
                     double       x,
                     gboolean     preferred)
{
  const LpRouteLine line = { x, preferred };

  g_array_append_val (grid->xs, line);
}

void
lp_route_grid_add_y (LpRouteGrid *grid,
                     double       y,
                     gboolean     preferred)
{
  const LpRouteLine line = { y, preferred };

  g_array_append_val (grid->ys, line);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const LpRouteLine *first = a, *second = b;

  return (first->at > second->at) - (first->at < second->at);
}

/* Sorts the lines and makes one of those that are equal. */
static void
sort_lines (GArray *lines)
{
  LpRouteLine *line = (LpRouteLine *) lines->data;
  guint kept = 0;

  g_array_sort (lines, compare_lines);
  for (guint i = 1; i < lines->len; i++)
    {
      if (line[i].at - line[kept].at < EPSILON)
        line[kept].preferred |= line[i].preferred;
      else
        line[++kept] = line[i];
    }
  g_array_set_size (lines, kept + 1);
}

static void
allocate (LpRouteGrid *grid)
{
  if (grid->n_nodes <= grid->n_nodes_allocated)
    return;

  grid->n_nodes_allocated = MAX (grid->n_nodes, grid->n_nodes_allocated * 2);
  grid->across = g_renew (double, grid->across, grid->n_nodes_allocated);
  grid->down = g_renew (double, grid->down, grid->n_nodes_allocated);
  g_free (grid->states);
  grid->states = g_new0 (LpRouteState, grid->n_nodes_allocated * 4);
  grid->search = 0;
}

gboolean
lp_route_grid_seal (LpRouteGrid *grid)
{
  const LpRouteLine *x, *y;

  sort_lines (grid->xs);
  sort_lines (grid->ys);
  if ((double) grid->xs->len * grid->ys->len > MOST_NODES)
    return FALSE;
  grid->n_nodes = grid->xs->len * grid->ys->len;
  allocate (grid);

  x = (const LpRouteLine *) grid->xs->data;
  y = (const LpRouteLine *) grid->ys->data;
  for (guint j = 0, node = 0; j < grid->ys->len; j++)
    {
      const double height = j + 1 < grid->ys->len ? y[j + 1].at - y[j].at : INFINITY;

      for (guint i = 0; i < grid->xs->len; i++, node++)
        {
          grid->across[node] = i + 1 < grid->xs->len ? x[i + 1].at - x[i].at : INFINITY;
          grid->down[node] = height;
        }
    }

  return TRUE;
}

/* The first line at or after @at. */
static guint
find_line (const GArray *lines,
           double        at)
{
  guint low = 0, high = lines->len;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (lines, LpRouteLine, middle).at < at)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The pieces of lines that a rectangle touches with its inside. */
typedef struct
{
  guint column0, column1;     /* Lines inside; the pieces before and after touch it. */
  guint row0, row1;
} Range;

static Range
find_range (const LpRouteGrid *grid,
            const LpRect      *rect)
{
  return (Range) {
    find_line (grid->xs, rect->x + EPSILON), find_line (grid->xs, rect->x + rect->width - EPSILON),
    find_line (grid->ys, rect->y + EPSILON), find_line (grid->ys, rect->y + rect->height - EPSILON),
  };
}

static void
add_cost (double *cost,
          double  length,
          double  factor)
{
  *cost = isinf (factor) ? INFINITY : *cost + length * factor;
}

static void
add_across (LpRouteGrid *grid,
            const Range *range,
            double       factor)
{
  const LpRouteLine *x = (const LpRouteLine *) grid->xs->data;
  const guint end = MIN (range->column1, grid->xs->len - 1);

  for (guint j = range->row0; j < range->row1; j++)
    for (guint i = range->column0 > 0 ? range->column0 - 1 : 0; i < end; i++)
      add_cost (&grid->across[j * grid->xs->len + i], x[i + 1].at - x[i].at, factor);
}

static void
add_down (LpRouteGrid *grid,
          const Range *range,
          double       factor)
{
  const LpRouteLine *y = (const LpRouteLine *) grid->ys->data;
  const guint end = MIN (range->row1, grid->ys->len - 1);

  for (guint j = range->row0 > 0 ? range->row0 - 1 : 0; j < end; j++)
    for (guint i = range->column0; i < range->column1; i++)
      add_cost (&grid->down[j * grid->xs->len + i], y[j + 1].at - y[j].at, factor);
}

void
lp_route_grid_add_wall (LpRouteGrid  *grid,
                        const LpRect *rect,
                        double        factor)
{
  const Range range = find_range (grid, rect);

  add_across (grid, &range, factor);
  add_down (grid, &range, factor);
}

/* What it costs to pass @x between @y and @y + @height. */
static void
add_crossing_at_x (LpRouteGrid *grid,
                   double       x,
                   double       y,
                   double       height,
                   double       cost)
{
  const guint column = find_line (grid->xs, x);
  const guint end = find_line (grid->ys, y + height - EPSILON);

  if (column == 0 || column == grid->xs->len)
    return;
  for (guint j = find_line (grid->ys, y + EPSILON); j < end; j++)
    grid->across[j * grid->xs->len + column - 1] += cost;
}

static void
add_crossing_at_y (LpRouteGrid *grid,
                   double       y,
                   double       x,
                   double       width,
                   double       cost)
{
  const guint row = find_line (grid->ys, y);
  const guint end = find_line (grid->xs, x + width - EPSILON);

  if (row == 0 || row == grid->ys->len)
    return;
  for (guint i = find_line (grid->xs, x + EPSILON); i < end; i++)
    grid->down[(row - 1) * grid->xs->len + i] += cost;
}

/* A border that runs from top to bottom at @x. */
static void
add_upright_border (LpRouteGrid *grid,
                    double       x,
                    double       y,
                    double       height)
{
  const double near = 2 * LP_ROUTE_MIN_GAP, touching = LP_ROUTE_MIN_GAP;
  const Range outer = find_range (grid, &(LpRect) { x - near, y, 2 * near, height });
  const Range inner = find_range (grid, &(LpRect) { x - touching, y, 2 * touching, height });

  add_down (grid, &outer, COST_OF_NEARING);
  add_down (grid, &inner, COST_OF_TOUCHING);
  add_crossing_at_x (grid, x, y, height, COST_OF_CROSSING);
}

static void
add_level_border (LpRouteGrid *grid,
                  double       y,
                  double       x,
                  double       width)
{
  const double near = 2 * LP_ROUTE_MIN_GAP, touching = LP_ROUTE_MIN_GAP;
  const Range outer = find_range (grid, &(LpRect) { x, y - near, width, 2 * near });
  const Range inner = find_range (grid, &(LpRect) { x, y - touching, width, 2 * touching });

  add_across (grid, &outer, COST_OF_NEARING);
  add_across (grid, &inner, COST_OF_TOUCHING);
  add_crossing_at_y (grid, y, x, width, COST_OF_CROSSING);
}

void
lp_route_grid_add_container (LpRouteGrid  *grid,
                             const LpRect *rect)
{
  const LpRect header = { rect->x, rect->y, rect->width, MIN (rect->height, LP_ROUTE_HEADER) };
  const Range range = find_range (grid, &header);

  add_upright_border (grid, rect->x, rect->y, rect->height);
  add_upright_border (grid, rect->x + rect->width, rect->y, rect->height);
  add_level_border (grid, rect->y, rect->x, rect->width);
  add_level_border (grid, rect->y + rect->height, rect->x, rect->width);
  add_across (grid, &range, COST_OF_HEADER);
  add_down (grid, &range, COST_OF_HEADER_ACROSS);
}

void
lp_route_grid_add_link (LpRouteGrid *grid,
                        LpPoint      a,
                        LpPoint      b)
{
  if (a.x == b.x)
    add_crossing_at_x (grid, a.x, MIN (a.y, b.y), ABS (a.y - b.y), COST_OF_LINK);
  else
    add_crossing_at_y (grid, a.y, MIN (a.x, b.x), ABS (a.x - b.x), COST_OF_LINK);
}
