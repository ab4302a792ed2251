/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/failure-job.h"

/* More of them nobody reads. */
#define MAX_PAIRS 1000

struct _LpOutlook
{
  GObject         parent_instance;

  LpLintResult   *report;                    /* Keeps the graph. */
  LpFailures     *failures[LP_N_GOALS];
  LpAvailability *availability[LP_N_GOALS][LP_N_EXTENTS];
};

G_DEFINE_FINAL_TYPE (LpOutlook, lp_outlook, G_TYPE_OBJECT)

static void
lp_outlook_finalize (GObject *object)
{
  LpOutlook *self = LP_OUTLOOK (object);

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      g_clear_pointer (&self->failures[goal], lp_failures_free);
      for (LpExtent extent = 0; extent < LP_N_EXTENTS; extent++)
        g_clear_pointer (&self->availability[goal][extent], lp_availability_free);
    }
  g_clear_object (&self->report);

  G_OBJECT_CLASS (lp_outlook_parent_class)->finalize (object);
}

static void
lp_outlook_class_init (LpOutlookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lp_outlook_finalize;
}

static void
lp_outlook_init (LpOutlook *self)
{
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_autoptr (LpOutlook) self = g_object_new (LP_TYPE_OUTLOOK, NULL);

  self->report = g_object_ref (task_data);
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      self->failures[goal] = lp_failures_new (lp_outlook_get_graph (self), goal, MAX_PAIRS,
                                              cancellable);
      for (LpExtent extent = 0; extent < LP_N_EXTENTS; extent++)
        self->availability[goal][extent] = lp_availability_new (lp_outlook_get_graph (self), goal,
                                                                extent, cancellable);
      if (g_task_return_error_if_cancelled (task))
        return;
    }

  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

void
lp_failure_job_run_async (LpLintResult        *report,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (LP_IS_LINT_RESULT (report));

  g_task_set_task_data (task, g_object_ref (report), g_object_unref);
  g_task_run_in_thread (task, run_in_thread);
}

LpOutlook *
lp_failure_job_run_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const LpGraph *
lp_outlook_get_graph (LpOutlook *self)
{
  g_return_val_if_fail (LP_IS_OUTLOOK (self), NULL);

  return lp_lint_result_get_graph (self->report);
}

const LpFailures *
lp_outlook_get_failures (LpOutlook *self,
                         LpGoal     goal)
{
  g_return_val_if_fail (LP_IS_OUTLOOK (self), NULL);

  return self->failures[goal];
}

const LpAvailability *
lp_outlook_get_availability (LpOutlook *self,
                             LpGoal     goal,
                             LpExtent   extent)
{
  g_return_val_if_fail (LP_IS_OUTLOOK (self), NULL);

  return self->availability[goal][extent];
}
