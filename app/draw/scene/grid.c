/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene/grid.h"

#include <math.h>

/* A loose grid in levels: an item is in exactly one cell, the one with its upper left corner, of
 * the finest level whose cells are at least as large as it is. So it reaches at most into the next
 * cell to the right and below, and a zone around a whole design costs as little as a card. */

#define N_LEVELS 24
#define FINEST_CELL 64.0
#define NOBODY G_MAXUINT

typedef struct
{
  gint64 key;
  guint  first;             /* The items of the cell hang together in a list. */
} Cell;

typedef struct
{
  LpRect rect;
  Cell  *cell;              /* NULL: the item is not there. */
  guint  prev;
  guint  next;
  guint  level;
} Item;

struct _LpGrid
{
  GArray     *items;
  GHashTable *cells;        /* The key of a Cell is itself: its first field. */
  guint       n_items[N_LEVELS];
};

LpGrid *
lp_grid_new (void)
{
  LpGrid *grid = g_new0 (LpGrid, 1);

  grid->items = g_array_new (FALSE, TRUE, sizeof (Item));
  grid->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  return grid;
}

void
lp_grid_free (LpGrid *grid)
{
  g_array_unref (grid->items);
  g_hash_table_unref (grid->cells);
  g_free (grid);
}

static Item *
get_item (LpGrid *grid,
          guint   item)
{
  return &g_array_index (grid->items, Item, item);
}

static double
cell_size (guint level)
{
  return ldexp (FINEST_CELL, level);
}

static guint
find_level (const LpRect *rect)
{
  const double size = MAX (rect->width, rect->height);
  guint level = 0;

  while (level < N_LEVELS - 1 && cell_size (level) < size)
    level++;

  return level;
}

/* Which row or column of cells: 28 bits reach farther than any drawing. */
static gint64
find_column (double coordinate,
             guint  level)
{
  const double column = floor (coordinate / cell_size (level));

  return CLAMP (column, -0x7ffffff, 0x7ffffff);
}

static gint64
make_key (guint  level,
          gint64 column,
          gint64 row)
{
  return (gint64) level << 56 | (column & 0xfffffff) << 28 | (row & 0xfffffff);
}

static Cell *
ensure_cell (LpGrid *grid,
             gint64  key)
{
  Cell *cell = g_hash_table_lookup (grid->cells, &key);

  if (cell == NULL)
    {
      cell = g_new (Cell, 1);
      *cell = (Cell) { key, NOBODY };
      g_hash_table_insert (grid->cells, &cell->key, cell);
    }

  return cell;
}

static void
unlink_item (LpGrid *grid,
             Item   *item)
{
  Cell *cell = item->cell;

  if (item->prev != NOBODY)
    get_item (grid, item->prev)->next = item->next;
  else
    cell->first = item->next;
  if (item->next != NOBODY)
    get_item (grid, item->next)->prev = item->prev;

  item->cell = NULL;
  grid->n_items[item->level]--;
  if (cell->first == NOBODY)
    g_hash_table_remove (grid->cells, &cell->key);
}

void
lp_grid_set (LpGrid       *grid,
             guint         item,
             const LpRect *rect)
{
  const guint level = find_level (rect);
  const gint64 key = make_key (level, find_column (rect->x, level), find_column (rect->y, level));
  Item *self;

  if (item >= grid->items->len)
    g_array_set_size (grid->items, item + 1);
  self = get_item (grid, item);
  self->rect = *rect;

  if (self->cell != NULL && self->cell->key == key)
    return;

  if (self->cell != NULL)
    unlink_item (grid, self);
  self->cell = ensure_cell (grid, key);
  self->level = level;
  self->prev = NOBODY;
  self->next = self->cell->first;
  if (self->next != NOBODY)
    get_item (grid, self->next)->prev = item;
  self->cell->first = item;
  grid->n_items[level]++;
}

void
lp_grid_remove (LpGrid *grid,
                guint   item)
{
  if (item < grid->items->len && get_item (grid, item)->cell != NULL)
    unlink_item (grid, get_item (grid, item));
}

/* Unlike lp_rect_intersects() with edges: a line has no inside. */
static gboolean
meets (const LpRect *a,
       const LpRect *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width &&
         a->y <= b->y + b->height && b->y <= a->y + a->height;
}

static void
find_in_cell (LpGrid       *grid,
              gint64        key,
              const LpRect *rect,
              GArray       *items)
{
  Cell *cell = g_hash_table_lookup (grid->cells, &key);

  for (guint i = cell != NULL ? cell->first : NOBODY; i != NOBODY; i = get_item (grid, i)->next)
    if (meets (&get_item (grid, i)->rect, rect))
      g_array_append_val (items, i);
}

static void
find_in_all (LpGrid       *grid,
             guint         level,
             const LpRect *rect,
             GArray       *items)
{
  for (guint i = 0; i < grid->items->len; i++)
    {
      const Item *item = get_item (grid, i);

      if (item->cell != NULL && item->level == level && meets (&item->rect, rect))
        g_array_append_val (items, i);
    }
}

static void
find_in_level (LpGrid       *grid,
               guint         level,
               const LpRect *rect,
               GArray       *items)
{
  const gint64 left = find_column (rect->x, level) - 1;
  const gint64 right = find_column (rect->x + rect->width, level);
  const gint64 top = find_column (rect->y, level) - 1;
  const gint64 bottom = find_column (rect->y + rect->height, level);

  if ((right - left + 1) * (bottom - top + 1) > grid->items->len)
    {
      find_in_all (grid, level, rect, items);
      return;
    }

  for (gint64 row = top; row <= bottom; row++)
    for (gint64 column = left; column <= right; column++)
      find_in_cell (grid, make_key (level, column, row), rect, items);
}

void
lp_grid_find (LpGrid       *grid,
              const LpRect *rect,
              GArray       *items)
{
  for (guint level = 0; level < N_LEVELS; level++)
    if (grid->n_items[level] > 0)
      find_in_level (grid, level, rect, items);
}
