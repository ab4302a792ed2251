/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>

typedef struct
{
  LpElement *element;
  LpHandle   handle;
  LpRect     before;
  LpRect     content;           /* Of a container, relative to its corner: what must stay inside. */
  gboolean   under_way;
} Resize;

#define SMALLEST 48

static gboolean
moves_left (LpHandle handle)
{
  return handle == LP_HANDLE_TOP_LEFT || handle == LP_HANDLE_BOTTOM_LEFT;
}

static gboolean
moves_top (LpHandle handle)
{
  return handle == LP_HANDLE_TOP_LEFT || handle == LP_HANDLE_TOP_RIGHT;
}

static LpRect
get_content (LpElement *container)
{
  LpRect content = { 0 };

  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        LpRect rect = { lp_element_get_number (child, LP_ATTRIBUTE_X),
                        lp_element_get_number (child, LP_ATTRIBUTE_Y) };

        lp_box_get_size (child, &rect.width, &rect.height);
        content = lp_rect_union (&content, &rect);
      }

  return content;
}

/* Where the left (or upper) edge may go: not into the content, not past the other edge. */
static double
limit_near (double edge,
            double before,
            double length,
            double content,
            double content_length,
            double margin)
{
  double farthest = before + length - SMALLEST;

  if (content_length > 0)
    farthest = MIN (farthest, before + content - margin);

  return MIN (edge, farthest);
}

/* Moves the content against the corner, so that it stays where it was in the drawing. */
static void
shift_content (LpElement *container,
               double     dx,
               double     dy)
{
  if (!lp_kind_is_container (lp_element_get_kind (container)) || (dx == 0 && dy == 0))
    return;

  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        lp_element_set_number (child, LP_ATTRIBUTE_X,
                               lp_element_get_number (child, LP_ATTRIBUTE_X) - dx);
        lp_element_set_number (child, LP_ATTRIBUTE_Y,
                               lp_element_get_number (child, LP_ATTRIBUTE_Y) - dy);
      }
}

static LpRect
get_wanted (const Resize    *resize,
            double           x,
            double           y,
            GdkModifierType  state)
{
  const LpRect *before = &resize->before;
  LpRect wanted = *before;

  x = lp_canvas_snap (x, state);
  y = lp_canvas_snap (y, state);

  if (moves_left (resize->handle))
    {
      wanted.x = limit_near (x, before->x, before->width, resize->content.x,
                             resize->content.width, LP_PADDING);
      wanted.width = before->x + before->width - wanted.x;
    }
  else
    {
      wanted.width = MAX (SMALLEST, x - before->x);
    }

  if (moves_top (resize->handle))
    {
      wanted.y = limit_near (y, before->y, before->height, resize->content.y,
                             resize->content.height, LP_HEADER);
      wanted.height = before->y + before->height - wanted.y;
    }
  else
    {
      wanted.height = MAX (SMALLEST, y - before->y);
    }

  return wanted;
}

static void
resize_motion (LpCanvas        *self,
               double           x,
               double           y,
               GdkModifierType  state)
{
  Resize *resize = self->gesture_data;
  LpRect wanted = get_wanted (resize, x, y, state);
  LpPoint now = lp_box_get_origin (resize->element);

  if (!resize->under_way)
    lp_history_begin (self->history, _("Resize"));
  resize->under_way = TRUE;

  shift_content (resize->element, wanted.x - now.x, wanted.y - now.y);
  lp_box_place (resize->element, wanted.x, wanted.y);
  lp_element_set_number (resize->element, LP_ATTRIBUTE_WIDTH, wanted.width);
  lp_element_set_number (resize->element, LP_ATTRIBUTE_HEIGHT, wanted.height);
}

/* The file does not say more than what is seen: a container that its content holds open has that
 * size. */
static void
resize_end (LpCanvas *self,
            double    x,
            double    y)
{
  Resize *resize = self->gesture_data;
  double width, height;

  if (!resize->under_way)
    return;

  lp_box_get_size (resize->element, &width, &height);
  lp_element_set_number (resize->element, LP_ATTRIBUTE_WIDTH, width);
  lp_element_set_number (resize->element, LP_ATTRIBUTE_HEIGHT, height);
  lp_history_end (self->history);
}

static void
resize_cancel (LpCanvas *self)
{
  Resize *resize = self->gesture_data;

  if (resize->under_way)
    lp_history_cancel (self->history);
}

void
lp_canvas_begin_resize (LpCanvas  *self,
                        LpElement *element,
                        LpHandle   handle)
{
  static const LpGesture gesture = { resize_motion, resize_end, resize_cancel, NULL, TRUE };
  Resize *resize;

  if (lp_element_get_boolean (element, LP_ATTRIBUTE_LOCKED))
    return;

  resize = g_new0 (Resize, 1);
  resize->element = element;
  resize->handle = handle;
  lp_box_get_rect (element, &resize->before);
  if (lp_kind_is_container (lp_element_get_kind (element)))
    resize->content = get_content (element);
  lp_canvas_begin_gesture (self, &gesture, resize, g_free);
}
