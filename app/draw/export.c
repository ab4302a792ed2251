/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/export.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/paint.h"

G_DEFINE_QUARK (lp-export-error-quark, lp_export_error)

static const LpExportFormat formats[] = {
  { "png", N_("PNG picture"), "image/png" },
  { "svg", N_("SVG picture"), "image/svg+xml" },
  { "pdf", N_("PDF document"), "application/pdf" },
};

const LpExportFormat *
lp_export_get_formats (guint *n_formats)
{
  *n_formats = G_N_ELEMENTS (formats);

  return formats;
}

const LpExportFormat *
lp_export_find_format (const char *path)
{
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (dot + 1, formats[i].suffix) == 0)
      return &formats[i];

  return NULL;
}

static cairo_status_t
append_cb (void                *bytes,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (bytes, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
paint_picture (LpScene               *scene,
               cairo_t               *cr,
               const LpExportOptions *options)
{
  LpPaintOptions paint = { .marks = options->marks };
  LpRect bounds;

  paint.style = lp_style_get (options->background == LP_BACKGROUND_DARK ? LP_THEME_DARK : LP_THEME_LIGHT);
  lp_scene_get_bounds (scene, &bounds);
  if (options->background != LP_BACKGROUND_TRANSPARENT)
    {
      const LpColor paper = paint.style->paper;

      cairo_set_source_rgb (cr, (paper >> 16) / 255.0, (paper >> 8 & 0xff) / 255.0, (paper & 0xff) / 255.0);
      cairo_paint (cr);
    }
  cairo_scale (cr, options->scale, options->scale);
  cairo_translate (cr, options->border - bounds.x, options->border - bounds.y);
  lp_paint (scene, cr, &paint);
}

void
lp_export_get_size (LpDesign              *design,
                    const LpExportOptions *options,
                    int                   *width,
                    int                   *height)
{
  g_autoptr (LpScene) scene = lp_scene_new (design);
  LpRect bounds;

  lp_scene_update (scene, NULL);
  lp_scene_get_bounds (scene, &bounds);
  *width = ceil ((bounds.width + 2 * options->border) * options->scale);
  *height = ceil ((bounds.height + 2 * options->border) * options->scale);
}

gboolean
lp_export_is_readable (LpDesign              *design,
                       const LpExportOptions *options,
                       double                *percent)
{
  int width, height;

  lp_export_get_size (design, options, &width, &height);
  if (percent != NULL)
    *percent = 100 * 830.0 * options->scale / width;

  return 11 * 830.0 * options->scale / width >= 9;
}

GBytes *
lp_export_to_bytes (LpDesign               *design,
                    GHashTable             *marks,
                    const LpExportFormat   *format,
                    const LpExportOptions  *options,
                    GError                **error)
{
  g_autoptr (LpScene) scene = lp_scene_new (design);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  int width, height;

  lp_scene_set_marks (scene, marks);
  lp_scene_update (scene, NULL);
  lp_export_get_size (design, options, &width, &height);

  if (strcmp (format->suffix, "svg") == 0)
    surface = cairo_svg_surface_create_for_stream (append_cb, bytes, width, height);
  else if (strcmp (format->suffix, "pdf") == 0)
    surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, width, height);
  else
    surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  cr = cairo_create (surface);
  paint_picture (scene, cr, options);
  cairo_destroy (cr);
  if (strcmp (format->suffix, "png") == 0)
    cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
lp_export (LpDesign               *design,
           GHashTable             *marks,
           const char             *path,
           const LpExportOptions  *options,
           GError                **error)
{
  const LpExportFormat *format = lp_export_find_format (path);
  g_autoptr (GBytes) bytes = NULL;

  if (format == NULL)
    {
      g_set_error (error, LP_EXPORT_ERROR, LP_EXPORT_ERROR_FORMAT,
                   _("“%s” ends in none of: png, svg, pdf"), path);
      return FALSE;
    }

  bytes = lp_export_to_bytes (design, marks, format, options, error);

  return bytes != NULL && g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

cairo_surface_t *
lp_export_thumbnail (LpDesign      *design,
                     int            width,
                     int            height,
                     const LpStyle *style)
{
  g_autoptr (LpScene) scene = lp_scene_new (design);
  LpPaintOptions options = { .style = style };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  LpRect bounds;
  double scale;

  lp_scene_update (scene, NULL);
  lp_scene_get_bounds (scene, &bounds);
  scale = MIN (1, MIN (width / MAX (bounds.width, 1), height / MAX (bounds.height, 1)));
  cairo_translate (cr, (width - bounds.width * scale) / 2, (height - bounds.height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -bounds.x, -bounds.y);
  lp_paint (scene, cr, &options);
  cairo_destroy (cr);

  return surface;
}

GBytes *
lp_export_find_source (GBytes *png)
{
  return NULL;
}
