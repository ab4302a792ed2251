/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <math.h>

/* As far into the box, on the screen, a handle can be taken. */
#define DEPTH 6

static const char *const cursors[] = {
  [LP_HANDLE_LINK_TOP] = "crosshair",
  [LP_HANDLE_LINK_RIGHT] = "crosshair",
  [LP_HANDLE_LINK_BOTTOM] = "crosshair",
  [LP_HANDLE_LINK_LEFT] = "crosshair",
  [LP_HANDLE_TOP_LEFT] = "nw-resize",
  [LP_HANDLE_TOP_RIGHT] = "ne-resize",
  [LP_HANDLE_BOTTOM_RIGHT] = "se-resize",
  [LP_HANDLE_BOTTOM_LEFT] = "sw-resize",
  [LP_HANDLE_FROM] = "move",
  [LP_HANDLE_TO] = "move",
};

const char *
lp_handle_get_cursor (LpHandle handle)
{
  return cursors[handle];
}

/* Where on the box each handle is, in shares of its width and height. */
static const LpPoint places[] = {
  [LP_HANDLE_LINK_TOP] = { 0.5, 0 },
  [LP_HANDLE_LINK_RIGHT] = { 1, 0.5 },
  [LP_HANDLE_LINK_BOTTOM] = { 0.5, 1 },
  [LP_HANDLE_LINK_LEFT] = { 0, 0.5 },
  [LP_HANDLE_TOP_LEFT] = { 0, 0 },
  [LP_HANDLE_TOP_RIGHT] = { 1, 0 },
  [LP_HANDLE_BOTTOM_RIGHT] = { 1, 1 },
  [LP_HANDLE_BOTTOM_LEFT] = { 0, 1 },
};

/* Corners of the selected box resize it, sides of the one under the pointer start a link. */
static gboolean
has_handle (LpCanvas  *self,
            LpElement *element,
            LpHandle   handle)
{
  if (handle >= LP_HANDLE_TOP_LEFT)
    return element == lp_canvas_find_only (self) && !lp_box_is_chip (element) &&
           !lp_element_get_boolean (element, LP_ATTRIBUTE_LOCKED);

  return !lp_kind_is (lp_element_get_kind (element), LP_TRAIT_UNLINKED);
}

static LpPoint
get_place (LpCanvas     *self,
           const LpRect *rect,
           LpHandle      handle)
{
  return lp_canvas_to_widget (self, rect->x + rect->width * places[handle].x,
                              rect->y + rect->height * places[handle].y);
}

/* Inside the box there is little room for handles: most of it is for moving the box. */
static gboolean
is_deep_inside (LpCanvas     *self,
                const LpRect *rect,
                double        x,
                double        y)
{
  LpRect inside = lp_canvas_rect_to_widget (self, rect);

  inside = (LpRect) { inside.x + DEPTH, inside.y + DEPTH,
                      inside.width - 2 * DEPTH, inside.height - 2 * DEPTH };

  return lp_rect_contains (&inside, x, y);
}

static gboolean
is_near (LpPoint place,
         double  x,
         double  y)
{
  return hypot (place.x - x, place.y - y) <= LP_CANVAS_REACH;
}

static LpHandle
pick_on_box (LpCanvas  *self,
             LpElement *element,
             double     x,
             double     y)
{
  LpRect rect;

  if (!lp_scene_get_rect (lp_canvas_get_scene (self), element, &rect) ||
      is_deep_inside (self, &rect, x, y))
    return LP_HANDLE_NONE;

  for (LpHandle handle = LP_HANDLE_LINK_TOP; handle <= LP_HANDLE_BOTTOM_LEFT; handle++)
    if (has_handle (self, element, handle) && is_near (get_place (self, &rect, handle), x, y))
      return handle;

  return LP_HANDLE_NONE;
}

static LpHandle
pick_on_link (LpCanvas  *self,
              LpElement *link,
              double     x,
              double     y)
{
  const LpRoute *route = lp_scene_get_route (lp_canvas_get_scene (self), link);
  LpPoint first, last;

  if (route == NULL || route->n_points < 2)
    return LP_HANDLE_NONE;

  first = lp_canvas_to_widget (self, route->points[0].x, route->points[0].y);
  last = lp_canvas_to_widget (self, route->points[route->n_points - 1].x,
                              route->points[route->n_points - 1].y);
  if (is_near (last, x, y))
    return LP_HANDLE_TO;

  return is_near (first, x, y) ? LP_HANDLE_FROM : LP_HANDLE_NONE;
}

/* The handle at @x, @y of the widget and what it belongs to. Only what shows its handles has any:
 * the selected element, and the box that the pointer was over last. */
LpHandle
lp_canvas_pick_handle (LpCanvas   *self,
                       double      x,
                       double      y,
                       LpElement **element)
{
  LpElement *shown[] = { lp_canvas_find_only (self), self->shows_handles ? self->hover : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      LpHandle handle = LP_HANDLE_NONE;

      if (shown[i] == NULL)
        continue;
      if (lp_element_get_kind (shown[i]) != LP_KIND_LINK)
        handle = pick_on_box (self, shown[i], x, y);
      else if (lp_canvas_is_selected (self, shown[i]))
        handle = pick_on_link (self, shown[i], x, y);

      if (handle != LP_HANDLE_NONE)
        {
          *element = shown[i];
          return handle;
        }
    }

  return LP_HANDLE_NONE;
}

static void
snapshot_dot (GtkSnapshot   *snapshot,
              LpPoint        place,
              double         radius,
              gboolean       filled,
              const GdkRGBA *color)
{
  GskRoundedRect outline;
  GdkRGBA white = { 1, 1, 1, 1 };
  float widths[] = { 1.5, 1.5, 1.5, 1.5 };
  GdkRGBA colors[] = { *color, *color, *color, *color };

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (place.x - radius, place.y - radius,
                                                        2 * radius, 2 * radius),
                                   radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, filled ? color : &white, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
snapshot_box_handles (LpCanvas      *self,
                      GtkSnapshot   *snapshot,
                      LpElement     *element,
                      const GdkRGBA *color)
{
  LpRect rect;

  if (!lp_scene_get_rect (self->scene, element, &rect))
    return;

  for (LpHandle handle = LP_HANDLE_LINK_TOP; handle <= LP_HANDLE_BOTTOM_LEFT; handle++)
    if (has_handle (self, element, handle))
      {
        gboolean hovered = self->handle_element == element && self->hover_handle == handle;
        double radius = handle >= LP_HANDLE_TOP_LEFT ? 4 : LP_CANVAS_HANDLE_RADIUS;

        snapshot_dot (snapshot, get_place (self, &rect, handle), hovered ? radius + 2 : radius,
                      hovered, color);
      }
}

static void
snapshot_link_handles (LpCanvas      *self,
                       GtkSnapshot   *snapshot,
                       LpElement     *link,
                       const GdkRGBA *color)
{
  const LpRoute *route = lp_scene_get_route (self->scene, link);

  if (route == NULL || route->n_points < 2)
    return;

  snapshot_dot (snapshot, lp_canvas_to_widget (self, route->points[0].x, route->points[0].y),
                LP_CANVAS_HANDLE_RADIUS, self->hover_handle == LP_HANDLE_FROM, color);
  snapshot_dot (snapshot, lp_canvas_to_widget (self, route->points[route->n_points - 1].x,
                                               route->points[route->n_points - 1].y),
                LP_CANVAS_HANDLE_RADIUS, self->hover_handle == LP_HANDLE_TO, color);
}

void
lp_canvas_snapshot_handles (LpCanvas    *self,
                            GtkSnapshot *snapshot)
{
  LpElement *only = lp_canvas_find_only (self);
  GdkRGBA color;

  if (self->gesture != NULL || self->drill)
    return;

  lp_canvas_get_accent (self, &color);
  if (only != NULL && lp_element_get_kind (only) == LP_KIND_LINK)
    snapshot_link_handles (self, snapshot, only, &color);
  else if (only != NULL)
    snapshot_box_handles (self, snapshot, only, &color);

  if (self->hover != NULL && self->shows_handles && self->hover != only &&
      lp_element_get_kind (self->hover) != LP_KIND_LINK)
    snapshot_box_handles (self, snapshot, self->hover, &color);
}
