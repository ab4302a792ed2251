/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/icon.h"

#include <math.h>

#include "draw/paint/mask.h"
#include "draw/paint/icon-shape.h"
#include "model/resource.h"

/* On the screen there are few sizes, but a zoom goes through many of them. */
#define MAX_MASKS 400

typedef struct
{
  const char *key;          /* Interned. */
  guint       size;
} Name;

typedef struct
{
  GHashTable *shapes;     /* From key to LpIconShape. */
  GHashTable *masks;        /* From Name to cairo_surface_t. */
} Icons;

static guint
name_hash (gconstpointer key)
{
  const Name *name = key;

  return g_direct_hash (name->key) * 31 + name->size;
}

static gboolean
name_equal (gconstpointer a,
            gconstpointer b)
{
  const Name *left = a, *right = b;

  return left->key == right->key && left->size == right->size;
}

static void
icons_free (gpointer data)
{
  Icons *self = data;

  g_hash_table_unref (self->shapes);
  g_hash_table_unref (self->masks);
  g_free (self);
}

/* Pictures may be written by several threads at a time. */
static GPrivate own_icons = G_PRIVATE_INIT (icons_free);

static Icons *
get_icons (void)
{
  Icons *self = g_private_get (&own_icons);

  if (self != NULL)
    return self;

  self = g_new (Icons, 1);
  self->shapes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) lp_icon_shape_free);
  self->masks = g_hash_table_new_full (name_hash, name_equal, g_free,
                                       (GDestroyNotify) cairo_surface_destroy);
  g_private_set (&own_icons, self);

  return self;
}

static LpIconShape *
load (const char *key)
{
  g_autofree char *path = g_strdup_printf ("icons/scalable/actions/%s-symbolic.svg", key);
  g_autoptr (GBytes) bytes = lp_resource_get (path);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *svg = g_bytes_get_data (bytes, &size);
  LpIconShape *shape = lp_icon_shape_new (svg, size, &error);

  if (shape == NULL)
    g_error ("The compiled in icon “%s” is broken: %s", path, error->message);

  return shape;
}

static LpIconShape *
get_outline (const char *key)
{
  GHashTable *shapes = get_icons ()->shapes;
  LpIconShape *shape = g_hash_table_lookup (shapes, key);

  if (shape == NULL)
    {
      shape = load (key);
      g_hash_table_insert (shapes, (gpointer) key, shape);
    }

  return shape;
}

static void
render (cairo_t    *cr,
        const char *key,
        double      x,
        double      y,
        double      size)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, size / LP_OUTLINE_SIZE, size / LP_OUTLINE_SIZE);
  lp_icon_shape_fill (get_outline (key), cr);
  cairo_restore (cr);
}

static cairo_surface_t *
get_mask (const char *key,
          guint       size)
{
  const Name name = { key, size };
  GHashTable *masks = get_icons ()->masks;
  cairo_surface_t *mask = g_hash_table_lookup (masks, &name);
  cairo_t *cr;

  if (mask != NULL)
    return mask;

  if (g_hash_table_size (masks) >= MAX_MASKS)
    g_hash_table_remove_all (masks);

  mask = cairo_image_surface_create (CAIRO_FORMAT_A8, size, size);
  cr = cairo_create (mask);
  render (cr, key, 0, 0, size);
  cairo_destroy (cr);
  g_hash_table_insert (masks, g_memdup2 (&name, sizeof name), mask);

  return mask;
}

void
lp_icon_paint (cairo_t    *cr,
               const char *key,
               double      x,
               double      y,
               double      size,
               guint32     color,
               double      scale)
{
  guint pixels;

  key = g_intern_string (key);
  cairo_set_source_rgb (cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                        (color & 0xff) / 255.0);

  if (scale <= 0)
    {
      render (cr, key, x, y, size);
      return;
    }

  pixels = fmax (1, round (size * scale));
  lp_mask_paint (cr, get_mask (key, pixels), pixels / size, x, y);
}
