/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/palette.h"

#include <glib/gi18n.h>

#include "window/widgets/tile.h"

struct _LpPalette
{
  AdwBin           parent_instance;

  GtkListBox      *list;
  GtkStack        *stack;
  GtkSearchEntry  *filter;

  char            *words;     /* Of the filter, folded; NULL for none. */
};

G_DEFINE_FINAL_TYPE (LpPalette, lp_palette, ADW_TYPE_BIN)

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static LpKind
get_kind (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "kind"));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            GtkListBoxRow *row)
{
  return gdk_content_provider_new_typed (LP_TYPE_KIND, get_kind (row));
}

/* Only the tile is dragged: the canvas shows the rest where it will be. */
static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag,
               GtkListBoxRow *row)
{
  GtkWidget *tile = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (tile);
  g_autoptr (GdkPaintable) still = gdk_paintable_get_current_image (picture);

  gtk_drag_source_set_icon (source, still, gtk_widget_get_width (tile) / 2,
                            gtk_widget_get_height (tile) / 2);
}

static GtkWidget *
make_row (LpKind kind)
{
  const LpKindRow *info = lp_kind_get_row (kind);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (lp_kind_get_title (kind));
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), lp_tile_new (kind));
  gtk_box_append (GTK_BOX (box), label);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, info->key);
  gtk_widget_set_tooltip_text (row, _(info->summary));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, lp_kind_get_title (kind),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(info->summary), -1);
  g_object_set_data (G_OBJECT (row), "kind", GUINT_TO_POINTER (kind));

  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));

  return row;
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       unused)
{
  LpGroup group = lp_kind_get_row (get_kind (row))->group;
  GtkWidget *label;

  if (before != NULL && lp_kind_get_row (get_kind (before))->group == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (lp_group_get_title (group));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
matches_text (const char *text,
              const char *words)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;

  folded = g_utf8_casefold (text, -1);

  return strstr (folded, words) != NULL;
}

/* How well @kind fits what is typed; 0: not at all. Also by what it runs: whoever looks for “nginx”
 * wants a web server. */
static int
get_fit (LpKind      kind,
         const char *words)
{
  const LpKindRow *info = lp_kind_get_row (kind);
  g_autofree char *title = g_utf8_casefold (_(info->title), -1);

  if (g_str_has_prefix (title, words))
    return 3;
  if (strstr (title, words) != NULL || matches_text (info->software, words) ||
      matches_text (info->key, words))
    return 2;

  return matches_text (_(info->summary), words);
}

static gboolean
is_wanted (GtkListBoxRow *row,
           gpointer       user_data)
{
  LpPalette *self = user_data;

  return self->words == NULL || get_fit (get_kind (row), self->words) > 0;
}

/* The one that fits best; of several the first. */
static GtkListBoxRow *
find_best (LpPalette *self)
{
  GtkListBoxRow *best = NULL;
  GtkListBoxRow *row;
  int best_fit = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      int fit = self->words != NULL ? get_fit (get_kind (row), self->words) : 1;

      if (fit > best_fit)
        {
          best = row;
          best_fit = fit;
        }
    }

  return best;
}

/* Enter adds what is marked. */
static void
mark_best (LpPalette *self)
{
  GtkListBoxRow *best = self->words != NULL ? find_best (self) : NULL;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (row == best)
      gtk_widget_add_css_class (GTK_WIDGET (row), "best");
    else
      gtk_widget_remove_css_class (GTK_WIDGET (row), "best");
}

static void
filter_changed_cb (LpPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter));

  g_clear_pointer (&self->words, g_free);
  if (*text != '\0')
    self->words = g_utf8_casefold (text, -1);

  gtk_list_box_invalidate_filter (self->list);
  gtk_stack_set_visible_child_name (self->stack,
                                    find_best (self) != NULL ? "list" : "nothing");
  mark_best (self);
}

static void
pick (LpPalette     *self,
      GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, get_kind (row));
}

static void
row_activated_cb (LpPalette     *self,
                  GtkListBoxRow *row)
{
  pick (self, row);
}

static void
filter_activate_cb (LpPalette *self)
{
  GtkListBoxRow *row;

  /* Whoever types fast presses Enter before the entry tells of the letters. */
  filter_changed_cb (self);
  row = find_best (self);
  if (row != NULL && self->words != NULL)
    pick (self, row);
}

static void
stop_search_cb (LpPalette *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
}

static void
lp_palette_finalize (GObject *object)
{
  g_free (LP_PALETTE (object)->words);

  G_OBJECT_CLASS (lp_palette_parent_class)->finalize (object);
}

static void
lp_palette_class_init (LpPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lp_palette_finalize;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, LP_TYPE_KIND);

  gtk_widget_class_set_template_from_resource (widget_class, "/dev/linchpin/Linchpin/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, LpPalette, list);
  gtk_widget_class_bind_template_child (widget_class, LpPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, LpPalette, filter);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_css_name (widget_class, "palette");
}

static void
lp_palette_init (LpPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_list_box_set_filter_func (self->list, is_wanted, self, NULL);

  for (LpKind kind = 0; kind < LP_N_BOX_KINDS; kind++)
    gtk_list_box_append (self->list, make_row (kind));
}

void
lp_palette_start_filter (LpPalette *self)
{
  g_return_if_fail (LP_IS_PALETTE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
}
