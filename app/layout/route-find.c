/* SPDX-License-Identifier: MIT */

/* The search of Wybrow, Marriott and Stuckey, "Orthogonal Connector Routing" (Graph Drawing
 * 2009), section 3: A* over pairs of a node and a heading, where a bend costs as much as a
 * detour, and the estimate of the rest knows how many bends are unavoidable. */

#include "config.h"

#include "layout/route-grid.h"

#include <math.h>

#define COST_OF_BEND 60.0
#define BONUS_OF_PREFERRED 2.0
#define NOWHERE G_MAXUINT

/* From this many nodes on, a good way found soon is better than the best one found late. */
#define LARGE_GRID 3000

/* A search under way. */
typedef struct
{
  LpRouteGrid       *grid;
  const LpRouteGate *goals;
  guint             *goal_states;
  guint              n_goals;
  double             greed;
} Search;

static gboolean
comes_before (const LpRouteEntry *a,
              const LpRouteEntry *b)
{
  if (a->estimate != b->estimate)
    return a->estimate < b->estimate;
  if (a->cost != b->cost)
    return a->cost > b->cost;

  return a->state < b->state;
}

static void
push (LpRouteGrid  *grid,
      LpRouteEntry  entry)
{
  LpRouteEntry *entries;
  guint i;

  if (grid->n_heap == grid->n_heap_allocated)
    {
      grid->n_heap_allocated = MAX (256, 2 * grid->n_heap_allocated);
      grid->heap = g_renew (LpRouteEntry, grid->heap, grid->n_heap_allocated);
    }

  entries = grid->heap;
  for (i = grid->n_heap++; i > 0 && comes_before (&entry, &entries[(i - 1) / 2]); i = (i - 1) / 2)
    entries[i] = entries[(i - 1) / 2];
  entries[i] = entry;
}

static LpRouteEntry
pop (LpRouteGrid *grid)
{
  LpRouteEntry *entries = grid->heap;
  const guint n = --grid->n_heap;
  const LpRouteEntry first = entries[0], last = entries[n];
  guint i = 0;

  for (guint child = 1; child < n; child = 2 * i + 1)
    {
      if (child + 1 < n && comes_before (&entries[child + 1], &entries[child]))
        child++;
      if (!comes_before (&entries[child], &last))
        break;
      entries[i] = entries[child];
      i = child;
    }
  entries[i] = last;

  return first;
}

/* The fewest bends from heading @a at the origin to arriving with heading @b at (@x, @y). */
static int
count_bends (LpHeading a,
             LpHeading b,
             double    x,
             double    y)
{
  const double ahead = x * lp_heading_x[a] + y * lp_heading_y[a];
  const double aside = fabs (x * lp_heading_y[a]) + fabs (y * lp_heading_x[a]);

  if (a == b)
    return aside == 0 && ahead >= 0 ? 0 : ahead >= 0 ? 2 : 4;
  if (a == lp_heading_opposite (b))
    return aside > 0 ? 2 : 4;

  return ahead >= 0 && x * lp_heading_x[b] + y * lp_heading_y[b] >= 0 ? 1 : 3;
}

static LpPoint
get_point (const LpRouteGrid *grid,
           guint              node)
{
  return (LpPoint) {
    g_array_index (grid->xs, LpRouteLine, node % grid->xs->len).at,
    g_array_index (grid->ys, LpRouteLine, node / grid->xs->len).at,
  };
}

static double
estimate_rest (const Search *search,
               guint         state)
{
  const LpPoint point = get_point (search->grid, state / 4);
  double best = INFINITY;

  for (guint i = 0; i < search->n_goals; i++)
    {
      const LpRouteGate *goal = &search->goals[i];
      const double x = goal->point.x - point.x, y = goal->point.y - point.y;
      double cost = fabs (x) + fabs (y) + goal->cost;

      if (cost >= best)
        continue;
      cost += (COST_OF_BEND - BONUS_OF_PREFERRED) * count_bends (state & 3, goal->heading, x, y);
      best = MIN (best, cost);
    }

  return best;
}

static void
reach (const Search *search,
       guint         state,
       double        cost,
       guint         came_from)
{
  LpRouteGrid *grid = search->grid;
  LpRouteState *self = &grid->states[state];

  if (self->seen != grid->search)
    self->rest = search->greed * estimate_rest (search, state);
  else if (self->cost <= cost)
    return;

  self->seen = grid->search;
  self->cost = cost;
  self->came_from = came_from;
  push (grid, (LpRouteEntry) { cost + self->rest, cost, state });
}

/* What it costs to go on from @node with @heading, and where that leads. */
static double
look_ahead (const LpRouteGrid *grid,
            guint              node,
            guint              column,
            guint              row,
            LpHeading          heading,
            guint             *next)
{
  const guint n_columns = grid->xs->len;

  *next = node;
  switch (heading)
    {
    case LP_HEADING_EAST:
      *next = node + 1;
      return column + 1 < n_columns ? grid->across[node] : INFINITY;

    case LP_HEADING_WEST:
      *next = node - 1;
      return column > 0 ? grid->across[*next] : INFINITY;

    case LP_HEADING_SOUTH:
      *next = node + n_columns;
      return row + 1 < grid->ys->len ? grid->down[node] : INFINITY;

    default:
      *next = node - n_columns;
      return row > 0 ? grid->down[*next] : INFINITY;
    }
}

static gboolean
is_goal (const Search *search,
         guint         state)
{
  for (guint i = 0; i < search->n_goals; i++)
    if (search->goal_states[i] == state)
      return TRUE;

  return FALSE;
}

/* Reaches @node with @heading and with the two headings that a bend there gives, as far as they
 * lead anywhere. */
static void
reach_node (const Search *search,
            guint         node,
            LpHeading     heading,
            double        cost,
            guint         came_from)
{
  const LpRouteGrid *grid = search->grid;
  const guint column = node % grid->xs->len, row = node / grid->xs->len;
  const gboolean preferred = g_array_index (grid->xs, LpRouteLine, column).preferred ||
                             g_array_index (grid->ys, LpRouteLine, row).preferred;
  const double bend = COST_OF_BEND - (preferred ? BONUS_OF_PREFERRED : 0);

  for (guint turn = 0; turn < 4; turn++)
    {
      const guint state = node * 4 + ((heading + turn) & 3);
      guint next;

      if (turn != 2 && (!isinf (look_ahead (grid, node, column, row, state & 3, &next)) ||
                        is_goal (search, state)))
        reach (search, state, cost + (turn == 0 ? 0 : bend), came_from);
    }
}

static void
step (const Search *search,
      guint         state,
      double        cost)
{
  const LpRouteGrid *grid = search->grid;
  const guint node = state / 4;
  guint next;
  const double length = look_ahead (grid, node, node % grid->xs->len, node / grid->xs->len,
                                    state & 3, &next);

  if (!isinf (length))
    reach_node (search, next, state & 3, cost + length, state);
}

/* The node at @point, or NOWHERE. */
static guint
find_node (const LpRouteGrid *grid,
           LpPoint            point)
{
  const double at[] = { point.x, point.y };
  const GArray *lines[] = { grid->xs, grid->ys };
  guint found[2] = { NOWHERE, NOWHERE };

  for (int axis = 0; axis < 2; axis++)
    {
      guint low = 0, high = lines[axis]->len;

      while (low + 1 < high)
        {
          const guint middle = (low + high) / 2;

          if (g_array_index (lines[axis], LpRouteLine, middle).at <= at[axis] + 0.005)
            low = middle;
          else
            high = middle;
        }
      if (fabs (g_array_index (lines[axis], LpRouteLine, low).at - at[axis]) < 0.02)
        found[axis] = low;
    }

  return found[0] == NOWHERE || found[1] == NOWHERE ? NOWHERE : found[1] * grid->xs->len + found[0];
}

/* Writes the corners from the end to the start, then turns them round. */
static void
trace (const LpRouteGrid *grid,
       guint              state,
       GArray            *way)
{
  const guint first = way->len;
  guint last_node = NOWHERE;

  for (; state != NOWHERE; state = grid->states[state].came_from)
    {
      const LpPoint point = get_point (grid, state / 4);

      if (state / 4 != last_node)
        g_array_append_val (way, point);
      last_node = state / 4;
    }

  for (guint i = first, j = way->len - 1; i < j; i++, j--)
    {
      const LpPoint point = g_array_index (way, LpPoint, i);

      g_array_index (way, LpPoint, i) = g_array_index (way, LpPoint, j);
      g_array_index (way, LpPoint, j) = point;
    }
}

static guint
find_start (const LpRouteGrid *grid,
            const GArray      *starts,
            LpPoint            point,
            LpHeading          heading)
{
  guint best = 0;
  double best_cost = INFINITY;

  for (guint i = 0; i < starts->len; i++)
    {
      const LpRouteGate *gate = &g_array_index (starts, LpRouteGate, i);
      const double cost = gate->cost + (gate->heading == heading ? 0 : COST_OF_BEND);

      if (fabs (gate->point.x - point.x) < 0.02 && fabs (gate->point.y - point.y) < 0.02 &&
          gate->heading != lp_heading_opposite (heading) && cost < best_cost)
        {
          best = i;
          best_cost = cost;
        }
    }

  return best;
}

/* A goal has a cost of its own: the first one that is reached need not be the best one. */
static gboolean
run (const Search *search,
     guint        *goal)
{
  LpRouteGrid *grid = search->grid;
  double best = INFINITY;

  while (grid->n_heap > 0)
    {
      const LpRouteEntry entry = pop (grid);

      if (entry.estimate >= best)
        break;
      if (entry.cost > grid->states[entry.state].cost)
        continue;
      for (guint i = 0; i < search->n_goals; i++)
        if (search->goal_states[i] == entry.state && entry.cost + search->goals[i].cost < best)
          {
            *goal = i;
            best = entry.cost + search->goals[i].cost;
          }
      step (search, entry.state, entry.cost);
    }

  return !isinf (best);
}

gboolean
lp_route_grid_find (LpRouteGrid  *grid,
                    const GArray *starts,
                    const GArray *goals,
                    GArray       *way,
                    guint        *start,
                    guint        *goal)
{
  guint goal_states[16];
  Search search = { grid, (const LpRouteGate *) goals->data, goal_states, goals->len };
  guint state;

  g_return_val_if_fail (goals->len <= G_N_ELEMENTS (goal_states), FALSE);

  search.greed = grid->n_nodes < LARGE_GRID ? 1 : 1.5;
  grid->search++;
  grid->n_heap = 0;
  for (guint i = 0; i < goals->len; i++)
    goal_states[i] = find_node (grid, search.goals[i].point) * 4 + search.goals[i].heading;
  for (guint i = 0; i < starts->len; i++)
    {
      const LpRouteGate *gate = &g_array_index (starts, LpRouteGate, i);

      reach_node (&search, find_node (grid, gate->point), gate->heading, gate->cost, NOWHERE);
    }

  if (!run (&search, goal))
    return FALSE;

  state = goal_states[*goal];
  trace (grid, state, way);
  while (grid->states[state].came_from != NOWHERE)
    state = grid->states[state].came_from;
  *start = find_start (grid, starts, get_point (grid, state / 4), state & 3);

  return TRUE;
}
