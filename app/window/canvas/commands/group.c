/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>

/* What stands around all of @boxes and may hold a @kind. */
static LpElement *
get_parent_for (LpCanvas  *self,
                LpKind     kind,
                GPtrArray *boxes)
{
  LpElement *parent = lp_element_get_parent (boxes->pdata[0]);

  for (guint i = 0; i < boxes->len; i++)
    while (!lp_kind_holds (lp_element_get_kind (parent), kind) ||
           !lp_element_is_inside (boxes->pdata[i], parent))
      parent = lp_element_get_parent (parent);

  return parent;
}

static gboolean
holds_all (LpKind     kind,
           GPtrArray *boxes)
{
  for (guint i = 0; i < boxes->len; i++)
    if (!lp_kind_holds (kind, lp_element_get_kind (boxes->pdata[i])))
      return FALSE;

  return TRUE;
}

/* Whether one of @boxes has so much in it that no zone may be put around it any more. */
static gboolean
is_deep (LpElement *parent,
         GPtrArray *boxes)
{
  for (guint i = 0; i < boxes->len; i++)
    if (!lp_design_has_room (parent, lp_design_count_zones (boxes->pdata[i]) + 1))
      return TRUE;

  return FALSE;
}

/* The container around @rect, with the padding that it needs. */
static void
place_around (LpElement    *container,
              const LpRect *rect)
{
  lp_box_place (container, rect->x - LP_PADDING, rect->y - LP_HEADER);
  lp_element_set_number (container, LP_ATTRIBUTE_WIDTH, rect->width + 2 * LP_PADDING);
  lp_element_set_number (container, LP_ATTRIBUTE_HEIGHT, rect->height + LP_HEADER + LP_PADDING);
}

/* The same place in the drawing, in another container. */
static void
hand_over (LpCanvas  *self,
           LpElement *box,
           LpElement *parent,
           LpElement *next)
{
  LpRect rect;

  lp_box_get_rect (box, &rect);
  lp_design_move (self->design, box, parent, next);
  lp_box_place (box, rect.x, rect.y);
}

static void
enclose (LpCanvas  *self,
         LpKind     kind,
         GPtrArray *boxes)
{
  LpElement *parent = get_parent_for (self, kind, boxes);
  LpElement *container;
  LpRect around = { 0 };

  for (guint i = 0; i < boxes->len; i++)
    {
      LpRect rect;

      lp_box_get_rect (boxes->pdata[i], &rect);
      around = lp_rect_union (&around, &rect);
    }

  container = lp_canvas_add_element (self, kind, parent, (LpPoint) { around.x, around.y });
  place_around (container, &around);
  for (guint i = 0; i < boxes->len; i++)
    hand_over (self, boxes->pdata[i], container, NULL);
  lp_canvas_select_one (self, container);
}

/* "canvas.enclose-server", "canvas.enclose-zone" */
void
lp_canvas_enclose_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  LpKind kind = g_str_has_suffix (action_name, "-zone") ? LP_KIND_ZONE : LP_KIND_SERVER;
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);

  lp_canvas_cancel_gesture (self);
  if (!holds_all (kind, boxes))
    {
      lp_canvas_message (self, _("A server cannot hold all of these. Put them in a zone."));
      return;
    }
  if (kind == LP_KIND_ZONE && is_deep (get_parent_for (self, kind, boxes), boxes))
    {
      lp_canvas_message (self, _("There are too many zones in each other here."));
      return;
    }

  lp_history_begin (self->history, lp_canvas_find_title (action_name));
  enclose (self, kind, boxes);
  lp_history_end (self->history);
  lp_canvas_name_added (self);
}

/* Its links end at what they meant. */
static void
hand_over_links (LpElement *container)
{
  guint n_links;
  LpElement **links = lp_element_get_links (container, &n_links);
  g_autofree LpElement **all = g_memdup2 (links, n_links * sizeof *links);

  for (guint i = 0; i < n_links; i++)
    {
      if (lp_link_get_from (all[i]) == container)
        lp_link_set_from (all[i], lp_link_resolve_from (container));
      if (lp_link_get_to (all[i]) == container)
        lp_link_set_to (all[i], lp_link_resolve_to (container));
    }
}

static void
dissolve (LpCanvas  *self,
          LpElement *container,
          GPtrArray *freed)
{
  LpElement *child = lp_element_get_first_child (container);

  hand_over_links (container);
  while (child != NULL)
    {
      LpElement *next = lp_element_get_next_sibling (child);

      if (lp_kind_is_box (lp_element_get_kind (child)))
        {
          hand_over (self, child, lp_element_get_parent (container), container);
          g_ptr_array_add (freed, child);
        }
      child = next;
    }
  lp_design_remove (self->design, container);
}

void
lp_canvas_dissolve_action (GtkWidget  *widget,
                           const char *action_name,
                           GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);
  g_autoptr (GPtrArray) freed = g_ptr_array_new ();

  lp_canvas_cancel_gesture (self);
  lp_history_begin (self->history, lp_canvas_find_title (action_name));
  for (guint i = 0; i < boxes->len; i++)
    if (lp_kind_is_container (lp_element_get_kind (boxes->pdata[i])))
      dissolve (self, boxes->pdata[i], freed);
  lp_history_end (self->history);
  lp_canvas_select_many (self, (LpElement *const *) freed->pdata, freed->len);
}
