/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/tiles.h"

#include <math.h>

/* Pixels of a tile. Those at the edges of a view are seen in part, and one of which a little has
 * changed goes to the graphics card as a whole; but each costs some microseconds in each frame. */
#define SIZE 128
#define MARGIN 1                /* Soft edges. */
#define MOST_PATCHES 12         /* That are painted one by one. */
#define WASTE 3.0               /* How much more than it must be may be painted at once. */

typedef struct
{
  int              column;
  int              row;
  cairo_surface_t *surface;
  GskRenderNode   *node;        /* Shows the surface as it is; NULL where it has changed since. */
  guint            frame;       /* In which it was seen last. */
} Tile;

struct _LpTiles
{
  GHashTable     *tiles;        /* A set of Tile. */
  cairo_region_t *clean;        /* What is as it should be, in pixels. */
  guint           frame;
};

static guint
tile_hash (gconstpointer key)
{
  const Tile *tile = key;

  return (guint) tile->column * 0x9e3779b1u ^ (guint) tile->row;
}

static gboolean
tile_equal (gconstpointer a,
            gconstpointer b)
{
  const Tile *left = a, *right = b;

  return left->column == right->column && left->row == right->row;
}

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  cairo_surface_destroy (tile->surface);
  g_clear_pointer (&tile->node, gsk_render_node_unref);
  g_free (tile);
}

LpTiles *
lp_tiles_new (void)
{
  LpTiles *tiles = g_new0 (LpTiles, 1);

  tiles->tiles = g_hash_table_new_full (tile_hash, tile_equal, tile_free, NULL);
  tiles->clean = cairo_region_create ();

  return tiles;
}

void
lp_tiles_free (LpTiles *tiles)
{
  g_hash_table_unref (tiles->tiles);
  cairo_region_destroy (tiles->clean);
  g_free (tiles);
}

void
lp_tiles_clear (LpTiles *tiles)
{
  cairo_region_destroy (tiles->clean);
  tiles->clean = cairo_region_create ();
}

void
lp_tiles_drop (LpTiles *tiles)
{
  g_hash_table_remove_all (tiles->tiles);
  lp_tiles_clear (tiles);
}

void
lp_tiles_soil (LpTiles      *tiles,
               const LpRect *rect)
{
  GdkRectangle all, area;

  cairo_region_get_extents (tiles->clean, &all);
  if (rect->x + rect->width + MARGIN < all.x || rect->x - MARGIN > all.x + all.width ||
      rect->y + rect->height + MARGIN < all.y || rect->y - MARGIN > all.y + all.height)
    return;

  area.x = floor (MAX (rect->x, all.x)) - MARGIN;
  area.y = floor (MAX (rect->y, all.y)) - MARGIN;
  area.width = ceil (MIN (rect->x + rect->width, all.x + all.width)) + MARGIN - area.x;
  area.height = ceil (MIN (rect->y + rect->height, all.y + all.height)) + MARGIN - area.y;
  cairo_region_subtract_rectangle (tiles->clean, &area);
}

static GdkRectangle
get_area (const Tile *tile)
{
  return (GdkRectangle) { tile->column * SIZE, tile->row * SIZE, SIZE, SIZE };
}

static Tile *
ensure_tile (LpTiles *tiles,
             int      column,
             int      row)
{
  const Tile wanted = { column, row };
  Tile *tile = g_hash_table_lookup (tiles->tiles, &wanted);

  if (tile != NULL)
    return tile;

  tile = g_memdup2 (&wanted, sizeof wanted);
  tile->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
  g_hash_table_add (tiles->tiles, tile);

  return tile;
}

/* Which tile @pixel is in. */
static int
find_place (int pixel)
{
  return pixel >= 0 ? pixel / SIZE : -((SIZE - 1 - pixel) / SIZE);
}

/* The tiles under @area, one after the other. */
static GPtrArray *
list_tiles (LpTiles            *tiles,
            const GdkRectangle *area)
{
  GPtrArray *list = g_ptr_array_new ();

  for (int row = find_place (area->y); row <= find_place (area->y + area->height - 1); row++)
    for (int column = find_place (area->x); column <= find_place (area->x + area->width - 1);
         column++)
      g_ptr_array_add (list, ensure_tile (tiles, column, row));

  return list;
}

static void
copy_to_tile (Tile               *tile,
              cairo_surface_t    *patch,
              const GdkRectangle *area)
{
  const GdkRectangle own = get_area (tile);
  cairo_t *cr = cairo_create (tile->surface);

  cairo_rectangle (cr, area->x - own.x, area->y - own.y, area->width, area->height);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_surface (cr, patch, area->x - own.x, area->y - own.y);
  cairo_fill (cr);
  cairo_destroy (cr);
  g_clear_pointer (&tile->node, gsk_render_node_unref);
}

static void
paint_patch (LpTiles            *tiles,
             const GdkRectangle *area,
             LpTilesPaint        paint,
             gpointer            user_data)
{
  cairo_surface_t *patch = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                       area->width, area->height);
  g_autoptr (GPtrArray) list = list_tiles (tiles, area);
  cairo_t *cr = cairo_create (patch);

  cairo_translate (cr, -area->x, -area->y);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
  paint (cr, user_data);
  cairo_destroy (cr);

  for (guint i = 0; i < list->len; i++)
    copy_to_tile (list->pdata[i], patch, area);
  cairo_surface_destroy (patch);
  cairo_region_union_rectangle (tiles->clean, area);
}

/* Many small patches cost more than a large one around them, unless that is much larger. */
static void
paint_missing (LpTiles            *tiles,
               const GdkRectangle *view,
               LpTilesPaint        paint,
               gpointer            user_data)
{
  cairo_region_t *missing = cairo_region_create_rectangle (view);
  GdkRectangle around;
  double area = 0;
  int n;

  cairo_region_subtract (missing, tiles->clean);
  n = cairo_region_num_rectangles (missing);
  cairo_region_get_extents (missing, &around);
  for (int i = 0; i < n; i++)
    {
      GdkRectangle patch;

      cairo_region_get_rectangle (missing, i, &patch);
      area += (double) patch.width * patch.height;
    }

  if (n > MOST_PATCHES || (n > 1 && area * WASTE > (double) around.width * around.height))
    paint_patch (tiles, &around, paint, user_data);
  else
    for (int i = 0; i < n; i++)
      {
        GdkRectangle patch;

        cairo_region_get_rectangle (missing, i, &patch);
        paint_patch (tiles, &patch, paint, user_data);
      }
  cairo_region_destroy (missing);
}

static GskRenderNode *
ensure_node (Tile *tile,
             int   scale)
{
  const float size = (float) SIZE / scale;
  cairo_t *cr;

  if (tile->node != NULL)
    return tile->node;

  tile->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, size, size));
  cr = gsk_cairo_node_get_draw_context (tile->node);
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, tile->surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);

  return tile->node;
}

void
lp_tiles_drop_unseen (LpTiles *tiles)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, tiles->tiles);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const GdkRectangle area = get_area (key);

      if (((Tile *) key)->frame == tiles->frame)
        continue;
      cairo_region_subtract_rectangle (tiles->clean, &area);
      g_hash_table_iter_remove (&iter);
    }
}

/* A view’s worth of what was seen before is kept: people pan back and forth. */
static void
drop_some (LpTiles *tiles,
           guint    n_seen)
{
  if (g_hash_table_size (tiles->tiles) > 2 * n_seen + 4)
    lp_tiles_drop_unseen (tiles);
}

void
lp_tiles_snapshot (LpTiles            *tiles,
                   GtkSnapshot        *snapshot,
                   const GdkRectangle *view,
                   int                 scale,
                   LpTilesPaint        paint,
                   gpointer            user_data)
{
  g_autoptr (GPtrArray) seen = list_tiles (tiles, view);

  paint_missing (tiles, view, paint, user_data);
  tiles->frame++;
  for (guint i = 0; i < seen->len; i++)
    {
      Tile *tile = seen->pdata[i];
      const GdkRectangle area = get_area (tile);

      tile->frame = tiles->frame;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (area.x - view->x) / scale,
                                                              (float) (area.y - view->y) / scale));
      gtk_snapshot_append_node (snapshot, ensure_node (tile, scale));
      gtk_snapshot_restore (snapshot);
    }
  drop_some (tiles, seen->len);
}
