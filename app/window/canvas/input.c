/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <math.h>

/* A wheel click pans this far, and zooms by this factor. */
#define SCROLL_STEP 48
#define ZOOM_STEP 1.15

#define EXTEND_MASK (GDK_SHIFT_MASK | GDK_CONTROL_MASK)

/* Handles come when the pointer rests: they are not in the way of who just passes, or drags at
 * once. */
#define HANDLES_DELAY 60        /* Milliseconds. */

void
lp_canvas_pick_at (LpCanvas *self,
                   double    x,
                   double    y,
                   LpPick   *pick)
{
  LpPoint at = lp_canvas_to_drawing (self, x, y);

  lp_scene_pick (lp_canvas_get_scene (self), at.x, at.y, LP_CANVAS_REACH / 2 / self->zoom, pick);
}

static void
begin_at_handle (LpCanvas  *self,
                 LpHandle   handle,
                 LpElement *element,
                 LpPoint    at)
{
  switch (handle)
    {
    case LP_HANDLE_FROM:
    case LP_HANDLE_TO:
      lp_canvas_begin_reattach (self, element, handle);
      break;

    case LP_HANDLE_LINK_TOP:
    case LP_HANDLE_LINK_RIGHT:
    case LP_HANDLE_LINK_BOTTOM:
    case LP_HANDLE_LINK_LEFT:
      lp_canvas_begin_link (self, element, at.x, at.y);
      break;

    default:
      lp_canvas_begin_resize (self, element, handle);
    }
}

/* What is not selected is at once; what is may be dragged together with the rest, and a click
 * without a drag selects it alone (or not any more) when the button is released. */
static void
press_element (LpCanvas        *self,
               const LpPick    *pick,
               GdkModifierType  state,
               LpPoint          at)
{
  LpElement *element = pick->element;
  gboolean was_selected = lp_canvas_is_selected (self, element);

  if (element == lp_canvas_find_only (self) && pick->part == LP_PART_LINK && !(state & EXTEND_MASK))
    {
      lp_canvas_begin_bend (self, element, pick->number, at.x, at.y);
      return;
    }

  if (pick->part == LP_PART_MARK && !(state & EXTEND_MASK))
    {
      lp_canvas_select_one (self, element);
      g_signal_emit_by_name (self, "mark-clicked", element);
      return;
    }

  if (!was_selected && (state & EXTEND_MASK))
    lp_canvas_toggle (self, element);
  else if (!was_selected)
    lp_canvas_select_one (self, element);

  lp_canvas_begin_move (self, at.x, at.y, was_selected ? element : NULL, state);
}

/* What a button does first; the rest is the gesture’s. */
static void
press (LpCanvas        *self,
       double           x,
       double           y,
       guint            button,
       GdkModifierType  state)
{
  LpPoint at = lp_canvas_to_drawing (self, x, y);
  LpElement *element = NULL;
  LpHandle handle;
  LpPick pick;

  self->pressed = (LpPoint) { x, y };
  if (button == GDK_BUTTON_MIDDLE || self->space)
    {
      lp_canvas_begin_pan (self);
      return;
    }

  handle = self->drill ? LP_HANDLE_NONE : lp_canvas_pick_handle (self, x, y, &element);
  if (handle != LP_HANDLE_NONE)
    {
      begin_at_handle (self, handle, element, at);
      return;
    }

  lp_canvas_pick_at (self, x, y, &pick);
  if (self->drill)
    {
      if (pick.element != NULL && lp_element_get_kind (pick.element) != LP_KIND_LINK)
        g_signal_emit_by_name (self, "part-clicked", pick.element);
    }
  else if (pick.element != NULL)
    press_element (self, &pick, state, at);
  else
    lp_canvas_begin_band (self, at.x, at.y, (state & EXTEND_MASK) != 0);
}

static void
drag_begin_cb (LpCanvas       *self,
               double          x,
               double          y,
               GtkGestureDrag *drag)
{
  GtkGestureSingle *single = GTK_GESTURE_SINGLE (drag);

  if (self->scene == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  lp_canvas_end_name (self, TRUE);
  if (self->highlight != NULL)
    lp_canvas_show (self, NULL);

  press (self, x, y, gtk_gesture_single_get_current_button (single),
         gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag)));
}

static void
drag_update_cb (LpCanvas       *self,
                double          dx,
                double          dy,
                GtkGestureDrag *drag)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (drag);
  double x, y;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y))
    lp_canvas_move_gesture (self, x + dx, y + dy,
                            gtk_event_controller_get_current_event_state (controller));
}

static void
drag_end_cb (LpCanvas       *self,
             double          dx,
             double          dy,
             GtkGestureDrag *drag)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y))
    lp_canvas_end_gesture (self, x + dx, y + dy);
}

static void
drag_cancel_cb (LpCanvas *self)
{
  lp_canvas_cancel_gesture (self);
}

static void
pressed_cb (LpCanvas        *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *click)
{
  LpPick pick;

  if (n_press != 2 || self->scene == NULL || self->drill)
    return;

  lp_canvas_cancel_gesture (self);
  lp_canvas_pick_at (self, x, y, &pick);
  if (pick.element != NULL)
    lp_canvas_begin_name (self, pick.element);
}

/* Not before: a popover that comes up while a button is down makes GTK lose count of what is
 * pressed. */
static void
released_cb (LpCanvas        *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *click)
{
  LpPoint at = lp_canvas_to_drawing (self, x, y);
  LpPick pick;

  if (n_press != 2 || self->scene == NULL || self->drill || self->editor != NULL)
    return;

  lp_canvas_pick_at (self, x, y, &pick);
  if (pick.element == NULL)
    lp_canvas_offer (self, at.x, at.y, NULL);
}

static gboolean
show_handles_cb (gpointer user_data)
{
  LpCanvas *self = user_data;

  self->hover_timeout = 0;
  self->shows_handles = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

/* The box whose handles are asked for; NULL for none. */
static void
set_hover (LpCanvas  *self,
           LpElement *element)
{
  if (self->hover == element)
    return;

  g_clear_handle_id (&self->hover_timeout, g_source_remove);
  self->hover = element;
  self->shows_handles = FALSE;
  if (element != NULL)
    self->hover_timeout = g_timeout_add (HANDLES_DELAY, show_handles_cb, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static const char *
get_cursor (LpCanvas  *self,
            LpElement *element,
            gboolean   on_mark)
{
  if (self->hover_handle != LP_HANDLE_NONE)
    return lp_handle_get_cursor (self->hover_handle);
  if (self->space)
    return "grab";

  return (self->drill && element != NULL) || on_mark ? "pointer" : NULL;
}

static void
hover (LpCanvas *self,
       double    x,
       double    y)
{
  LpElement *element = NULL;
  LpHandle handle = LP_HANDLE_NONE;
  gboolean on_mark = FALSE;

  if (!self->drill && !self->space)
    handle = lp_canvas_pick_handle (self, x, y, &element);

  if (handle == LP_HANDLE_NONE)
    {
      LpPick pick;

      lp_canvas_pick_at (self, x, y, &pick);
      element = pick.element;
      on_mark = pick.part == LP_PART_MARK;
      set_hover (self, element);
    }

  if (self->hover_handle != handle)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->hover_handle = handle;
  self->handle_element = element;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), get_cursor (self, element, on_mark));
}

void
lp_canvas_forget_hover (LpCanvas *self)
{
  set_hover (self, NULL);
  self->hover_handle = LP_HANDLE_NONE;
  self->handle_element = NULL;
}

static void
motion_cb (LpCanvas *self,
           double    x,
           double    y)
{
  self->pointer = (LpPoint) { x, y };
  if (self->scene != NULL && self->gesture == NULL)
    hover (self, x, y);
}

static void
leave_cb (LpCanvas *self)
{
  lp_canvas_forget_hover (self);
}

static gboolean
scroll_cb (LpCanvas                 *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *scroll)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (scroll);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  double step = SCROLL_STEP;

  if (gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_SURFACE)
    step = 1;

  if (state & GDK_CONTROL_MASK)
    lp_canvas_zoom_at (self, self->zoom * pow (ZOOM_STEP, -dy * step / SCROLL_STEP),
                       self->pointer.x, self->pointer.y);
  else if (state & GDK_SHIFT_MASK)
    lp_canvas_pan (self, -dy * step, -dx * step);
  else
    lp_canvas_pan (self, -dx * step, -dy * step);

  return GDK_EVENT_STOP;
}

/* Two fingers are at both sides of @x, @y of the widget. */
void
lp_canvas_begin_pinch (LpCanvas *self,
                       double    x,
                       double    y)
{
  lp_canvas_cancel_gesture (self);
  self->pinch = (LpView) { self->zoom, { x, y } };
}

/* They are @scale times as far apart as in the beginning, and what was between them still is. */
void
lp_canvas_pinch (LpCanvas *self,
                 double    scale,
                 double    x,
                 double    y)
{
  lp_canvas_pan (self, x - self->pinch.origin.x, y - self->pinch.origin.y);
  lp_canvas_zoom_at (self, self->pinch.zoom * scale, x, y);
  self->pinch.origin = (LpPoint) { x, y };
}

static void
scale_begin_cb (LpCanvas         *self,
                GdkEventSequence *sequence,
                GtkGesture       *gesture)
{
  double x = self->pointer.x;
  double y = self->pointer.y;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  lp_canvas_begin_pinch (self, x, y);
}

static void
scale_changed_cb (LpCanvas   *self,
                  double      scale,
                  GtkGesture *gesture)
{
  double x, y;

  if (self->scene != NULL && gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    lp_canvas_pinch (self, scale, x, y);
}

static gboolean
key_pressed_cb (LpCanvas        *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  if (key == GDK_KEY_space && (state & gtk_accelerator_get_default_mod_mask ()) == 0)
    {
      self->space = TRUE;
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (LpCanvas        *self,
                 guint            key,
                 guint            code,
                 GdkModifierType  state)
{
  self->nudged_revision = 0;
  if (key == GDK_KEY_space && self->space)
    {
      self->space = FALSE;
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
    }
}

static void
focus_leave_cb (LpCanvas *self)
{
  self->space = FALSE;
}

/* While the first button is held the second one takes back what that does. */
/* By the device: GTK's own count of what is pressed can be wrong after a popover was closed with a
 * button down. */
gboolean
lp_canvas_is_pressed (LpCanvas *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *pointer = gdk_seat_get_pointer (seat);

  return pointer != NULL &&
         (gdk_device_get_modifier_state (pointer) &
          (GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK)) != 0;
}

static void
menu_pressed_cb (LpCanvas        *self,
                 int              n_press,
                 double           x,
                 double           y,
                 GtkGestureClick *click)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (click);

  if (gtk_event_controller_get_current_event_state (controller) & GDK_BUTTON1_MASK)
    lp_canvas_cancel_gesture (self);
  else
    lp_canvas_open_menu (self, x, y);
}

static void
long_pressed_cb (LpCanvas *self,
                 double    x,
                 double    y)
{
  lp_canvas_open_menu (self, x, y);
}

static GtkEventController *
add (LpCanvas           *self,
     GtkEventController *controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  return controller;
}

static void
add_drag (LpCanvas *self,
          guint     button)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), button);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  add (self, GTK_EVENT_CONTROLLER (drag));
}

static void
add_pointer_controllers (LpCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *touch = gtk_gesture_long_press_new ();
  GtkGesture *zoom = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  /* What is added last is asked first: a double click cancels the drag that its second press
   * began. */
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  add (self, GTK_EVENT_CONTROLLER (click));
  add_drag (self, GDK_BUTTON_PRIMARY);
  add_drag (self, GDK_BUTTON_MIDDLE);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  add (self, GTK_EVENT_CONTROLLER (menu));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (touch), TRUE);
  g_signal_connect_swapped (touch, "pressed", G_CALLBACK (long_pressed_cb), self);
  add (self, GTK_EVENT_CONTROLLER (touch));

  g_signal_connect_swapped (zoom, "begin", G_CALLBACK (scale_begin_cb), self);
  g_signal_connect_swapped (zoom, "scale-changed", G_CALLBACK (scale_changed_cb), self);
  add (self, GTK_EVENT_CONTROLLER (zoom));

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  add (self, motion);

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  add (self, scroll);
}

void
lp_canvas_add_controllers (LpCanvas *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  add_pointer_controllers (self);

  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (key, "key-released", G_CALLBACK (key_released_cb), self);
  add (self, key);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  add (self, focus);
}
