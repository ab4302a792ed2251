/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/resource.h"

#include <gio/gio.h>
#include <librsvg/rsvg.h>

#include "model/kind.h"

#define ICONS "icons/scalable/actions"
#define SIZE 32

static cairo_surface_t *
paint_icon (const char *name,
            const char *css)
{
  g_autofree char *path = g_strconcat (ICONS "/", name, NULL);
  g_autoptr (GBytes) bytes = lp_resource_get (path);
  g_autoptr (GError) error = NULL;
  RsvgHandle *handle;
  RsvgRectangle viewport = { 0, 0, SIZE, SIZE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  handle = rsvg_handle_new_from_data (data, size, &error);
  g_assert_no_error (error);
  rsvg_handle_set_stylesheet (handle, (const guint8 *) css, strlen (css), &error);
  g_assert_no_error (error);
  rsvg_handle_render_document (handle, cr, &viewport, &error);
  g_assert_no_error (error);

  g_object_unref (handle);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface)
                      + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) row)[x];
}

static void
test_what_is_not_there_is_not_found (void)
{
  g_autoptr (GBytes) bytes = lp_resource_find ("templates/nothing.linchpin");
  g_auto (GStrv) names = lp_resource_list ("nothing");

  g_assert_null (bytes);
  g_assert_cmpuint (g_strv_length (names), ==, 0);
}

static void
test_a_folder_is_listed_in_order (void)
{
  g_auto (GStrv) names = lp_resource_list (ICONS);

  g_assert_cmpuint (g_strv_length (names), >, 1);
  for (guint i = 1; names[i] != NULL; i++)
    g_assert_cmpstr (names[i - 1], <, names[i]);
}

/* GTK's icon theme looks in all resources, not in ours alone. */
static void
test_resources_are_registered_for_gtk (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_resources_lookup_data (LP_RESOURCE_PREFIX "/" ICONS "/dns-symbolic.svg",
                                   G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
}

static void
test_every_box_has_an_icon (void)
{
  for (LpKind kind = 0; kind < LP_N_BOX_KINDS; kind++)
    {
      g_autofree char *path = g_strdup_printf (ICONS "/%s-symbolic.svg",
                                               lp_kind_get_row (kind)->key);
      g_autoptr (GBytes) bytes = lp_resource_find (path);

      if (bytes == NULL)
        g_error ("%s is missing", path);
    }
}

/* The painter says “color”, GTK’s icon theme sets the fill of each path: both must
 * reach every pixel, and nothing may touch the edge, where it would look cut off. */
static void
test_icons_take_any_colour_and_fit (void)
{
  g_auto (GStrv) names = lp_resource_list (ICONS);
  static const char *const sheets[] = {
    "svg { color: #00f }",
    "rect,circle,path { fill: #00f !important }",
  };

  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (sheets); j++)
      {
        cairo_surface_t *surface = paint_icon (names[i], sheets[j]);
        guint painted = 0;

        for (int y = 0; y < SIZE; y++)
          for (int x = 0; x < SIZE; x++)
            {
              guint32 pixel = pixel_at (surface, x, y);
              gboolean edge = x == 0 || y == 0 || x == SIZE - 1 || y == SIZE - 1;

              g_assert_cmphex (pixel & 0xffff00, ==, 0);
              g_assert_cmphex (pixel >> 24, ==, pixel & 0xff);
              painted += pixel != 0;
              if (edge && pixel != 0)
                g_error ("%s paints the edge at %d, %d", names[i], x, y);
            }

        if (painted < SIZE * SIZE / 10 || painted > SIZE * SIZE * 6 / 10)
          g_error ("%s paints %u of %d pixels", names[i], painted, SIZE * SIZE);
        cairo_surface_destroy (surface);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/resource/missing", test_what_is_not_there_is_not_found);
  g_test_add_func ("/resource/list", test_a_folder_is_listed_in_order);
  g_test_add_func ("/resource/registered", test_resources_are_registered_for_gtk);
  g_test_add_func ("/resource/kinds", test_every_box_has_an_icon);
  g_test_add_func ("/resource/icons", test_icons_take_any_colour_and_fit);

  return g_test_run ();
}
