/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/dialogs/command-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "window/widgets/action-row.h"

#define LP_TYPE_COMMAND_LIST (lp_command_list_get_type ())
G_DECLARE_FINAL_TYPE (LpCommandList, lp_command_list, LP, COMMAND_LIST, AdwWindow)

struct _LpCommandList
{
  AdwWindow       parent_instance;

  GtkSearchEntry *entry;
  GtkListBox     *list;
  char           *words;    /* What is typed, folded. */
};

G_DEFINE_FINAL_TYPE (LpCommandList, lp_command_list, ADW_TYPE_WINDOW)

static const LpActionRow *
get_action (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "action");
}

static gboolean
is_wanted (GtkListBoxRow *row,
           gpointer       user_data)
{
  LpCommandList *self = user_data;
  g_autofree char *title = g_utf8_casefold (_(get_action (row)->title), -1);

  return self->words == NULL || strstr (title, self->words) != NULL;
}

static GtkListBoxRow *
find_first_wanted (LpCommandList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (is_wanted (row, self))
      return row;

  return NULL;
}

static void
search_changed_cb (LpCommandList *self)
{
  g_free (self->words);
  self->words = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_select_row (self->list, find_first_wanted (self));
}

/* The list is closed first: the action may open a window of its own. */
static void
row_activated_cb (LpCommandList *self,
                  GtkListBoxRow *row)
{
  g_autoptr (GtkWindow) parent = g_object_ref (gtk_window_get_transient_for (GTK_WINDOW (self)));
  const char *name = get_action (row)->name;

  gtk_window_destroy (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (parent), name, NULL);
}

static void
activate_cb (LpCommandList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    row_activated_cb (self, row);
}

/* The keyboard stays in the entry: arrows choose in the list. */
static gboolean
key_pressed_cb (LpCommandList   *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int step = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  int i;

  if (step == 0 || row == NULL)
    return FALSE;

  for (i = gtk_list_box_row_get_index (row) + step;
       (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL && !is_wanted (row, self);
       i += step)
    ;

  if (row != NULL)
    {
      gtk_list_box_select_row (self->list, row);
      gtk_widget_grab_focus (GTK_WIDGET (row));
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
    }

  return TRUE;
}

static GtkWidget *
make_row (const LpActionRow *action,
          const char        *key)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (_(action->title), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "action", (gpointer) action);

  if (key != NULL)
    {
      GtkWidget *label = gtk_shortcut_label_new (key);

      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }

  return row;
}

static void
fill (LpCommandList *self,
      GPtrArray     *actions)
{
  for (guint i = 0; i < actions->len; i++)
    {
      const LpActionRow *action = actions->pdata[i];

      if (action->title != NULL)
        {
          g_autofree char *key = lp_action_rows_find_key (actions, action->name);

          gtk_list_box_append (self->list, make_row (action, key));
        }
    }
}

static void
lp_command_list_finalize (GObject *object)
{
  g_free (LP_COMMAND_LIST (object)->words);

  G_OBJECT_CLASS (lp_command_list_parent_class)->finalize (object);
}

static void
lp_command_list_class_init (LpCommandListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lp_command_list_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/command-list.ui");
  gtk_widget_class_bind_template_child (widget_class, LpCommandList, entry);
  gtk_widget_class_bind_template_child (widget_class, LpCommandList, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lp_command_list_init (LpCommandList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, is_wanted, self, NULL);
}

void
lp_command_list_show (GtkWindow *parent,
                      GPtrArray *rows)
{
  LpCommandList *self = g_object_new (LP_TYPE_COMMAND_LIST, "transient-for", parent, NULL);

  fill (self, rows);
  search_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
}
