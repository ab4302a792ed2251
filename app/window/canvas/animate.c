/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <adwaita.h>

#include "layout/place.h"

#define DURATION 200            /* Milliseconds. */

/* What moves more than this many boxes at once is a blur anyway. */
#define MAX_FLYING 400

static double
between (double from,
         double to,
         double share)
{
  return from + (to - from) * share;
}

/* Zooming is even when each moment multiplies by the same. What stays in place on the screen
 * decides where the view is in between. */
static void
view_cb (double   share,
         gpointer user_data)
{
  LpCanvas *self = user_data;
  const LpView *from = &self->view_from, *to = &self->view_to;
  double zoom = from->zoom * pow (to->zoom / from->zoom, share);
  double way = share;

  if (from->zoom != to->zoom)
    way = (1 / zoom - 1 / from->zoom) / (1 / to->zoom - 1 / from->zoom);

  lp_canvas_set_view (self, zoom, between (from->origin.x, to->origin.x, way),
                      between (from->origin.y, to->origin.y, way));
}

static AdwAnimation *
make_animation (LpCanvas               *self,
                AdwAnimationTargetFunc  callback)
{
  AdwAnimationTarget *target = adw_callback_animation_target_new (callback, self, NULL);
  AdwAnimation *animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, DURATION, target);

  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (animation), ADW_EASE_IN_OUT_CUBIC);

  return animation;
}

/* Nobody sees what is not on the screen, nor what must not move. */
static gboolean
may_animate (LpCanvas *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         adw_get_enable_animations (GTK_WIDGET (self));
}

void
lp_canvas_go_to_view (LpCanvas *self,
                      double    zoom,
                      double    x,
                      double    y)
{
  lp_canvas_stop_view (self);
  if (!may_animate (self))
    {
      lp_canvas_set_view (self, zoom, x, y);
      return;
    }

  self->view_from = (LpView) { self->zoom, self->origin };
  self->view_to = (LpView) { zoom, { x, y } };
  if (self->view_animation == NULL)
    self->view_animation = make_animation (self, view_cb);
  adw_animation_play (self->view_animation);
}

/* The hand of the user comes first. */
void
lp_canvas_stop_view (LpCanvas *self)
{
  if (self->view_animation != NULL)
    adw_animation_pause (self->view_animation);
}

/* Where the view will be when it has come to rest. */
LpView
lp_canvas_get_next_view (LpCanvas *self)
{
  if (self->view_animation != NULL &&
      adw_animation_get_state (self->view_animation) == ADW_ANIMATION_PLAYING)
    return self->view_to;

  return (LpView) { self->zoom, self->origin };
}

/* A box on its way to its new place. */
typedef struct
{
  LpElement *element;
  LpPoint    from;
} Flying;

static void
flying_clear (gpointer data)
{
  g_object_unref (((Flying *) data)->element);
}

static void
flight_cb (double   share,
           gpointer user_data)
{
  LpCanvas *self = user_data;

  self->flight_share = share;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What was painted last has no labels. */
static void
landed_cb (LpCanvas *self)
{
  g_clear_pointer (&self->flying, g_array_unref);
  g_clear_pointer (&self->flight_lines, lp_flight_lines_free);
  lp_canvas_repaint (self);
}

/* Before what stands outside all containers is moved at once: where it is now. */
static void
remember_places (LpCanvas *self)
{
  LpElement *root = lp_design_get_root (self->design);

  landed_cb (self);
  if (!may_animate (self))
    return;

  self->flying = g_array_new (FALSE, FALSE, sizeof (Flying));
  g_array_set_clear_func (self->flying, flying_clear);
  for (LpElement *child = lp_element_get_first_child (root);
       child != NULL && self->flying->len <= MAX_FLYING; child =
         lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        Flying flying = { g_object_ref (child), lp_box_get_origin (child) };

        g_array_append_val (self->flying, flying);
      }
  if (self->flying->len > MAX_FLYING)
    landed_cb (self);
  else
    self->flight_lines = lp_flight_lines_new (lp_canvas_get_scene (self));
}

/* What is in a container goes with it: where only its inside has changed nothing flies. */
static gboolean
has_moved (LpCanvas *self)
{
  for (guint i = 0; i < self->flying->len; i++)
    {
      const Flying *flying = &g_array_index (self->flying, Flying, i);
      LpPoint to = lp_box_get_origin (flying->element);

      if (to.x != flying->from.x || to.y != flying->from.y)
        return TRUE;
    }

  return FALSE;
}

/* After that: lets it be seen on its way. */
static void
fly (LpCanvas *self)
{
  if (self->flying == NULL)
    return;
  if (!has_moved (self))
    {
      landed_cb (self);
      return;
    }

  self->flight_share = 0;
  if (self->flight == NULL)
    {
      self->flight = make_animation (self, flight_cb);
      g_signal_connect_object (self->flight, "done", G_CALLBACK (landed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  adw_animation_play (self->flight);
}

void
lp_canvas_arrange (LpCanvas *self,
                   LpDesign *placed,
                   gboolean  fit)
{
  g_return_if_fail (LP_IS_CANVAS (self));
  g_return_if_fail (LP_IS_DESIGN (placed));

  lp_canvas_finish (self);
  self->flight_view = lp_canvas_get_next_view (self);
  remember_places (self);
  lp_place_adopt (self->design, placed);
  self->flight_revision = lp_history_get_revision (self->history);
  fly (self);
  if (fit)
    lp_canvas_fit (self);
}

gboolean
lp_canvas_take_back (LpCanvas *self)
{
  g_return_val_if_fail (LP_IS_CANVAS (self), FALSE);

  if (self->flying == NULL || lp_history_get_revision (self->history) != self->flight_revision ||
      !lp_history_reopen (self->history))
    return FALSE;

  lp_history_cancel (self->history);
  adw_animation_pause (self->flight);
  landed_cb (self);
  lp_canvas_go_to_view (self, self->flight_view.zoom, self->flight_view.origin.x,
                        self->flight_view.origin.y);

  return TRUE;
}

static void
paint_flying (LpCanvas             *self,
              const Flying         *flying,
              cairo_t              *cr,
              const LpPaintOptions *options)
{
  LpPoint to = lp_box_get_origin (flying->element);

  cairo_save (cr);
  cairo_translate (cr, between (flying->from.x, to.x, self->flight_share),
                   between (flying->from.y, to.y, self->flight_share));
  lp_paint_element (flying->element, cr, options);
  cairo_restore (cr);
}

/* Containers first, then links, as always: nothing vanishes behind a container for a moment. */
void
lp_canvas_paint_flight (LpCanvas             *self,
                        cairo_t              *cr,
                        const LpPaintOptions *options)
{
  for (int containers = TRUE; containers >= FALSE; containers--)
    {
      for (guint i = 0; i < self->flying->len; i++)
        {
          const Flying *flying = &g_array_index (self->flying, Flying, i);

          if (lp_element_get_design (flying->element) == self->design &&
              lp_kind_is_container (lp_element_get_kind (flying->element)) == containers)
            paint_flying (self, flying, cr, options);
        }
      if (containers && self->flight_lines != NULL)
        lp_flight_lines_paint (self->flight_lines, self->scene, cr, options->style,
                               self->flight_share);
    }
}
