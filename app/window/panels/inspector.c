/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/inspector-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "window/panels/field.h"
#include "window/widgets/tile.h"

G_DEFINE_FINAL_TYPE (LpInspector, lp_inspector, LP_TYPE_PANEL)

static LpDesign *
get_design (LpInspector *self)
{
  return lp_document_get_design (self->document);
}

/* What the rows are about: the selection, or the design itself. Elements that undo has just taken
 * away may still be selected for a moment. */
static GPtrArray *
list_subjects (LpInspector *self)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = self->selection != NULL ? g_list_model_get_n_items (self->selection) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LpElement) element = g_list_model_get_item (self->selection, i);

      if (lp_element_get_design (element) == get_design (self))
        g_ptr_array_add (subjects, g_steal_pointer (&element));
    }

  if (subjects->len == 0)
    g_ptr_array_add (subjects, g_object_ref (lp_design_get_root (get_design (self))));

  return subjects;
}

static void
add_shape (GArray   *shape,
           gpointer  what)
{
  g_array_append_val (shape, what);
}

static void
add_shown (GArray    *shape,
           GPtrArray *elements)
{
  const LpAttributeMask shown = lp_inspector_list_shown (elements);

  add_shape (shape, GSIZE_TO_POINTER ((gsize) shown));
  add_shape (shape, GSIZE_TO_POINTER ((gsize) (shown >> 64)));
}

static void
add_detail_shape (GArray    *shape,
                  LpElement *detail)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();

  g_ptr_array_add (alone, detail);
  add_shape (shape, detail);
  add_shown (shape, alone);
}

/* Two equal shapes have the same rows for the same elements. */
static GArray *
make_shape (GPtrArray *subjects)
{
  GArray *shape = g_array_new (FALSE, FALSE, sizeof (gpointer));

  for (guint i = 0; i < subjects->len; i++)
    add_shape (shape, subjects->pdata[i]);
  add_shown (shape, subjects);
  /* A row to choose among elements is made anew when there are others. */
  if (lp_element_get_kind (subjects->pdata[0]) == LP_KIND_DATABASE)
    add_shape (shape, GUINT_TO_POINTER (lp_design_get_n_boxes (
                                          lp_element_get_design (subjects->pdata[0]))));

  if (lp_element_get_kind (subjects->pdata[0]) == LP_KIND_LINK)
    {
      add_shape (shape, GUINT_TO_POINTER (lp_link_get_flow (subjects->pdata[0])));
      add_shape (shape, lp_link_get_to (subjects->pdata[0]));
    }

  for (LpElement *child = lp_element_get_first_child (subjects->pdata[0]);
       subjects->len == 1 && child != NULL;
       child = lp_element_get_next_sibling (child))
    if (!lp_kind_is_box (lp_element_get_kind (child)) &&
        lp_element_get_kind (child) != LP_KIND_LINK)
      add_detail_shape (shape, child);

  return shape;
}

static gboolean
shape_equal (GArray *a,
             GArray *b)
{
  return a != NULL && b != NULL && a->len == b->len &&
         memcmp (a->data, b->data, a->len * sizeof (gpointer)) == 0;
}

static void
clear_groups (LpInspector *self)
{
  GtkWidget *child;

  self->facts = NULL;
  g_ptr_array_set_size (self->fields, 0);
  g_ptr_array_set_size (self->details, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
}

/* Keeps the keyboard where it was when the rows around it are made anew. */
static void
rebuild (LpInspector *self,
         GPtrArray   *subjects)
{
  g_autoptr (LpElement) element = NULL;
  LpAttribute attribute = LP_N_ATTRIBUTES;

  for (guint i = 0; i < self->fields->len; i++)
    if (lp_field_has_focus (self->fields->pdata[i]))
      {
        g_set_object (&element, lp_field_get_element (self->fields->pdata[i]));
        attribute = lp_field_get_attribute (self->fields->pdata[i]);
      }

  clear_groups (self);
  lp_inspector_make_rows (self, subjects);

  for (guint i = 0; element != NULL && i < self->fields->len; i++)
    if (lp_field_get_element (self->fields->pdata[i]) == element &&
        lp_field_get_attribute (self->fields->pdata[i]) == attribute)
      lp_field_grab_focus (self->fields->pdata[i]);
}

static void
describe_design (LpInspector *self)
{
  guint n_boxes = lp_design_get_n_boxes (get_design (self));
  guint n_links = lp_design_get_n_links (get_design (self));
  g_autofree char *boxes = g_strdup_printf (ngettext ("%u element", "%u elements", n_boxes),
                                            n_boxes);
  g_autofree char *links = g_strdup_printf (ngettext ("%u link", "%u links", n_links), n_links);
  /* Translators: “12 elements, 9 links”. */
  g_autofree char *text = g_strdup_printf (_("%s, %s"), boxes, links);

  lp_tile_set_icon (GTK_WIDGET (self->icon), "document-properties-symbolic", LP_HUE_GREY);
  gtk_label_set_label (self->heading, _("Design"));
  gtk_label_set_label (self->subheading, text);
}

static void
describe_one (LpInspector *self,
              LpElement   *element)
{
  LpKind kind = lp_element_get_kind (element);

  if (kind == LP_KIND_LINK)
    {
      /* Translators: the ends of a link, by their names. */
      g_autofree char *ends = g_strdup_printf (_("%s → %s"),
                                               lp_element_get_name (lp_link_get_from (element)),
                                               lp_element_get_name (lp_link_get_to (element)));

      lp_tile_set_icon (GTK_WIDGET (self->icon), "connect-symbolic", LP_HUE_BLUE);
      gtk_label_set_label (self->heading, lp_flow_get_title (lp_link_get_flow (element)));
      gtk_label_set_label (self->subheading, ends);
    }
  else
    {
      lp_tile_set_kind (GTK_WIDGET (self->icon), kind);
      gtk_label_set_label (self->heading, lp_element_get_name (element));
      gtk_label_set_label (self->subheading, lp_kind_get_title (kind));
    }
}

static void
describe_several (LpInspector *self,
                  guint        n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u element", "%u elements", n), n);

  lp_tile_set_icon (GTK_WIDGET (self->icon), "edit-select-all-symbolic", LP_HUE_GREY);
  gtk_label_set_label (self->heading, text);
  gtk_label_set_label (self->subheading, _("Changes are made to all of them."));
}

/* Links go where their ends go: it takes two boxes to set something in line. */
static gboolean
can_align (GPtrArray *subjects)
{
  guint n_boxes = 0;

  for (guint i = 0; i < subjects->len && n_boxes < 2; i++)
    n_boxes += lp_kind_is_box (lp_element_get_kind (subjects->pdata[i]));

  return n_boxes > 1;
}

static void
describe (LpInspector *self,
          GPtrArray   *subjects)
{
  gtk_widget_set_visible (self->align, can_align (subjects));
  if (subjects->len > 1)
    describe_several (self, subjects->len);
  else if (lp_element_get_kind (subjects->pdata[0]) == LP_KIND_DESIGN)
    describe_design (self);
  else
    describe_one (self, subjects->pdata[0]);
}

static void
update (LpInspector *self)
{
  g_autoptr (GPtrArray) subjects = NULL;
  GArray *shape;

  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->document == NULL)
    {
      clear_groups (self);
      return;
    }

  subjects = list_subjects (self);
  shape = make_shape (subjects);
  if (!shape_equal (shape, self->shape))
    rebuild (self, subjects);
  g_clear_pointer (&self->shape, g_array_unref);
  self->shape = shape;

  lp_inspector_refresh_rows (self);
  describe (self, subjects);
}

static gboolean
update_cb (gpointer user_data)
{
  LpInspector *self = user_data;

  self->waiting = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* A rubber band selects many elements one after the other: the rows wait until it is done. */
static void
update_soon (LpInspector *self)
{
  if (self->waiting == 0)
    self->waiting = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static void
lp_inspector_dispose (GObject *object)
{
  LpInspector *self = LP_INSPECTOR (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_object (&self->history_signals);
  g_clear_object (&self->selection_signals);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->document);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (lp_inspector_parent_class)->dispose (object);
}

static void
lp_inspector_finalize (GObject *object)
{
  LpInspector *self = LP_INSPECTOR (object);

  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->details);
  g_hash_table_unref (self->expanded);
  g_clear_pointer (&self->shape, g_array_unref);

  G_OBJECT_CLASS (lp_inspector_parent_class)->finalize (object);
}

static void
lp_inspector_set_document (LpPanel    *panel,
                           LpDocument *document)
{
  LpInspector *self = LP_INSPECTOR (panel);

  if (!g_set_object (&self->document, document))
    return;

  g_hash_table_remove_all (self->expanded);
  g_clear_pointer (&self->shape, g_array_unref);
  g_signal_group_set_target (self->document_signals, document);
  g_signal_group_set_target (self->history_signals,
                             document != NULL ? lp_document_get_history (document) : NULL);
  update (self);
}

static void
lp_inspector_set_selection (LpPanel    *panel,
                            GListModel *selection)
{
  LpInspector *self = LP_INSPECTOR (panel);

  if (!g_set_object (&self->selection, selection))
    return;

  g_signal_group_set_target (self->selection_signals, selection);
  update (self);
}

static void
lp_inspector_class_init (LpInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lp_inspector_dispose;
  LP_PANEL_CLASS (klass)->set_selection = lp_inspector_set_selection;
  LP_PANEL_CLASS (klass)->set_document = lp_inspector_set_document;
  G_OBJECT_CLASS (klass)->finalize = lp_inspector_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/dev/linchpin/Linchpin/inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, LpInspector, groups);
  gtk_widget_class_bind_template_child (widget_class, LpInspector, icon);
  gtk_widget_class_bind_template_child (widget_class, LpInspector, heading);
  gtk_widget_class_bind_template_child (widget_class, LpInspector, subheading);
  gtk_widget_class_bind_template_child (widget_class, LpInspector, align);
  gtk_widget_class_set_css_name (widget_class, "inspector");
}

static void
lp_inspector_init (LpInspector *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->details = g_ptr_array_new ();
  self->expanded = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  self->history_signals = g_signal_group_new (LP_TYPE_HISTORY);
  g_signal_group_connect_swapped (self->history_signals, "changed", G_CALLBACK (update), self);
  self->document_signals = g_signal_group_new (LP_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify::checks",
                                  G_CALLBACK (lp_inspector_refresh_facts), self);
  self->selection_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->selection_signals, "items-changed",
                                  G_CALLBACK (update_soon), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lp_inspector_edit (LpInspector *self,
                   LpAttribute  attribute)
{
  g_return_if_fail (LP_IS_INSPECTOR (self));

  update (self);
  for (guint i = 0; i < self->fields->len; i++)
    if (lp_field_get_attribute (self->fields->pdata[i]) == attribute)
      {
        lp_field_grab_focus (self->fields->pdata[i]);
        return;
      }
}
