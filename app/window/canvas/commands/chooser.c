/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>

/* A link that was drawn this little aslant is meant to be straight. */
#define STRAIGHT 20

/* How far away a component is put that is linked from the keyboard: a label fits in between. */
#define BESIDE (12 * LP_GRID)

/* With nothing to link from: what a drawing begins with. */
static const LpKind first[] = {
  LP_KIND_CLIENT, LP_KIND_DNS, LP_KIND_LOAD_BALANCER, LP_KIND_SERVER, LP_KIND_WEB_SERVER,
  LP_KIND_APP_SERVER, LP_KIND_DATABASE, LP_KIND_FIREWALL, LP_N_KINDS,
};

typedef struct
{
  LpPoint    place;
  LpElement *from;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_clear_object (&offer->from);
  g_free (offer);
}

/* Around @place; or, where a link was drawn to it, beyond it: the link ends where it was let go,
 * and runs straight where it was drawn almost so. */
static LpPoint
get_corner (LpCanvas  *self,
            LpKind     kind,
            LpPoint    place,
            LpElement *from)
{
  const LpKindRow *row = lp_kind_get_row (kind);
  LpPoint corner = { place.x - row->width / 2, place.y - row->height / 2 };
  LpPoint middle, side;
  LpRect rect;

  if (from == NULL || !lp_scene_get_rect (lp_canvas_get_scene (self), from, &rect) ||
      lp_rect_contains (&rect, place.x, place.y))
    return corner;

  middle = (LpPoint) { rect.x + rect.width / 2, rect.y + rect.height / 2 };
  side = lp_canvas_get_side (self, from, place);
  if (side.y == middle.y)
    {
      corner.x = place.x > middle.x ? place.x : place.x - row->width;
      if (fabs (place.y - middle.y) < STRAIGHT)
        corner.y = middle.y - row->height / 2;
    }
  else
    {
      corner.y = place.y > middle.y ? place.y : place.y - row->height;
      if (fabs (place.x - middle.x) < STRAIGHT)
        corner.x = middle.x - row->width / 2;
    }

  return corner;
}

static void
choose (LpCanvas *self,
        LpKind    kind)
{
  Offer *offer = g_object_get_data (G_OBJECT (self->popover), "offer");
  LpElement *from = offer->from;
  LpPoint place = offer->place;
  g_autofree char *label = g_strdup_printf (_("Add %s"), lp_kind_get_title (kind));
  LpElement *added;
  LpRect rect;

  lp_canvas_cancel_gesture (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (from != NULL && lp_element_get_design (from) != self->design)
    from = NULL;

  lp_history_begin (self->history, label);
  added = lp_canvas_put (self, kind, get_corner (self, kind, place, from), place);
  if (from != NULL && lp_kind_is (lp_element_get_kind (from), LP_TRAIT_ONLY_ASKED))
    lp_canvas_add_link (self, added, from);
  else if (from != NULL)
    lp_canvas_add_link (self, from, added);
  lp_history_end (self->history);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  lp_canvas_select_one (self, added);
  lp_box_get_rect (added, &rect);
  lp_canvas_reveal (self, &rect);
  lp_canvas_name_added (self);
}

static void
clicked_cb (GtkButton *button,
            LpCanvas  *self)
{
  choose (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind")));
}

static void
add_kind (LpCanvas *self,
          GtkBox   *box,
          LpKind    kind)
{
  g_autofree char *icon = g_strconcat (lp_kind_get_row (kind)->key, "-symbolic", NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new ();

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (content), gtk_label_new (lp_kind_get_title (kind)));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, lp_kind_get_title (kind), -1);
  g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (kind));
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (box, button);
}

static gboolean
forget_popover (gpointer data)
{
  LpCanvas *self = data;

  if (self->popover != NULL && !gtk_widget_get_visible (self->popover))
    g_clear_pointer (&self->popover, gtk_widget_unparent);

  return G_SOURCE_REMOVE;
}

/* Not at once: the popover is still in the middle of closing. */
static void
closed_cb (LpCanvas *self)
{
  if (self->editor == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_idle_add_full (G_PRIORITY_DEFAULT, forget_popover, g_object_ref (self), g_object_unref);
}

/* Takes @popover over and shows it at @x, @y of the widget. There is one at a time. */
void
lp_canvas_show_popover (LpCanvas  *self,
                        GtkWidget *popover,
                        double     x,
                        double     y)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = popover;
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { x, y, 1, 1 });
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
lp_canvas_offer (LpCanvas  *self,
                 double     x,
                 double     y,
                 LpElement *from)
{
  const LpKind *kinds = from != NULL ? lp_kind_get_row (lp_element_get_kind (from))->beside : first;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *popover = gtk_popover_new ();
  LpPoint at = lp_canvas_to_widget (self, x, y);
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));
  Offer *offer = g_new (Offer, 1);

  for (guint i = 0; kinds != NULL && kinds[i] != LP_N_KINDS; i++)
    add_kind (self, GTK_BOX (box), kinds[i]);

  *offer = (Offer) { { x, y }, from != NULL ? g_object_ref (from) : NULL };
  g_object_set_data_full (G_OBJECT (popover), "offer", offer, offer_free);
  gtk_widget_set_name (popover, "canvas-chooser");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  lp_canvas_show_popover (self, popover, CLAMP (at.x, 0, width), CLAMP (at.y, 0, height));
}

/* Beside @from and all that it stands in, the way that requests go in this design. */
static LpPoint
get_place_beside (LpCanvas  *self,
                  LpElement *from)
{
  LpElement *root = lp_design_get_root (self->design);
  LpElement *outer = from;
  LpRect rect, around;

  while (lp_element_get_parent (outer) != root)
    outer = lp_element_get_parent (outer);
  lp_box_get_rect (from, &rect);
  lp_box_get_rect (outer, &around);

  if (lp_element_get_choice (root, LP_ATTRIBUTE_DIRECTION) == LP_DIRECTION_DOWN)
    return (LpPoint) { rect.x + rect.width / 2, around.y + around.height + BESIDE };

  return (LpPoint) { around.x + around.width + BESIDE, rect.y + rect.height / 2 };
}

/* From the keyboard: what is chosen is linked to the selected component, if there is one. Not while
 * a button is down, see released_cb(). */
void
lp_canvas_add_linked_action (GtkWidget  *widget,
                             const char *action_name,
                             GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  LpElement *only = lp_canvas_find_only (self);
  LpPoint place = lp_canvas_to_drawing (self, gtk_widget_get_width (widget) / 2.0,
                                        gtk_widget_get_height (widget) / 2.0);

  if (self->gesture != NULL || lp_canvas_is_pressed (self))
    return;
  if (only != NULL && (lp_element_get_kind (only) == LP_KIND_LINK || !lp_canvas_may_link (only)))
    only = NULL;
  if (only != NULL)
    place = get_place_beside (self, only);
  lp_canvas_offer (self, place.x, place.y, only);
}
