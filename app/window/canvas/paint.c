/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <adwaita.h>
#include <malloc.h>
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

/* From @left on, as a dashed line whose dashes have no length but round ends; in the middle of its
 * height. */
static cairo_surface_t *
make_row (double left,
          double right,
          double distance,
          double radius)
{
  const double dashes[] = { 0, distance };
  const int height = 2 * ceil (radius + 1);
  cairo_surface_t *row = cairo_image_surface_create (CAIRO_FORMAT_A8, right - left, height);
  cairo_t *cr = cairo_create (row);

  cairo_translate (cr, -left, 0);
  cairo_set_line_width (cr, 2 * radius);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, floor (left / distance - 1) * distance, height / 2);
  cairo_line_to (cr, right + distance, height / 2);
  cairo_stroke (cr);
  cairo_destroy (cr);

  return row;
}

/* Those in the clip of @cr, which counts in pixels. All rows are alike. */
static void
paint_dots (LpCanvas      *self,
            cairo_t       *cr,
            const LpStyle *style)
{
  const int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const GdkRGBA color = to_rgba (style->card_border);
  const double radius = DOT_RADIUS * factor;
  double distance = DOT_DISTANCE * self->zoom;
  double left, top, right, bottom;
  cairo_surface_t *row;
  int middle;

  while (distance < MIN_DOT_DISTANCE)
    distance *= 2;
  distance *= factor;
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  row = make_row (left, right, distance, radius);
  middle = cairo_image_surface_get_height (row) / 2;

  gdk_cairo_set_source_rgba (cr, &color);
  for (double y = floor (top / distance) * distance; y < bottom + distance; y += distance)
    cairo_mask_surface (cr, row, left, round (y) - middle);
  cairo_surface_destroy (row);
}

static void
paint_cb (cairo_t  *cr,
          gpointer  user_data)
{
  LpCanvas *self = user_data;
  LpPaintOptions options = {
    .style = lp_style_get (self->tiles_theme),
    .marks = TRUE,
    .findings = TRUE,
    .highlight = self->highlight,
    .scale = self->tiles_zoom,
  };
  GdkRGBA paper = to_rgba (options.style->paper);

  gdk_cairo_set_source_rgba (cr, &paper);
  cairo_paint (cr);
  paint_dots (self, cr, options.style);
  cairo_scale (cr, self->tiles_zoom, self->tiles_zoom);
  if (self->flying != NULL)
    lp_canvas_paint_flight (self, cr, &options);
  else
    lp_paint (self->scene, cr, &options);
}

/* Forgets what was painted: it would look different now. */
void
lp_canvas_repaint (LpCanvas *self)
{
  lp_tiles_clear (self->tiles);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Forgets what was painted where the scene is different now. */
void
lp_canvas_soil (LpCanvas *self)
{
  guint n_rects;
  const LpRect *rects = lp_scene_get_dirty (self->scene, &n_rects);

  for (guint i = 0; i < n_rects; i++)
    {
      const LpRect pixels = {
        rects[i].x * self->tiles_zoom, rects[i].y * self->tiles_zoom,
        rects[i].width * self->tiles_zoom, rects[i].height * self->tiles_zoom,
      };
      const LpRect around = lp_rect_grow (&pixels, LP_PAINT_OVERHANG);

      lp_tiles_soil (self->tiles, &around);
    }
}

/* The drawing changes less often than what floats above it: hovering and rubber bands repaint
 * nothing, and a drag no more than what moves. */
static void
snapshot_drawing (LpCanvas    *self,
                  GtkSnapshot *snapshot,
                  int          width,
                  int          height)
{
  const int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const double zoom = self->zoom * factor;
  const LpTheme theme = lp_canvas_get_theme (self);
  const LpPoint offset = lp_canvas_get_offset (self);
  const GdkRectangle view = {
    offset.x * factor, offset.y * factor, width * factor, height * factor,
  };

  if (self->tiles_zoom != zoom || self->tiles_theme != theme || self->flying != NULL)
    lp_tiles_clear (self->tiles);
  self->tiles_zoom = zoom;
  self->tiles_theme = theme;
  lp_canvas_get_scene (self);
  lp_tiles_snapshot (self->tiles, snapshot, &view, factor, paint_cb, self);
}

/* Seconds without a new frame: nothing goes on. */
#define PAUSE 2

/* What was kept for a hand that moves is given back while it rests. */
static gboolean
rest_cb (gpointer user_data)
{
  LpCanvas *self = user_data;

  if (self->is_awake)
    {
      self->is_awake = FALSE;
      return G_SOURCE_CONTINUE;
    }

  self->resting = 0;
  lp_tiles_drop_unseen (self->tiles);
#ifdef __GLIBC__
  /* Opening and checking a design, and every frame, need much for a moment. What is free again lies
   * between what is not, and malloc() keeps it: ten megabytes with the smallest of designs. */
  malloc_trim (0);
#endif

  return G_SOURCE_REMOVE;
}

static void
stay_awake (LpCanvas *self)
{
  self->is_awake = TRUE;
  if (self->resting == 0)
    self->resting = g_timeout_add_seconds_full (G_PRIORITY_LOW, PAUSE, rest_cb, self, NULL);
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

  stay_awake (self);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  snapshot_drawing (self, snapshot, width, height);
  lp_canvas_snapshot_overlay (self, snapshot);
  gtk_snapshot_pop (snapshot);

  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
}
