/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/output/export.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/paint/lettering.h"
#include "draw/paint/paint.h"
#include "draw/output/picture.h"

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
               _("The picture would be %d × %d pixels. Most programs open no more than %d on a"
                 " side and %d million in all: choose a smaller scale, or SVG or PDF."),
               picture->pixel_width, picture->pixel_height, LONGEST_SIDE,
               (int) (MOST_PIXELS / 1e6));

  return FALSE;
}

static LpExportFacts
tell_facts (const LpPicture *picture)
{
  const double zoom = MIN (picture->scale, PAGE_WIDTH / picture->width);
  const double height = lp_lettering_get_font (LP_FONT_SECOND)->size * zoom;

  return (LpExportFacts) {
    .width = picture->pixel_width,
    .height = picture->pixel_height,
    .text_height = height,
    .is_readable = height >= READABLE,
  };
}

GBytes *
lp_export_to_bytes (LpDesign               *design,
                    GHashTable             *marks,
                    const LpExportFormat   *format,
                    const LpExportOptions  *options,
                    LpExportFacts          *facts,
                    GError                **error)
{
  g_autoptr (LpPicture) picture = NULL;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);
  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  picture = lp_picture_new (design, marks, options);
  if (facts != NULL)
    *facts = tell_facts (picture);
  if (format->has_pixels && !check_size (picture, error))
    return NULL;

  return format->write (picture, error);
}

void
lp_export_get_facts (LpDesign              *design,
                     GHashTable            *marks,
                     const LpExportOptions *options,
                     LpExportFacts         *facts)
{
  g_autoptr (LpPicture) picture = lp_picture_new (design, marks, options);

  *facts = tell_facts (picture);
}

char *
lp_export_dup_warning (const LpExportFacts *facts)
{
  const int height = fmax (floor (facts->text_height), 1);

  if (facts->is_readable)
    return NULL;

  return g_strdup_printf (ngettext ("On a page 830 pixels wide its texts are only %d pixel high. "
                                    "Arrange it narrower, or export parts of it.",
                                    "On a page 830 pixels wide its texts are only %d pixels high. "
                                    "Arrange it narrower, or export parts of it.", height),
                          height);
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
  const double scale = MIN (MIN (1, width / MAX (picture->width, 1)),
                            height / MAX (picture->height, 1));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -picture->content.x - picture->width / 2,
                   -picture->content.y - picture->height / 2);
  lp_paint (picture->scene, cr, &paint);
  cairo_destroy (cr);

  return surface;
}
