/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/recent-list.h"

#include <glib/gi18n.h>

#include "document/file-facts.h"
#include "model/text.h"
#include "window/panels/recent.h"

struct _LpRecentList
{
  AdwBin      parent_instance;

  GtkListBox *list;
  guint       max;
};

G_DEFINE_FINAL_TYPE (LpRecentList, lp_recent_list, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MAX,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* “~/designs” says more than the whole path. */
static char *
describe_folder (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autofree char *below = g_file_get_relative_path (home, folder);

  if (below != NULL)
    return g_build_filename ("~", below, NULL);

  return g_file_equal (home, folder) ? g_strdup ("~") : g_file_get_parse_name (folder);
}

static GtkWidget *
make_row (GFile *file)
{
  g_autofree char *name = lp_file_facts_dup_name (file);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *folder = describe_folder (file);
  g_autofree char *line = lp_text_to_line (folder, LP_TEXT_SENTENCE);
  g_autofree char *subtitle = g_markup_escape_text (line, -1);
  g_autofree char *uri = g_file_get_uri (file);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-recent");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", uri);

  return row;
}

static void
fill (LpRecentList *self)
{
  g_autoptr (GPtrArray) files = lp_recent_get_files (self->max);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < files->len; i++)
    gtk_list_box_append (self->list, make_row (files->pdata[i]));
}

static void
activated_cb (LpRecentList *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
lp_recent_list_map (GtkWidget *widget)
{
  fill (LP_RECENT_LIST (widget));

  GTK_WIDGET_CLASS (lp_recent_list_parent_class)->map (widget);
}

static void
lp_recent_list_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LpRecentList *self = LP_RECENT_LIST (object);

  if (prop_id == PROP_MAX)
    g_value_set_uint (value, self->max);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lp_recent_list_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LpRecentList *self = LP_RECENT_LIST (object);

  if (prop_id == PROP_MAX)
    {
      self->max = g_value_get_uint (value);
      fill (self);
    }
  else
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lp_recent_list_class_init (LpRecentListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lp_recent_list_get_property;
  object_class->set_property = lp_recent_list_set_property;
  GTK_WIDGET_CLASS (klass)->map = lp_recent_list_map;

  properties[PROP_MAX] = g_param_spec_uint ("max", NULL, NULL, 0, G_MAXUINT, 8,
                                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT |
                                            G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lp_recent_list_init (LpRecentList *self)
{
  GtkWidget *nothing = gtk_label_new (_("Nothing was open before."));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_add_css_class (nothing, "nothing");
  gtk_list_box_set_placeholder (self->list, nothing);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}
