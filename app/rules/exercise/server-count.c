/* SPDX-License-Identifier: MIT */
/* server-count: the task says how many machines there are. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/exercise/requirements.h"

static void
check_requirement (const LpRule             *rule,
                   LpCheck                  *check,
                   const LpBriefRequirement *requirement)
{
  guint n = check->kinds[LP_KIND_SERVER].n;

  if (n >= requirement->least && n <= requirement->most)
    return;

  if (requirement->least == requirement->most)
    lp_check_report (check, rule, NULL, NULL,
                     ngettext ("The task asks for %u server, the drawing has %u.",
                               "The task asks for %u servers, the drawing has %u.",
                               requirement->least), requirement->least, n);
  else if (n < requirement->least)
    lp_check_report (check, rule, NULL, NULL,
                     ngettext ("The task asks for at least %u server, the drawing has %u.",
                               "The task asks for at least %u servers, the drawing has %u.",
                               requirement->least), requirement->least, n);
  else
    lp_check_report (check, rule, NULL, NULL,
                     ngettext ("The task asks for at most %u server, the drawing has %u.",
                               "The task asks for at most %u servers, the drawing has %u.",
                               requirement->most), requirement->most, n);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->brief->requirements->len; i++)
    {
      const LpBriefRequirement *requirement;

      requirement = &g_array_index (check->brief->requirements, LpBriefRequirement, i);
      if (lp_requirement_counts_servers (requirement))
        check_requirement (rule, check, requirement);
    }
}

const LpRule lp_rule_server_count = {
  .key = "server-count",
  .severity = LP_SEVERITY_ERROR,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("Not the number of servers the task asks for"),
  .why = N_("The task says how many servers the infrastructure has. "
            "Everything else follows from it: what shares a machine, what fails together, what it "
            "costs."),
  .advice = N_("Draw one box of the kind Server for each machine, and put the components into "
               "them."),
  .check = check_design,
};
