/* SPDX-License-Identifier: MIT */
/* requirement-missing: what the task asks for and the drawing does not show gives no points. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/catalogue.h"
#include "rules/check.h"
#include "rules/exercise/requirements.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->brief->requirements->len; i++)
    {
      const LpBriefRequirement *requirement;
      g_autofree char *who = NULL;
      guint n;

      requirement = &g_array_index (check->brief->requirements, LpBriefRequirement, i);
      if (lp_requirement_counts_servers (requirement))
        continue;

      n = lp_requirement_count (requirement, check);
      if (n >= requirement->least)
        continue;

      who = lp_brief_describe (&requirement->who);

      /* Translators: who is a kind of component, e.g. “Web server” or “Database (Replica)”. */
      lp_check_report (check, rule, NULL, NULL, _("%s: the task asks for %u, the drawing has %u."),
                       who, requirement->least, n);
    }
}

const LpRule lp_rule_requirement_missing = {
  .key = "requirement-missing",
  .family = LP_FAMILY_EXERCISE,
  .severity = LP_SEVERITY_ERROR,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("Something the task asks for is missing"),
  .why = N_("The task lists what the infrastructure must have. What is not on the picture is not "
            "graded, however good the explanation is."),
  .advice = N_("Add it and link it in."),
  .check = check_design,
};
