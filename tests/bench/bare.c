/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "bare.h"

#include <pango/pangocairo.h>
#include <time.h>

#include "window/canvas/canvas-private.h"

#define N_TEXTS 2

double
bare_get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
paint_box (PangoLayout **texts,
           cairo_t      *cr,
           const LpRect *rect,
           gboolean      detail)
{
  const double radius = detail ? 10 : 0;

  cairo_new_sub_path (cr);
  cairo_arc (cr, rect->x + rect->width - radius, rect->y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, rect->x + rect->width - radius, rect->y + rect->height - radius, radius,
             0, G_PI_2);
  cairo_arc (cr, rect->x + radius, rect->y + rect->height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, rect->x + radius, rect->y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.8, 0.8, 0.8);
  cairo_stroke (cr);

  for (guint i = 0; detail && i < N_TEXTS; i++)
    {
      cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
      cairo_move_to (cr, rect->x + 58, rect->y + 8 + 20 * i);
      pango_cairo_show_layout (cr, texts[i]);
    }
}

static void
paint_line (PangoLayout  **texts,
            cairo_t       *cr,
            const LpRoute *route,
            gboolean       detail)
{
  cairo_set_source_rgb (cr, 0.1, 0.4, 0.7);
  for (guint i = 0; i < route->n_points; i++)
    cairo_line_to (cr, route->points[i].x, route->points[i].y);
  cairo_stroke (cr);
  if (detail)
    {
      cairo_move_to (cr, route->label.x - 20, route->label.y - 8);
      pango_cairo_show_layout (cr, texts[1]);
    }
}

double
bare_paint (LpCanvas     *self,
            PangoLayout **texts,
            int           width,
            int           height)
{
  const LpPoint corner = lp_canvas_to_drawing (self, 0, 0);
  const LpRect view = { corner.x, corner.y, width / self->zoom, height / self->zoom };
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  const gboolean detail = self->zoom > 0.35;
  double begin;

  lp_scene_find_in (self->scene, &view, TRUE, seen);
  begin = bare_get_time ();
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, self->zoom, self->zoom);
  cairo_translate (cr, -corner.x, -corner.y);
  for (guint i = 0; i < seen->len; i++)
    {
      const gboolean is_link = lp_element_get_kind (seen->pdata[i]) == LP_KIND_LINK;
      LpRect rect;

      cairo_set_line_width (cr, detail ? 1 + is_link : 1 / self->zoom);
      if (is_link)
        paint_line (texts, cr, lp_scene_get_route (self->scene, seen->pdata[i]), detail);
      else if (lp_scene_get_rect (self->scene, seen->pdata[i], &rect))
        paint_box (texts, cr, &rect, detail);
    }
  begin = bare_get_time () - begin;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return begin;
}
