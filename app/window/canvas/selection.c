/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

static void
selection_changed (LpCanvas *self)
{
  lp_canvas_update_actions (self);
  lp_canvas_announce_selection (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GListModel *
lp_canvas_get_selection (LpCanvas *self)
{
  g_return_val_if_fail (LP_IS_CANVAS (self), NULL);

  return G_LIST_MODEL (self->selection);
}

gboolean
lp_canvas_is_selected (LpCanvas  *self,
                       LpElement *element)
{
  return g_hash_table_contains (self->selected, element);
}

/* Whether it is in @set, or in something that is. */
gboolean
lp_canvas_is_among (LpElement  *element,
                    GHashTable *set)
{
  for (; element != NULL; element = lp_element_get_parent (element))
    if (g_hash_table_contains (set, element))
      return TRUE;

  return FALSE;
}

/* What moves along with a selected container is selected by it. */
static void
set_selection (LpCanvas  *self,
               GPtrArray *elements)
{
  g_autoptr (GPtrArray) outer = g_ptr_array_new ();

  g_hash_table_remove_all (self->selected);
  for (guint i = 0; i < elements->len; i++)
    g_hash_table_add (self->selected, elements->pdata[i]);

  for (guint i = 0; i < elements->len; i++)
    if (!lp_canvas_is_among (lp_element_get_parent (elements->pdata[i]), self->selected))
      g_ptr_array_add (outer, elements->pdata[i]);

  g_hash_table_remove_all (self->selected);
  for (guint i = 0; i < outer->len; i++)
    g_hash_table_add (self->selected, outer->pdata[i]);

  g_list_store_splice (self->selection, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->selection)),
                       outer->pdata, outer->len);
  selection_changed (self);
}

void
lp_canvas_select_many (LpCanvas         *self,
                       LpElement *const *elements,
                       guint             n_elements)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < n_elements; i++)
    g_ptr_array_add (list, elements[i]);
  set_selection (self, list);
}

void
lp_canvas_select (LpCanvas   *self,
                  LpElement **elements)
{
  guint n_elements;

  g_return_if_fail (LP_IS_CANVAS (self));

  for (n_elements = 0; elements[n_elements] != NULL; n_elements++)
    ;
  lp_canvas_select_many (self, elements, n_elements);
}

void
lp_canvas_select_one (LpCanvas  *self,
                      LpElement *element)
{
  lp_canvas_select_many (self, &element, element != NULL ? 1 : 0);
}

GPtrArray *
lp_canvas_dup_selection (LpCanvas *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    g_ptr_array_add (list, g_list_model_get_item (G_LIST_MODEL (self->selection), i));

  return list;
}

void
lp_canvas_toggle (LpCanvas  *self,
                  LpElement *element)
{
  g_autoptr (GPtrArray) list = lp_canvas_dup_selection (self);

  if (lp_canvas_is_selected (self, element))
    g_ptr_array_remove (list, element);
  else
    g_ptr_array_add (list, g_object_ref (element));
  set_selection (self, list);
}

/* Forgets what is no longer in the design. */
void
lp_canvas_prune_selection (LpCanvas *self)
{
  g_autoptr (GPtrArray) list = lp_canvas_dup_selection (self);
  guint n_before = list->len;

  for (guint i = list->len; i > 0; i--)
    if (lp_element_get_design (list->pdata[i - 1]) != self->design)
      g_ptr_array_remove_index (list, i - 1);

  if (list->len != n_before)
    set_selection (self, list);
}

/* The selected element, if it is just one. */
LpElement *
lp_canvas_find_only (LpCanvas *self)
{
  g_autoptr (LpElement) only = NULL;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 1)
    only = g_list_model_get_item (G_LIST_MODEL (self->selection), 0);

  return only;
}

GPtrArray *
lp_canvas_dup_selected_boxes (LpCanvas *self)
{
  GPtrArray *boxes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (LpElement) element = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (lp_kind_is_box (lp_element_get_kind (element)))
        g_ptr_array_add (boxes, g_object_ref (element));
    }

  return boxes;
}
