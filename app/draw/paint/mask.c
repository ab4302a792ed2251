/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/mask.h"

#include <glib.h>
#include <math.h>

/* Cards and labels have few sizes, but a zoom goes through many of each. */
#define MAX_MASKS 400

/* A server would fill the memory. */
#define MOST_PIXELS (1 << 15)

typedef struct
{
  int    width;
  int    height;
  double radius;
  double border;
} Shape;

static guint
shape_hash (gconstpointer key)
{
  const Shape *shape = key;

  return ((shape->width * 31 + shape->height) * 31 + (guint) (shape->radius * 16)) * 31 +
         (guint) (shape->border * 16);
}

static gboolean
shape_equal (gconstpointer a,
             gconstpointer b)
{
  const Shape *left = a, *right = b;

  return left->width == right->width && left->height == right->height &&
         left->radius == right->radius && left->border == right->border;
}

static GPrivate own_masks = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);

static GHashTable *
get_masks (void)
{
  GHashTable *masks = g_private_get (&own_masks);

  if (masks == NULL)
    {
      masks = g_hash_table_new_full (shape_hash, shape_equal, g_free,
                                     (GDestroyNotify) cairo_surface_destroy);
      g_private_set (&own_masks, masks);
    }

  return masks;
}

static void
trace (cairo_t     *cr,
       const Shape *shape,
       double       inset)
{
  const double left = inset, right = shape->width - inset;
  const double top = inset, bottom = shape->height - inset;
  const double radius = MAX (MIN (shape->radius, shape->height / 2.0) - inset, 0);

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - radius, top + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0, G_PI_2);
  cairo_arc (cr, left + radius, bottom - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, left + radius, top + radius, radius, G_PI, G_PI + G_PI_2);
  cairo_close_path (cr);
}

static cairo_surface_t *
paint_shape (const Shape *shape)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, shape->width, shape->height);
  cairo_t *cr = cairo_create (mask);

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  trace (cr, shape, 0);
  if (shape->border > 0)
    trace (cr, shape, shape->border);
  cairo_fill (cr);
  cairo_destroy (cr);

  return mask;
}

static cairo_surface_t *
get_mask (const Shape *shape)
{
  GHashTable *masks = get_masks ();
  cairo_surface_t *mask = g_hash_table_lookup (masks, shape);

  if (mask != NULL)
    return mask;

  if (g_hash_table_size (masks) >= MAX_MASKS)
    g_hash_table_remove_all (masks);

  mask = paint_shape (shape);
  g_hash_table_insert (masks, g_memdup2 (shape, sizeof *shape), mask);

  return mask;
}

static gboolean
is_as_fine (cairo_t *cr,
            double   scale)
{
  double across = 1, down = 0;

  cairo_user_to_device_distance (cr, &across, &down);

  return fabs (across - scale) < 0.02 * scale && down == 0;
}

/* From now on @cr counts in pixels, and so do @x and @y. */
static void
go_to_pixels (cairo_t *cr,
              double   scale,
              double  *x,
              double  *y)
{
  if (is_as_fine (cr, scale))
    {
      cairo_user_to_device (cr, x, y);
      cairo_identity_matrix (cr);
      *x = round (*x);
      *y = round (*y);
    }
  else
    {
      cairo_translate (cr, *x, *y);
      cairo_scale (cr, 1 / scale, 1 / scale);
      *x = *y = 0;
    }
}

void
lp_mask_paint (cairo_t         *cr,
               cairo_surface_t *mask,
               double           scale,
               double           x,
               double           y)
{
  cairo_save (cr);
  go_to_pixels (cr, scale, &x, &y);
  cairo_mask_surface (cr, mask, x, y);
  cairo_restore (cr);
}

static void
paint_part (cairo_t         *cr,
            cairo_surface_t *mask,
            double           x,
            double           y,
            double           mask_x,
            double           mask_y,
            double           size)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, size, size);
  cairo_clip (cr);
  cairo_mask_surface (cr, mask, x - mask_x, y - mask_y);
  cairo_restore (cr);
}

/* The corners from the mask of a small box, what is between them as rectangles. In pixels. */
static void
paint_large (cairo_t     *cr,
             const Shape *shape,
             double       x,
             double       y)
{
  const int corner = ceil (MAX (shape->radius, shape->border));
  const Shape small = { 2 * corner, 2 * corner, shape->radius, shape->border };
  cairo_surface_t *mask = get_mask (&small);
  const double right = x + shape->width - corner, bottom = y + shape->height - corner;
  const double inner_width = shape->width - 2 * corner, inner_height = shape->height - 2 * corner;
  const double side = shape->border > 0 ? shape->border : corner;

  paint_part (cr, mask, x, y, 0, 0, corner);
  paint_part (cr, mask, right, y, corner, 0, corner);
  paint_part (cr, mask, x, bottom, 0, corner, corner);
  paint_part (cr, mask, right, bottom, corner, corner, corner);

  cairo_rectangle (cr, x + corner, y, inner_width, side);
  cairo_rectangle (cr, x + corner, y + shape->height - side, inner_width, side);
  cairo_rectangle (cr, x, y + corner, side, inner_height);
  cairo_rectangle (cr, x + shape->width - side, y + corner, side, inner_height);
  if (shape->border == 0)
    cairo_rectangle (cr, x + corner, y + corner, inner_width, inner_height);
  cairo_fill (cr);
}

void
lp_mask_paint_round (cairo_t      *cr,
                     const LpRect *rect,
                     double        radius,
                     double        border,
                     double        scale)
{
  const Shape shape = {
    fmax (round (rect->width * scale), 1), fmax (round (rect->height * scale), 1), radius, border,
  };
  double x = rect->x, y = rect->y;

  if ((double) shape.width * shape.height < MOST_PIXELS)
    {
      lp_mask_paint (cr, get_mask (&shape), scale, x, y);
      return;
    }

  cairo_save (cr);
  go_to_pixels (cr, scale, &x, &y);
  paint_large (cr, &shape, x, y);
  cairo_restore (cr);
}
