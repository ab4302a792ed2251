/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* A hand that trembles does not move anything: this far, on the screen, is still a click. */
#define THRESHOLD 4

/* Where an element was when the gesture began. */
typedef struct
{
  LpElement *element;
  LpElement *parent;
  LpElement *next;
  LpRect     rect;
} Moved;

typedef struct
{
  LpPoint     start;
  GArray     *moved;            /* Moved. */
  GHashTable *set;              /* The same elements. */
  gboolean    under_way;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_array_unref (move->moved);
  g_hash_table_unref (move->set);
  g_free (move);
}

static void
collect (LpCanvas *self,
         Move     *move)
{
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);

  for (guint i = 0; i < boxes->len; i++)
    {
      Moved moved = { boxes->pdata[i] };

      if (lp_element_get_boolean (moved.element, LP_ATTRIBUTE_LOCKED))
        continue;
      moved.parent = lp_element_get_parent (moved.element);
      moved.next = lp_element_get_next_sibling (moved.element);
      lp_box_get_rect (moved.element, &moved.rect);
      g_array_append_val (move->moved, moved);
      g_hash_table_add (move->set, moved.element);
    }
}

/* What is dragged out of a container hovers above all: the container must neither cut it nor grow with it
 * before it is clear where it belongs. */
static void
lift (LpCanvas *self,
      Move     *move)
{
  LpElement *root = lp_design_get_root (self->design);
  g_autofree char *label = NULL;

  label = move->moved->len == 1
            ? g_strdup_printf (_("Move of %s"),
                               lp_element_get_name (g_array_index (move->moved, Moved, 0).element))
            : g_strdup_printf (ngettext ("Move of %u Element", "Move of %u Elements",
                                         move->moved->len),
                               move->moved->len);
  lp_history_begin (self->history, label);

  for (guint i = 0; i < move->moved->len; i++)
    {
      Moved *moved = &g_array_index (move->moved, Moved, i);

      if (moved->parent != root && lp_kind_holds (LP_KIND_DESIGN, lp_element_get_kind (moved->element)))
        {
          lp_design_move (self->design, moved->element, root, NULL);
          lp_box_place (moved->element, moved->rect.x, moved->rect.y);
        }
    }

  move->under_way = TRUE;
}

/* The first element snaps to the grid, the others keep their distance to it. */
static LpPoint
get_offset (Move            *move,
            double           x,
            double           y,
            GdkModifierType  state)
{
  const LpRect *first = &g_array_index (move->moved, Moved, 0).rect;

  return (LpPoint) {
    lp_canvas_snap (first->x + x - move->start.x, state) - first->x,
    lp_canvas_snap (first->y + y - move->start.y, state) - first->y,
  };
}

static void
move_motion (LpCanvas        *self,
             double           x,
             double           y,
             GdkModifierType  state)
{
  Move *move = self->gesture_data;
  LpPoint offset;

  if (move->moved->len == 0 ||
      (!move->under_way && hypot (x - move->start.x, y - move->start.y) * self->zoom < THRESHOLD))
    return;

  if (!move->under_way)
    lift (self, move);

  offset = get_offset (move, x, y, state);
  for (guint i = 0; i < move->moved->len; i++)
    {
      Moved *moved = &g_array_index (move->moved, Moved, i);

      lp_box_place (moved->element, moved->rect.x + offset.x, moved->rect.y + offset.y);
    }

  lp_canvas_light_target (self, x, y,
                          lp_element_get_kind (g_array_index (move->moved, Moved, 0).element),
                          move->set);
}

/* Nothing stands on a container’s header or edge. */
static void
settle (LpElement *element,
        LpElement *parent,
        double     x,
        double     y)
{
  lp_box_place (element, x, y);
  if (lp_element_get_kind (parent) == LP_KIND_DESIGN)
    return;

  if (lp_element_get_number (element, LP_ATTRIBUTE_X) < LP_PADDING)
    lp_element_set_number (element, LP_ATTRIBUTE_X, LP_PADDING);
  if (lp_element_get_number (element, LP_ATTRIBUTE_Y) < LP_HEADER)
    lp_element_set_number (element, LP_ATTRIBUTE_Y, LP_HEADER);
}

static void
drop (LpCanvas  *self,
      Moved     *moved,
      LpElement *target)
{
  LpElement *parent = target;
  LpRect rect;

  if (!lp_design_can_hold (target, moved->element))
    parent = lp_design_get_root (self->design);

  lp_box_get_rect (moved->element, &rect);
  lp_design_move (self->design, moved->element, parent,
                  parent == moved->parent && moved->next != NULL &&
                  lp_element_get_parent (moved->next) == parent ? moved->next : NULL);
  settle (moved->element, parent, rect.x, rect.y);
}

static void
move_end (LpCanvas *self,
          double    x,
          double    y)
{
  Move *move = self->gesture_data;
  LpElement *target = self->drop_target;

  if (!move->under_way)
    return;

  if (target == NULL)
    target = lp_design_get_root (self->design);
  for (guint i = move->moved->len; i > 0; i--)
    drop (self, &g_array_index (move->moved, Moved, i - 1), target);
  lp_history_end (self->history);
}

static void
move_cancel (LpCanvas *self)
{
  Move *move = self->gesture_data;

  if (move->under_way)
    lp_history_cancel (self->history);
}

void
lp_canvas_begin_move (LpCanvas *self,
                      double    x,
                      double    y)
{
  static const LpGesture gesture = { move_motion, move_end, move_cancel, NULL };
  Move *move = g_new0 (Move, 1);

  move->start = (LpPoint) { x, y };
  move->moved = g_array_new (FALSE, FALSE, sizeof (Moved));
  move->set = g_hash_table_new (NULL, NULL);
  collect (self, move);
  lp_canvas_begin_gesture (self, &gesture, move, move_free);
}
