/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"


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

/* The picture at the pointer makes way for the real thing. */
static void
show_icon (GtkDropTarget *drop,
           gboolean       shown)
{
  GdkDrop *current = gtk_drop_target_get_current_drop (drop);
  GdkDrag *drag = current != NULL ? gdk_drop_get_drag (current) : NULL;
  GtkWidget *icon = drag != NULL ? gtk_drag_icon_get_for_drag (drag) : NULL;
  GtkWidget *picture = icon != NULL ? gtk_drag_icon_get_child (GTK_DRAG_ICON (icon)) : NULL;
  GtkRequisition size;

  if (picture == NULL)
    return;

  /* GTK 4.8 does not shrink the icon’s surface by itself. */
  gtk_widget_set_visible (picture, shown);
  gtk_widget_get_preferred_size (icon, NULL, &size);
  gdk_drag_surface_present (GDK_DRAG_SURFACE (gtk_native_get_surface (GTK_NATIVE (icon))),
                            MAX (size.width, 1), MAX (size.height, 1));
}

/* Events of a drag from elsewhere do not tell of keys. */
static GdkModifierType
get_keys (LpCanvas *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GdkDevice *keyboard = gdk_seat_get_keyboard (gdk_display_get_default_seat (display));

  return keyboard != NULL ? gdk_device_get_modifier_state (keyboard) : 0;
}

/* What comes from the palette is in the design while it hovers, in a step that is still open:
 * links, chips and guides look as they will. */
static GdkDragAction
motion_cb (LpCanvas      *self,
           double         x,
           double         y,
           GtkDropTarget *drop)
{
  LpPoint at = lp_canvas_to_drawing (self, x, y);
  LpKind kind;

  if (self->scene == NULL || self->drill || !get_kind (drop, &kind))
    return 0;

  if (self->gesture == NULL)
    {
      lp_canvas_begin_add (self, kind, at.x, at.y);
      show_icon (drop, FALSE);
    }
  lp_canvas_move_gesture (self, x, y, get_keys (self));

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
leave_cb (LpCanvas      *self,
          GtkDropTarget *drop)
{
  show_icon (drop, TRUE);
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
