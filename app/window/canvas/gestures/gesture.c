/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

/* While something is dragged this near the edge of the view, the view moves along, the faster the
 * nearer. */
#define EDGE 28
#define SPEED 14.0              /* In units of the screen per frame, at the very edge. */

void
lp_canvas_begin_gesture (LpCanvas        *self,
                         const LpGesture *gesture,
                         gpointer         data,
                         GDestroyNotify   free)
{
  lp_canvas_cancel_gesture (self);
  self->gesture = gesture;
  self->gesture_data = data;
  self->gesture_free = free;
  self->gesture_revision = lp_history_get_revision (self->history);
  self->may_scroll = FALSE;
}

static void
forget_gesture (LpCanvas *self)
{
  gpointer data = g_steal_pointer (&self->gesture_data);

  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
  self->drop_target = NULL;
  if (self->gesture_free != NULL && data != NULL)
    self->gesture_free (data);
  self->gesture_free = NULL;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Whoever hears of the edits that a gesture makes at its end finds no gesture any more. */
void
lp_canvas_cancel_gesture (LpCanvas *self)
{
  const LpGesture *gesture = self->gesture;

  self->gesture = NULL;
  if (gesture == NULL)
    return;

  if (gesture->cancel != NULL)
    gesture->cancel (self);
  forget_gesture (self);
}

void
lp_canvas_end_gesture (LpCanvas *self,
                       double    x,
                       double    y)
{
  const LpGesture *gesture = self->gesture;
  LpPoint at = lp_canvas_to_drawing (self, x, y);

  self->gesture = NULL;
  if (gesture == NULL)
    return;

  gesture->end (self, at.x, at.y);
  forget_gesture (self);
}

/* Somebody else changed the design (undo, a fix): what the gesture holds may be gone. Its own
 * edits are in a step that is still open. */
void
lp_canvas_check_gesture (LpCanvas *self)
{
  if (self->gesture != NULL && !lp_history_is_open (self->history) &&
      self->gesture_revision != lp_history_get_revision (self->history))
    lp_canvas_cancel_gesture (self);
}

/* How far into the strip along the edge, from -1 to 1. */
static double
get_push (double position,
          double length)
{
  if (position < EDGE)
    return MAX ((position - EDGE) / EDGE, -1);

  return position > length - EDGE ? MIN ((position - length + EDGE) / EDGE, 1) : 0;
}

static void
tell (LpCanvas *self)
{
  LpPoint at = lp_canvas_to_drawing (self, self->pointer.x, self->pointer.y);

  self->gesture->motion (self, at.x, at.y, self->state);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       unused)
{
  LpCanvas *self = LP_CANVAS (widget);
  double dx = get_push (self->pointer.x, gtk_widget_get_width (widget));
  double dy = get_push (self->pointer.y, gtk_widget_get_height (widget));

  if (self->gesture == NULL || (dx == 0 && dy == 0))
    {
      self->scroll_tick = 0;
      return G_SOURCE_REMOVE;
    }

  lp_canvas_pan (self, -dx * SPEED, -dy * SPEED);
  tell (self);

  return G_SOURCE_CONTINUE;
}

/* A gesture that begins in the strip does not make the view run away: the pointer has to leave it
 * first. */
static void
scroll_at_edge (LpCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean inside = get_push (self->pointer.x, gtk_widget_get_width (widget)) == 0 &&
                    get_push (self->pointer.y, gtk_widget_get_height (widget)) == 0;

  if (inside)
    self->may_scroll = TRUE;
  else if (self->may_scroll && self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (widget, scroll_cb, NULL, NULL);
}

void
lp_canvas_move_gesture (LpCanvas        *self,
                        double           x,
                        double           y,
                        GdkModifierType  state)
{
  if (self->gesture == NULL)
    return;

  self->pointer = (LpPoint) { x, y };
  self->state = state;
  tell (self);
  if (self->gesture != NULL && self->gesture->scrolls)
    scroll_at_edge (self);
}
