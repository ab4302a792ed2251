/* SPDX-License-Identifier: MIT */
/* issue-solved: what a design does better than the task asks is worth a sentence, too. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/exercise/expectations.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  lp_expectations_report (rule, check, LP_EXPECTATION_SOLVED);
}

const LpRule lp_rule_issue_solved = {
  .key = "issue-solved",
  .severity = LP_SEVERITY_INFO,
  .verdict = LP_VERDICT_NAME,
  .title = N_("Better than the task asks"),
  .why = N_("The task wants you to explain certain issues of the infrastructure that it describes. "
            "Your drawing does not have this one any more. That is good work, but whoever looks "
            "for the issue will miss it."),
  .advice = N_("Say which issue the task meant and how your drawing solves it."),
  .check = check_design,
};
