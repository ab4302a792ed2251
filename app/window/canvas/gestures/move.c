/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "model/numbering.h"

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
  LpPoint          start;
  GdkModifierType  state;       /* When the button went down. */
  LpElement       *clicked;     /* Was selected already: without a drag it was a click on it. */
  GArray          *moved;       /* Moved. */
  GHashTable      *set;         /* The same elements. */
  GArray          *frozen;
  GArray          *bends;       /* Of links that come along. */
  GArray          *pieces;      /* Of links that the element could be put into, or NULL. */
  LpElement       *link;        /* The element would be put into it, or NULL. */
  gboolean         under_way;
  gboolean         is_new;      /* What is moved was not there before: it is a copy, */
  gboolean         is_added;    /* or comes from the palette. */
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_array_unref (move->moved);
  g_hash_table_unref (move->set);
  g_clear_pointer (&move->frozen, g_array_unref);
  g_clear_pointer (&move->bends, g_array_unref);
  g_clear_pointer (&move->pieces, g_array_unref);
  g_free (move);
}

static Move *
move_new (double          x,
          double          y,
          GdkModifierType state)
{
  Move *move = g_new0 (Move, 1);

  move->start = (LpPoint) { x, y };
  move->state = state;
  move->moved = g_array_new (FALSE, FALSE, sizeof (Moved));
  move->set = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  return move;
}

static Moved *
get_moved (Move  *move,
           guint  i)
{
  return &g_array_index (move->moved, Moved, i);
}

static void
take (Move      *move,
      LpElement *element)
{
  Moved moved = {
    .element = element,
    .parent = lp_element_get_parent (element),
    .next = lp_element_get_next_sibling (element),
  };

  lp_box_get_rect (element, &moved.rect);
  g_array_append_val (move->moved, moved);
  g_hash_table_add (move->set, g_object_ref (element));
}

static void
take_selected (LpCanvas *self,
               Move     *move)
{
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);

  g_array_set_size (move->moved, 0);
  g_hash_table_remove_all (move->set);
  for (guint i = 0; i < boxes->len; i++)
    if (!lp_element_get_boolean (boxes->pdata[i], LP_ATTRIBUTE_LOCKED))
      take (move, boxes->pdata[i]);
}

/* What undo calls a move of @first and others, @n together. */
char *
lp_canvas_name_move (LpElement *first,
                     guint      n)
{
  if (n == 1)
    return g_strdup_printf (_("Move of %s"), lp_element_get_name (first));

  return g_strdup_printf (ngettext ("Move of %u Element", "Move of %u Elements", n), n);
}

static char *
make_label (Move *move)
{
  if (move->state & GDK_CONTROL_MASK)
    return g_strdup (_("Duplicate"));

  return lp_canvas_name_move (get_moved (move, 0)->element, move->moved->len);
}

static void
begin_flight (LpCanvas *self,
              Move     *move)
{
  g_autofree char *label = make_label (move);
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  if (move->moved->len == 1)
    move->pieces = lp_canvas_list_pieces (self, get_moved (move, 0)->element);
  lp_history_begin (self->history, label);
  move->under_way = TRUE;

  if (move->state & GDK_CONTROL_MASK)
    {
      lp_canvas_insert_copies (self);
      take_selected (self, move);
      move->is_new = TRUE;
    }

  for (guint i = 0; i < move->moved->len; i++)
    g_ptr_array_add (elements, get_moved (move, i)->element);
  move->frozen = lp_canvas_freeze ((LpElement *const *) elements->pdata, elements->len);
  move->bends = lp_canvas_list_bends (self, move->set);
  lp_scene_set_moving (self->scene, move->set);
}

/* Where an element is while it hovers over @target. Cards and containers fly above all: what is
 * below neither cuts them nor grows with them before it is clear where they belong. Chips are
 * chips only in a server, so they show at once what they would be. */
static LpElement *
get_air (LpCanvas  *self,
         LpElement *target,
         LpElement *element)
{
  if (lp_kind_get_row (lp_element_get_kind (element))->shape == LP_SHAPE_CHIP &&
      lp_element_get_kind (target) == LP_KIND_SERVER && lp_design_can_hold (target, element))
    return target;

  return lp_design_get_root (self->design);
}

/* Where it was, or, as it has another size now, where it would have been under the pointer. */
static LpRect
get_base (Move  *move,
          Moved *moved)
{
  LpRect base = moved->rect;
  double width, height;

  lp_box_get_size (moved->element, &width, &height);
  if (width == base.width && height == base.height)
    return base;

  base.x = move->start.x - (move->start.x - base.x) / base.width * width;
  base.y = move->start.y - (move->start.y - base.y) / base.height * height;

  return (LpRect) { base.x, base.y, width, height };
}

/* In @parent’s free inside; a container that is too small for it grows. */
static LpRect
keep_inside (LpElement    *parent,
             const LpRect *wanted)
{
  LpRect around;
  double x, y;

  lp_box_get_rect (parent, &around);
  x = MIN (wanted->x, around.x + around.width - LP_PADDING - wanted->width);
  y = MIN (wanted->y, around.y + around.height - LP_PADDING - wanted->height);

  return (LpRect) { MAX (x, around.x + LP_PADDING), MAX (y, around.y + LP_HEADER),
                    wanted->width, wanted->height };
}

/* Middles in line may be half a unit off the whole ones, but no file holds the rest of a
 * subtraction. */
static double
tidy (double position)
{
  return round (position * 2) / 2;
}

static void
fly (LpCanvas  *self,
     Move      *move,
     LpElement *target,
     LpPoint    by)
{
  for (guint i = 0; i < move->moved->len; i++)
    {
      Moved *moved = get_moved (move, i);
      LpElement *air = get_air (self, target, moved->element);
      LpRect wanted;

      if (lp_element_get_parent (moved->element) != air)
        lp_design_move (self->design, moved->element, air, NULL);

      wanted = get_base (move, moved);
      wanted.x = tidy (wanted.x + by.x);
      wanted.y = tidy (wanted.y + by.y);
      if (air == target && lp_element_get_kind (air) == LP_KIND_SERVER)
        wanted = keep_inside (air, &wanted);
      lp_box_place (moved->element, wanted.x, wanted.y);
    }
}

/* What is new covers nothing; what was there before is put where the user wants it. */
static void
make_room (LpCanvas  *self,
           Move      *move,
           LpElement *target)
{
  LpElement *added = get_moved (move, 0)->element;
  LpRect rect;
  LpPoint room;

  lp_box_get_rect (added, &rect);
  room = lp_canvas_find_room_for (self, target, &rect, move->set);
  if (room.x == rect.x && room.y == rect.y)
    return;

  lp_box_place (added, room.x, room.y);
  g_array_set_size (self->guides, 0);
}

static LpRect
get_bounds (Move *move)
{
  LpRect bounds = { 0 };

  for (guint i = 0; i < move->moved->len; i++)
    {
      LpRect base = get_base (move, get_moved (move, i));

      bounds = lp_rect_union (&bounds, &base);
    }

  return bounds;
}

static void
move_motion (LpCanvas        *self,
             double           x,
             double           y,
             GdkModifierType  state)
{
  Move *move = self->gesture_data;
  LpPoint by = { x - move->start.x, y - move->start.y };
  LpElement *target;
  LpRect bounds;

  if (move->moved->len == 0 ||
      (!move->under_way && hypot (by.x, by.y) * self->zoom < THRESHOLD))
    return;

  if (!move->under_way)
    begin_flight (self, move);

  target = lp_canvas_light_target (self, x, y, lp_element_get_kind (get_moved (move, 0)->element),
                                   move->set);
  bounds = get_bounds (move);
  by = lp_canvas_snap_move (self, &bounds, by, move->set, state);
  fly (self, move, target, by);
  lp_canvas_carry_bends (move->bends, by);
  if (move->pieces != NULL)
    move->link = lp_canvas_find_splice (move->pieces, get_moved (move, 0)->element);
  if (move->is_added && move->link == NULL && !(state & GDK_ALT_MASK))
    make_room (self, move, target);
}

static void
land (LpCanvas  *self,
      Moved     *moved,
      LpElement *target)
{
  LpElement *parent = target;
  LpElement *next = NULL;
  LpRect rect;

  if (!lp_design_can_hold (target, moved->element))
    parent = lp_design_get_root (self->design);
  if (parent == moved->parent && moved->next != NULL &&
      lp_element_get_parent (moved->next) == parent)
    next = moved->next;

  lp_box_get_rect (moved->element, &rect);
  lp_design_move (self->design, moved->element, parent, next);
  lp_box_place (moved->element, rect.x, rect.y);
  lp_canvas_settle (moved->element);
}

/* A name is free or not only once it is clear where it belongs. */
static void
number_names (Move *move)
{
  g_autoptr (LpNumbering) names = NULL;
  LpElement *parent = NULL;

  for (guint i = 0; i < move->moved->len; i++)
    {
      LpElement *element = get_moved (move, i)->element;

      if (lp_element_get_parent (element) != parent)
        {
          parent = lp_element_get_parent (element);
          g_clear_pointer (&names, lp_numbering_free);
          names = lp_numbering_new (parent, move->set);
        }
      lp_numbering_give (names, element);
    }
}

static gboolean
is_back (Move *move)
{
  for (guint i = 0; i < move->moved->len; i++)
    {
      Moved *moved = get_moved (move, i);
      LpPoint at = lp_box_get_origin (moved->element);

      if (lp_element_get_parent (moved->element) != moved->parent ||
          lp_element_get_next_sibling (moved->element) != moved->next ||
          at.x != moved->rect.x || at.y != moved->rect.y)
        return FALSE;
    }

  return !move->is_new;
}

static void
click (LpCanvas *self,
       Move     *move)
{
  if (move->clicked == NULL)
    return;

  if (move->state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK))
    lp_canvas_toggle (self, move->clicked);
  else
    lp_canvas_select_one (self, move->clicked);
}

static void
move_end (LpCanvas *self,
          double    x,
          double    y)
{
  Move *move = self->gesture_data;

  if (!move->under_way)
    {
      click (self, move);
      return;
    }

  lp_scene_set_moving (self->scene, NULL);
  for (guint i = move->moved->len; i > 0; i--)
    land (self, get_moved (move, i - 1), self->drop_target);
  lp_canvas_thaw (move->frozen);
  if (move->is_new)
    number_names (move);
  if (move->link != NULL)
    lp_canvas_splice (self, move->link, get_moved (move, 0)->element);

  if (is_back (move))
    lp_history_cancel (self->history);
  else
    lp_history_end (self->history);
  if (move->is_added)
    lp_canvas_select_one (self, get_moved (move, 0)->element);
}

static void
move_cancel (LpCanvas *self)
{
  Move *move = self->gesture_data;

  lp_scene_set_moving (self->scene, NULL);
  if (move->under_way)
    lp_history_cancel (self->history);
}

static void
move_snapshot (LpCanvas    *self,
               GtkSnapshot *snapshot)
{
  Move *move = self->gesture_data;

  if (!move->under_way)
    return;

  lp_canvas_snapshot_guides (self, snapshot);
  if (move->link != NULL)
    lp_canvas_outline_link (self, snapshot, move->link);
}

static const LpGesture gesture = { move_motion, move_end, move_cancel, move_snapshot, TRUE };

void
lp_canvas_begin_move (LpCanvas        *self,
                      double           x,
                      double           y,
                      LpElement       *clicked,
                      GdkModifierType  state)
{
  Move *move = move_new (x, y, state);

  move->clicked = clicked;
  take_selected (self, move);
  lp_canvas_begin_gesture (self, &gesture, move, move_free);
}

void
lp_canvas_begin_add (LpCanvas *self,
                     LpKind    kind,
                     double    x,
                     double    y)
{
  LpElement *root = lp_design_get_root (self->design);
  g_autoptr (LpElement) element = lp_design_make_element (self->design, kind, root);
  g_autofree char *label = g_strdup_printf (_("Add %s"), lp_kind_get_title (kind));
  Move *move = move_new (x, y, 0);
  const LpKindRow *row = lp_kind_get_row (kind);
  double width, height;

  if (lp_element_has (element, LP_ATTRIBUTE_NAME))
    lp_element_set_text (element, LP_ATTRIBUTE_NAME,
                         row->software != NULL ? row->software : lp_kind_get_title (kind));

  lp_box_get_size (element, &width, &height);
  move->pieces = lp_canvas_list_pieces (self, element);
  lp_canvas_begin_gesture (self, &gesture, move, move_free);
  lp_history_begin (self->history, label);
  lp_design_add (self->design, element, root, NULL);
  lp_box_place (element, x - width / 2, y - height / 2);
  take (move, element);
  move->frozen = lp_canvas_freeze (NULL, 0);
  move->bends = lp_canvas_list_bends (self, move->set);
  move->under_way = move->is_new = move->is_added = TRUE;
  lp_scene_set_moving (self->scene, move->set);
}
