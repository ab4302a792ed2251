/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/read-job.h"

#include "file/limits.h"
#include "file/load.h"
#include "file/png-source.h"
#include "file/reader.h"

typedef struct
{
  GFile    *file;
  LpStamp  *stamp;
  LpDesign *design;
  gboolean  is_picture;
} Job;

/* In whatever thread is done with it last. */
static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  g_clear_pointer (&job->stamp, lp_stamp_unref);
  g_clear_object (&job->design);
  g_free (job);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  /* Before: what is written meanwhile is not what is read, or nobody can tell. */
  job->stamp = lp_stamp_new (job->file);
  bytes = lp_file_load (job->file, LP_FILE_MAX_SIZE, &error);
  if (bytes != NULL)
    {
      /* By what is in it: names say whatever they like. */
      job->is_picture = lp_png_source_is_png (bytes);
      job->design = lp_file_read_bytes (bytes, &error);
    }
  if (job->design == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
lp_read_job_async (GFile               *file,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job;

  g_return_if_fail (G_IS_FILE (file));

  job = g_new0 (Job, 1);
  job->file = g_object_ref (file);
  g_task_set_task_data (task, job, job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_in_thread);
}

LpDesign *
lp_read_job_finish (GAsyncResult  *result,
                    LpStamp      **stamp,
                    GError       **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  job = g_task_get_task_data (G_TASK (result));
  *stamp = job->is_picture ? NULL : g_steal_pointer (&job->stamp);

  return g_steal_pointer (&job->design);
}
