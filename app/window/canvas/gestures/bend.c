/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* A piece of a selected link is taken elsewhere: the corners of the link become bends that stay. */
typedef struct
{
  LpElement *link;
  LpPoint    start;
  GArray    *points;            /* LpPoint: the route when it began, with a stub at either end. */
  guint      segment;           /* From this point to the next. */
  gboolean   along_x;           /* The segment lies so, and moves across. */
  gboolean   under_way;
} Bending;

#define THRESHOLD 4
#define STUB 16.0               /* Between a box and the first bend. */

static void
bending_free (gpointer data)
{
  Bending *bending = data;

  g_array_unref (bending->points);
  g_free (bending);
}

void
lp_canvas_clear_bends (LpCanvas  *self,
                       LpElement *link)
{
  LpElement *bend;

  while ((bend = lp_element_find_child (link, LP_KIND_BEND)) != NULL)
    lp_design_remove (self->design, bend);
}

static void
add_bend (LpCanvas  *self,
          LpElement *link,
          LpPoint    at)
{
  g_autoptr (LpElement) bend = lp_element_new (LP_KIND_BEND);

  lp_element_set_number (bend, LP_ATTRIBUTE_X, at.x);
  lp_element_set_number (bend, LP_ATTRIBUTE_Y, at.y);
  lp_design_add (self->design, bend, link, NULL);
}

static gboolean
is_on_the_way (const LpPoint *before,
               const LpPoint *point,
               const LpPoint *after)
{
  return (before->x == point->x && point->x == after->x) ||
         (before->y == point->y && point->y == after->y);
}

/* All corners between the two ends; points in the middle of a straight piece say nothing. A way
 * with more corners than a file may hold stays as it is. */
static void
set_bends (LpCanvas  *self,
           LpElement *link,
           GArray    *points)
{
  if (points->len > LP_LINK_MAX_BENDS)
    return;

  lp_canvas_clear_bends (self, link);
  for (guint i = 1; i + 1 < points->len; i++)
    {
      const LpPoint *point = &g_array_index (points, LpPoint, i);

      if (!is_on_the_way (point - 1, point, point + 1))
        add_bend (self, link, *point);
    }
}

static LpPoint
get_stub (const LpPoint *from,
          const LpPoint *to)
{
  double length = hypot (to->x - from->x, to->y - from->y);
  double share = length > 0 ? MIN (STUB, length / 2) / length : 0;

  return (LpPoint) { from->x + (to->x - from->x) * share, from->y + (to->y - from->y) * share };
}

static void
bending_motion (LpCanvas        *self,
                double           x,
                double           y,
                GdkModifierType  state)
{
  Bending *bending = self->gesture_data;
  g_autoptr (GArray) points = NULL;
  LpPoint *moved;

  if (!bending->under_way &&
      hypot (x - bending->start.x, y - bending->start.y) * self->zoom < THRESHOLD)
    return;
  if (!bending->under_way)
    lp_history_begin (self->history, _("Bend of a Link"));
  bending->under_way = TRUE;

  points = g_array_copy (bending->points);
  moved = &g_array_index (points, LpPoint, bending->segment);
  if (bending->along_x)
    moved[0].y = moved[1].y = lp_canvas_snap (moved->y + y - bending->start.y, state);
  else
    moved[0].x = moved[1].x = lp_canvas_snap (moved->x + x - bending->start.x, state);
  set_bends (self, bending->link, points);
}

static void
bending_end (LpCanvas *self,
             double    x,
             double    y)
{
  Bending *bending = self->gesture_data;

  if (bending->under_way)
    lp_history_end (self->history);
  else
    lp_canvas_select_one (self, bending->link);
}

static void
bending_cancel (LpCanvas *self)
{
  Bending *bending = self->gesture_data;

  if (bending->under_way)
    lp_history_cancel (self->history);
}

void
lp_canvas_begin_bend (LpCanvas  *self,
                      LpElement *link,
                      guint      segment,
                      double     x,
                      double     y)
{
  static const LpGesture gesture = { bending_motion, bending_end, bending_cancel, NULL, TRUE };
  const LpRoute *route = lp_scene_get_route (lp_canvas_get_scene (self), link);
  Bending *bending;
  LpPoint stub;

  if (route == NULL || segment + 1 >= route->n_points)
    return;

  bending = g_new0 (Bending, 1);
  bending->link = link;
  bending->start = (LpPoint) { x, y };
  bending->points = g_array_new (FALSE, FALSE, sizeof (LpPoint));
  g_array_append_vals (bending->points, route->points, route->n_points);
  bending->along_x = route->points[segment].y == route->points[segment + 1].y;
  bending->segment = segment;

  /* The ends stay at their boxes: a segment that begins or ends there leaves a stub. */
  if (segment + 2 == route->n_points)
    {
      stub = get_stub (&route->points[segment + 1], &route->points[segment]);
      g_array_insert_val (bending->points, segment + 1, stub);
      g_array_insert_val (bending->points, segment + 1, stub);
    }
  if (segment == 0)
    {
      stub = get_stub (&route->points[0], &route->points[1]);
      g_array_insert_val (bending->points, 1, stub);
      g_array_insert_val (bending->points, 1, stub);
      bending->segment = 2;
    }

  lp_canvas_begin_gesture (self, &gesture, bending, bending_free);
}

/* A bend of a link that moves as a whole. */
typedef struct
{
  LpElement *bend;
  LpPoint    at;
} Carried;

/* The bends of links both of whose ends are in @moving or inside it. */
GArray *
lp_canvas_list_bends (LpCanvas   *self,
                      GHashTable *moving)
{
  GArray *carried = g_array_new (FALSE, FALSE, sizeof (Carried));
  LpElement *root = lp_design_get_root (self->design);

  for (LpElement *link = lp_element_find_child (root, LP_KIND_LINK); link != NULL;
       link = lp_element_find_next (link))
    {
      LpElement *bend = lp_element_find_child (link, LP_KIND_BEND);

      if (bend == NULL || !lp_canvas_is_among (lp_link_get_from (link), moving) ||
          !lp_canvas_is_among (lp_link_get_to (link), moving))
        continue;
      for (; bend != NULL; bend = lp_element_find_next (bend))
        {
          Carried row = { bend, { lp_element_get_number (bend, LP_ATTRIBUTE_X),
                                  lp_element_get_number (bend, LP_ATTRIBUTE_Y) } };

          g_array_append_val (carried, row);
        }
    }

  return carried;
}

void
lp_canvas_carry_bends (GArray *carried,
                       LpPoint by)
{
  for (guint i = 0; i < carried->len; i++)
    {
      const Carried *row = &g_array_index (carried, Carried, i);

      lp_element_set_number (row->bend, LP_ATTRIBUTE_X, row->at.x + by.x);
      lp_element_set_number (row->bend, LP_ATTRIBUTE_Y, row->at.y + by.y);
    }
}
