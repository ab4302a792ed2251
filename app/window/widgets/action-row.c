/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/widgets/action-row.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const sections[LP_N_SECTIONS] = {
  [LP_SECTION_FILE] = N_("File"),
  [LP_SECTION_EDIT] = N_("Edit"),
  [LP_SECTION_CANVAS] = N_("Drawing"),
  [LP_SECTION_SELECTION] = N_("Selection"),
  [LP_SECTION_VIEW] = N_("View"),
  [LP_SECTION_FINDINGS] = N_("Findings"),
  [LP_SECTION_GENERAL] = N_("General"),
};

const char *
lp_section_get_title (LpSection section)
{
  g_return_val_if_fail (section < LP_N_SECTIONS, NULL);

  return _(sections[section]);
}

void
lp_action_rows_bind (GtkWidgetClass    *klass,
                     const LpActionRow *rows,
                     guint              n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    if (rows[i].key != 0)
      gtk_widget_class_add_binding_action (klass, rows[i].key, rows[i].modifiers, rows[i].name,
                                           NULL);
}

void
lp_action_rows_install (GtkWidgetClass    *klass,
                        const LpActionRow *rows,
                        guint              n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    if (rows[i].activate != NULL)
      gtk_widget_class_install_action (klass, rows[i].name, NULL, rows[i].activate);

  lp_action_rows_bind (klass, rows, n_rows);
}

char *
lp_action_rows_find_key (GPtrArray  *rows,
                         const char *name)
{
  for (guint i = rows->len; i > 0; i--)
    {
      const LpActionRow *row = g_ptr_array_index (rows, i - 1);

      /* What X calls Shift+Tab is no key that anybody finds on a keyboard. */
      if (row->key != 0 && row->key != GDK_KEY_ISO_Left_Tab && g_str_equal (row->name, name))
        return gtk_accelerator_name (row->key, row->modifiers);
    }

  return NULL;
}

static void
activate_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  const LpActionRow *row = g_object_get_data (G_OBJECT (action), "row");

  row->activate (user_data, row->name, parameter);
}

GSimpleActionGroup *
lp_action_rows_make_group (const LpActionRow *rows,
                           guint              n_rows,
                           GtkWidget         *widget)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();

  for (guint i = 0; i < n_rows; i++)
    if (rows[i].activate != NULL)
      {
        g_autoptr (GSimpleAction) action = g_simple_action_new (strchr (rows[i].name, '.') + 1,
                                                                NULL);

        g_object_set_data (G_OBJECT (action), "row", (gpointer) &rows[i]);
        g_signal_connect (action, "activate", G_CALLBACK (activate_cb), widget);
        g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      }

  return group;
}

void
lp_action_group_set_enabled (GSimpleActionGroup *group,
                             const char         *name,
                             gboolean            enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (group), name);

  g_return_if_fail (action != NULL);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}
