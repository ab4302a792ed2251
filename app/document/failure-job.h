/* SPDX-License-Identifier: MIT */
/* failure-job.h: what the failures of a design cost, found out on a worker thread. */

#pragma once

#include <gio/gio.h>

#include "analysis/availability.h"
#include "analysis/failure.h"
#include "rules/engine/lint.h"

G_BEGIN_DECLS

#define LP_TYPE_OUTLOOK (lp_outlook_get_type ())
G_DECLARE_FINAL_TYPE (LpOutlook, lp_outlook, LP, OUTLOOK, GObject)

/* About the design that @report is about. */
void                  lp_failure_job_run_async    (LpLintResult        *report,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);

/* NULL where it was cancelled. */
LpOutlook            *lp_failure_job_run_finish   (GAsyncResult  *result,
                                                   GError       **error);

/* What the numbers of nodes below are in; lives as long as the outlook. */
const LpGraph        *lp_outlook_get_graph        (LpOutlook *self);

const LpFailures     *lp_outlook_get_failures     (LpOutlook *self,
                                                   LpGoal     goal);
const LpAvailability *lp_outlook_get_availability (LpOutlook *self,
                                                   LpGoal     goal,
                                                   LpExtent   extent);

G_END_DECLS
