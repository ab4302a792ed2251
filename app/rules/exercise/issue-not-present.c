/* SPDX-License-Identifier: MIT */
/* issue-not-present: an answer that explains an issue which the picture does not have contradicts
 * it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/brief.h"
#include "rules/engine/rule.h"
#include "rules/exercise/requirements.h"

static gboolean
is_found (LpCheck                  *check,
          const LpBriefExpectation *expectation)
{
  const GPtrArray *findings = lp_check_get_findings (check);

  for (guint i = 0; i < findings->len; i++)
    if (lp_brief_means (expectation, check->graph, findings->pdata[i]))
      return TRUE;

  return FALSE;
}

static void
report (const LpRule             *rule,
        LpCheck                  *check,
        const LpBriefExpectation *expectation)
{
  const char *title = _(expectation->rule->title);
  g_autofree char *subject = NULL;
  LpFinding *finding;

  if (expectation->kind == LP_KIND_DESIGN)
    finding = lp_check_report (check, rule, NULL, NULL,
                               _("The task expects the issue “%s”, and the drawing does not have "
                                 "it."), title);
  else
    finding = lp_check_report (check, rule, NULL, NULL,
                               _("The task expects the issue “%s” (%s), and the drawing does not "
                                 "have it."),
                               title, lp_kind_get_title (expectation->kind));

  subject = g_strjoin (".", expectation->rule->key, lp_kind_get_row (expectation->kind)->key, NULL);
  lp_finding_set_subject (finding, subject);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  /* As long as something is missing, the drawing is not finished. */
  if (!lp_requirements_are_met (check))
    return;

  for (guint i = 0; i < check->brief->expectations->len; i++)
    {
      const LpBriefExpectation *expectation;

      expectation = &g_array_index (check->brief->expectations, LpBriefExpectation, i);
      if (is_found (check, expectation))
        continue;

      report (rule, check, expectation);
    }
}

const LpRule lp_rule_issue_not_present = {
  .key = "issue-not-present",
  .severity = LP_SEVERITY_WARNING,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("An issue the task expects is not there"),
  .why = N_("The task wants you to explain certain issues of exactly this infrastructure. If the "
            "drawing "
            "does not have one of them, the explanation would contradict the picture."),
  .advice = N_("Look whether something is drawn that belongs to a later task, or something is "
               "missing."),
  .check = check_design,
};
