/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/pen.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "draw/paint/icon.h"
#include "draw/paint/mask.h"
#include "model/text.h"

/* Text that is a little too long is set smaller before anything of it is cut. */
#define SMALLEST 0.9

/* Pixels. Below, text is only grey noise. */
#define SMALLEST_LEGIBLE 4

/* Drawing units: arrowheads and bends reach into the picture from outside. */
#define CLIP_MARGIN 24

/* Pixels per drawing unit between which texts are masks. */
#define SMALLEST_MASK 0.6
#define LARGEST_MASK 1.75

void
lp_pen_init (LpPen         *pen,
             cairo_t       *cr,
             const LpStyle *style,
             double         scale)
{
  const cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));
  double across = 1, down = 0;
  double left, top, right, bottom;

  cairo_user_to_device_distance (cr, &across, &down);
  *pen = (LpPen) {
    .cr = cr,
    .style = style,
    .scale = scale > 0 ? scale : hypot (across, down),
    .is_paper = type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_SVG ||
                type == CAIRO_SURFACE_TYPE_PS,
    .ground = style->paper,
  };
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  pen->clip = lp_rect_grow (&(LpRect) { left, top, right - left, bottom - top }, CLIP_MARGIN);
}

static guint
mix_channel (LpColor a,
             LpColor b,
             double  share,
             guint   shift)
{
  const double first = a >> shift & 0xff, second = b >> shift & 0xff;

  return (guint) round (first + (second - first) * share) << shift;
}

LpColor
lp_color_mix (LpColor a,
              LpColor b,
              double  share)
{
  return mix_channel (a, b, share, 16) |
         mix_channel (a, b, share, 8) |
         mix_channel (a, b, share, 0);
}

LpColor
lp_pen_fade (const LpPen *pen,
             LpColor      color)
{
  return pen->fade > 0 ? lp_color_mix (color, pen->ground, pen->fade) : color;
}

void
lp_pen_set_color (LpPen   *pen,
                  LpColor  color)
{
  color = lp_pen_fade (pen, color);
  cairo_set_source_rgb (pen->cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                        (color & 0xff) / 255.0);
}

void
lp_pen_round (LpPen        *pen,
              const LpRect *rect,
              double        radius)
{
  const double left = rect->x + radius, right = rect->x + rect->width - radius;
  const double top = rect->y + radius, bottom = rect->y + rect->height - radius;

  /* Far out nobody sees the corners, but they would cost most of the time. */
  if (radius * pen->scale < 1)
    {
      cairo_rectangle (pen->cr, rect->x, rect->y, rect->width, rect->height);
      return;
    }

  cairo_new_sub_path (pen->cr);
  cairo_arc (pen->cr, right, top, radius, -G_PI_2, 0);
  cairo_arc (pen->cr, right, bottom, radius, 0, G_PI_2);
  cairo_arc (pen->cr, left, bottom, radius, G_PI_2, G_PI);
  cairo_arc (pen->cr, left, top, radius, G_PI, G_PI + G_PI_2);
  cairo_close_path (pen->cr);
}

void
lp_pen_fill (LpPen   *pen,
             LpColor  color)
{
  lp_pen_set_color (pen, color);
  cairo_fill_preserve (pen->cr);
}

double
lp_pen_limit_width (const LpPen *pen,
                    double       width)
{
  return pen->is_paper ? width : MAX (width, 1 / pen->scale);
}

void
lp_pen_stroke (LpPen   *pen,
               LpColor  color,
               double   width)
{
  lp_pen_set_color (pen, color);
  cairo_set_line_width (pen->cr, lp_pen_limit_width (pen, width));
  cairo_stroke (pen->cr);
}

static void
trace_and_fill (LpPen        *pen,
                const LpRect *rect,
                double        radius,
                LpColor       fill,
                LpColor       border,
                double        border_width)
{
  const LpRect inside = lp_rect_grow (rect, -border_width / 2);

  lp_pen_round (pen, &inside, MIN (radius - border_width / 2, inside.height / 2));
  lp_pen_fill (pen, fill);
  if (border_width > 0)
    lp_pen_stroke (pen, border, border_width);
  cairo_new_path (pen->cr);
}

void
lp_pen_box (LpPen        *pen,
            const LpRect *rect,
            double        radius,
            LpColor       fill,
            LpColor       border,
            double        border_width)
{
  const double pixels = MIN (radius, rect->height / 2) * pen->scale;

  if (pen->is_paper || pixels < 1)
    {
      trace_and_fill (pen, rect, radius, fill, border, border_width);
      return;
    }

  lp_pen_set_color (pen, fill);
  lp_mask_paint_round (pen->cr, rect, pixels, 0, pen->scale);
  if (border_width == 0)
    return;

  lp_pen_set_color (pen, border);
  lp_mask_paint_round (pen->cr, rect, pixels, MAX (border_width * pen->scale, 1), pen->scale);
}

/* The range of steps along @way from @start that lies between @low and @high. */
static void
limit_steps (double  start,
             double  way,
             double  low,
             double  high,
             double *first,
             double *last)
{
  if (way == 0)
    {
      if (start < low || start > high)
        *last = -1;
      return;
    }

  *first = MAX (*first, MIN ((low - start) / way, (high - start) / way));
  *last = MIN (*last, MAX ((low - start) / way, (high - start) / way));
}

gboolean
lp_pen_clip_line (LpPen   *pen,
                  LpPoint *start,
                  LpPoint *end,
                  double  *passed)
{
  const LpRect *clip = &pen->clip;
  const LpPoint way = lp_point_direction (start, end);
  double first = 0, last = lp_point_distance (start, end);

  limit_steps (start->x, way.x, clip->x, clip->x + clip->width, &first, &last);
  limit_steps (start->y, way.y, clip->y, clip->y + clip->height, &first, &last);
  if (first >= last)
    return FALSE;

  *end = lp_point_go (start, &way, last);
  *start = lp_point_go (start, &way, first);
  *passed += first;

  return TRUE;
}

/* What is left of a line after Pango cut it: the text before the ellipsis. */
static char *
dup_visible (PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);

  for (GSList *each = line->runs; each != NULL; each = each->next)
    {
      const PangoItem *item = ((PangoLayoutRun *) each->data)->item;

      if (item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS)
        {
          g_autofree char *start = g_strndup (text, item->offset);

          return g_strconcat (start, "…", NULL);
        }
    }

  return g_strdup (text);
}

static void
append_number (GString    *svg,
               const char *name,
               double      number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", number);
  g_string_append_printf (svg, " %s=\"%s\"", name, buffer);
}

/* The length goes along, so that the text fits where a reader has other fonts. */
static void
append_svg (LpPen      *pen,
            LpFont      font,
            LpColor     color,
            const char *text,
            double      x,
            double      y,
            double      width,
            double      zoom)
{
  const LpFontRow *row = lp_lettering_get_font (font);
  double size = row->size * zoom, skew = 0;

  cairo_user_to_device (pen->cr, &x, &y);
  cairo_user_to_device_distance (pen->cr, &size, &skew);
  g_string_append (pen->svg, "<text xml:space=\"preserve\"");
  append_number (pen->svg, "x", x);
  append_number (pen->svg, "y", y);
  append_number (pen->svg, "font-size", size);
  append_number (pen->svg, "textLength", width * size / row->size);
  g_string_append_printf (pen->svg,
                          " lengthAdjust=\"spacingAndGlyphs\" font-family=\"%s\""
                          " font-weight=\"%d\" fill=\"#%06x\">",
                          row->family, row->weight, lp_pen_fade (pen, color));
  lp_text_append_xml (pen->svg, text);
  g_string_append (pen->svg, "</text>\n");
}

/* Where cairo’s own way looks bad: not yet large, and no longer tiny. */
static gboolean
wants_mask (const LpPen *pen,
            double       zoom)
{
  return !pen->is_paper && pen->scale * zoom >= SMALLEST_MASK && pen->scale * zoom < LARGEST_MASK;
}

static void
show_glyphs (LpPen       *pen,
             PangoLayout *layout,
             double       x,
             double       y,
             double       zoom)
{
  cairo_save (pen->cr);
  cairo_translate (pen->cr, x, y);
  cairo_scale (pen->cr, zoom, zoom);
  cairo_move_to (pen->cr, 0, 0);
  pango_cairo_show_layout_line (pen->cr, pango_layout_get_line_readonly (layout, 0));
  cairo_restore (pen->cr);
  cairo_new_path (pen->cr);
}

static double
get_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE;
}

void
lp_pen_text (LpPen      *pen,
             LpFont      font,
             LpColor     color,
             const char *text,
             double      x,
             double      y,
             double      width,
             LpAlign     align)
{
  double natural, zoom = 1, cut = -1;

  if (*text == '\0' || !lp_pen_is_legible (pen, font))
    return;

  natural = get_width (lp_lettering_get (font, text, -1));
  if (width >= 0 && natural > width)
    zoom = MAX (width / natural, SMALLEST);
  if (width >= 0 && natural * zoom > width + 0.01)
    {
      cut = width / zoom;
      natural = get_width (lp_lettering_get (font, text, cut));
    }
  if (align != LP_ALIGN_LEFT)
    x -= natural * zoom / (align == LP_ALIGN_CENTER ? 2 : 1);

  lp_pen_set_color (pen, color);
  if (pen->svg != NULL)
    {
      g_autofree char *visible = dup_visible (lp_lettering_get (font, text, cut));

      append_svg (pen, font, color, visible, x, y, natural, zoom);
    }
  else if (wants_mask (pen, zoom))
    {
      double left, top;
      cairo_surface_t *mask = lp_lettering_get_mask (font, text, cut, pen->scale * zoom,
                                                     &left, &top);

      lp_mask_paint (pen->cr, mask, pen->scale, x + left * zoom, y + top * zoom);
    }
  else
    {
      show_glyphs (pen, lp_lettering_get (font, text, cut), x, y, zoom);
    }
}

void
lp_pen_text_at (LpPen      *pen,
                LpFont      font,
                LpColor     color,
                const char *text,
                double      x,
                double      y,
                double      width,
                LpAlign     align)
{
  y += lp_lettering_get_font (font)->cap_height / 2;
  lp_pen_text (pen, font, color, text, x, y, width, align);
}

static void
append_lines (LpPen       *pen,
              LpFont       font,
              LpColor      color,
              PangoLayout *layout,
              double       x,
              double       y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      g_autofree char *text = g_strndup (pango_layout_get_text (layout) + line->start_index,
                                         line->length);
      const double width = lp_lettering_measure (font, g_strchomp (text));

      if (*text != '\0')
        append_svg (pen, font, color, text, x,
                    y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE, width, 1);
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
}

void
lp_pen_paragraph (LpPen        *pen,
                  LpFont        font,
                  LpColor       color,
                  const char   *text,
                  const LpRect *rect)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (*text == '\0' || !lp_pen_is_legible (pen, font))
    return;

  layout = lp_lettering_wrap (font, text, rect->width, rect->height);
  if (pen->svg != NULL)
    {
      append_lines (pen, font, color, layout, rect->x, rect->y);
      return;
    }

  lp_pen_set_color (pen, color);
  cairo_move_to (pen->cr, rect->x, rect->y);
  pango_cairo_show_layout (pen->cr, layout);
  cairo_new_path (pen->cr);
}

void
lp_pen_icon (LpPen      *pen,
             const char *key,
             LpColor     color,
             double      x,
             double      y,
             double      size)
{
  lp_icon_paint (pen->cr, key, x, y, size, lp_pen_fade (pen, color),
                 pen->is_paper ? 0 : pen->scale);
}

gboolean
lp_pen_is_legible (const LpPen *pen,
                   LpFont       font)
{
  return pen->is_paper || lp_lettering_get_font (font)->size * pen->scale >= SMALLEST_LEGIBLE;
}
