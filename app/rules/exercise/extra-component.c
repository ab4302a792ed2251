/* SPDX-License-Identifier: MIT */
/* extra-component: what the task does not ask for has to be explained, or it costs points. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/exercise/requirements.h"

/* Those at the end are the ones that were added; a reason makes them welcome. */
static void
report_surplus (const LpRule             *rule,
                LpCheck                  *check,
                const LpBriefRequirement *requirement)
{
  g_autoptr (GPtrArray) elements = lp_requirement_list_elements (requirement, check);
  g_autofree char *who = lp_brief_describe (&requirement->who);

  for (guint i = requirement->most; i < elements->len; i++)
    {
      LpElement *element = elements->pdata[i];

      if (lp_element_has (element, LP_ATTRIBUTE_WHY))
        continue;

      /* Translators: the last %s is a kind of component, e.g. “Web server”. */
      lp_check_report (check, rule, LP_ELEMENTS (element), NULL,
                       requirement->most == 0
                         ? _("The task does not ask for “%s” (%s).")
                         : _("“%s” is more than the task asks for (%s)."),
                       lp_check_name (check, element), who);
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->brief->requirements->len; i++)
    {
      const LpBriefRequirement *requirement;

      requirement = &g_array_index (check->brief->requirements, LpBriefRequirement, i);
      if (!lp_requirement_counts_servers (requirement))
        report_surplus (rule, check, requirement);
    }
}

const LpRule lp_rule_extra_component = {
  .key = "extra-component",
  .severity = LP_SEVERITY_WARNING,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("More than the task asks for"),
  .why = N_("Each task adds certain parts to the one before and wants you to say what is still "
            "wrong without the others. "
            "A part of a later task takes away the very issue that you are to explain, and what "
            "goes beyond the question costs points unless you say what it is good for."),
  .advice = N_("Delete it, or say in “Why it is here” what it is good for."),
  .check = check_design,
};
