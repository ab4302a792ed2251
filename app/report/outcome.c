/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/outcome.h"

#include <glib/gi18n-lib.h>

/* After how many failures some requests fail: a server with what is on it counts once, as
 * linchpins do. */
static guint
count_partials (LpLintResult *report)
{
  const LpGraph *graph = lp_lint_result_get_graph (report);
  g_autofree guint8 *counted = g_new0 (guint8, graph->n_nodes);
  guint n = 0;

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const int parent = graph->nodes[i].parent;

      for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
        counted[i] |= lp_failures_has_partial (lp_lint_result_get_failures (report, goal), i);
      if (parent >= 0 && counted[parent])
        counted[i] = TRUE;
      else
        n += counted[i];
    }

  return n;
}

static gboolean
is_any (LpLintResult *report,
        LpGoalState   state)
{
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    if (lp_lint_result_get_failures (report, goal)->state == state)
      return TRUE;

  return FALSE;
}

LpOutcome
lp_report_get_outcome (LpLintResult *report)
{
  g_return_val_if_fail (LP_IS_LINT_RESULT (report), LP_OUTCOME_UNKNOWN);

  if (is_any (report, LP_GOAL_UNKNOWN))
    return LP_OUTCOME_UNKNOWN;
  if (is_any (report, LP_GOAL_DOWN))
    return LP_OUTCOME_DOWN;
  if (is_any (report, LP_GOAL_PART))
    return LP_OUTCOME_PART;
  if (lp_lint_result_get_n_linchpins (report) > 0)
    return LP_OUTCOME_LINCHPINS;

  return count_partials (report) > 0 ? LP_OUTCOME_PARTIAL : LP_OUTCOME_SOUND;
}

static const char *
describe_down (LpLintResult *report)
{
  if (lp_lint_result_get_failures (report, LP_GOAL_READ)->holds)
    return _("Stores nothing");
  if (lp_lint_result_get_failures (report, LP_GOAL_WRITE)->holds)
    return _("Shows nothing");

  return _("Does not work");
}

char *
lp_report_dup_outcome (LpLintResult *report)
{
  guint n;

  switch (lp_report_get_outcome (report))
    {
    case LP_OUTCOME_UNKNOWN:
      /* Translators: of the drawing. */
      return g_strdup (_("Not complete"));

    case LP_OUTCOME_DOWN:
      return g_strdup (describe_down (report));

    case LP_OUTCOME_PART:
      return g_strdup (_("Works in part"));

    case LP_OUTCOME_LINCHPINS:
      n = lp_lint_result_get_n_linchpins (report);
      return g_strdup_printf (ngettext ("%u linchpin", "%u linchpins", n), n);

    case LP_OUTCOME_PARTIAL:
      n = count_partials (report);
      return g_strdup_printf (ngettext ("%u partial linchpin", "%u partial linchpins", n), n);

    case LP_OUTCOME_SOUND:
      break;
    }

  return g_strdup (_("No linchpins"));
}
