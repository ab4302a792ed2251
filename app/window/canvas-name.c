/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas-private.h"

#include <glib/gi18n.h>

/* The entry is never smaller than a hand can read, however far out the view is. */
#define MIN_WIDTH 120
#define MIN_HEIGHT 34

/* Of a link it is the label that is typed, of a note its text. */
static LpAttribute
get_attribute (LpElement *element)
{
  switch (lp_element_get_kind (element))
    {
    case LP_KIND_LINK:
      return LP_ATTRIBUTE_LABEL;

    case LP_KIND_NOTE:
      return LP_ATTRIBUTE_TEXT;

    default:
      return LP_ATTRIBUTE_NAME;
    }
}

static void
forget_editor (LpCanvas *self)
{
  GtkWidget *editor = g_steal_pointer (&self->editor);
  gboolean had_focus;

  self->edited = NULL;
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) == editor;
  gtk_widget_unparent (editor);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lp_canvas_end_name (LpCanvas *self,
                    gboolean  keep)
{
  LpElement *element = self->edited;
  g_autofree char *text = NULL;

  if (self->editor == NULL)
    return;

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->editor))));
  forget_editor (self);

  if (keep && lp_element_get_design (element) == self->design)
    {
      lp_history_begin (self->history, _("Rename"));
      lp_element_set_text (element, get_attribute (element), text);
      lp_history_end (self->history);
    }
}

static void
activate_cb (LpCanvas *self)
{
  lp_canvas_end_name (self, TRUE);
}

static gboolean
key_pressed_cb (LpCanvas        *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  lp_canvas_end_name (self, FALSE);

  return GDK_EVENT_STOP;
}

static void
focus_leave_cb (LpCanvas *self)
{
  /* The window losing the keyboard does not end the typing. */
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL && gtk_window_is_active (GTK_WINDOW (root)))
    lp_canvas_end_name (self, TRUE);
}

static void
add_controllers (LpCanvas  *self,
                 GtkWidget *editor)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (editor, key);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (editor, focus);
}

void
lp_canvas_begin_name (LpCanvas  *self,
                      LpElement *element)
{
  LpAttribute attribute = get_attribute (element);

  lp_canvas_end_name (self, TRUE);
  lp_canvas_cancel_gesture (self);
  lp_canvas_select_one (self, element);

  self->edited = element;
  self->editor = gtk_entry_new ();
  gtk_widget_set_name (self->editor, "canvas-name");
  gtk_editable_set_text (GTK_EDITABLE (self->editor), lp_element_get_text (element, attribute));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->editor), lp_element_get_name (element));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(lp_attribute_get_row (attribute)->title), -1);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  g_signal_connect_object (self->editor, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  add_controllers (self, self->editor);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->editor);
  gtk_editable_select_region (GTK_EDITABLE (self->editor), 0, -1);
}

/* Over the name of a card, the header of a container, the label of a link. */
static LpRect
get_place (LpCanvas *self)
{
  LpScene *scene = lp_canvas_get_scene (self);
  LpRect rect = { 0 };

  if (lp_element_get_kind (self->edited) != LP_KIND_LINK)
    {
      lp_scene_get_rect (scene, self->edited, &rect);
    }
  else if (!lp_scene_get_label_rect (scene, self->edited, &rect))
    {
      const LpRoute *route = lp_scene_get_route (scene, self->edited);

      if (route != NULL)
        rect = (LpRect) { route->label.x - 40, route->label.y - 10, 80, 20 };
    }

  return lp_canvas_rect_to_widget (self, &rect);
}

void
lp_canvas_allocate_name (LpCanvas *self)
{
  GtkRequisition natural;
  GtkAllocation allocation;
  LpRect place;

  if (self->editor == NULL)
    return;

  place = get_place (self);
  gtk_widget_get_preferred_size (self->editor, &natural, NULL);
  allocation.width = MAX (MAX (place.width, MIN_WIDTH), natural.width);
  allocation.height = MAX (MIN_HEIGHT, natural.height);
  allocation.x = place.x + (place.width - allocation.width) / 2;
  allocation.y = lp_kind_is_container (lp_element_get_kind (self->edited))
                   ? place.y + 4
                   : place.y + (place.height - allocation.height) / 2;
  gtk_widget_size_allocate (self->editor, &allocation, -1);
}
