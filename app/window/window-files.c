/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "file/reader.h"
#include "file/save.h"
#include "file/templates.h"
#include "file/writer.h"
#include "model/box.h"
#include "window/dialogs/file-dialogs.h"
#include "window/panels/recent.h"
#include "window/widgets/work-bar.h"

#define SUFFIX ".linchpin"

/* Reading and saving in the background. Whatever it was for, the window may be closed before it is
 * over. */
typedef struct
{
  GWeakRef   window;
  GtkWidget *bar;           /* A reference is held. */
  GFile     *file;
  GBytes    *bytes;         /* Saving only. */
  guint64    revision;      /* Saving only: what the bytes say. */
  gboolean   then_close;
} Job;

static void
job_free (Job *job)
{
  g_weak_ref_clear (&job->window);
  g_clear_object (&job->bar);
  g_clear_object (&job->file);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (LpWindow   *self,
         GFile      *file,
         const char *label,
         GTask      *task)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->window, self);
  job->file = g_object_ref (file);
  job->bar = g_object_ref_sink (lp_work_bar_new (label, g_task_get_cancellable (task)));
  gtk_box_append (self->works, job->bar);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  return job;
}

/* The window that the job was for, if it is still there. */
static LpWindow *
job_finish (Job *job)
{
  LpWindow *self = g_weak_ref_get (&job->window);

  if (self != NULL)
    gtk_box_remove (self->works, job->bar);

  return self;
}

/* Takes @heading over. */
static void
say_failed (LpWindow *self,
            char     *heading,
            GError   *error)
{
  g_autofree char *own = heading;

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lp_file_dialogs_failed (GTK_WINDOW (self), own, error->message);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  LpDesign *design = lp_file_read (job->file, &error);

  if (design == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, design, g_object_unref);
}

/* A picture is a place to read a design from, not one to save it to. */
static gboolean
is_home (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return !g_str_has_suffix (name, ".png");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (LpWindow) self = job_finish (job);
  g_autofree char *name = g_file_get_basename (job->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) design = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (LpDocument) document = NULL;

  if (self == NULL)
    return;

  if (design == NULL)
    {
      say_failed (self, g_strdup_printf (_("Could not open “%s”"), name), error);
      return;
    }

  document = lp_document_new (design, is_home (job->file) ? job->file : NULL);
  lp_window_set_document (self, document);
  lp_recent_add (job->file);
  if (lp_box_none_is_placed (design))
    lp_window_arrange (self, NULL);
}

void
lp_window_open (LpWindow *self,
                GFile    *file)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, read_cb, NULL);

  g_return_if_fail (LP_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  job_new (self, file, _("Opening…"), task);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_in_thread);
}

void
lp_window_new_from (LpWindow   *self,
                    const char *template_key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) design = lp_template_open (template_key, &error);
  g_autoptr (LpDocument) document = NULL;

  if (design == NULL)
    {
      lp_file_dialogs_failed (GTK_WINDOW (self), _("Could Not Begin a Design"), error->message);
      return;
    }

  document = lp_document_new (design, NULL);
  lp_window_set_document (self, document);
}

static void
files_chosen_cb (gpointer    object,
                 GListModel *files)
{
  guint n_files = g_list_model_get_n_items (files);
  g_autofree GFile **array = g_new (GFile *, n_files);

  for (guint i = 0; i < n_files; i++)
    {
      array[i] = g_list_model_get_item (files, i);
      g_object_unref (array[i]);        /* The list keeps it. */
    }

  g_application_open (G_APPLICATION (gtk_window_get_application (object)), array, n_files, "");
}

void
lp_window_choose_file (LpWindow *self)
{
  lp_file_dialogs_open (GTK_WINDOW (self), files_chosen_cb, self);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (lp_file_save (job->file, job->bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What was changed while the file was being written is not in it. */
static void
adopt_saved (LpWindow *self,
             Job      *job)
{
  LpHistory *history = lp_document_get_history (self->document);

  lp_document_set_file (self->document, job->file);
  if (lp_history_get_revision (history) == job->revision)
    lp_history_mark_saved (history);

  lp_window_hide_banner (self);
  lp_recent_add (job->file);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (LpWindow) self = job_finish (job);
  g_autofree char *name = g_file_get_basename (job->file);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    adopt_saved (self, job);
  else
    say_failed (self, g_strdup_printf (_("Could not save “%s”"), name), error);

  self->saving = FALSE;
  lp_window_watch_file (self);
  lp_window_update_actions (self);
  if (error == NULL && job->then_close)
    gtk_window_close (GTK_WINDOW (self));
}

static void
save_to (LpWindow *self,
         GFile    *file,
         gboolean  then_close)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, saved_cb, NULL);
  Job *job = job_new (self, file, _("Saving…"), task);

  job->bytes = lp_file_write_bytes (lp_document_get_design (self->document));
  job->revision = lp_history_get_revision (lp_document_get_history (self->document));
  job->then_close = then_close;

  self->saving = TRUE;
  g_clear_object (&self->watch);
  lp_window_update_actions (self);
  g_task_run_in_thread (task, save_in_thread);
}

static void
place_chosen_cb (gpointer  object,
                 GFile    *file)
{
  save_to (object, file, FALSE);
}

static void
last_place_chosen_cb (gpointer  object,
                      GFile    *file)
{
  save_to (object, file, TRUE);
}

char *
lp_window_make_file_name (LpWindow   *self,
                          const char *suffix)
{
  GFile *file = lp_document_find_file (self->document);
  g_autofree char *name = NULL;

  if (file != NULL)
    {
      name = g_file_get_basename (file);
      if (g_str_has_suffix (name, SUFFIX))
        name[strlen (name) - strlen (SUFFIX)] = '\0';
    }
  else
    {
      name = g_strdelimit (g_strdup (lp_document_get_title (self->document)), G_DIR_SEPARATOR_S,
                           '-');
    }

  return g_strconcat (name, suffix, NULL);
}

static void
choose_place (LpWindow     *self,
              LpFileChosen  callback)
{
  GFile *file = lp_document_find_file (self->document);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *name = lp_window_make_file_name (self, SUFFIX);

  lp_file_dialogs_save (GTK_WINDOW (self), _("Save As"), name, SUFFIX, folder, callback, self);
}

void
lp_window_save_as (LpWindow *self)
{
  g_return_if_fail (LP_IS_WINDOW (self) && self->document != NULL);

  lp_canvas_finish (self->canvas);
  choose_place (self, place_chosen_cb);
}

void
lp_window_save (LpWindow *self,
                gboolean  then_close)
{
  GFile *file;

  g_return_if_fail (LP_IS_WINDOW (self) && self->document != NULL);

  lp_canvas_finish (self->canvas);
  file = lp_document_find_file (self->document);
  if (file != NULL)
    save_to (self, file, then_close);
  else
    choose_place (self, then_close ? last_place_chosen_cb : place_chosen_cb);
}

static void
closing_answered_cb (gpointer    object,
                     const char *response)
{
  LpWindow *self = object;

  if (g_str_equal (response, "save"))
    {
      lp_window_save (self, TRUE);
    }
  else if (g_str_equal (response, "discard"))
    {
      self->discarded = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
}

gboolean
lp_window_may_close (LpWindow *self)
{
  if (self->saving)
    return FALSE;

  lp_canvas_finish (self->canvas);
  if (self->document == NULL || self->discarded || lp_document_is_saved (self->document))
    return TRUE;

  lp_file_dialogs_save_changes (GTK_WINDOW (self), lp_document_get_title (self->document),
                                closing_answered_cb, self);

  return FALSE;
}

static void
reload_answered_cb (gpointer    object,
                    const char *response)
{
  LpWindow *self = object;

  if (g_str_equal (response, "reload"))
    lp_window_open (self, lp_document_find_file (self->document));
}

void
lp_window_reload (LpWindow *self)
{
  if (lp_document_is_saved (self->document))
    lp_window_open (self, lp_document_find_file (self->document));
  else
    lp_file_dialogs_reload (GTK_WINDOW (self), lp_document_get_title (self->document),
                            reload_answered_cb, self);
}

static void
changed_on_disk_cb (LpWindow *self)
{
  g_autofree char *name = g_file_get_basename (lp_document_find_file (self->document));
  g_autofree char *text = g_strdup_printf (_("“%s” was changed by another program."), name);

  lp_window_show_banner (self, text, _("_Reload"), "win.reload");
}

static void
gone_from_disk_cb (LpWindow *self)
{
  g_autofree char *name = g_file_get_basename (lp_document_find_file (self->document));
  g_autofree char *text = g_strdup_printf (_("“%s” was moved or deleted."), name);

  lp_history_mark_unsaved (lp_document_get_history (self->document));
  lp_window_show_banner (self, text, _("_Save Again"), "win.save");
}

void
lp_window_watch_file (LpWindow *self)
{
  GFile *file = self->document != NULL ? lp_document_find_file (self->document) : NULL;

  g_clear_object (&self->watch);
  if (file == NULL)
    return;

  self->watch = lp_file_watch_new (file);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (changed_on_disk_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "gone", G_CALLBACK (gone_from_disk_cb), self,
                           G_CONNECT_SWAPPED);
}

void
lp_window_offer_recovery (LpWindow   *self,
                          const char *title,
                          guint       n)
{
  g_autofree char *text = NULL;

  g_return_if_fail (LP_IS_WINDOW (self));

  if (n == 1 && *title != '\0')
    text = g_strdup_printf (_("“%s” was not saved when Linchpin ended."), title);
  else
    text = g_strdup_printf (ngettext ("%u design was not saved when Linchpin ended.",
                                      "%u designs were not saved when Linchpin ended.", n), n);

  lp_window_show_banner (self, text, _("_Recover"), "win.recover");
}

void
lp_window_say_recovered (LpWindow *self)
{
  g_return_if_fail (LP_IS_WINDOW (self));

  lp_window_show_banner (self, _("This work was recovered. It is not saved yet."), _("_Save"),
                         "win.save");
}
