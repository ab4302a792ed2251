/* SPDX-License-Identifier: MIT */
/* lint.h: runs all rules over a design and judges what they found by the brief, the waivers and the
 * answers. */

#pragma once

#include <gio/gio.h>

#include "analysis/failure.h"
#include "analysis/graph.h"
#include "rules/brief.h"
#include "rules/finding.h"

G_BEGIN_DECLS

#define LP_TYPE_REPORT (lp_report_get_type ())
G_DECLARE_FINAL_TYPE (LpReport, lp_report, LP, REPORT, GObject)

/* @brief: (nullable): what the design answers; NULL stands for production. The design must not
 * change meanwhile and as long as the report lives: give a worker thread a lp_design_copy().
 * Returns NULL only when cancelled. Cost: O(elements + links + findings). */
LpReport      *lp_lint                   (LpDesign      *design,
                                          LpBrief       *brief,
                                          GCancellable  *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* A GListModel of LpFinding: errors first, then in the order of the catalogue, then of the
 * document. */
guint          lp_report_get_n_findings  (LpReport *self);
LpFinding     *lp_report_get_finding     (LpReport *self,
                                          guint     i);

/* How many findings that are not waived have @severity and @verdict. */
guint          lp_report_count           (LpReport  *self,
                                          LpSeverity severity,
                                          LpVerdict  verdict);

/* Waived findings are not counted above. */
guint          lp_report_get_n_waived    (LpReport *self);

LpBrief       *lp_report_get_brief       (LpReport *self);
const LpGraph *lp_report_get_graph       (LpReport *self);

/* What alone takes the goal down. Of fatal pairs ask lp_failures_new(). */
const LpFailures *lp_report_get_failures (LpReport *self,
                                          LpGoal    goal);

G_END_DECLS
