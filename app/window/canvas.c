/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas.h"

#include <glib/gi18n.h>

#include "model/box.h"
#include "window/palette.h"

struct _LpCanvas
{
  GtkWidget           parent_instance;

  LpDocument         *document;
  GListStore         *selection;
  GSimpleActionGroup *actions;
  double              zoom;
};

G_DEFINE_FINAL_TYPE (LpCanvas, lp_canvas, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ZOOM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_zoom (LpCanvas *self,
          double    zoom)
{
  self->zoom = CLAMP (zoom, 0.05, 8);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  set_zoom (LP_CANVAS (widget), LP_CANVAS (widget)->zoom * 1.25);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  set_zoom (LP_CANVAS (widget), LP_CANVAS (widget)->zoom / 1.25);
}

static void
zoom_reset_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  set_zoom (LP_CANVAS (widget), 1);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);

  while (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    {
      g_autoptr (LpElement) element = g_list_model_get_item (G_LIST_MODEL (self->selection), 0);

      g_list_store_remove (self->selection, 0);
      lp_design_remove (lp_document_get_design (self->document), element);
    }
}

static const LpActionRow rows[] = {
  { "canvas.zoom-in", zoom_in_action, GDK_KEY_plus, GDK_CONTROL_MASK, LP_SECTION_VIEW, N_("Zoom In") },
  { "canvas.zoom-out", zoom_out_action, GDK_KEY_minus, GDK_CONTROL_MASK, LP_SECTION_VIEW, N_("Zoom Out") },
  { "canvas.zoom-reset", zoom_reset_action, GDK_KEY_0, GDK_CONTROL_MASK, LP_SECTION_VIEW, N_("Actual Size") },
  { "canvas.delete", delete_action, GDK_KEY_Delete, 0, LP_SECTION_SELECTION, N_("Delete") },
};

static LpElement *
find_under (LpCanvas *self,
            double    x,
            double    y)
{
  LpElement *root, *found = NULL;

  if (self->document == NULL)
    return NULL;

  root = lp_design_get_root (lp_document_get_design (self->document));
  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        LpRect rect;

        lp_box_get_rect (each, &rect);
        if (lp_rect_contains (&rect, x / self->zoom, y / self->zoom))
          found = each;
      }

  return found;
}

static void
pressed_cb (LpCanvas *self,
            int       n_press,
            double    x,
            double    y)
{
  LpElement *elements[] = { find_under (self, x, y), NULL };

  gtk_widget_grab_focus (GTK_WIDGET (self));
  lp_canvas_select (self, elements);
}

static gboolean
drop_cb (LpCanvas     *self,
         const GValue *value,
         double        x,
         double        y)
{
  lp_canvas_add_kind (self, g_value_get_enum (value));

  return TRUE;
}

static void
lp_canvas_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  LpCanvas *self = LP_CANVAS (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  LpElement *root;
  cairo_t *cr;

  if (self->document == NULL)
    return;

  root = lp_design_get_root (lp_document_get_design (self->document));
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_scale (cr, self->zoom, self->zoom);
  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        LpRect rect;

        lp_box_get_rect (each, &rect);
        cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
        cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
        cairo_stroke (cr);
        cairo_move_to (cr, rect.x + 12, rect.y + 24);
        cairo_show_text (cr, lp_element_get_name (each));
      }
  cairo_destroy (cr);
}

static void
lp_canvas_dispose (GObject *object)
{
  LpCanvas *self = LP_CANVAS (object);

  g_clear_object (&self->document);
  g_clear_object (&self->selection);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (lp_canvas_parent_class)->dispose (object);
}

static void
lp_canvas_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  if (prop_id == PROP_ZOOM)
    g_value_set_double (value, LP_CANVAS (object)->zoom);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lp_canvas_class_init (LpCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lp_canvas_dispose;
  object_class->get_property = lp_canvas_get_property;
  widget_class->snapshot = lp_canvas_snapshot;

  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0.05, 8, 1,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  lp_action_rows_bind (widget_class, rows, G_N_ELEMENTS (rows));
  gtk_widget_class_set_css_name (widget_class, "canvas");
}

static void
lp_canvas_init (LpCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDropTarget *drop = gtk_drop_target_new (LP_TYPE_KIND, GDK_ACTION_COPY);

  self->zoom = 1;
  self->selection = g_list_store_new (LP_TYPE_ELEMENT);
  self->actions = lp_action_rows_make_group (rows, G_N_ELEMENTS (rows), GTK_WIDGET (self));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
lp_canvas_set_document (LpCanvas   *self,
                        LpDocument *document)
{
  g_return_if_fail (LP_IS_CANVAS (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_func (lp_document_get_history (self->document), gtk_widget_queue_draw, self);
  if (g_set_object (&self->document, document) && document != NULL)
    g_signal_connect_object (lp_document_get_history (document), "changed",
                             G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_list_store_remove_all (self->selection);
}

GListModel *
lp_canvas_get_selection (LpCanvas *self)
{
  g_return_val_if_fail (LP_IS_CANVAS (self), NULL);

  return G_LIST_MODEL (self->selection);
}

void
lp_canvas_select (LpCanvas   *self,
                  LpElement **elements)
{
  guint n;

  g_return_if_fail (LP_IS_CANVAS (self));

  for (n = 0; elements[n] != NULL; n++)
    ;
  g_list_store_splice (self->selection, 0, g_list_model_get_n_items (G_LIST_MODEL (self->selection)),
                       (gpointer *) elements, n);
}

void
lp_canvas_add_kind (LpCanvas *self,
                    LpKind    kind)
{
  LpDesign *design;
  g_autoptr (LpElement) element = NULL;

  g_return_if_fail (LP_IS_CANVAS (self));

  if (self->document == NULL)
    return;

  design = lp_document_get_design (self->document);
  element = lp_design_make_element (design, kind, lp_design_get_root (design));
  lp_element_set_number (element, LP_ATTRIBUTE_X, 40);
  lp_element_set_number (element, LP_ATTRIBUTE_Y, 40 + 80 * lp_design_get_n_boxes (design));
  lp_design_add (design, element, lp_design_get_root (design), NULL);
  lp_canvas_select (self, (LpElement *[]) { element, NULL });
}

void
lp_canvas_show (LpCanvas          *self,
                const char *const *ids)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  g_return_if_fail (LP_IS_CANVAS (self));

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      LpElement *element = lp_design_find (lp_document_get_design (self->document), ids[i]);

      if (element != NULL)
        g_ptr_array_add (elements, element);
    }
  g_ptr_array_add (elements, NULL);
  lp_canvas_select (self, (LpElement **) elements->pdata);
}

GSimpleActionGroup *
lp_canvas_get_actions (LpCanvas *self)
{
  g_return_val_if_fail (LP_IS_CANVAS (self), NULL);

  return self->actions;
}

const LpActionRow *
lp_canvas_list_actions (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);

  return rows;
}
