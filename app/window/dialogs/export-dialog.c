/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/dialogs/export-dialog.h"

#include <glib/gi18n.h>

#include "document/export-job.h"
#include "document/settings.h"

struct _LpExportDialog
{
  AdwWindow      parent_instance;

  LpDesign      *design;
  GPtrArray     *selection;
  GCancellable  *running;
  gboolean       ready;         /* What changes now is the user’s doing. */

  GtkPicture    *preview;
  AdwComboRow   *format;
  AdwComboRow   *scale;
  AdwComboRow   *background;
  GtkAdjustment *border;
  GtkSwitch     *marks;
  GtkSwitch     *legend;
  GtkSwitch     *only_selection;
  GtkWidget     *selection_row;
  GtkLabel      *size;
  GtkWidget     *warning;
  GtkLabel      *warning_text;
};

G_DEFINE_FINAL_TYPE (LpExportDialog, lp_export_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_EXPORT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order of the rows of ui/export-dialog.ui. */
static const char *const formats[] = { "png", "svg", "pdf" };
static const char *const backgrounds[] = { "white", "transparent", "dark" };
static const int scales[] = { 1, 2, 3, 4 };

static void
show_facts (LpExportDialog  *self,
            const LpPreview *preview)
{
  g_autofree char *size = g_strdup_printf (_("%d × %d pixels"), preview->facts.width,
                                           preview->facts.height);
  g_autofree char *warning = lp_export_dup_warning (&preview->facts);

  gtk_label_set_label (self->size, lp_export_job_get_format ()->has_pixels ? size : "");
  gtk_label_set_label (self->warning_text, warning != NULL ? warning : "");
  gtk_widget_set_visible (self->warning, warning != NULL);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (LpExportDialog) self = user_data;
  g_autoptr (LpPreview) preview = lp_export_job_preview_finish (result, NULL);
  g_autoptr (GdkTexture) texture = NULL;

  if (preview == NULL || self->design == NULL)
    return;

  texture = gdk_texture_new_from_bytes (preview->png, NULL);
  gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
  show_facts (self, preview);
}

static void
update_preview (LpExportDialog *self)
{
  LpExportOptions options;

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();

  lp_export_job_get_options (&options);
  if (lp_export_dialog_only_selection (self))
    options.selection = self->selection;
  lp_export_job_preview_async (self->design, &options, self->running, previewed_cb,
                               g_object_ref (self));
}

static void
save_settings (LpExportDialog *self)
{
  lp_settings_set_string ("export-format", formats[adw_combo_row_get_selected (self->format)]);
  lp_settings_set_int ("export-scale", scales[adw_combo_row_get_selected (self->scale)]);
  lp_settings_set_string ("export-background",
                          backgrounds[adw_combo_row_get_selected (self->background)]);
  lp_settings_set_int ("export-border", gtk_adjustment_get_value (self->border));
  lp_settings_set_boolean ("export-marks", gtk_switch_get_active (self->marks));
  lp_settings_set_boolean ("export-legend", gtk_switch_get_active (self->legend));
}

static void
changed_cb (LpExportDialog *self)
{
  if (!self->ready)
    return;

  save_settings (self);
  gtk_widget_set_visible (GTK_WIDGET (self->scale), lp_export_job_get_format ()->has_pixels);
  update_preview (self);
}

static guint
find_string (const char *const *strings,
             guint              n_strings,
             const char        *key)
{
  g_autofree char *value = lp_settings_dup_string (key);

  for (guint i = 0; i < n_strings; i++)
    if (g_str_equal (strings[i], value))
      return i;

  return 0;
}

static void
load_settings (LpExportDialog *self)
{
  int scale = lp_settings_get_int ("export-scale");

  adw_combo_row_set_selected (self->format,
                              find_string (formats, G_N_ELEMENTS (formats), "export-format"));
  adw_combo_row_set_selected (self->background,
                              find_string (backgrounds, G_N_ELEMENTS (backgrounds),
                                           "export-background"));
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (scales[i] == scale)
      adw_combo_row_set_selected (self->scale, i);
  gtk_adjustment_set_value (self->border, lp_settings_get_int ("export-border"));
  gtk_switch_set_active (self->marks, lp_settings_get_boolean ("export-marks"));
  gtk_switch_set_active (self->legend, lp_settings_get_boolean ("export-legend"));
}

static void
export_cb (LpExportDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_EXPORT], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
lp_export_dialog_dispose (GObject *object)
{
  LpExportDialog *self = LP_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_object (&self->design);
  g_clear_pointer (&self->selection, g_ptr_array_unref);

  G_OBJECT_CLASS (lp_export_dialog_parent_class)->dispose (object);
}

static void
lp_export_dialog_class_init (LpExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lp_export_dialog_dispose;

  signals[SIGNAL_EXPORT] = g_signal_new ("export", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, scale);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, background);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, border);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, marks);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, legend);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, only_selection);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, selection_row);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, size);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, warning);
  gtk_widget_class_bind_template_child (widget_class, LpExportDialog, warning_text);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lp_export_dialog_init (LpExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  load_settings (self);
}

GtkWidget *
lp_export_dialog_new (GtkWindow *parent,
                      LpDesign  *design,
                      GPtrArray *selection)
{
  LpExportDialog *self;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);

  self = g_object_new (LP_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  self->design = g_object_ref (design);
  if (selection != NULL)
    self->selection = g_ptr_array_ref (selection);
  gtk_widget_set_visible (self->selection_row, selection != NULL);
  self->ready = TRUE;
  changed_cb (self);

  return GTK_WIDGET (self);
}

gboolean
lp_export_dialog_only_selection (LpExportDialog *self)
{
  g_return_val_if_fail (LP_IS_EXPORT_DIALOG (self), FALSE);

  return self->selection != NULL && gtk_switch_get_active (self->only_selection);
}
