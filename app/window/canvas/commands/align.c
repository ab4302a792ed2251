/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* The selected boxes are set in line, spread evenly or made the same size. What they have in
 * common is the box around them all. */
typedef struct
{
  LpElement *element;
  LpRect     rect;
} Box;

static GArray *
list_boxes (LpCanvas *self,
            LpRect   *around)
{
  g_autoptr (GPtrArray) selected = lp_canvas_dup_selected_boxes (self);
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (Box));

  *around = (LpRect) { 0 };
  for (guint i = 0; i < selected->len; i++)
    {
      Box box = { selected->pdata[i] };

      if (lp_element_get_boolean (box.element, LP_ATTRIBUTE_LOCKED))
        continue;
      lp_box_get_rect (box.element, &box.rect);
      *around = lp_rect_union (around, &box.rect);
      g_array_append_val (boxes, box);
    }

  return boxes;
}

/* @share of the room that a box has in the box around all. */
static void
align (GArray       *boxes,
       const LpRect *around,
       gboolean      vertical,
       double        share)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      Box *box = &g_array_index (boxes, Box, i);

      if (vertical)
        box->rect.y = around->y + (around->height - box->rect.height) * share;
      else
        box->rect.x = around->x + (around->width - box->rect.width) * share;
      lp_box_place (box->element, box->rect.x, box->rect.y);
      lp_canvas_settle (box->element);
    }
}

static int
compare_across (gconstpointer a,
                gconstpointer b)
{
  const Box *left = a, *right = b;

  return left->rect.x < right->rect.x ? -1 : left->rect.x > right->rect.x;
}

static int
compare_down (gconstpointer a,
              gconstpointer b)
{
  const Box *upper = a, *lower = b;

  return upper->rect.y < lower->rect.y ? -1 : upper->rect.y > lower->rect.y;
}

static double
get_length (const Box *box,
            gboolean   vertical)
{
  return vertical ? box->rect.height : box->rect.width;
}

/* The same gap between all; the first and the last stay. */
static void
distribute (GArray       *boxes,
            const LpRect *around,
            gboolean      vertical)
{
  double room = vertical ? around->height : around->width;
  double at = vertical ? around->y : around->x;

  if (boxes->len < 3)
    return;

  g_array_sort (boxes, vertical ? compare_down : compare_across);
  for (guint i = 0; i < boxes->len; i++)
    room -= get_length (&g_array_index (boxes, Box, i), vertical);

  for (guint i = 0; i < boxes->len; i++)
    {
      Box *box = &g_array_index (boxes, Box, i);

      if (vertical)
        lp_box_place (box->element, box->rect.x, round (at));
      else
        lp_box_place (box->element, round (at), box->rect.y);
      lp_canvas_settle (box->element);
      at += get_length (box, vertical) + room / (boxes->len - 1);
    }
}

/* As large as the largest. */
static void
equal_size (GArray   *boxes,
            gboolean  vertical)
{
  double largest = 0;

  for (guint i = 0; i < boxes->len; i++)
    largest = fmax (largest, get_length (&g_array_index (boxes, Box, i), vertical));
  for (guint i = 0; i < boxes->len; i++)
    lp_element_set_number (g_array_index (boxes, Box, i).element,
                           vertical ? LP_ATTRIBUTE_HEIGHT : LP_ATTRIBUTE_WIDTH, largest);
}

typedef enum
{
  ALIGN,
  DISTRIBUTE,
  SAME_SIZE,
} Way;

static const struct
{
  const char *action;
  const char *label;
  Way         way;
  gboolean    vertical;
  double      share;
} ways[] = {
  { "canvas.align-left", N_("Align Left"), ALIGN, FALSE, 0 },
  { "canvas.align-center", N_("Align Centers"), ALIGN, FALSE, 0.5 },
  { "canvas.align-right", N_("Align Right"), ALIGN, FALSE, 1 },
  { "canvas.align-top", N_("Align Top"), ALIGN, TRUE, 0 },
  { "canvas.align-middle", N_("Align Middles"), ALIGN, TRUE, 0.5 },
  { "canvas.align-bottom", N_("Align Bottom"), ALIGN, TRUE, 1 },
  { "canvas.distribute-across", N_("Distribute Across"), DISTRIBUTE, FALSE, 0 },
  { "canvas.distribute-down", N_("Distribute Down"), DISTRIBUTE, TRUE, 0 },
  { "canvas.same-width", N_("Same Width"), SAME_SIZE, FALSE, 0 },
  { "canvas.same-height", N_("Same Height"), SAME_SIZE, TRUE, 0 },
};

void
lp_canvas_align_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autoptr (GArray) boxes = NULL;
  LpRect around;

  lp_canvas_cancel_gesture (self);
  boxes = list_boxes (self, &around);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (!g_str_equal (ways[i].action, action_name))
        continue;

      lp_history_begin (self->history, _(ways[i].label));
      if (ways[i].way == ALIGN)
        align (boxes, &around, ways[i].vertical, ways[i].share);
      else if (ways[i].way == DISTRIBUTE)
        distribute (boxes, &around, ways[i].vertical);
      else
        equal_size (boxes, ways[i].vertical);
      lp_history_end (self->history);
    }
}
