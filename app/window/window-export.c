/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n.h>

#include "window/dialogs/export-dialog.h"
#include "document/export-job.h"
#include "window/dialogs/file-dialogs.h"
#include "document/file-facts.h"
#include "document/settings.h"
#include "window/widgets/work-bar.h"

/* A picture that is wanted: of what is open when the user asks for it, whatever is open when they
 * have said where to put it. */
typedef struct
{
  LpDocument *document;
  GPtrArray  *selection;    /* What it shows, or NULL: everything. */
} Wish;

static Wish *
wish_new (LpDocument *document,
          GPtrArray  *selection)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->document = g_object_ref (document);
  wish->selection = selection != NULL ? g_ptr_array_ref (selection) : NULL;

  return wish;
}

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->document);
  g_clear_pointer (&wish->selection, g_ptr_array_unref);
  g_free (wish);
}

/* One export: made and written in the background. The window may show something else before it is
 * over. */
typedef struct
{
  GWeakRef      window;
  GtkWidget    *bar;
  GCancellable *cancellable;
  GFile        *file;
  Wish         *wish;
} Export;

static void
export_free (Export *export)
{
  g_weak_ref_clear (&export->window);
  g_clear_object (&export->bar);
  g_clear_object (&export->cancellable);
  g_clear_object (&export->file);
  wish_free (export->wish);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
say_exported (LpWindow *self,
              GFile    *file)
{
  g_autofree char *name = lp_file_facts_dup_name (file);
  g_autofree char *text = g_strdup_printf (_("Exported to “%s”"), name);
  AdwToast *toast = lp_window_make_toast (text);

  adw_toast_set_button_label (toast, _("Show in Folder"));
  adw_toast_set_action_name (toast, "win.show-export");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* “Export Again” is about the design that is open. */
static void
remember (LpWindow *self,
          Export   *export)
{
  if (self->document != export->wish->document)
    return;

  g_set_object (&self->last_export, export->file);
  g_clear_pointer (&self->export_selection, g_ptr_array_unref);
  if (export->wish->selection != NULL)
    self->export_selection = g_ptr_array_ref (export->wish->selection);
  lp_window_update_actions (self);
}

/* Not where the user did not wait for it. */
static void
end_export (LpWindow *self,
            Export   *export)
{
  gtk_box_remove (self->works, export->bar);
  if (g_queue_remove (&self->exports, export->cancellable))
    g_object_unref (export->cancellable);
}

void
lp_window_forget_exports (LpWindow *self)
{
  GCancellable *cancellable;

  while ((cancellable = g_queue_pop_head (&self->exports)) != NULL)
    {
      g_cancellable_cancel (cancellable);
      g_object_unref (cancellable);
    }
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (LpWindow) self = g_weak_ref_get (&export->window);
  g_autoptr (GError) error = NULL;
  gboolean exported = lp_export_job_run_finish (result, &error);
  g_autofree char *name = lp_file_facts_dup_name (export->file);
  g_autofree char *heading = g_strdup_printf (_("Could not export to “%s”"), name);

  if (self == NULL)
    return;

  end_export (self, export);
  if (exported)
    {
      remember (self, export);
      say_exported (self, export->file);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      lp_file_dialogs_failed (GTK_WINDOW (self), heading, error->message);
    }
  lp_window_go_on_closing (self, exported ||
                                 g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

/* The name says the format: the user may have typed another ending than the dialog proposed. Takes
 * @wish over. */
static void
export_to (LpWindow *self,
           Wish     *wish,
           GFile    *file)
{
  g_autofree char *name = g_file_get_basename (file);
  const LpExportFormat *format = lp_export_find_format (name);
  LpExportOptions options;
  Export *export = g_new0 (Export, 1);

  lp_export_job_get_options (&options);
  options.selection = wish->selection;

  g_weak_ref_init (&export->window, self);
  export->file = g_object_ref (file);
  export->wish = wish;
  export->cancellable = g_cancellable_new ();
  g_queue_push_tail (&self->exports, g_object_ref (export->cancellable));
  export->bar = g_object_ref_sink (lp_work_bar_new (_("Exporting…"), export->cancellable));
  gtk_box_append (self->works, export->bar);
  lp_export_job_run_async (lp_document_get_design (wish->document),
                           format != NULL ? format : lp_export_job_get_format (),
                           &options, file, export->cancellable, exported_cb, export);
}

static void
place_chosen_cb (gpointer  object,
                 gpointer  about,
                 GFile    *file)
{
  const Wish *wish = about;
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder);

  lp_settings_set_string ("last-export-folder", uri);
  export_to (object, wish_new (wish->document, wish->selection), file);
}

/* Beside the design, or where the last picture went. */
static GFile *
find_folder (LpDocument *document)
{
  g_autofree char *uri = lp_settings_dup_string ("last-export-folder");
  GFile *file = lp_document_find_file (document);

  if (*uri != '\0')
    return g_file_new_for_uri (uri);

  return file != NULL ? g_file_get_parent (file) : NULL;
}

static void
export_cb (LpExportDialog *dialog,
           LpWindow       *self)
{
  const Wish *wish = g_object_get_data (G_OBJECT (dialog), "wish");
  gboolean selected = lp_export_dialog_only_selection (dialog);
  g_autofree char *suffix = g_strconcat (".", lp_export_job_get_format ()->suffix, NULL);
  g_autofree char *name = lp_window_make_file_name (wish->document, suffix);
  g_autoptr (GFile) folder = find_folder (wish->document);

  lp_file_dialogs_save (GTK_WINDOW (self), _("Export"), name, suffix, folder, place_chosen_cb,
                        (LpAsker) { self, wish_new (wish->document,
                                                    selected ? wish->selection : NULL),
                                    wish_free });
}

/* A picture shows no half of a drag. */
void
lp_window_export (LpWindow *self)
{
  g_autoptr (GPtrArray) selection = lp_window_list_selection (self);
  GtkWidget *dialog;

  lp_canvas_finish (self->canvas);
  dialog = lp_export_dialog_new (GTK_WINDOW (self), lp_document_get_design (self->document),
                                 selection);
  g_object_set_data_full (G_OBJECT (dialog), "wish", wish_new (self->document, selection),
                          wish_free);
  g_signal_connect_object (dialog, "export", G_CALLBACK (export_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
lp_window_export_again (LpWindow *self)
{
  if (self->last_export == NULL)
    {
      lp_window_export (self);
      return;
    }

  lp_canvas_finish (self->canvas);
  export_to (self, wish_new (self->document, self->export_selection), self->last_export);
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GFile) file = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result,
                                                               NULL);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder);

  if (answer == NULL)
    gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
}

/* The file manager with the file selected; where there is none that can, its folder. */
void
lp_window_show_export (LpWindow *self)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autofree char *uri = g_file_get_uri (self->last_export);
  const char *uris[] = { uri, NULL };

  if (g_application_get_dbus_connection (application) != NULL)
    g_dbus_connection_call (g_application_get_dbus_connection (application),
                            "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                            "org.freedesktop.FileManager1", "ShowItems",
                            g_variant_new ("(^ass)", uris,
                                           ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                            shown_cb, g_object_ref (self->last_export));
}
