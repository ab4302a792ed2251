/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/dialogs/shortcuts.h"

#include <glib/gi18n.h>

#include "window/widgets/action-row.h"

/* What a hand on the mouse has to know and no menu says. */
static const struct
{
  const char *title;
  const char *how;
} gestures[] = {
  { N_("Select What Is Wholly Inside"), N_("Drag a frame to the right") },
  { N_("Select Whatever Is Touched"), N_("Drag a frame to the left") },
  { N_("Add to the Selection"), N_("Hold Shift, click or drag a frame") },
  { N_("Duplicate"), N_("Hold Ctrl and drag") },
  { N_("Leave Grid and Guides"), N_("Hold Alt while dragging") },
  { N_("Move the View"), N_("Drag with the middle button, or hold Space and drag") },
  { N_("Zoom at the Pointer"), N_("Hold Ctrl and turn the wheel") },
};

static gboolean
is_of_drawing (LpSection section)
{
  return section == LP_SECTION_EDIT || section == LP_SECTION_CANVAS ||
         section == LP_SECTION_SELECTION;
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
      g_autofree char *key = NULL;
      g_autofree char *shortcut = NULL;

      if (row->section != section || row->title == NULL)
        continue;

      key = lp_action_rows_find_key (rows, row->name);
      if (key == NULL)
        continue;

      shortcut = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                          "<property name='title'>%s</property>"
                                          "<property name='accelerator'>%s</property>"
                                          "</object></child>", _(row->title), key);
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

/* What belongs to the window, and what to the drawing: each fits a screen without turning pages. */
static void
write_page (GString    *xml,
            GPtrArray  *rows,
            const char *title,
            gboolean    of_drawing)
{
  g_autofree char *head = NULL;

  head = g_markup_printf_escaped ("<child><object class='GtkShortcutsSection'>"
                                  "<property name='section-name'>%s</property>"
                                  "<property name='title'>%s</property>"
                                  "<property name='max-height'>16</property>",
                                  of_drawing ? "drawing" : "window", title);
  g_string_append (xml, head);
  for (LpSection section = 0; section < LP_N_SECTIONS; section++)
    if (is_of_drawing (section) == of_drawing)
      write_group (xml, rows, section);
  g_string_append (xml, "</object></child>");
}

static void
write_gestures (GString *xml)
{
  g_autofree char *head =
    g_markup_printf_escaped ("<child><object class='GtkShortcutsSection'>"
                             "<property name='section-name'>pointer</property>"
                             "<property name='title'>%s</property>"
                             "<property name='max-height'>16</property>"
                             "<child><object class='GtkShortcutsGroup'>"
                             "<property name='title'>%s</property>",
                             _("Mouse"), _("On the Drawing"));

  g_string_append (xml, head);
  for (guint i = 0; i < G_N_ELEMENTS (gestures); i++)
    {
      g_autofree char *row =
        g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut' id='gesture-%u'>"
                                 "<property name='shortcut-type'>gesture</property>"
                                 "<property name='title'>%s</property>"
                                 "<property name='subtitle'>%s</property>"
                                 "</object></child>", i, _(gestures[i].title), _(gestures[i].how));

      g_string_append (xml, row);
    }
  g_string_append (xml, "</object></child></object></child>");
}

/* An icon is nothing that the XML could name. */
static void
set_gesture_icons (GtkBuilder *builder)
{
  g_autoptr (GIcon) icon = g_themed_icon_new ("input-mouse-symbolic");

  for (guint i = 0; i < G_N_ELEMENTS (gestures); i++)
    {
      g_autofree char *id = g_strdup_printf ("gesture-%u", i);

      g_object_set (gtk_builder_get_object (builder, id), "icon", icon, NULL);
    }
}

/* GTK 4.8 fills its shortcuts window only from XML. */
static char *
write_window (GPtrArray *rows)
{
  GString *xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                               "<property name='modal'>1</property>");

  write_page (xml, rows, _("Drawing"), TRUE);
  write_page (xml, rows, _("Window"), FALSE);
  write_gestures (xml);
  g_string_append (xml, "</object></interface>");

  return g_string_free (xml, FALSE);
}

void
lp_shortcuts_show (GtkWindow *parent,
                   GPtrArray *rows)
{
  g_autoptr (GtkBuilder) builder = NULL;
  g_autofree char *xml = write_window (rows);
  GtkWindow *window;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  builder = gtk_builder_new_from_string (xml, -1);
  set_gesture_icons (builder);
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
