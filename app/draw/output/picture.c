/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/output/picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/output/frame.h"
#include "draw/scene/mark.h"
#include "draw/paint/paint-private.h"
#include "draw/paint/paint.h"
#include "draw/output/png-writer.h"

/* A drawing unit is a pixel at 96 per inch; PDF counts in points. */
#define UNITS_PER_INCH 96.0
#define POINTS_PER_UNIT 0.75

/* A picture of one component has room for its title, too. */
#define NARROWEST_TITLE 320

static GHashTable *
make_set (GPtrArray *elements)
{
  GHashTable *set;

  if (elements == NULL)
    return NULL;

  set = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < elements->len; i++)
    g_hash_table_add (set, g_ptr_array_index (elements, i));

  return set;
}

/* What is painted, without the air that the scene keeps around everything. */
static void
measure_content (LpPicture *picture)
{
  LpScene *scene = picture->scene;
  LpRect mark_rect;

  for (guint i = 0; i < scene->boxes->len; i++)
    {
      const LpSceneBox *box = lp_scene_box (scene, i);
      const LpMark *mark;

      if (box->element == NULL || !lp_paint_is_wanted (box->element, picture->only))
        continue;
      picture->content = lp_rect_union (&picture->content, &box->rect);
      mark = picture->options->marks ? lp_scene_find_mark (scene, box->element) : NULL;
      if (mark != NULL && lp_mark_get_rect (mark, &box->rect, box->chip, FALSE, &mark_rect))
        picture->content = lp_rect_union (&picture->content, &mark_rect);
    }

  for (guint i = 0; i < scene->lines->len; i++)
    {
      const LpSceneLine *line = lp_scene_line (scene, i);

      if (line->element != NULL && line->bounds.width > 0 &&
          lp_paint_is_wanted (line->element, picture->only))
        picture->content = lp_rect_union (&picture->content, &line->bounds);
    }
}

static int
count_pixels (double length)
{
  const double whole = ceil (length - 0.001);

  return CLAMP (whole, 1, G_MAXINT);
}

static void
measure (LpPicture *picture)
{
  const LpExportOptions *options = picture->options;
  LpScene *scene = picture->scene;
  double width;

  measure_content (picture);
  width = picture->content.width;
  if (options->title)
    picture->title_height = lp_frame_get_title_height (lp_scene_get_design (scene));
  if (picture->title_height > 0)
    width = MAX (width, NARROWEST_TITLE);
  if (options->legend)
    picture->legend_height = lp_frame_get_legend_height (scene, options->marks, width);

  picture->border = MAX (options->border, 0);
  picture->width = width + 2 * picture->border;
  picture->height = picture->content.height + picture->title_height + picture->legend_height +
                    2 * picture->border;

  picture->scale = options->scale > 0 ? options->scale : 1;
  if (options->width > 0 && picture->width > 0)
    picture->scale = options->width / picture->width;
  picture->pixel_width = count_pixels (picture->width * picture->scale);
  picture->pixel_height = count_pixels (picture->height * picture->scale);
}

LpPicture *
lp_picture_new (LpDesign              *design,
                GHashTable            *marks,
                const LpExportOptions *options)
{
  const gboolean dark = options->background == LP_BACKGROUND_DARK;
  LpPicture *picture = g_new0 (LpPicture, 1);

  picture->scene = lp_scene_new (design);
  picture->options = options;
  picture->style = lp_style_get (dark ? LP_THEME_DARK : LP_THEME_LIGHT);
  picture->only = make_set (options->selection);
  lp_scene_set_marks (picture->scene, marks);
  lp_scene_update (picture->scene, NULL);
  measure (picture);

  return picture;
}

void
lp_picture_free (LpPicture *picture)
{
  lp_scene_free (picture->scene);
  g_clear_pointer (&picture->only, g_hash_table_unref);
  g_free (picture);
}

/* The upper left corner of the picture is at 0, 0. Texts go to @svg unless that is NULL. */
static void
paint_picture (LpPicture *picture,
               cairo_t   *cr,
               double     scale,
               GString   *svg)
{
  const LpExportOptions *options = picture->options;
  const double border = picture->border;
  const double inside = picture->width - 2 * border;
  const LpPaintOptions paint = {
    .style = picture->style, .marks = options->marks, .only = picture->only, .svg = svg,
  };
  LpPen pen;

  cairo_scale (cr, scale, scale);
  lp_pen_init (&pen, cr, picture->style, 0);
  pen.svg = svg;
  if (options->background != LP_BACKGROUND_TRANSPARENT)
    {
      lp_pen_set_color (&pen, picture->style->paper);
      cairo_paint (cr);
    }

  if (picture->title_height > 0)
    lp_frame_paint_title (&pen, lp_scene_get_design (picture->scene), border, border, inside);
  if (picture->legend_height > 0)
    lp_frame_paint_legend (&pen, picture->scene, options->marks, border,
                           picture->height - border - picture->legend_height, inside);

  cairo_translate (cr, border - picture->content.x,
                   border + picture->title_height - picture->content.y);
  lp_paint (picture->scene, cr, &paint);
}

static void
paint_part (cairo_t  *cr,
            gpointer  data)
{
  LpPicture *picture = data;

  paint_picture (picture, cr, picture->scale, NULL);
}

GBytes *
lp_picture_write_png (LpPicture  *picture,
                      GError    **error)
{
  const LpPng png = {
    .width = picture->pixel_width,
    .height = picture->pixel_height,
    .opaque = picture->options->background != LP_BACKGROUND_TRANSPARENT,
    .resolution = UNITS_PER_INCH * picture->scale,
    .paint = paint_part,
    .data = picture,
    .source = picture->options->source,
  };

  return lp_png_write (&png, error);
}

static cairo_status_t
append_cb (void                *bytes,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (bytes, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* Takes over @surface, which writes to @bytes. */
static gboolean
paint_on (cairo_surface_t  *surface,
          LpPicture        *picture,
          double            scale,
          GString          *svg,
          GError          **error)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  paint_picture (picture, cr, scale, svg);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, LP_EXPORT_ERROR, LP_EXPORT_ERROR_FAILED,
                 _("The picture cannot be made: %s"), cairo_status_to_string (status));

  return status == CAIRO_STATUS_SUCCESS;
}

/* cairo counts its surfaces over the life of the process and writes the number down. The same
 * design shall give the same bytes. */
static void
remove_surface_number (GByteArray *svg)
{
  static const char before[] = "<g id=\"surface";
  const char *place = g_strstr_len ((char *) svg->data, svg->len, before);

  if (place != NULL)
    {
      const guint start = place + strlen (before) - (char *) svg->data;
      guint end = start;

      while (end < svg->len && g_ascii_isdigit (svg->data[end]))
        end++;
      g_byte_array_remove_range (svg, start, end - start);
    }
}

/* cairo would write texts as shapes of glyphs, which nobody can select, search or edit. So the
 * texts come as elements of their own, behind all that cairo has written: nothing in a drawing lies
 * on a text. */
GBytes *
lp_picture_write_svg (LpPicture  *picture,
                      GError    **error)
{
  static const char end[] = "</svg>";
  const double scale = picture->options->width > 0 ? picture->scale : 1;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GString) texts = g_string_new (NULL);
  cairo_surface_t *surface;
  char *tail;

  surface = cairo_svg_surface_create_for_stream (append_cb, bytes,
                                                 picture->width * scale, picture->height * scale);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  if (!paint_on (surface, picture, scale, texts, error))
    return NULL;

  remove_surface_number (bytes);
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  tail = g_strrstr ((char *) bytes->data, end);
  g_string_append (texts, tail != NULL ? tail : end);
  g_byte_array_set_size (bytes, tail != NULL ? tail - (char *) bytes->data : (int) bytes->len - 1);
  g_byte_array_append (bytes, (const guint8 *) texts->str, texts->len);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
lp_picture_write_pdf (LpPicture  *picture,
                      GError    **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  LpElement *root = lp_design_get_root (lp_scene_get_design (picture->scene));
  cairo_surface_t *surface;

  surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, picture->width * POINTS_PER_UNIT,
                                                 picture->height * POINTS_PER_UNIT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  lp_element_get_text (root, LP_ATTRIBUTE_TITLE));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Linchpin " LP_VERSION);
  if (!paint_on (surface, picture, POINTS_PER_UNIT, NULL, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
