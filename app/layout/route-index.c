/* SPDX-License-Identifier: MIT */

#include "config.h"

#include "layout/route-index.h"

#define SMALLEST_CELL 512.0
#define STEP 4.0                /* Of the sizes of cells from level to level. */
#define N_LEVELS 14

typedef struct
{
  LpRouteArea area;
  guint       id;
} Item;

/* A cell of one level. An item lies in at most four, because cells are no smaller than their items.
 * How wide and how high they are is chosen for itself: of many long lines beside each other one
 * cell holds but a few. */
typedef struct
{
  int    column;
  int    row;
  guint  level;
  guint  n_items;
  guint  size;
  Item  *items;
} Cell;

typedef struct
{
  int column0, row0, column1, row1;
} Span;

struct _LpRouteIndex
{
  GArray *cells;
  guint  *slots;              /* Open addressing; number of a cell + 1. */
  guint   n_slots;
  guint   n_items[N_LEVELS * N_LEVELS];
  GArray *levels;             /* guint: those that have, or had, items. */
  double  scales[N_LEVELS];   /* Cells per unit. Powers of two: as good as divided through. */
};

LpRouteIndex *
lp_route_index_new (void)
{
  LpRouteIndex *index = g_new0 (LpRouteIndex, 1);

  index->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  index->levels = g_array_new (FALSE, FALSE, sizeof (guint));
  index->n_slots = 256;
  index->slots = g_new0 (guint, index->n_slots);
  index->scales[0] = 1 / SMALLEST_CELL;
  for (guint step = 1; step < N_LEVELS; step++)
    index->scales[step] = index->scales[step - 1] / STEP;

  return index;
}

void
lp_route_index_free (LpRouteIndex *index)
{
  for (guint i = 0; i < index->cells->len; i++)
    g_free (g_array_index (index->cells, Cell, i).items);
  g_array_unref (index->cells);
  g_array_unref (index->levels);
  g_free (index->slots);
  g_free (index);
}

/* Which cells of an axis are no smaller than @size. */
static guint
get_step (double size)
{
  guint step = 0;

  for (double cell = SMALLEST_CELL; step < N_LEVELS - 1 && cell < size; cell *= STEP)
    step++;

  return step;
}

static guint
get_level (const LpRouteArea *area)
{
  return get_step ((double) area->right - area->left) * N_LEVELS +
         get_step ((double) area->bottom - area->top);
}

/* floor() without a call. */
static inline int
round_down (double value)
{
  const int whole = (int) value;

  return whole - (value < whole);
}

static inline Span
make_span (const LpRouteIndex *index,
           double              left,
           double              top,
           double              right,
           double              bottom,
           guint               level)
{
  const double across = index->scales[level / N_LEVELS], down = index->scales[level % N_LEVELS];

  return (Span) {
    round_down (left * across), round_down (top * down),
    round_down (right * across), round_down (bottom * down),
  };
}

static inline Span
get_span (const LpRouteIndex *index,
          const LpRouteArea  *area,
          guint               level)
{
  return make_span (index, area->left, area->top, area->right, area->bottom, level);
}

/* The slot of a cell, or the empty one where it would go. */
static guint
get_slot (LpRouteIndex *index,
          guint         level,
          int           column,
          int           row)
{
  const guint64 mixed = ((guint64) (guint32) column * 0x9e3779b97f4a7c15u) ^
                        ((guint64) (guint32) row * 0xc2b2ae3d27d4eb4fu) ^
                        ((guint64) level * 0x165667b19e3779f9u);
  guint slot = (guint) ((mixed ^ (mixed >> 29)) * 0xbf58476d1ce4e5b9u >> 32) & (index->n_slots - 1);

  for (; index->slots[slot] != 0; slot = (slot + 1) & (index->n_slots - 1))
    {
      const Cell *cell = &g_array_index (index->cells, Cell, index->slots[slot] - 1);

      if (cell->column == column && cell->row == row && cell->level == level)
        break;
    }

  return slot;
}

static void
grow (LpRouteIndex *index)
{
  g_free (index->slots);
  index->n_slots *= 2;
  index->slots = g_new0 (guint, index->n_slots);

  for (guint i = 0; i < index->cells->len; i++)
    {
      const Cell *cell = &g_array_index (index->cells, Cell, i);

      index->slots[get_slot (index, cell->level, cell->column, cell->row)] = i + 1;
    }
}

static Cell *
add_cell (LpRouteIndex *index,
          guint         level,
          int           column,
          int           row)
{
  const Cell cell = { .column = column, .row = row, .level = level };
  guint slot = get_slot (index, level, column, row);

  if (index->slots[slot] == 0)
    {
      if (index->cells->len * 2 >= index->n_slots)
        {
          grow (index);
          slot = get_slot (index, level, column, row);
        }
      g_array_append_val (index->cells, cell);
      index->slots[slot] = index->cells->len;
    }

  return &g_array_index (index->cells, Cell, index->slots[slot] - 1);
}

static void
note_level (LpRouteIndex *index,
            guint         level)
{
  for (guint i = 0; i < index->levels->len; i++)
    if (g_array_index (index->levels, guint, i) == level)
      return;
  g_array_append_val (index->levels, level);
}

void
lp_route_index_add_area (LpRouteIndex      *index,
                         const LpRouteArea *area,
                         guint              id)
{
  const Item item = { *area, id };
  const guint level = get_level (&item.area);
  const Span span = get_span (index, &item.area, level);

  if (index->n_items[level]++ == 0)
    note_level (index, level);
  for (int row = span.row0; row <= span.row1; row++)
    for (int column = span.column0; column <= span.column1; column++)
      {
        Cell *cell = add_cell (index, level, column, row);

        if (cell->n_items == cell->size)
          {
            /* Not twice as many: there are very many cells. */
            cell->size += MAX (2, cell->size / 2);
            cell->items = g_renew (Item, cell->items, cell->size);
          }
        cell->items[cell->n_items++] = item;
      }
}

static gboolean
is_same (const Item *a,
         const Item *b)
{
  return a->id == b->id && a->area.left == b->area.left && a->area.top == b->area.top &&
         a->area.right == b->area.right && a->area.bottom == b->area.bottom;
}

static void
remove_item (Cell       *cell,
             const Item *item)
{
  for (guint i = 0; i < cell->n_items; i++)
    if (is_same (&cell->items[i], item))
      {
        cell->items[i] = cell->items[--cell->n_items];
        return;
      }
  g_assert_not_reached ();
}

void
lp_route_index_remove_area (LpRouteIndex      *index,
                            const LpRouteArea *area,
                            guint              id)
{
  const Item item = { *area, id };
  const guint level = get_level (&item.area);
  const Span span = get_span (index, &item.area, level);

  index->n_items[level]--;
  for (int row = span.row0; row <= span.row1; row++)
    for (int column = span.column0; column <= span.column1; column++)
      remove_item (add_cell (index, level, column, row), &item);
}

void
lp_route_index_add (LpRouteIndex *index,
                    const LpRect *rect,
                    guint         id)
{
  const LpRouteArea area = lp_route_area_new (rect);

  lp_route_index_add_area (index, &area, id);
}

void
lp_route_index_remove (LpRouteIndex *index,
                       const LpRect *rect,
                       guint         id)
{
  const LpRouteArea area = lp_route_area_new (rect);

  lp_route_index_remove_area (index, &area, id);
}

/* An item that lies in several cells is reported by the first one that the query covers. */
static void
query_cell (LpRouteIndex *index,
            const Cell   *cell,
            const LpRect *rect,
            const Span   *span,
            guint         most,
            GArray       *ids)
{
  const double across = index->scales[cell->level / N_LEVELS];
  const double down = index->scales[cell->level % N_LEVELS];
  const double right = rect->x + rect->width, bottom = rect->y + rect->height;

  for (guint i = 0; i < cell->n_items && ids->len <= most; i++)
    {
      const LpRouteArea *area = &cell->items[i].area;
      int column, row;

      if (area->left > right || area->right < rect->x ||
          area->top > bottom || area->bottom < rect->y)
        continue;
      column = round_down (area->left * across);
      row = round_down (area->top * down);
      if (MAX (column, span->column0) == cell->column && MAX (row, span->row0) == cell->row)
        g_array_append_val (ids, cell->items[i].id);
    }
}

/* A query that spans more cells than there are looks at each cell there is instead. */
static void
query_all_cells (LpRouteIndex *index,
                 const LpRect *rect,
                 const Span   *span,
                 guint         level,
                 guint         most,
                 GArray       *ids)
{
  for (guint i = 0; i < index->cells->len && ids->len <= most; i++)
    {
      const Cell *cell = &g_array_index (index->cells, Cell, i);

      if (cell->level == level && cell->column >= span->column0 && cell->column <= span->column1 &&
          cell->row >= span->row0 && cell->row <= span->row1)
        query_cell (index, cell, rect, span, most, ids);
    }
}

void
lp_route_index_query (LpRouteIndex *index,
                      const LpRect *rect,
                      GArray       *ids)
{
  lp_route_index_query_some (index, rect, G_MAXUINT - 1, ids);
}

void
lp_route_index_query_some (LpRouteIndex *index,
                           const LpRect *rect,
                           guint         most,
                           GArray       *ids)
{
  for (guint i = 0; i < index->levels->len && ids->len <= most; i++)
    {
      const guint level = g_array_index (index->levels, guint, i);
      Span span;

      if (index->n_items[level] == 0)
        continue;
      span = make_span (index, rect->x, rect->y, rect->x + rect->width, rect->y + rect->height,
                        level);
      if ((span.column1 - span.column0 + 1.0) * (span.row1 - span.row0 + 1.0) > index->cells->len)
        {
          query_all_cells (index, rect, &span, level, most, ids);
          continue;
        }

      for (int row = span.row0; row <= span.row1; row++)
        for (int column = span.column0; column <= span.column1; column++)
          {
            const guint found = index->slots[get_slot (index, level, column, row)];

            if (found != 0)
              query_cell (index, &g_array_index (index->cells, Cell, found - 1), rect, &span, most,
                          ids);
          }
    }
}
