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

/* What comes from the palette is in the design while it hovers, in a step that is still open:
 * links, chips and guides look as they will. */
static GdkDragAction
motion_cb (LpCanvas      *self,
           double         x,
           double         y,
           GtkDropTarget *drop)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (drop);
  LpPoint at = lp_canvas_to_drawing (self, x, y);
  LpKind kind;

  if (self->scene == NULL || self->drill || !get_kind (drop, &kind))
    return 0;

  if (self->gesture == NULL)
    lp_canvas_begin_add (self, kind, at.x, at.y);
  lp_canvas_move_gesture (self, x, y,
                          gtk_event_controller_get_current_event_state (controller));

  return GDK_ACTION_COPY;
}

static gboolean
drop_cb (LpCanvas      *self,
         const GValue  *value,
         double         x,
         double         y,
         GtkDropTarget *drop)
{
  if (motion_cb (self, x, y, drop) == 0)
    return FALSE;

  lp_canvas_end_gesture (self, x, y);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  lp_canvas_name_added (self);

  return TRUE;
}

static void
leave_cb (LpCanvas *self)
{
  lp_canvas_cancel_gesture (self);
}

void
lp_canvas_add_drop_target (LpCanvas *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (LP_TYPE_KIND, GDK_ACTION_COPY);

  gtk_drop_target_set_preload (drop, TRUE);
  g_signal_connect_swapped (drop, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (drop, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
