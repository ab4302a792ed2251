/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#define MIN_ZOOM 0.05
#define MAX_ZOOM 8.0
#define MAX_FIT_ZOOM 1.5        /* A small drawing is not blown up further. */

/* From the origin of the drawing to the upper left corner, on the screen: whole pixels. */
LpPoint
lp_canvas_get_offset (LpCanvas *self)
{
  const int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  return (LpPoint) { round (self->origin.x * self->zoom * factor) / factor,
                     round (self->origin.y * self->zoom * factor) / factor };
}

LpPoint
lp_canvas_to_drawing (LpCanvas *self,
                      double    x,
                      double    y)
{
  return (LpPoint) { self->origin.x + x / self->zoom, self->origin.y + y / self->zoom };
}

LpPoint
lp_canvas_to_widget (LpCanvas *self,
                     double    x,
                     double    y)
{
  const LpPoint offset = lp_canvas_get_offset (self);

  return (LpPoint) { x * self->zoom - offset.x, y * self->zoom - offset.y };
}

LpRect
lp_canvas_rect_to_widget (LpCanvas     *self,
                          const LpRect *rect)
{
  LpPoint corner = lp_canvas_to_widget (self, rect->x, rect->y);

  return (LpRect) { corner.x, corner.y, rect->width * self->zoom, rect->height * self->zoom };
}

void
lp_canvas_set_view (LpCanvas *self,
                    double    zoom,
                    double    x,
                    double    y)
{
  gboolean zoomed = self->zoom != zoom;

  self->zoom = zoom;
  self->origin = (LpPoint) { x, y };

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (zoomed)
    g_object_notify (G_OBJECT (self), "zoom");
  lp_canvas_view_changed (self);
}

/* Keeps the point of the drawing at @x, @y of the widget where it is. */
void
lp_canvas_zoom_at (LpCanvas *self,
                   double    zoom,
                   double    x,
                   double    y)
{
  LpPoint at;

  lp_canvas_stop_view (self);
  at = lp_canvas_to_drawing (self, x, y);
  zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  lp_canvas_set_view (self, zoom, at.x - x / zoom, at.y - y / zoom);
}

double
lp_canvas_get_zoom (LpCanvas *self)
{
  g_return_val_if_fail (LP_IS_CANVAS (self), 1);

  return self->zoom;
}

void
lp_canvas_set_zoom (LpCanvas *self,
                    double    zoom)
{
  g_return_if_fail (LP_IS_CANVAS (self));

  lp_canvas_zoom_at (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                     gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

/* About the middle; from where a zoom that is still going on leads to. */
void
lp_canvas_zoom_by (LpCanvas *self,
                   double    factor)
{
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  LpView now = lp_canvas_get_next_view (self);
  double zoom = CLAMP (now.zoom * factor, MIN_ZOOM, MAX_ZOOM);

  lp_canvas_go_to_view (self, zoom, now.origin.x + x / now.zoom - x / zoom,
                        now.origin.y + y / now.zoom - y / zoom);
}

void
lp_canvas_pan (LpCanvas *self,
               double    dx,
               double    dy)
{
  lp_canvas_stop_view (self);
  lp_canvas_set_view (self, self->zoom, self->origin.x - dx / self->zoom,
                      self->origin.y - dy / self->zoom);
}

void
lp_canvas_show_rect (LpCanvas     *self,
                     const LpRect *rect)
{
  const double margins = LP_CANVAS_FIT_MARGIN + LP_CANVAS_LOWER_MARGIN;
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * LP_CANVAS_FIT_MARGIN;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - margins;
  double zoom;

  if (rect->width <= 0 || rect->height <= 0)
    {
      lp_canvas_set_view (self, 1, 0, 0);
      return;
    }

  zoom = CLAMP (MIN (width / rect->width, height / rect->height), MIN_ZOOM, MAX_FIT_ZOOM);
  lp_canvas_go_to_view (self, zoom,
                        rect->x + rect->width / 2 - (LP_CANVAS_FIT_MARGIN + width / 2) / zoom,
                        rect->y + rect->height / 2 - (LP_CANVAS_FIT_MARGIN + height / 2) / zoom);
}

/* Moves the view just as far as needed. */
void
lp_canvas_reveal (LpCanvas     *self,
                  const LpRect *rect)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) / self->zoom;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) / self->zoom;
  double margin = LP_CANVAS_FIT_MARGIN / self->zoom;
  double x = self->origin.x;
  double y = self->origin.y;

  if (rect->width + 2 * margin > width || rect->height + 2 * margin > height)
    {
      lp_canvas_show_rect (self, rect);
      return;
    }

  x = MIN (MAX (x, rect->x + rect->width + margin - width), rect->x - margin);
  y = MIN (MAX (y, rect->y + rect->height + margin - height), rect->y - margin);
  if (x != self->origin.x || y != self->origin.y)
    lp_canvas_go_to_view (self, self->zoom, x, y);
}

void
lp_canvas_fit (LpCanvas *self)
{
  LpRect bounds;

  g_return_if_fail (LP_IS_CANVAS (self));

  if (self->scene == NULL)
    return;

  lp_scene_get_bounds (lp_canvas_get_scene (self), &bounds);
  lp_canvas_show_rect (self, &bounds);
}
