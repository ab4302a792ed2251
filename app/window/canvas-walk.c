/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas-private.h"

#include <math.h>

/* Rows of cards are read as lines of text: what is this much higher comes first, however far to
 * the right. */
#define LINE_HEIGHT 40

typedef struct
{
  LpElement *element;
  LpRect     rect;
} Stop;

static int
compare_stops (gconstpointer a,
               gconstpointer b)
{
  const Stop *left = a;
  const Stop *right = b;
  int line = (int) floor (left->rect.y / LINE_HEIGHT) - (int) floor (right->rect.y / LINE_HEIGHT);

  if (line != 0)
    return line;

  return left->rect.x < right->rect.x ? -1 : left->rect.x > right->rect.x;
}

static GArray *
list_stops (LpCanvas *self)
{
  LpScene *scene = lp_canvas_get_scene (self);
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (Stop));

  for (guint i = 0; i < lp_scene_get_n_boxes (scene); i++)
    {
      Stop stop = { lp_scene_get_box (scene, i) };

      if (self->link_from != NULL && !lp_canvas_may_link (stop.element))
        continue;
      lp_scene_get_rect (scene, stop.element, &stop.rect);
      g_array_append_val (stops, stop);
    }
  g_array_sort (stops, compare_stops);

  return stops;
}

/* Selects it and brings it into view. */
void
lp_canvas_go_to (LpCanvas  *self,
                 LpElement *element)
{
  LpRect rect = lp_canvas_get_rect_of (self, element);

  lp_canvas_select_one (self, element);
  lp_canvas_reveal (self, &rect);
}

/* The next element in reading order, or the one before. */
void
lp_canvas_walk (LpCanvas *self,
                gboolean  back)
{
  g_autoptr (GArray) stops = list_stops (self);
  LpElement *only = lp_canvas_find_only (self);
  guint i;

  if (stops->len == 0)
    return;

  for (i = 0; i < stops->len && g_array_index (stops, Stop, i).element != only; i++)
    ;
  if (i == stops->len)
    i = back ? stops->len - 1 : 0;
  else
    i = (i + (back ? stops->len - 1 : 1)) % stops->len;

  lp_canvas_go_to (self, g_array_index (stops, Stop, i).element);
}

/* Along a link of the selected element to the neighbour that lies most in the direction. */
void
lp_canvas_walk_along (LpCanvas *self,
                      double    dx,
                      double    dy)
{
  LpScene *scene = lp_canvas_get_scene (self);
  LpElement *only = lp_canvas_find_only (self);
  LpElement *best = NULL;
  double best_value = 0.3;      /* The cosine of what still counts as this direction. */
  LpElement **links;
  guint n_links;
  LpRect from, to;

  if (only == NULL || !lp_scene_get_rect (scene, only, &from))
    return;

  links = lp_element_get_links (only, &n_links);
  for (guint i = 0; i < n_links; i++)
    {
      LpElement *other = lp_link_get_from (links[i]) == only ? lp_link_get_to (links[i])
                                                             : lp_link_get_from (links[i]);
      double x, y, length, value;

      if (!lp_scene_get_rect (scene, other, &to))
        continue;
      x = to.x + to.width / 2 - from.x - from.width / 2;
      y = to.y + to.height / 2 - from.y - from.height / 2;
      length = hypot (x, y);
      value = length > 0 ? (x * dx + y * dy) / length : 0;
      if (value > best_value)
        {
          best = other;
          best_value = value;
        }
    }

  if (best != NULL)
    lp_canvas_go_to (self, best);
}

/* To the nearest element that lies in the direction; what is aside counts as farther. */
void
lp_canvas_walk_toward (LpCanvas *self,
                       double    dx,
                       double    dy)
{
  LpScene *scene = lp_canvas_get_scene (self);
  LpElement *only = lp_canvas_find_only (self);
  LpElement *best = NULL;
  double best_value = G_MAXDOUBLE;
  LpRect from, to;

  if (only == NULL || !lp_scene_get_rect (scene, only, &from))
    return;

  for (guint i = 0; i < lp_scene_get_n_boxes (scene); i++)
    {
      LpElement *box = lp_scene_get_box (scene, i);
      double x, y, ahead, aside;

      if (box == only || !lp_canvas_may_link (box) || !lp_scene_get_rect (scene, box, &to))
        continue;
      x = to.x + to.width / 2 - from.x - from.width / 2;
      y = to.y + to.height / 2 - from.y - from.height / 2;
      ahead = x * dx + y * dy;
      aside = ABS (x * dy) + ABS (y * dx);
      if (ahead > 0 && ahead > aside / 2 && ahead + 2 * aside < best_value)
        {
          best = box;
          best_value = ahead + 2 * aside;
        }
    }

  if (best != NULL)
    lp_canvas_go_to (self, best);
}
