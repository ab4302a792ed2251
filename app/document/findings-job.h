/* SPDX-License-Identifier: MIT */
/* findings-job.h: what the rules say about one state of a design, found out on a worker thread. */

#pragma once

#include <gio/gio.h>

#include "rules/engine/lint.h"

G_BEGIN_DECLS

#define LP_TYPE_FINDINGS (lp_findings_get_type ())
G_DECLARE_FINAL_TYPE (LpFindings, lp_findings, LP, FINDINGS, GObject)

/* Takes @design over, which nobody else may change: it is a copy. */
void          lp_findings_job_run_async  (LpDesign            *design,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);

/* NULL where it was cancelled. */
LpFindings   *lp_findings_job_run_finish (GAsyncResult  *result,
                                          GError       **error);

LpLintResult *lp_findings_get_report     (LpFindings *self);

/* For lp_scene_set_marks(). */
GHashTable   *lp_findings_get_marks      (LpFindings *self);

G_END_DECLS
