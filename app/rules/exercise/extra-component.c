/* SPDX-License-Identifier: MIT */
/* extra-component: what the task does not ask for has to be explained, or it costs points. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/catalogue.h"
#include "rules/check.h"
#include "rules/exercise/requirements.h"

/* Those at the end are the ones that were added; a reason makes them welcome. */
static void
report_from (const LpRule             *rule,
             LpCheck                  *check,
             const LpBriefRequirement *requirement)
{
  const LpNodes *nodes = &check->kinds[requirement->who.kind];
  guint n = 0;

  for (guint i = 0; i < nodes->n; i++)
    {
      LpElement *element = check->graph->nodes[nodes->nodes[i]].element;

      if (!lp_brief_fits (&requirement->who, element) || n++ < requirement->most ||
          lp_element_has (element, LP_ATTRIBUTE_WHY))
        continue;
      lp_check_report (check, rule, LP_ELEMENTS (element), NULL,
                       _("“%s” is more than the task asks for."),
                       lp_check_get_name (check, nodes->nodes[i]));
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
      if (!lp_requirement_counts_servers (requirement) &&
          lp_requirement_count (requirement, check) > requirement->most)
        report_from (rule, check, requirement);
    }
}

const LpRule lp_rule_extra_component = {
  .key = "extra-component",
  .family = LP_FAMILY_EXERCISE,
  .severity = LP_SEVERITY_WARNING,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("More than the task asks for"),
  .why = N_("Each task adds certain parts to the one before and wants you to say what is still "
            "wrong "
            "without the others. A part of a later task takes away the very issue that you are to "
            "explain."),
  .advice = N_("Delete it, or say in “Why it is here” what it is good for."),
  .check = check_design,
};
