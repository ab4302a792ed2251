/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw/lettering.h"
#include "draw/paint.h"
#include "draw/picture.h"

/* What browsers and picture viewers still open. */
#define LONGEST_SIDE 30000
#define MOST_PIXELS (512.0 * 1024 * 1024)

/* A repository page shows a picture this wide, and its smallest texts should then be this high. */
#define PAGE_WIDTH 830.0
#define READABLE 9.0

G_DEFINE_QUARK (lp-export-error-quark, lp_export_error)

static const LpExportFormat formats[] = {
  { "png", N_("PNG picture"), "image/png", TRUE, lp_picture_write_png },
  { "svg", N_("SVG picture"), "image/svg+xml", FALSE, lp_picture_write_svg },
  { "pdf", N_("PDF document"), "application/pdf", FALSE, lp_picture_write_pdf },
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

static gboolean
check_size (const LpPicture  *picture,
            GError          **error)
{
  if (picture->pixel_width <= LONGEST_SIDE && picture->pixel_height <= LONGEST_SIDE &&
      (double) picture->pixel_width * picture->pixel_height <= MOST_PIXELS)
    return TRUE;

  g_set_error (error, LP_EXPORT_ERROR, LP_EXPORT_ERROR_SIZE,
               _("The picture would be %d × %d pixels. Most programs open no more than %d on a side and"
                 " %d million in all: choose a smaller scale, or SVG or PDF."),
               picture->pixel_width, picture->pixel_height, LONGEST_SIDE, (int) (MOST_PIXELS / 1e6));

  return FALSE;
}

GBytes *
lp_export_to_bytes (LpDesign               *design,
                    GHashTable             *marks,
                    const LpExportFormat   *format,
                    const LpExportOptions  *options,
                    GError                **error)
{
  g_autoptr (LpPicture) picture = NULL;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);
  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  picture = lp_picture_new (design, marks, options);
  if (format->has_pixels && !check_size (picture, error))
    return NULL;

  return format->write (picture, error);
}

/* A pipe or /dev/stdout is written to, never replaced by a file. */
static gboolean
write_through (const char  *path,
               GBytes      *bytes,
               GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error);

  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes), NULL, NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static gboolean
write_file (const char  *path,
            GBytes      *bytes,
            GError     **error)
{
  GStatBuf status;
  g_autofree char *target = NULL;

  if (g_stat (path, &status) == 0 && !S_ISREG (status.st_mode) && !S_ISDIR (status.st_mode))
    return write_through (path, bytes, error);

  /* A link stays a link: what it points to is replaced. */
  target = realpath (path, NULL);

  return g_file_set_contents_full (target != NULL ? target : path, g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}

gboolean
lp_export (LpDesign               *design,
           GHashTable             *marks,
           const char             *path,
           const LpExportOptions  *options,
           GError                **error)
{
  const LpExportFormat *format;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  format = lp_export_find_format (path);
  if (format == NULL)
    {
      g_set_error (error, LP_EXPORT_ERROR, LP_EXPORT_ERROR_FORMAT,
                   _("“%s” does not end in .png, .svg or .pdf"), path);
      return FALSE;
    }

  bytes = lp_export_to_bytes (design, marks, format, options, error);

  return bytes != NULL && write_file (path, bytes, error);
}

void
lp_export_get_size (LpDesign              *design,
                    GHashTable            *marks,
                    const LpExportOptions *options,
                    int                   *width,
                    int                   *height)
{
  g_autoptr (LpPicture) picture = lp_picture_new (design, marks, options);

  *width = picture->pixel_width;
  *height = picture->pixel_height;
}

gboolean
lp_export_is_readable (LpDesign              *design,
                       const LpExportOptions *options,
                       double                *text_height)
{
  g_autoptr (LpPicture) picture = lp_picture_new (design, NULL, options);
  const double zoom = MIN (picture->scale, PAGE_WIDTH / picture->width);
  const double height = lp_lettering_get_font (LP_FONT_SECOND)->size * zoom;

  if (text_height != NULL)
    *text_height = height;

  return height >= READABLE;
}

cairo_surface_t *
lp_export_thumbnail (LpDesign      *design,
                     int            width,
                     int            height,
                     const LpStyle *style)
{
  const LpExportOptions options = { .scale = 1 };
  g_autoptr (LpPicture) picture = lp_picture_new (design, NULL, &options);
  const LpPaintOptions paint = { .style = style };
  const double scale = MIN (1, MIN (width / MAX (picture->width, 1), height / MAX (picture->height, 1)));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, (width - picture->width * scale) / 2, (height - picture->height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -picture->content.x, -picture->content.y);
  lp_paint (picture->scene, cr, &paint);
  cairo_destroy (cr);

  return surface;
}
