/* SPDX-License-Identifier: MIT */
/* issue-not-present: an answer that explains an issue which the picture does not have contradicts
 * it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/exercise/expectations.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  lp_expectations_report (rule, check, LP_EXPECTATION_ABSENT);
}

const LpRule lp_rule_issue_not_present = {
  .key = "issue-not-present",
  .severity = LP_SEVERITY_WARNING,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("An issue the task expects is not there"),
  .why = N_("The task wants you to explain certain issues of exactly this infrastructure. The "
            "drawing does not have this one, and not because it is solved: the part that should "
            "have it is missing, or no request passes it. The explanation would contradict the "
            "picture."),
  .advice = N_("Look whether a link is missing, or leads past the part."),
  .check = check_design,
};
