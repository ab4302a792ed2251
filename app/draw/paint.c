/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint.h"

#include <pango/pangocairo.h>

#include "draw/scene-private.h"
#include "model/box.h"

static void
set_color (cairo_t *cr,
           LpColor  color)
{
  cairo_set_source_rgb (cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
}

static void
paint_text (cairo_t    *cr,
            const char *text,
            const char *font,
            double      x,
            double      y)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (description);
  g_object_unref (layout);
}

static void
paint_box (cairo_t       *cr,
           LpElement     *element,
           const LpRect  *rect,
           const LpStyle *style)
{
  gboolean container = lp_kind_is_container (lp_element_get_kind (element));

  cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  set_color (cr, container ? style->server : style->card);
  cairo_fill_preserve (cr);
  set_color (cr, container ? style->server_border : style->card_border);
  cairo_set_line_width (cr, style->border_width);
  cairo_stroke (cr);
  set_color (cr, style->text);
  paint_text (cr, lp_element_get_name (element), "Cantarell,Adwaita Sans,sans-serif Bold 10", rect->x + 16, rect->y + 8);
}

static void
paint_line (cairo_t           *cr,
            const LpRoute     *route,
            const LpSceneLine *line,
            const LpStyle     *style)
{
  set_color (cr, style->flows[line->flow].line);
  cairo_set_line_width (cr, style->flows[line->flow].width);
  for (guint i = 0; i < route->n_points; i++)
    cairo_line_to (cr, route->points[i].x, route->points[i].y);
  cairo_stroke (cr);
  if (line->label_width > 0 && route->n_points > 0)
    paint_text (cr, line->label, "Cantarell,Adwaita Sans,sans-serif 8", line->label_rect.x, line->label_rect.y);
}

void
lp_paint (LpScene              *scene,
          cairo_t              *cr,
          const LpPaintOptions *options)
{
  for (int containers = 1; containers >= 0; containers--)
    {
      for (guint i = 0; i < scene->box_order->len; i++)
        {
          LpSceneBox *box = lp_scene_box (scene, g_array_index (scene->box_order, guint, i));

          if (box->container == containers)
            paint_box (cr, box->element, &box->rect, options->style);
        }

      for (guint i = 0; containers && i < scene->line_order->len; i++)
        {
          LpSceneLine *line = lp_scene_line (scene, g_array_index (scene->line_order, guint, i));

          paint_line (cr, lp_scene_get_route (scene, line->element), line, options->style);
        }
    }
}

void
lp_paint_element (LpElement            *element,
                  cairo_t              *cr,
                  const LpPaintOptions *options)
{
  LpRect rect = { 0 };

  lp_box_get_size (element, &rect.width, &rect.height);
  paint_box (cr, element, &rect, options->style);
}
