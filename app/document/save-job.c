/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/save-job.h"

#include "file/save.h"

typedef struct
{
  GFile   *file;
  GBytes  *bytes;
  LpStamp *expected;        /* NULL: whatever the file is. */
  LpStamp *saved;
} Job;

/* In whatever thread is done with it last. */
static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  g_bytes_unref (job->bytes);
  g_clear_pointer (&job->expected, lp_stamp_unref);
  g_clear_pointer (&job->saved, lp_stamp_unref);
  g_free (job);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (lp_file_save_over (job->file, job->bytes, job->expected, &job->saved, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lp_save_job_async (GFile               *file,
                   GBytes              *bytes,
                   LpStamp             *expected,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Job *job;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (bytes != NULL);

  job = g_new0 (Job, 1);
  job->file = g_object_ref (file);
  job->bytes = g_bytes_ref (bytes);
  job->expected = expected != NULL ? lp_stamp_ref (expected) : NULL;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
lp_save_job_finish (GAsyncResult  *result,
                    LpStamp      **saved,
                    GError       **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  job = g_task_get_task_data (G_TASK (result));
  *saved = g_steal_pointer (&job->saved);

  return TRUE;
}
