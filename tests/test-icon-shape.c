/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/icon-shape.h"

#include <librsvg/rsvg.h>
#include <string.h>

#include "model/resource.h"

#define ICONS "icons/scalable/actions"

/* Of 255: cairo counts in 256ths of a pixel, and both round an arc in their own way. */
#define MOST_DIFFERENT 4

static cairo_surface_t *
paint (GBytes *svg,
       int     size)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, size, size);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;
  g_autoptr (LpIconShape) outline = NULL;

  outline = lp_icon_shape_new (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), &error);
  g_assert_no_error (error);
  cairo_scale (cr, size / LP_OUTLINE_SIZE, size / LP_OUTLINE_SIZE);
  lp_icon_shape_fill (outline, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static cairo_surface_t *
paint_with_librsvg (GBytes *svg,
                    int     size)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, size, size);
  const RsvgRectangle viewport = { 0, 0, size, size };
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;
  RsvgHandle *handle;

  handle = rsvg_handle_new_from_data (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), &error);
  g_assert_no_error (error);
  rsvg_handle_render_document (handle, cr, &viewport, &error);
  g_assert_no_error (error);
  g_object_unref (handle);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static void
assert_alike (cairo_surface_t *ours,
              cairo_surface_t *theirs,
              const char      *name,
              int              size)
{
  const int stride = cairo_image_surface_get_stride (ours);
  const guint8 *left = cairo_image_surface_get_data (ours);
  const guint8 *right = cairo_image_surface_get_data (theirs);

  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      if (ABS (left[y * stride + x] - right[y * stride + x]) > MOST_DIFFERENT)
        g_error ("%s of %d pixels: %d at %d, %d, librsvg has %d", name, size,
                 left[y * stride + x], x, y, right[y * stride + x]);
}

static void
test_icons_are_as_librsvg_paints_them (void)
{
  static const int sizes[] = { 11, 16, 20, 32, 150 };
  g_auto (GStrv) names = lp_resource_list (ICONS);

  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        g_autofree char *path = g_strconcat (ICONS "/", names[i], NULL);
        g_autoptr (GBytes) svg = lp_resource_get (path);
        cairo_surface_t *ours = paint (svg, sizes[j]);
        cairo_surface_t *theirs = paint_with_librsvg (svg, sizes[j]);

        assert_alike (ours, theirs, names[i], sizes[j]);
        cairo_surface_destroy (ours);
        cairo_surface_destroy (theirs);
      }
}

static void
test_what_is_not_understood_is_said (void)
{
  static const char *const broken[] = {
    "<svg><circle cx='8' cy='8' r='4'/></svg>",
    "<svg><path d='M1 1C2 2 3 3 4 4Z'/></svg>",
    "<svg><path d='m1 1'/></svg>",
    "<svg><path d='M1'/></svg>",
    "<svg><path d='M1 1A2 2 30 0 1 4 4'/></svg>",
    "<svg><path/></svg>",
    "<svg>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LpIconShape) outline = lp_icon_shape_new (broken[i], strlen (broken[i]), &error);

      g_assert_null (outline);
      g_assert_nonnull (error);
      g_assert_cmpint (error->domain, ==, G_MARKUP_ERROR);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outline/librsvg", test_icons_are_as_librsvg_paints_them);
  g_test_add_func ("/outline/broken", test_what_is_not_understood_is_said);

  return g_test_run ();
}
