/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas-private.h"

void
lp_canvas_get_accent (LpCanvas *self,
                      GdkRGBA  *color)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  if (!gtk_style_context_lookup_color (style, "accent_color", color))
    gdk_rgba_parse (color, "#1c71d8");
}

void
lp_canvas_rounded_outline (GtkSnapshot   *snapshot,
                           const LpRect  *rect,
                           double         radius,
                           double         width,
                           const GdkRGBA *color)
{
  GskRoundedRect outline;
  float widths[] = { width, width, width, width };
  GdkRGBA colors[] = { *color, *color, *color, *color };

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (rect->x, rect->y, rect->width, rect->height),
                                   radius);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
outline_box (LpCanvas      *self,
             GtkSnapshot   *snapshot,
             LpElement     *element,
             double         width,
             const GdkRGBA *color)
{
  LpRect rect, outline;

  if (!lp_scene_get_rect (self->scene, element, &rect))
    return;

  outline = lp_canvas_rect_to_widget (self, &rect);
  outline = (LpRect) { outline.x - width, outline.y - width,
                       outline.width + 2 * width, outline.height + 2 * width };
  lp_canvas_rounded_outline (snapshot, &outline, 9 * self->zoom + width, width, color);
}

/* A wide translucent stroke around the link: it shows on every colour of flow. */
static void
outline_link (LpCanvas      *self,
              GtkSnapshot   *snapshot,
              LpElement     *link,
              const GdkRGBA *color)
{
  const LpRoute *route = lp_scene_get_route (self->scene, link);
  cairo_t *cr;

  if (route == NULL || route->n_points < 2)
    return;

  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                                       gtk_widget_get_height (GTK_WIDGET (self))));
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, 0.35);
  cairo_set_line_width (cr, MAX (7 * self->zoom, 5));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < route->n_points; i++)
    {
      LpPoint point = lp_canvas_to_widget (self, route->points[i].x, route->points[i].y);

      cairo_line_to (cr, point.x, point.y);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
snapshot_selection (LpCanvas      *self,
                    GtkSnapshot   *snapshot,
                    const GdkRGBA *color)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LpElement) element = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (lp_element_get_kind (element) == LP_KIND_LINK)
        outline_link (self, snapshot, element, color);
      else
        outline_box (self, snapshot, element, 2, color);
    }
}

void
lp_canvas_snapshot_overlay (LpCanvas    *self,
                            GtkSnapshot *snapshot)
{
  GdkRGBA color;

  lp_canvas_get_accent (self, &color);
  if (self->drop_target != NULL && self->drop_target != lp_design_get_root (self->design))
    {
      GdkRGBA fill = color;
      LpRect rect, target;

      fill.alpha = 0.12;
      if (lp_scene_get_rect (self->scene, self->drop_target, &rect))
        {
          target = lp_canvas_rect_to_widget (self, &rect);
          gtk_snapshot_append_color (snapshot, &fill,
                                     &GRAPHENE_RECT_INIT (target.x, target.y,
                                                          target.width, target.height));
          outline_box (self, snapshot, self->drop_target, 3, &color);
        }
    }

  snapshot_selection (self, snapshot, &color);
  lp_canvas_snapshot_handles (self, snapshot);
  if (self->gesture != NULL && self->gesture->snapshot != NULL)
    self->gesture->snapshot (self, snapshot);
  lp_canvas_snapshot_ghost (self, snapshot);
}
