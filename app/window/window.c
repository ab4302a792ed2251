/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n.h>

#include "model/text.h"
#include "window/panels/find-bar.h"
#include "window/panels/minimap.h"
#include "window/panels/outline.h"
#include "window/widgets/pane.h"
#include "window/panels/recent-list.h"
#include "document/settings.h"
#include "window/panels/start-page.h"
#include "window/panels/verdict.h"

G_DEFINE_FINAL_TYPE (LpWindow, lp_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
update_title (LpWindow *self)
{
  const char *title = _("Linchpin");
  const char *subtitle = "";

  if (self->document != NULL)
    {
      title = lp_document_get_title (self->document);
      subtitle = lp_document_get_subtitle (self->document);
    }

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
changed_cb (LpWindow *self)
{
  update_title (self);
  lp_window_update_actions (self);
}

/* Whatever is undone next, it is not what the toast said. */
static void
forget_undo_toast (LpWindow *self)
{
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
}

static void
history_changed_cb (LpWindow *self)
{
  forget_undo_toast (self);
  changed_cb (self);
}

/* In the drill what has failed matters more than what was found. */
static void
update_marks (LpWindow *self)
{
  LpFindings *checks = self->document != NULL ? lp_document_find_checks (self->document) : NULL;
  GHashTable *drill = lp_failure_panel_find_marks (self->failure);

  lp_canvas_set_drill (self->canvas, drill != NULL);
  if (drill != NULL)
    lp_canvas_set_marks (self->canvas, drill);
  else
    lp_canvas_set_marks (self->canvas, checks != NULL ? lp_findings_get_marks (checks) : NULL);
}

static void
checked_cb (LpWindow *self)
{
  update_marks (self);
  lp_verdict_show (self->verdict, lp_document_find_checks (self->document));
  lp_window_update_header (self);
}

static void
drill_changed_cb (LpWindow *self)
{
  update_marks (self);
}

static void
part_clicked_cb (LpWindow  *self,
                 LpElement *element)
{
  lp_failure_panel_toggle (self->failure, lp_element_get_id (element));
}

static void
mark_clicked_cb (LpWindow  *self,
                 LpElement *element)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-findings", NULL);
  lp_findings_panel_show_about (self->findings, lp_element_get_id (element));
}

static void
message_cb (LpWindow   *self,
            const char *message)
{
  lp_window_toast (self, message);
}

static void
show_elements_cb (LpWindow          *self,
                  const char *const *ids)
{
  lp_canvas_show (self->canvas, ids);
}

static void
fixed_cb (LpWindow  *self,
          LpFinding *finding)
{
  g_autofree char *text = g_strdup_printf (_("Fixed: %s"), lp_finding_get_title (finding));

  lp_canvas_show (self->canvas, NULL);
  lp_window_toast_undo (self, text);
}

static void
picked_cb (LpWindow *self,
           LpKind    kind)
{
  lp_canvas_add_kind (self->canvas, kind);
}

static char *
format_zoom (gpointer unused,
             double   zoom)
{
  /* Translators: how large the drawing is shown, in percent. */
  return g_strdup_printf (_("%.0f %%"), zoom * 100);
}

static void
restore_size (LpWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               lp_settings_get_int ("window-width"),
                               lp_settings_get_int ("window-height"));
  if (lp_settings_get_boolean ("window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
remember_size (LpWindow *self)
{
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width, height;

  lp_settings_set_boolean ("window-maximized", maximized);
  if (maximized)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  lp_settings_set_int ("window-width", MAX (width, 360));
  lp_settings_set_int ("window-height", MAX (height, 294));
}

/* Below these widths the header bar does without the tools, without the small buttons, without the
 * verdict: all are in the menu, the panel and under keys as well. */
#define WIDTH_FOR_TOOLS 1080
#define WIDTH_FOR_BUTTONS 880
#define WIDTH_FOR_VERDICT 720

void
lp_window_update_header (LpWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean open = self->document != NULL;
  gboolean checked = open && lp_document_find_checks (self->document) != NULL &&
                     lp_design_get_n_boxes (lp_document_get_design (self->document)) > 0;
  gboolean buttons = width == 0 || width >= WIDTH_FOR_BUTTONS;

  gtk_widget_set_visible (self->tools, open && (width == 0 || width >= WIDTH_FOR_TOOLS));
  gtk_widget_set_visible (self->new, buttons);
  gtk_widget_set_visible (self->undo, open && buttons);
  gtk_widget_set_visible (self->redo, open && buttons);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict),
                          checked && (width == 0 || width >= WIDTH_FOR_VERDICT));
  gtk_widget_set_visible (self->palette_toggle, open && adw_flap_get_folded (self->palette_flap));
  gtk_widget_set_visible (self->panel_toggle, open && adw_flap_get_folded (self->panel_flap));
}

static gboolean
fit_cb (gpointer user_data)
{
  LpWindow *self = user_data;

  self->fitting = 0;
  lp_window_update_header (self);

  return G_SOURCE_REMOVE;
}

/* In the middle of allocating sizes nothing may appear or go. */
static void
fit_soon (LpWindow *self)
{
  if (self->fitting == 0)
    self->fitting = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, fit_cb, self, NULL);
}

static void
folded_cb (LpWindow *self)
{
  fit_soon (self);
}

static void
lp_window_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  GTK_WIDGET_CLASS (lp_window_parent_class)->size_allocate (widget, width, height, baseline);

  fit_soon (LP_WINDOW (widget));
}

static gboolean
lp_window_close_request (GtkWindow *window)
{
  remember_size (LP_WINDOW (window));
  if (!lp_window_may_close (LP_WINDOW (window)))
    return TRUE;

  return GTK_WINDOW_CLASS (lp_window_parent_class)->close_request (window);
}

static void
lp_window_dispose (GObject *object)
{
  LpWindow *self = LP_WINDOW (object);

  /* These hold what is in the window, and that holds them: nothing of it would ever go. */
  g_action_map_remove_action (G_ACTION_MAP (self), "palette");
  g_action_map_remove_action (G_ACTION_MAP (self), "panel");
  g_clear_object (&self->document_signals);
  g_clear_object (&self->history_signals);
  if (self->document != NULL && self->left)
    lp_document_leave (self->document);
  else if (self->document != NULL)
    lp_document_end (self->document);
  g_clear_object (&self->document);
  g_clear_object (&self->watch);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->awaited);
  lp_window_forget_orders (self);
  lp_window_end_closing (self);
  g_queue_clear_full (&self->exports, g_object_unref);
  g_clear_handle_id (&self->fitting, g_source_remove);
  g_clear_object (&self->last_export);
  lp_window_cancel_arrange (self);
  g_clear_pointer (&self->export_selection, g_ptr_array_unref);
  g_clear_weak_pointer (&self->undo_toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), LP_TYPE_WINDOW);

  G_OBJECT_CLASS (lp_window_parent_class)->dispose (object);
}

static void
lp_window_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  if (prop_id == PROP_DOCUMENT)
    g_value_set_object (value, LP_WINDOW (object)->document);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

/* What opens a menu, for who cannot see its icon. */
static const struct { const char *widget; const char *name; } openers[] = {
  { "menu", N_("Main menu") },
  { "open", N_("Open a recent design") },
  { "arrange", N_("How to arrange") },
  { "export", N_("More ways to export") },
};

static void
lp_window_class_init (LpWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lp_window_dispose;
  object_class->get_property = lp_window_get_property;
  widget_class->size_allocate = lp_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = lp_window_close_request;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, LP_TYPE_DOCUMENT,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                   G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LP_TYPE_BANNER);
  g_type_ensure (LP_TYPE_PALETTE);
  g_type_ensure (LP_TYPE_PANE);
  g_type_ensure (LP_TYPE_CANVAS);
  g_type_ensure (LP_TYPE_FIND_BAR);
  g_type_ensure (LP_TYPE_MINIMAP);
  g_type_ensure (LP_TYPE_OUTLINE);
  g_type_ensure (LP_TYPE_RECENT_LIST);
  g_type_ensure (LP_TYPE_START_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, "/dev/linchpin/Linchpin/window.ui");
  gtk_widget_class_bind_template_child (widget_class, LpWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, palette_flap);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, panel_flap);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, palette);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, canvas);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, panel);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, verdict);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, redo);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, steps);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, new);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, tools);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, palette_toggle);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, panel_toggle);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, works);
  gtk_widget_class_bind_template_child (widget_class, LpWindow, banner);
  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    gtk_widget_class_bind_template_child_full (widget_class, openers[i].widget, FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_zoom);

  lp_window_install_actions (widget_class);
}

/* A check mark in the menu that is always what is seen. */
static void
add_toggle (LpWindow   *self,
            const char *name,
            AdwFlap    *flap)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, flap, "reveal-flap");

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

/* The button that opens a menu is deep inside what the .ui file can name. */
static void
name_opener (GtkWidget  *widget,
             const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child) || GTK_IS_TOGGLE_BUTTON (child))
      name_opener (child, name);
}

static void
name_openers (LpWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    {
      GObject *widget = gtk_widget_get_template_child (GTK_WIDGET (self), LP_TYPE_WINDOW,
                                                       openers[i].widget);
      GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (widget));

      if (ADW_IS_SPLIT_BUTTON (widget))
        child = gtk_widget_get_last_child (GTK_WIDGET (widget));
      name_opener (child, _(openers[i].name));
    }
}

/* The tabs of the side panel, as panels.h lists them. */
static void
add_panels (LpWindow *self)
{
  guint n_panels;
  const LpPanelRow *rows = lp_panels_list (&n_panels);

  for (guint i = 0; i < n_panels; i++)
    {
      GtkWidget *panel = g_object_new (rows[i].get_type (), NULL);

      gtk_widget_set_name (panel, rows[i].key);
      gtk_stack_add_titled (self->panel, panel, rows[i].key, _(rows[i].title));
      lp_panel_set_selection (LP_PANEL (panel), lp_canvas_get_selection (self->canvas));
      g_signal_connect_object (panel, "show-elements", G_CALLBACK (show_elements_cb), self,
                               G_CONNECT_SWAPPED);
    }

  self->findings = LP_FINDINGS_PANEL (gtk_stack_get_child_by_name (self->panel, "findings"));
  self->failure = LP_FAILURE_PANEL (gtk_stack_get_child_by_name (self->panel, "failure"));
  g_signal_connect_object (self->findings, "fixed", G_CALLBACK (fixed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->findings, "message", G_CALLBACK (message_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->failure, "drill-changed", G_CALLBACK (drill_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
set_document_of_panels (LpWindow   *self,
                        LpDocument *document)
{
  for (GtkWidget *panel = gtk_widget_get_first_child (GTK_WIDGET (self->panel)); panel != NULL;
       panel = gtk_widget_get_next_sibling (panel))
    lp_panel_set_document (LP_PANEL (panel), document);
}

static void
lp_window_init (LpWindow *self)
{
  self->document_signals = g_signal_group_new (LP_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify::subtitle",
                                  G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::checks",
                                  G_CALLBACK (checked_cb), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::draft-error",
                                  G_CALLBACK (lp_window_update_draft), self);
  self->history_signals = g_signal_group_new (LP_TYPE_HISTORY);
  g_signal_group_connect_swapped (self->history_signals, "changed",
                                  G_CALLBACK (history_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "canvas",
                                  G_ACTION_GROUP (lp_canvas_get_actions (self->canvas)));
  name_openers (self);
  add_toggle (self, "palette", self->palette_flap);
  add_toggle (self, "panel", self->panel_flap);
  lp_window_init_arrange (self);
  add_panels (self);
  restore_size (self);
  changed_cb (self);
}

LpWindow *
lp_window_new (LpApplication *application)
{
  g_return_val_if_fail (LP_IS_APPLICATION (application), NULL);

  return g_object_new (LP_TYPE_WINDOW, "application", application, NULL);
}

LpDocument *
lp_window_find_document (LpWindow *self)
{
  g_return_val_if_fail (LP_IS_WINDOW (self), NULL);

  return self->document;
}

/* What was begun with the last document, or said about it. A picture of it is still one of the same
 * file when that has only been read again. */
static void
leave_document (LpWindow   *self,
                LpDocument *next)
{
  GFile *file = lp_document_find_file (next);

  lp_document_end (self->document);
  forget_undo_toast (self);
  lp_window_cancel_arrange (self);
  lp_window_forget_banners (self);
  if (file != NULL && lp_window_has_file (self, file))
    return;

  g_clear_object (&self->last_export);
  g_clear_pointer (&self->export_selection, g_ptr_array_unref);
}

void
lp_window_set_document (LpWindow   *self,
                        LpDocument *document)
{
  g_return_if_fail (LP_IS_WINDOW (self));
  g_return_if_fail (LP_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  if (self->document != NULL)
    leave_document (self, document);
  g_set_object (&self->document, document);
  g_signal_group_set_target (self->document_signals, document);
  g_signal_group_set_target (self->history_signals, lp_document_get_history (document));
  lp_canvas_set_document (self->canvas, document);
  set_document_of_panels (self, document);
  lp_window_watch_file (self);
  lp_window_update_draft (self);
  gtk_stack_set_visible_child_name (self->pages, "editor");
  changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

gboolean
lp_window_has_file (LpWindow *self,
                    GFile    *file)
{
  GFile *own;

  g_return_val_if_fail (LP_IS_WINDOW (self), FALSE);

  own = self->document != NULL ? lp_document_find_file (self->document) : self->awaited;

  return own != NULL && g_file_equal (own, file);
}

AdwToast *
lp_window_make_toast (const char *text)
{
  g_autofree char *line = lp_text_to_line (text, LP_TEXT_SENTENCE);
  g_autofree char *title = g_markup_escape_text (line, -1);

  return adw_toast_new (title);
}

void
lp_window_toast (LpWindow   *self,
                 const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, lp_window_make_toast (text));
}

void
lp_window_toast_undo (LpWindow   *self,
                      const char *text)
{
  AdwToast *toast = lp_window_make_toast (text);

  forget_undo_toast (self);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  g_set_weak_pointer (&self->undo_toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

GPtrArray *
lp_window_list_selection (LpWindow *self)
{
  GListModel *selection = lp_canvas_get_selection (self->canvas);
  GPtrArray *elements = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (selection); i++)
    {
      if (elements == NULL)
        elements = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (elements, g_list_model_get_item (selection, i));
    }

  return elements;
}
