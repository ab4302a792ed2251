/* SPDX-License-Identifier: MIT */
/* lint.h: runs all rules over a design and judges what they found by the brief, the waivers and the
 * answers. */

#pragma once

#include <gio/gio.h>

#include "analysis/failure.h"
#include "analysis/graph.h"
#include "rules/engine/brief.h"
#include "rules/engine/finding.h"

G_BEGIN_DECLS

#define LP_TYPE_LINT_RESULT (lp_lint_result_get_type ())
G_DECLARE_FINAL_TYPE (LpLintResult, lp_lint_result, LP, LINT_RESULT, GObject)

/* @brief: (nullable): what the design answers; NULL stands for production. The design must not
 * change meanwhile and as long as the report lives: give a worker thread a lp_design_copy().
 * Returns NULL only when cancelled. Cost: O(elements + links + findings). */
LpLintResult *lp_lint (LpDesign     *design,
                       LpBrief      *brief,
                       GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* Errors first, then in the order of the catalogue, then of the document. */
guint             lp_lint_result_get_n_findings  (LpLintResult *self);
LpFinding        *lp_lint_result_get_finding     (LpLintResult *self,
                                                  guint         i);

/* How many findings that are not waived have @severity and @verdict. */
guint             lp_lint_result_count           (LpLintResult *self,
                                                  LpSeverity    severity,
                                                  LpVerdict     verdict);

/* Single points of failure, each server with what is on it counted once, also where the author
 * accepted that. */
guint             lp_lint_result_get_n_linchpins (LpLintResult *self);

/* Waived findings are not counted above. */
guint             lp_lint_result_get_n_waived    (LpLintResult *self);

LpBrief          *lp_lint_result_get_brief       (LpLintResult *self);
const LpGraph    *lp_lint_result_get_graph       (LpLintResult *self);

/* What alone takes the goal down. Of fatal pairs ask lp_failures_new(). */
const LpFailures *lp_lint_result_get_failures    (LpLintResult *self,
                                                  LpGoal        goal);

G_END_DECLS
