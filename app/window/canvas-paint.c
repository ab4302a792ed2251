/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas-private.h"

#include <adwaita.h>
#include <math.h>

/* Dots of the grid are this far apart, when they are far enough apart to be seen. */
#define DOT_DISTANCE (4 * LP_GRID)
#define MIN_DOT_DISTANCE 18
#define DOT_RADIUS 0.75

LpTheme
lp_canvas_get_theme (LpCanvas *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return dark ? LP_THEME_CONTRAST_DARK : LP_THEME_CONTRAST_LIGHT;

  return dark ? LP_THEME_DARK : LP_THEME_LIGHT;
}

static GdkRGBA
to_rgba (LpColor color)
{
  return (GdkRGBA) {
    (color >> 16) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0, 1,
  };
}

/* One row as a dashed line whose dashes have no length but round ends. */
static void
paint_dots (LpCanvas      *self,
            cairo_t       *cr,
            const LpStyle *style,
            int            width,
            int            height)
{
  double distance = DOT_DISTANCE * self->zoom;
  double dashes[] = { 0, 0 };
  double left, top;
  GdkRGBA color = to_rgba (style->card_border);

  while (distance < MIN_DOT_DISTANCE)
    distance *= 2;
  left = -fmod (self->origin.x * self->zoom, distance) - distance;
  top = -fmod (self->origin.y * self->zoom, distance) - distance;

  dashes[1] = distance;
  cairo_save (cr);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 2 * DOT_RADIUS);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  for (double y = top; y < height + distance; y += distance)
    {
      cairo_move_to (cr, left, round (y));
      cairo_line_to (cr, width + distance, round (y));
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static GskRenderNode *
paint (LpCanvas *self,
       LpTheme   theme,
       int       width,
       int       height)
{
  LpPaintOptions options = {
    .style = lp_style_get (theme),
    .marks = TRUE,
    .highlight = self->highlight,
    .scale = self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
  };
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  GdkRGBA paper = to_rgba (options.style->paper);

  gdk_cairo_set_source_rgba (cr, &paper);
  cairo_paint (cr);
  paint_dots (self, cr, options.style, width, height);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_scale (cr, self->zoom, self->zoom);
  cairo_translate (cr, -self->origin.x, -self->origin.y);
  if (self->flying != NULL)
    lp_canvas_paint_flight (self, cr, &options);
  else
    lp_paint (self->scene, cr, &options);
  cairo_destroy (cr);

  return node;
}

/* The drawing changes less often than what floats above it: hovering and rubber bands repaint
 * nothing. */
static GskRenderNode *
ensure_cache (LpCanvas *self,
              int       width,
              int       height)
{
  LpTheme theme = lp_canvas_get_theme (self);

  lp_canvas_get_scene (self);

  if (self->cache == NULL || self->flying != NULL ||
      self->cache_zoom != self->zoom || self->cache_theme != theme ||
      self->cache_origin.x != self->origin.x || self->cache_origin.y != self->origin.y ||
      self->cache_width != width || self->cache_height != height)
    {
      g_clear_pointer (&self->cache, gsk_render_node_unref);
      self->cache = paint (self, theme, width, height);
      self->cache_zoom = self->zoom;
      self->cache_origin = self->origin;
      self->cache_theme = theme;
      self->cache_width = width;
      self->cache_height = height;
    }

  return self->cache;
}

/* Forgets what was painted: it would look different now. */
void
lp_canvas_repaint (LpCanvas *self)
{
  g_clear_pointer (&self->cache, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lp_canvas_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  LpCanvas *self = LP_CANVAS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->scene == NULL || width == 0 || height == 0)
    return;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_node (snapshot, ensure_cache (self, width, height));
  lp_canvas_snapshot_overlay (self, snapshot);
  gtk_snapshot_pop (snapshot);

  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
}
