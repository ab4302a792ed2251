/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/shortcuts.h"

#include <glib/gi18n.h>

#include "window/window-private.h"

/* The keys of actions that belong to the whole program, where GTK wants accelerators. */
static const LpActionRow program_rows[] = {
  { "win.new", NULL, GDK_KEY_n, GDK_CONTROL_MASK, LP_SECTION_FILE, NULL },
  { "app.quit", NULL, GDK_KEY_q, GDK_CONTROL_MASK, LP_SECTION_GENERAL, N_("Quit") },
};

/* All keys of the action @name in all tables, as GtkShortcutsShortcut wants them. */
static char *
list_keys (GPtrArray  *rows,
           const char *name)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const LpActionRow *row = g_ptr_array_index (rows, i);
      g_autofree char *key = NULL;

      if (row->key == 0 || !g_str_equal (row->name, name))
        continue;

      key = gtk_accelerator_name (row->key, row->modifiers);
      if (keys->len > 0)
        g_string_append_c (keys, ' ');
      g_string_append (keys, key);
    }

  return g_string_free (g_steal_pointer (&keys), FALSE);
}

static void
collect (GPtrArray         *all,
         const LpActionRow *rows,
         guint              n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (all, (gpointer) &rows[i]);
}

static void
write_group (GString   *xml,
             GPtrArray *rows,
             LpSection  section)
{
  g_autoptr (GString) shortcuts = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const LpActionRow *row = g_ptr_array_index (rows, i);
      g_autofree char *keys = NULL;
      g_autofree char *shortcut = NULL;

      if (row->section != section || row->title == NULL)
        continue;

      keys = list_keys (rows, row->name);
      if (*keys == '\0')
        continue;

      shortcut = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                          "<property name='title'>%s</property>"
                                          "<property name='accelerator'>%s</property>"
                                          "</object></child>", _(row->title), keys);
      g_string_append (shortcuts, shortcut);
    }

  if (shortcuts->len > 0)
    {
      g_autofree char *title = g_markup_escape_text (lp_section_get_title (section), -1);

      g_string_append_printf (xml, "<child><object class='GtkShortcutsGroup'>"
                                   "<property name='title'>%s</property>%s</object></child>",
                              title, shortcuts->str);
    }
}

/* GTK 4.8 fills its shortcuts window only from XML. */
static char *
write_window (GPtrArray *rows)
{
  GString *xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                               "<property name='modal'>1</property><child>"
                               "<object class='GtkShortcutsSection'>"
                               "<property name='section-name'>all</property>"
                               "<property name='max-height'>12</property>");

  for (LpSection section = 0; section < LP_N_SECTIONS; section++)
    write_group (xml, rows, section);
  g_string_append (xml, "</object></child></object></interface>");

  return g_string_free (xml, FALSE);
}

void
lp_shortcuts_show (GtkWindow *parent)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GtkBuilder) builder = NULL;
  g_autofree char *xml = NULL;
  const LpActionRow *rows;
  GtkWindow *window;
  guint n_rows;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  rows = lp_window_list_actions (&n_rows);
  collect (all, rows, n_rows);
  rows = lp_canvas_list_actions (&n_rows);
  collect (all, rows, n_rows);
  collect (all, program_rows, G_N_ELEMENTS (program_rows));

  xml = write_window (all);
  builder = gtk_builder_new_from_string (xml, -1);
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
