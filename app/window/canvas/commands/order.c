/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>

/* Actions on the selected elements that are neither moving nor typing. */

void
lp_canvas_to_front_action (GtkWidget  *widget,
                           const char *action_name,
                           GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);

  lp_canvas_cancel_gesture (self);
  lp_history_begin (self->history, _("Bring to Front"));
  for (guint i = 0; i < boxes->len; i++)
    lp_design_move (self->design, boxes->pdata[i], lp_element_get_parent (boxes->pdata[i]), NULL);
  lp_history_end (self->history);
}

void
lp_canvas_to_back_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);

  lp_canvas_cancel_gesture (self);
  lp_history_begin (self->history, _("Send to Back"));
  for (guint i = boxes->len; i > 0; i--)
    {
      LpElement *parent = lp_element_get_parent (boxes->pdata[i - 1]);
      LpElement *first = lp_element_get_first_child (parent);

      lp_design_move (self->design, boxes->pdata[i - 1], parent, first);
    }
  lp_history_end (self->history);
}

/* If one is not locked all will be. */
void
lp_canvas_lock_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);
  gboolean lock = FALSE;

  lp_canvas_cancel_gesture (self);
  for (guint i = 0; i < boxes->len; i++)
    lock |= !lp_element_get_boolean (boxes->pdata[i], LP_ATTRIBUTE_LOCKED);

  lp_history_begin (self->history, lock ? _("Lock") : _("Unlock"));
  for (guint i = 0; i < boxes->len; i++)
    lp_element_set_number (boxes->pdata[i], LP_ATTRIBUTE_LOCKED, lock);
  lp_history_end (self->history);
}

/* As large as what is in it, or as its name needs. */
void
lp_canvas_natural_size_action (GtkWidget  *widget,
                               const char *action_name,
                               GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);

  lp_canvas_cancel_gesture (self);
  lp_history_begin (self->history, _("Fit Size to Content"));
  for (guint i = 0; i < boxes->len; i++)
    {
      lp_element_unset (boxes->pdata[i], LP_ATTRIBUTE_WIDTH);
      lp_element_unset (boxes->pdata[i], LP_ATTRIBUTE_HEIGHT);
    }
  lp_history_end (self->history);
}

void
lp_canvas_reverse_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  LpElement *link = lp_canvas_find_only (self);
  LpElement *from, *to;

  if (link == NULL || lp_element_get_kind (link) != LP_KIND_LINK)
    return;

  lp_canvas_cancel_gesture (self);
  from = lp_link_get_from (link);
  to = lp_link_get_to (link);
  lp_history_begin (self->history, _("Reverse Link"));
  lp_canvas_clear_bends (self, link);
  lp_link_set_from (link, to);
  lp_link_set_to (link, from);
  lp_history_end (self->history);
}

void
lp_canvas_straighten_action (GtkWidget  *widget,
                             const char *action_name,
                             GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autoptr (GPtrArray) selected = lp_canvas_dup_selection (self);

  lp_canvas_cancel_gesture (self);
  lp_history_begin (self->history, _("Remove Bends"));
  for (guint i = 0; i < selected->len; i++)
    if (lp_element_get_kind (selected->pdata[i]) == LP_KIND_LINK)
      lp_canvas_clear_bends (self, selected->pdata[i]);
  lp_history_end (self->history);
}

void
lp_canvas_select_all_action (GtkWidget  *widget,
                             const char *action_name,
                             GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  LpScene *scene = lp_canvas_get_scene (self);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < lp_scene_get_n_boxes (scene); i++)
    g_ptr_array_add (all, lp_scene_get_box (scene, i));
  for (guint i = 0; i < lp_scene_get_n_links (scene); i++)
    g_ptr_array_add (all, lp_scene_get_link (scene, i));
  lp_canvas_select_many (self, (LpElement *const *) all->pdata, all->len);
}

/* All elements of the kinds that are selected; of links those of the same flow. */
void
lp_canvas_select_same_action (GtkWidget  *widget,
                              const char *action_name,
                              GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  LpScene *scene = lp_canvas_get_scene (self);
  g_autoptr (GPtrArray) selected = lp_canvas_dup_selection (self);
  g_autoptr (GPtrArray) same = g_ptr_array_new ();
  guint64 kinds = 0;
  guint flows = 0;

  for (guint i = 0; i < selected->len; i++)
    if (lp_element_get_kind (selected->pdata[i]) == LP_KIND_LINK)
      flows |= 1 << lp_link_get_flow (selected->pdata[i]);
    else
      kinds |= LP_KIND_MASK (lp_element_get_kind (selected->pdata[i]));

  for (guint i = 0; i < lp_scene_get_n_boxes (scene); i++)
    if (kinds & LP_KIND_MASK (lp_element_get_kind (lp_scene_get_box (scene, i))))
      g_ptr_array_add (same, lp_scene_get_box (scene, i));
  for (guint i = 0; i < lp_scene_get_n_links (scene); i++)
    if (flows & 1 << lp_link_get_flow (lp_scene_get_link (scene, i)))
      g_ptr_array_add (same, lp_scene_get_link (scene, i));
  lp_canvas_select_many (self, (LpElement *const *) same->pdata, same->len);
}

/* Everything that can be reached along links, whichever way they point. */
void
lp_canvas_select_connected_action (GtkWidget  *widget,
                                   const char *action_name,
                                   GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autoptr (GPtrArray) found = lp_canvas_dup_selection (self);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < found->len; i++)
    g_hash_table_add (seen, found->pdata[i]);

  for (guint i = 0; i < found->len; i++)
    {
      LpElement *element = found->pdata[i];
      LpElement *ends[] = { NULL, NULL };
      LpElement **next = ends;
      guint n_next = 2;

      if (lp_element_get_kind (element) == LP_KIND_LINK)
        {
          ends[0] = lp_link_get_from (element);
          ends[1] = lp_link_get_to (element);
        }
      else
        {
          next = lp_element_get_links (element, &n_next);
        }
      for (guint j = 0; j < n_next; j++)
        if (g_hash_table_add (seen, next[j]))
          g_ptr_array_add (found, g_object_ref (next[j]));
    }

  lp_canvas_select_many (self, (LpElement *const *) found->pdata, found->len);
}
