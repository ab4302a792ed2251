/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n.h>

#include "window/dialogs/command-list.h"
#include "window/dialogs/shortcuts.h"

/* The start page makes room for it; what is drawn keeps its window. */
static void
new_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  LpWindow *self = LP_WINDOW (widget);

  if (self->document == NULL)
    lp_window_new_from (self, "blank");
  else
    g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self))),
                                    "new-window", NULL);
}

static void
new_from_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  lp_window_new_from (LP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_recent_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (widget)));
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  g_application_open (application, &file, 1, "");
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  lp_window_choose_file (LP_WINDOW (widget));
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  lp_window_save (LP_WINDOW (widget), FALSE);
}

static void
save_as_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  lp_window_save_as (LP_WINDOW (widget));
}

static void
reload_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  lp_window_reload (LP_WINDOW (widget));
}

static void
recover_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GtkWindow *window = GTK_WINDOW (widget);

  lp_application_recover (LP_APPLICATION (gtk_window_get_application (window)), window);
}

static void
discard_lost_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  GtkWindow *window = GTK_WINDOW (widget);

  lp_application_discard_lost (LP_APPLICATION (gtk_window_get_application (window)), window);
}

static void
dismiss_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  lp_banner_dismiss (LP_WINDOW (widget)->banner);
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  lp_window_export (LP_WINDOW (widget));
}

static void
export_again_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  lp_window_export_again (LP_WINDOW (widget));
}

static void
show_export_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  lp_window_show_export (LP_WINDOW (widget));
}

static void
arrange_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  lp_window_arrange (LP_WINDOW (widget), NULL);
}

static void
arrange_selection_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  lp_window_arrange_selection (LP_WINDOW (widget));
}

static void
arrange_right_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  lp_window_arrange (LP_WINDOW (widget), "right");
}

static void
arrange_down_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  lp_window_arrange (LP_WINDOW (widget), "down");
}

static void
close_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LpWindow *self = LP_WINDOW (widget);

  if (self->document != NULL && lp_history_can_undo (lp_document_get_history (self->document)))
    lp_history_undo (lp_document_get_history (self->document));
}

static void
redo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LpWindow *self = LP_WINDOW (widget);

  if (self->document != NULL && lp_history_can_redo (lp_document_get_history (self->document)))
    lp_history_redo (lp_document_get_history (self->document));
}

static void
show_palette_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  LpWindow *self = LP_WINDOW (widget);

  adw_flap_set_reveal_flap (self->palette_flap, TRUE);
  lp_palette_start_filter (self->palette);
}

static void
show_tab (GtkWidget  *widget,
          const char *name)
{
  LpWindow *self = LP_WINDOW (widget);

  adw_flap_set_reveal_flap (self->panel_flap, TRUE);
  gtk_stack_set_visible_child_name (self->panel, name);
}

/* "win.show-KEY" of panels.h. */
static void
show_panel_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  show_tab (widget, action_name + strlen ("win.show-"));
}

static void
step_through_findings (GtkWidget *widget,
                       int        step)
{
  show_tab (widget, "findings");
  lp_findings_panel_step (LP_WINDOW (widget)->findings, step);
}

static void
next_finding_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  step_through_findings (widget, 1);
}

static void
previous_finding_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  step_through_findings (widget, -1);
}

static void
shortcuts_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  g_autoptr (GPtrArray) rows = lp_window_list_actions ();

  lp_shortcuts_show (GTK_WINDOW (widget), rows);
}

static void
commands_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  g_autoptr (GPtrArray) rows = lp_window_list_actions ();

  lp_command_list_show (GTK_WINDOW (widget), rows);
}

static void
about_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  adw_show_about_window (GTK_WINDOW (widget),
                         "application-name", _("Linchpin"),
                         "application-icon", LP_APP_ID,
                         "version", LP_VERSION,
                         "developer-name", _("The Linchpin authors"),
                         "license-type", GTK_LICENSE_MIT_X11,
                         "comments", _("Draws a web infrastructure and says which parts are single "
                                       "points of failure, and why."),
                         /* Translators: your names, one a line; they are shown in the about
                          * window. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

#define CTRL GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK
#define ALT GDK_ALT_MASK

static const LpActionRow rows[] = {
  { "win.new", new_action, 0, 0, LP_SECTION_FILE, N_("New Design") },
  { "win.open", open_action, GDK_KEY_o, CTRL, LP_SECTION_FILE, N_("Open") },
  { "win.save", save_action, GDK_KEY_s, CTRL, LP_SECTION_FILE, N_("Save") },
  { "win.save-as", save_as_action, GDK_KEY_s, CTRL | SHIFT, LP_SECTION_FILE, N_("Save As") },
  { "win.export", export_action, GDK_KEY_e, CTRL, LP_SECTION_FILE, N_("Export") },
  { "win.export-again", export_again_action, GDK_KEY_e, CTRL | SHIFT, LP_SECTION_FILE,
    N_("Export Again") },
  { "win.show-export", show_export_action, 0, 0, LP_SECTION_FILE, NULL },
  { "win.reload", reload_action, 0, 0, LP_SECTION_FILE, NULL },
  { "win.recover", recover_action, 0, 0, LP_SECTION_FILE, NULL },
  { "win.discard-lost", discard_lost_action, 0, 0, LP_SECTION_FILE, NULL },
  { "win.dismiss", dismiss_action, 0, 0, LP_SECTION_FILE, NULL },
  { "win.close", close_action, GDK_KEY_w, CTRL, LP_SECTION_FILE, N_("Close Window") },

  { "win.undo", undo_action, GDK_KEY_z, CTRL, LP_SECTION_EDIT, N_("Undo") },
  { "win.redo", redo_action, GDK_KEY_y, CTRL, LP_SECTION_EDIT, N_("Redo") },
  { "win.redo", NULL, GDK_KEY_z, CTRL | SHIFT, LP_SECTION_EDIT, NULL },

  { "win.arrange", arrange_action, GDK_KEY_l, CTRL | SHIFT, LP_SECTION_CANVAS, N_("Arrange") },
  { "win.arrange-selection", arrange_selection_action, 0, 0, LP_SECTION_CANVAS,
    N_("Arrange Selection") },
  { "win.arrange-right", arrange_right_action, 0, 0, LP_SECTION_CANVAS,
    N_("Arrange Left to Right") },
  { "win.arrange-down", arrange_down_action, 0, 0, LP_SECTION_CANVAS,
    N_("Arrange Top to Bottom") },

  { "win.show-palette", show_palette_action, GDK_KEY_p, CTRL | SHIFT, LP_SECTION_VIEW,
    N_("Find a Component to Add") },
  { "win.palette", NULL, GDK_KEY_F9, 0, LP_SECTION_VIEW, N_("Show or Hide Components") },
  { "win.panel", NULL, GDK_KEY_F9, SHIFT, LP_SECTION_VIEW, N_("Show or Hide the Side Panel") },
#define LP_PANEL(name, key, title, accelerator) \
  { "win.show-" key, show_panel_action, accelerator, ALT, LP_SECTION_VIEW, title },
#include "window/panels/panels.h"
#undef LP_PANEL

  { "win.next-finding", next_finding_action, GDK_KEY_F8, 0, LP_SECTION_FINDINGS,
    N_("Next Finding") },
  { "win.previous-finding", previous_finding_action, GDK_KEY_F8, SHIFT, LP_SECTION_FINDINGS,
    N_("Previous Finding") },

  { "win.commands", commands_action, GDK_KEY_k, CTRL, LP_SECTION_GENERAL,
    N_("Every Command by Name") },
  { "win.shortcuts", shortcuts_action, GDK_KEY_question, CTRL, LP_SECTION_GENERAL,
    N_("Keyboard Shortcuts") },
  { "win.about", about_action, 0, 0, LP_SECTION_GENERAL, N_("About Linchpin") },
};

/* Zooming works wherever the keyboard is, as far as it is no plain key. */
static void
bind_zoom (GtkWidgetClass *klass)
{
  guint n_rows;
  const LpActionRow *canvas_rows = lp_canvas_list_actions (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    if (canvas_rows[i].section == LP_SECTION_VIEW && (canvas_rows[i].modifiers & CTRL) != 0)
      lp_action_rows_bind (klass, &canvas_rows[i], 1);
}

void
lp_window_install_actions (GtkWidgetClass *klass)
{
  lp_action_rows_install (klass, rows, G_N_ELEMENTS (rows));
  gtk_widget_class_install_action (klass, "win.new-from", "s", new_from_action);
  gtk_widget_class_install_action (klass, "win.open-recent", "s", open_recent_action);
  bind_zoom (klass);
}

/* Keys that have to be accelerators: application.c installs them. */
static const LpActionRow program_rows[] = {
  { "win.new", NULL, GDK_KEY_n, CTRL, LP_SECTION_FILE, NULL },
  { "app.new-window", NULL, 0, 0, LP_SECTION_FILE, N_("New Window") },
  { "app.quit", NULL, GDK_KEY_q, CTRL, LP_SECTION_GENERAL, N_("Quit") },
};

static void
collect (GPtrArray         *all,
         const LpActionRow *some,
         guint              n_some)
{
  for (guint i = 0; i < n_some; i++)
    g_ptr_array_add (all, (gpointer) &some[i]);
}

GPtrArray *
lp_window_list_actions (void)
{
  GPtrArray *all = g_ptr_array_new ();
  const LpActionRow *canvas_rows;
  guint n_rows;

  collect (all, rows, G_N_ELEMENTS (rows));
  canvas_rows = lp_canvas_list_actions (&n_rows);
  collect (all, canvas_rows, n_rows);
  collect (all, program_rows, G_N_ELEMENTS (program_rows));

  return all;
}

static void
describe_steps (LpWindow  *self,
                LpHistory *history)
{
  const char *undo = history != NULL ? lp_history_get_undo_label (history) : NULL;
  const char *redo = history != NULL ? lp_history_get_redo_label (history) : NULL;
  /* Translators: what undo or redo would do: “Undo: Move (Ctrl+Z)”. */
  g_autofree char *undo_text = undo != NULL ? g_strdup_printf (_("Undo: %s (Ctrl+Z)"), undo) : NULL;
  g_autofree char *redo_text = redo != NULL ? g_strdup_printf (_("Redo: %s (Shift+Ctrl+Z)"),
                                                               redo) : NULL;

  g_menu_remove_all (self->steps);
  if (history != NULL)
    lp_canvas_add_steps (self->steps, history);
  gtk_widget_set_tooltip_text (self->undo, undo_text != NULL ? undo_text : _("Undo"));
  gtk_widget_set_tooltip_text (self->redo, redo_text != NULL ? redo_text : _("Redo"));
}

void
lp_window_update_actions (LpWindow *self)
{
  static const char *const need_document[] = {
    "win.show-palette",
#define LP_PANEL(name, key, title, accelerator) "win.show-" key,
#include "window/panels/panels.h"
#undef LP_PANEL
    "win.next-finding", "win.previous-finding", "win.export", "win.export-again",
  };
  LpHistory *history = self->document != NULL ? lp_document_get_history (self->document) : NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  for (guint i = 0; i < G_N_ELEMENTS (need_document); i++)
    gtk_widget_action_set_enabled (widget, need_document[i], self->document != NULL);

  lp_window_update_arrange (self);
  gtk_widget_action_set_enabled (widget, "win.show-export", self->last_export != NULL);
  gtk_widget_action_set_enabled (widget, "win.save", self->document != NULL && !self->saving);
  gtk_widget_action_set_enabled (widget, "win.save-as", self->document != NULL && !self->saving);
  gtk_widget_action_set_enabled (widget, "win.reload",
                                 self->document != NULL && !self->saving &&
                                 self->reading == NULL &&
                                 lp_document_find_file (self->document) != NULL);
  gtk_widget_action_set_enabled (widget, "win.undo",
                                 history != NULL && lp_history_can_undo (history));
  gtk_widget_action_set_enabled (widget, "win.redo",
                                 history != NULL && lp_history_can_redo (history));
  lp_window_update_header (self);
  describe_steps (self, history);
}
