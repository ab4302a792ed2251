/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/icon.h"

#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

#include "draw/mask.h"
#include "model/resource.h"

/* Reading an icon takes librsvg longer than painting a whole card. On paper there are few colours
 * of each, on the screen few sizes, but a zoom goes through many of them. */
#define MAX_MASKS 400

typedef struct
{
  const char *key;          /* Interned. */
  guint       variant;      /* The colour of a handle, the size of a mask. */
} Name;

typedef struct
{
  GHashTable *handles;      /* From Name to RsvgHandle. */
  GHashTable *masks;        /* From Name to cairo_surface_t. */
} Icons;

static guint
name_hash (gconstpointer key)
{
  const Name *name = key;

  return g_direct_hash (name->key) * 31 + name->variant;
}

static gboolean
name_equal (gconstpointer a,
            gconstpointer b)
{
  const Name *left = a, *right = b;

  return left->key == right->key && left->variant == right->variant;
}

static void
icons_free (gpointer data)
{
  Icons *self = data;

  g_hash_table_unref (self->handles);
  g_hash_table_unref (self->masks);
  g_free (self);
}

/* librsvg’s handles belong to one thread at a time. */
static GPrivate own_icons = G_PRIVATE_INIT (icons_free);

static Icons *
get_icons (void)
{
  Icons *self = g_private_get (&own_icons);

  if (self != NULL)
    return self;

  self = g_new (Icons, 1);
  self->handles = g_hash_table_new_full (name_hash, name_equal, g_free, g_object_unref);
  self->masks = g_hash_table_new_full (name_hash, name_equal, g_free,
                                       (GDestroyNotify) cairo_surface_destroy);
  g_private_set (&own_icons, self);

  return self;
}

static RsvgHandle *
load (const Name *name)
{
  g_autofree char *path = g_strdup_printf ("icons/scalable/actions/%s-symbolic.svg", name->key);
  g_autofree char *css = g_strdup_printf ("svg { color: #%06x }", name->variant);
  g_autoptr (GBytes) bytes = lp_resource_get (path);
  g_autoptr (GError) error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  RsvgHandle *handle = rsvg_handle_new_from_data (data, size, &error);

  if (handle == NULL ||
      !rsvg_handle_set_stylesheet (handle, (const guint8 *) css, strlen (css), &error))
    g_error ("The compiled in icon “%s” is broken: %s", path, error->message);

  return handle;
}

static RsvgHandle *
get_handle (const char *key,
            guint32     color)
{
  const Name name = { key, color };
  GHashTable *handles = get_icons ()->handles;
  RsvgHandle *handle = g_hash_table_lookup (handles, &name);

  if (handle == NULL)
    {
      handle = load (&name);
      g_hash_table_insert (handles, g_memdup2 (&name, sizeof name), handle);
    }

  return handle;
}

static void
render (cairo_t    *cr,
        RsvgHandle *handle,
        double      x,
        double      y,
        double      size)
{
  const RsvgRectangle viewport = { x, y, size, size };

  /* All that can fail with a whole handle is the cairo_t, which keeps its own error. */
  rsvg_handle_render_document (handle, cr, &viewport, NULL);
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
  render (cr, get_handle (key, 0), 0, 0, size);
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

  if (scale <= 0)
    {
      render (cr, get_handle (key, color), x, y, size);
      return;
    }

  cairo_set_source_rgb (cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                        (color & 0xff) / 255.0);
  pixels = MAX (1, round (size * scale));
  lp_mask_paint (cr, get_mask (key, pixels), pixels / size, x, y);
}
