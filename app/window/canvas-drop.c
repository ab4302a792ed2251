/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas-private.h"

#include "window/palette.h"

LpElement *
lp_canvas_light_target (LpCanvas   *self,
                        double      x,
                        double      y,
                        LpKind      kind,
                        GHashTable *moving)
{
  LpElement *target = lp_scene_pick_container (lp_canvas_get_scene (self), x, y, kind, moving);

  if (self->drop_target != target)
    {
      self->drop_target = target;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }

  return target;
}

static gboolean
get_kind (GtkDropTarget *drop,
          LpKind        *kind)
{
  const GValue *value = gtk_drop_target_get_value (drop);

  if (value == NULL || !G_VALUE_HOLDS (value, LP_TYPE_KIND))
    return FALSE;

  *kind = g_value_get_enum (value);

  return TRUE;
}

static void
forget_ghost (LpCanvas *self)
{
  g_clear_object (&self->ghost);
  self->drop_target = NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The ghost is as large as what will be there, with the pointer in its middle. */
static GdkDragAction
motion_cb (LpCanvas      *self,
           double         x,
           double         y,
           GtkDropTarget *drop)
{
  LpPoint at = lp_canvas_to_drawing (self, x, y);
  double width, height;
  LpElement *target;
  LpKind kind;

  if (self->scene == NULL || !get_kind (drop, &kind))
    return 0;

  target = lp_canvas_light_target (self, at.x, at.y, kind, NULL);
  if (self->ghost == NULL)
    self->ghost = lp_design_make_element (self->design, kind, target);

  lp_box_get_size (self->ghost, &width, &height);
  self->ghost_place = (LpPoint) { lp_canvas_snap (at.x - width / 2, 0),
                                  lp_canvas_snap (at.y - height / 2, 0) };
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return GDK_ACTION_COPY;
}

static gboolean
drop_cb (LpCanvas      *self,
         const GValue  *value,
         double         x,
         double         y,
         GtkDropTarget *drop)
{
  LpElement *target;
  LpElement *added;
  LpKind kind;
  LpPoint at = lp_canvas_to_drawing (self, x, y);

  if (motion_cb (self, x, y, drop) == 0 || !get_kind (drop, &kind))
    return FALSE;

  target = lp_canvas_light_target (self, at.x, at.y, kind, NULL);
  added = lp_canvas_add_element (self, kind, target, self->ghost_place);
  forget_ghost (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  lp_canvas_begin_name (self, added);

  return TRUE;
}

void
lp_canvas_snapshot_ghost (LpCanvas    *self,
                          GtkSnapshot *snapshot)
{
  LpPaintOptions options = { .style = lp_style_get (lp_canvas_get_theme (self)) };
  LpPoint place;
  cairo_t *cr;

  if (self->ghost == NULL)
    return;

  place = lp_canvas_to_widget (self, self->ghost_place.x, self->ghost_place.y);
  options.scale = self->zoom;
  gtk_snapshot_push_opacity (snapshot, 0.7);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                                       gtk_widget_get_height (GTK_WIDGET (self))));
  cairo_translate (cr, place.x, place.y);
  cairo_scale (cr, self->zoom, self->zoom);
  lp_paint_element (self->ghost, cr, &options);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

void
lp_canvas_add_drop_target (LpCanvas *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (LP_TYPE_KIND, GDK_ACTION_COPY);

  gtk_drop_target_set_preload (drop, TRUE);
  g_signal_connect_swapped (drop, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (drop, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (forget_ghost), self);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
