/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/marks.h"

#include "analysis/failure.h"
#include "report/closed.h"

static void
pin (GHashTable   *marks,
     LpLintResult *report,
     LpGoal        goal,
     guint         bit)
{
  const LpGraph *graph = lp_lint_result_get_graph (report);
  const LpFailures *failures = lp_lint_result_get_failures (report, goal);

  for (guint i = 0; i < failures->n_partials; i++)
    lp_marks_get (marks, graph->nodes[failures->partials[i]].id)->parts |= bit;
  for (guint i = 0; i < failures->n_spofs; i++)
    lp_marks_get (marks, graph->nodes[failures->spofs[i]].id)->pins |= bit;
}

static void
dot (GHashTable *marks,
     LpFinding  *finding)
{
  static const LpMarkLevel levels[LP_N_SEVERITIES] = {
    [LP_SEVERITY_INFO] = LP_MARK_INFO,
    [LP_SEVERITY_WARNING] = LP_MARK_WARNING,
    [LP_SEVERITY_ERROR] = LP_MARK_ERROR,
  };
  LpMarkLevel level = levels[lp_finding_get_severity (finding)];
  const char *const *ids = lp_finding_get_elements (finding);

  if (lp_finding_is_waived (finding) || lp_finding_get_verdict (finding) == LP_VERDICT_NAME)
    return;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LpMark *mark = lp_marks_get (marks, ids[i]);

      mark->level = MAX (mark->level, level);
      mark->n_findings++;
    }
}

GHashTable *
lp_report_to_marks (LpLintResult *report)
{
  GHashTable *marks = lp_marks_new ();

  pin (marks, report, LP_GOAL_READ, LP_PIN_READ);
  pin (marks, report, LP_GOAL_WRITE, LP_PIN_WRITE);
  lp_report_mark_closed (marks, lp_lint_result_get_graph (report));
  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    dot (marks, lp_lint_result_get_finding (report, i));

  return marks;
}
