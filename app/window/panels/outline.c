/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/outline.h"

#include <glib/gi18n.h>

#include "window/canvas/canvas-private.h"
#include "document/search.h"
#include "window/widgets/tile.h"

#define INDENT 16

struct _LpOutline
{
  AdwBin              parent_instance;

  LpCanvas           *canvas;       /* Not owned: it lives in the same window. */
  GListStore         *elements;     /* Boxes as the tree has them, then links. */
  GtkFilterListModel *filtered;
  GtkSelectionModel  *selection;
  GHashTable         *rows;         /* The list items in use. */
  LpDocument         *document;     /* Weak: whose elements are listed, */
  guint64             revision;     /* as it was then. */
  gboolean            following;    /* One selection is being set to the other. */
  char               *folded;
  guint               focusing;     /* The source that will put the keyboard on a row, or 0. */

  GtkListView        *list;
  GtkSearchEntry     *filter;
};

G_DEFINE_FINAL_TYPE (LpOutline, lp_outline, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CANVAS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  return lp_search_matches (item, LP_OUTLINE (user_data)->folded);
}

static int
get_depth (LpElement *element)
{
  int depth = 0;

  for (element = lp_element_get_parent (element);
       element != NULL && lp_element_get_kind (element) != LP_KIND_DESIGN;
       element = lp_element_get_parent (element))
    depth++;

  return depth;
}

/* The row says what the canvas says of the element, and shows its kind’s icon and its name. */
static void
fill_row (GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *image = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_next_sibling (image);
  LpElement *element = gtk_list_item_get_item (item);
  gboolean is_link = lp_element_get_kind (element) == LP_KIND_LINK;
  const char *key = is_link ? "connect" : lp_kind_get_row (lp_element_get_kind (element))->key;
  g_autofree char *icon = g_strconcat (key, "-symbolic", NULL);
  g_autofree char *words = lp_canvas_describe (element);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), icon);
  gtk_label_set_label (GTK_LABEL (label), is_link ? words : lp_element_get_name (element));
  gtk_widget_set_margin_start (box, INDENT * get_depth (element));
  gtk_widget_set_tooltip_text (box, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
setup_cb (LpOutline   *self,
          GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (LpOutline   *self,
         GtkListItem *item)
{
  g_hash_table_add (self->rows, item);
  fill_row (item);
}

static void
unbind_cb (LpOutline   *self,
           GtkListItem *item)
{
  g_hash_table_remove (self->rows, item);
}

static void
collect (LpOutline *self,
         GPtrArray *elements)
{
  LpElement *root = lp_design_get_root (self->canvas->design);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      g_ptr_array_add (elements, each);
  for (LpElement *link = lp_element_find_child (root, LP_KIND_LINK); link != NULL;
       link = lp_element_find_next (link))
    g_ptr_array_add (elements, link);
}

static gboolean
is_listed (LpOutline *self,
           GPtrArray *elements)
{
  GListModel *list = G_LIST_MODEL (self->elements);

  if (g_list_model_get_n_items (list) != elements->len)
    return FALSE;
  for (guint i = 0; i < elements->len; i++)
    {
      g_autoptr (LpElement) element = g_list_model_get_item (list, i);

      if (element != elements->pdata[i])
        return FALSE;
    }

  return TRUE;
}

/* From the canvas to the list. */
static void
follow_canvas (LpOutline *self)
{
  g_autoptr (GtkBitset) chosen = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LpElement) element = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (lp_canvas_is_selected (self->canvas, element))
        gtk_bitset_add (chosen, i);
    }

  all = gtk_bitset_new_range (0, n);
  self->following = TRUE;
  gtk_selection_model_set_selection (self->selection, chosen, all);
  self->following = FALSE;
}

/* A list that nobody sees waits until somebody does. */
static void
update (LpOutline *self)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer item;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (self->canvas->design != NULL && !lp_history_is_open (self->canvas->history))
    collect (self, elements);
  else if (self->canvas->design != NULL)
    return;

  self->following = TRUE;
  if (!is_listed (self, elements))
    g_list_store_splice (self->elements, 0,
                         g_list_model_get_n_items (G_LIST_MODEL (self->elements)),
                         elements->pdata, elements->len);
  self->following = FALSE;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    fill_row (item);
  follow_canvas (self);
}

static void
canvas_changed_cb (LpOutline *self)
{
  guint64 revision;

  revision = self->canvas->history != NULL ? lp_history_get_revision (self->canvas->history) : 0;
  if (self->revision == revision && self->document == self->canvas->document)
    return;

  g_set_weak_pointer (&self->document, self->canvas->document);
  self->revision = revision;
  update (self);
}

static void
canvas_selection_cb (LpOutline *self)
{
  if (!self->following && gtk_widget_get_mapped (GTK_WIDGET (self)))
    follow_canvas (self);
}

/* From the list to the canvas. */
static void
selection_changed_cb (LpOutline *self)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (self->following)
    return;

  for (guint i = 0; i < n; i++)
    if (gtk_selection_model_is_selected (self->selection, i))
      g_ptr_array_add (chosen, g_list_model_get_item (G_LIST_MODEL (self->selection), i));

  self->following = TRUE;
  lp_canvas_select_many (self->canvas, (LpElement *const *) chosen->pdata, chosen->len);
  if (chosen->len == 1)
    lp_canvas_go_to (self->canvas, chosen->pdata[0]);
  self->following = FALSE;
}

static void
filter_changed_cb (LpOutline *self)
{
  g_free (self->folded);
  self->folded = lp_search_fold (gtk_editable_get_text (GTK_EDITABLE (self->filter)));
  self->following = TRUE;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  self->following = FALSE;
  follow_canvas (self);
}

static void
close_cb (LpOutline *self)
{
  g_object_set (self->canvas, "outline", FALSE, NULL);
}

/* The selection follows the cursor, but a press of Ctrl may have taken them apart. */
static void
activate_cb (LpOutline *self,
             guint      position)
{
  g_autoptr (LpElement) element = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  lp_canvas_go_to (self->canvas, element);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* From the filter to the first that it leaves. */
static void
filter_activate_cb (LpOutline *self)
{
  filter_changed_cb (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    activate_cb (self, 0);
}

/* The list has its own keys; it does without Escape. */
static gboolean
key_pressed_cb (LpOutline *self,
                guint      key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  close_cb (self);

  return GDK_EVENT_STOP;
}

/* Rows are there only when they have been laid out. */
static gboolean
focus_cb (gpointer user_data)
{
  LpOutline *self = user_data;
  GHashTableIter iter;
  gpointer item;

  self->focusing = 0;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (gtk_list_item_get_selected (item))
      {
        gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (item)));
        break;
      }

  return G_SOURCE_REMOVE;
}

/* Where the canvas is: at what is selected there. */
static void
focus_list (LpOutline *self)
{
  g_autoptr (GtkBitset) chosen = NULL;

  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  chosen = gtk_selection_model_get_selection (self->selection);
  if (gtk_bitset_is_empty (chosen))
    return;

  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                              gtk_bitset_get_minimum (chosen));
  if (self->focusing == 0)
    self->focusing = g_idle_add_full (G_PRIORITY_LOW, focus_cb, self, NULL);
}

static void
outline_cb (LpOutline *self)
{
  gboolean shown;

  g_object_get (self->canvas, "outline", &shown, NULL);
  if (shown)
    focus_list (self);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
set_canvas (LpOutline *self,
            LpCanvas  *canvas)
{
  self->canvas = canvas;
  if (canvas == NULL)
    return;

  g_signal_connect_object (canvas, "view-changed", G_CALLBACK (canvas_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::outline", G_CALLBACK (outline_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (lp_canvas_get_selection (canvas), "items-changed",
                           G_CALLBACK (canvas_selection_cb), self, G_CONNECT_SWAPPED);
}

static void
lp_outline_finalize (GObject *object)
{
  LpOutline *self = LP_OUTLINE (object);

  g_clear_handle_id (&self->focusing, g_source_remove);
  g_object_unref (self->elements);
  g_object_unref (self->filtered);
  g_object_unref (self->selection);
  g_hash_table_unref (self->rows);
  g_clear_weak_pointer (&self->document);
  g_free (self->folded);

  G_OBJECT_CLASS (lp_outline_parent_class)->finalize (object);
}

static void
lp_outline_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  if (prop_id == PROP_CANVAS)
    set_canvas (LP_OUTLINE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lp_outline_class_init (LpOutlineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = lp_outline_finalize;
  object_class->set_property = lp_outline_set_property;

  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, LP_TYPE_CANVAS,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/outline.ui");
  gtk_widget_class_bind_template_child (widget_class, LpOutline, list);
  gtk_widget_class_bind_template_child (widget_class, LpOutline, filter);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_set_css_name (widget_class, "outline");
}

static void
lp_outline_init (LpOutline *self)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));

  GtkEventController *key = gtk_event_controller_key_new ();

  self->rows = g_hash_table_new (NULL, NULL);
  self->elements = g_list_store_new (LP_TYPE_ELEMENT);
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->elements)), filter);
  self->selection =
    GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->filtered))));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->list, self->selection);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (update), NULL);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), key);
}
