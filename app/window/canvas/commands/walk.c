/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

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

/* As long as a key is held it is one step. */
static void
begin_nudge (LpCanvas  *self,
             GPtrArray *boxes)
{
  g_autofree char *label = lp_canvas_name_move (boxes->pdata[0], boxes->len);

  if (self->nudged_revision != lp_history_get_revision (self->history) ||
      !lp_history_reopen (self->history))
    lp_history_begin (self->history, label);
}

/* Arrow keys: moves the selection, or the view where nothing is selected or may be moved. */
static void
nudge (LpCanvas *self,
       double    dx,
       double    dy)
{
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);

  if (boxes->len == 0 || self->drill)
    {
      lp_canvas_pan (self, -dx * self->zoom * 4, -dy * self->zoom * 4);
      return;
    }

  lp_canvas_cancel_gesture (self);
  begin_nudge (self, boxes);
  for (guint i = 0; i < boxes->len; i++)
    {
      LpElement *box = boxes->pdata[i];
      gboolean inside = lp_kind_is_container (lp_element_get_kind (lp_element_get_parent (box)));
      double x = lp_element_get_number (box, LP_ATTRIBUTE_X) + dx;
      double y = lp_element_get_number (box, LP_ATTRIBUTE_Y) + dy;

      if (lp_element_get_boolean (box, LP_ATTRIBUTE_LOCKED))
        continue;
      lp_element_set_number (box, LP_ATTRIBUTE_X, inside ? MAX (x, LP_PADDING) : x);
      lp_element_set_number (box, LP_ATTRIBUTE_Y, inside ? MAX (y, LP_HEADER) : y);
    }
  lp_history_end (self->history);
  self->nudged_revision = lp_history_get_revision (self->history);
}

/* "canvas.move-left", "canvas.push-left" by one unit, "canvas.go-left" along a link. While a link
 * is being made they look for its other end. */
void
lp_canvas_arrow_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  static const struct { const char *end; double dx; double dy; } directions[] = {
    { "-left", -1, 0 }, { "-right", 1, 0 }, { "-up", 0, -1 }, { "-down", 0, 1 },
  };
  LpCanvas *self = LP_CANVAS (widget);

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (g_str_has_suffix (action_name, directions[i].end))
      {
        double step = g_str_has_prefix (action_name, "canvas.push") ? 1 : LP_GRID;

        if (g_str_has_prefix (action_name, "canvas.go"))
          lp_canvas_walk_along (self, directions[i].dx, directions[i].dy);
        else if (self->link_from != NULL)
          lp_canvas_walk_toward (self, directions[i].dx, directions[i].dy);
        else
          nudge (self, step * directions[i].dx, step * directions[i].dy);
      }
}
