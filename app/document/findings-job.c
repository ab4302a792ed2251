/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/findings-job.h"

#include "report/marks.h"
#include "rules/engine/brief.h"

struct _LpFindings
{
  GObject     parent_instance;

  LpLintResult *report;
  GHashTable   *marks;
};

G_DEFINE_FINAL_TYPE (LpFindings, lp_findings, G_TYPE_OBJECT)

static void
lp_findings_finalize (GObject *object)
{
  LpFindings *self = LP_FINDINGS (object);

  g_clear_object (&self->report);
  g_clear_pointer (&self->marks, g_hash_table_unref);

  G_OBJECT_CLASS (lp_findings_parent_class)->finalize (object);
}

static void
lp_findings_class_init (LpFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lp_findings_finalize;
}

static void
lp_findings_init (LpFindings *self)
{
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_autoptr (LpFindings) self = g_object_new (LP_TYPE_FINDINGS, NULL);

  self->report = lp_lint (task_data, lp_brief_get_for (task_data), cancellable);
  if (g_task_return_error_if_cancelled (task))
    return;

  self->marks = lp_report_to_marks (self->report);
  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

void
lp_findings_job_run_async (LpDesign            *design,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (LP_IS_DESIGN (design));

  g_task_set_source_tag (task, lp_findings_job_run_async);
  g_task_set_task_data (task, design, g_object_unref);
  g_task_run_in_thread (task, run_in_thread);
}

LpFindings *
lp_findings_job_run_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

LpLintResult *
lp_findings_get_report (LpFindings *self)
{
  g_return_val_if_fail (LP_IS_FINDINGS (self), NULL);

  return self->report;
}

GHashTable *
lp_findings_get_marks (LpFindings *self)
{
  g_return_val_if_fail (LP_IS_FINDINGS (self), NULL);

  return self->marks;
}
