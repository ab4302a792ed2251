/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

static void
pan_motion (LpCanvas        *self,
            double           x,
            double           y,
            GdkModifierType  state)
{
  LpPoint now = lp_canvas_to_widget (self, x, y);

  lp_canvas_pan (self, now.x - self->pressed.x, now.y - self->pressed.y);
  self->pressed = now;
}

static void
pan_end (LpCanvas *self,
         double    x,
         double    y)
{
}

void
lp_canvas_begin_pan (LpCanvas *self)
{
  static const LpGesture gesture = { pan_motion, pan_end };

  lp_canvas_begin_gesture (self, &gesture, NULL, NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}
