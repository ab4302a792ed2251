/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/export-job.h"

#include "file/save.h"
#include "file/writer.h"
#include "report/marks.h"
#include "rules/engine/brief.h"
#include "document/settings.h"

/* In pixels: sharp also where the screen has two for one. */
#define PREVIEW_WIDTH 1000

/* As the settings have them; the order is that of LpBackground. */
static const char *const backgrounds[] = { "white", "transparent", "dark" };

typedef struct
{
  LpDesign             *design;     /* A copy: the user goes on drawing. */
  const LpExportFormat *format;
  LpExportOptions       options;
  GFile                *file;       /* Where to, or NULL. */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->design);
  g_clear_pointer (&job->options.selection, g_ptr_array_unref);
  g_clear_object (&job->file);
  g_free (job);
}

void
lp_export_job_get_options (LpExportOptions *options)
{
  g_autofree char *background = lp_settings_dup_string ("export-background");

  *options = (LpExportOptions) LP_EXPORT_OPTIONS_INIT;
  options->scale = lp_settings_get_int ("export-scale");
  options->border = lp_settings_get_int ("export-border");
  options->marks = lp_settings_get_boolean ("export-marks");
  options->legend = lp_settings_get_boolean ("export-legend");
  for (guint i = 0; i < G_N_ELEMENTS (backgrounds); i++)
    if (g_str_equal (backgrounds[i], background))
      options->background = i;
}

const LpExportFormat *
lp_export_job_get_format (void)
{
  g_autofree char *suffix = lp_settings_dup_string ("export-format");
  g_autofree char *name = g_strconcat (".", suffix, NULL);
  const LpExportFormat *format = lp_export_find_format (name);
  guint n;

  return format != NULL ? format : lp_export_get_formats (&n);
}

/* The copy has elements of its own, with the same ids. */
static GPtrArray *
find_again (LpDesign  *copy,
            GPtrArray *elements)
{
  GPtrArray *own;

  if (elements == NULL)
    return NULL;

  own = g_ptr_array_new ();
  for (guint i = 0; i < elements->len; i++)
    {
      LpElement *element = lp_design_find (copy, lp_element_get_id (elements->pdata[i]));

      if (element != NULL)
        g_ptr_array_add (own, element);
    }

  return own;
}

/* NULL when cancelled, or where there shall be none. */
static GHashTable *
find_marks (Job          *job,
            GCancellable *cancellable)
{
  g_autoptr (LpLintResult) report = NULL;

  if (job->options.marks)
    report = lp_lint (job->design, lp_brief_get_for (job->design), cancellable);

  return report != NULL ? lp_report_to_marks (report) : NULL;
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GHashTable) marks = find_marks (job, cancellable);
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  job->options.source = xml = lp_file_write_bytes (job->design);
  bytes = lp_export_to_bytes (job->design, marks, job->format, &job->options, NULL, &error);
  if (g_task_return_error_if_cancelled (task))
    g_clear_error (&error);
  else if (bytes != NULL && lp_file_save (job->file, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Neither drawing nor writing can be interrupted: whoever cancels need not wait for it. */
static void
start (LpDesign              *design,
       const LpExportFormat  *format,
       const LpExportOptions *options,
       GFile                 *file,
       GTask                 *task,
       GTaskThreadFunc        function)
{
  Job *job = g_new0 (Job, 1);

  job->design = lp_design_copy (design);
  job->format = format;
  job->options = *options;
  job->options.selection = find_again (job->design, options->selection);
  g_set_object (&job->file, file);
  g_task_set_task_data (task, job, job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, function);
}

/* Who is told that it is over. */
typedef struct
{
  GAsyncReadyCallback callback;
  gpointer            user_data;
} Caller;

static void
over_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Caller *caller = user_data;

  caller->callback (source, result, caller->user_data);
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

void
lp_export_job_run_async (LpDesign              *design,
                         const LpExportFormat  *format,
                         const LpExportOptions *options,
                         GFile                 *file,
                         GCancellable          *cancellable,
                         GAsyncReadyCallback    callback,
                         gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  Caller *caller;

  g_return_if_fail (LP_IS_DESIGN (design));
  g_return_if_fail (G_IS_FILE (file));

  caller = g_new (Caller, 1);
  *caller = (Caller) { callback, user_data };
  task = g_task_new (NULL, cancellable, over_cb, caller);
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  start (design, format, options, file, task, run_in_thread);
}

gboolean
lp_export_job_run_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
lp_preview_free (LpPreview *preview)
{
  g_clear_pointer (&preview->png, g_bytes_unref);
  g_free (preview);
}

static void
preview_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GHashTable) marks = find_marks (job, cancellable);
  g_autoptr (LpPreview) preview = g_new0 (LpPreview, 1);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  lp_export_get_facts (job->design, marks, &job->options, &preview->facts);

  job->options.width = PREVIEW_WIDTH;
  preview->png = lp_export_to_bytes (job->design, marks, job->format, &job->options, NULL, &error);
  if (preview->png != NULL)
    g_task_return_pointer (task, g_steal_pointer (&preview), (GDestroyNotify) lp_preview_free);
  else
    g_task_return_error (task, error);
}

void
lp_export_job_preview_async (LpDesign              *design,
                             const LpExportOptions *options,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (LP_IS_DESIGN (design));

  start (design, lp_export_find_format (".png"), options, NULL, task, preview_in_thread);
}

LpPreview *
lp_export_job_preview_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
