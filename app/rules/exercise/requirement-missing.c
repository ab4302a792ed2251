/* SPDX-License-Identifier: MIT */
/* requirement-missing: what the task asks for and the drawing does not show gives no points. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/exercise/additions.h"
#include "rules/exercise/requirements.h"

/* The elements at fault are those that are there: two of three. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->brief->requirements->len; i++)
    {
      const LpBriefRequirement *requirement;
      g_autoptr (GPtrArray) elements = NULL;
      g_autofree char *who = NULL;
      g_autofree char *subject = NULL;
      LpFinding *finding;

      requirement = &g_array_index (check->brief->requirements, LpBriefRequirement, i);
      if (lp_requirement_counts_servers (requirement))
        continue;

      elements = lp_requirement_list_elements (requirement, check);
      if (lp_requirement_is_met (requirement, check, elements->len))
        continue;

      who = lp_brief_describe (&requirement->who);

      /* Translators: %s is a kind of component, e.g. “Web server” or “Database (Replica)”. */
      finding = lp_check_report (check, rule, (LpElement **) elements->pdata, NULL,
                                 _("%s: the task asks for %u, the drawing has %u."), who,
                                 requirement->least, elements->len);
      lp_finding_set_line (finding, i);
      subject = lp_brief_dup_subject (&requirement->who);
      lp_finding_set_subject (finding, subject);
    }
}

static guint
count (LpDesign         *design,
       const LpBriefWho *who)
{
  LpElement *root = lp_design_get_root (design);
  guint n = 0;

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    n += lp_brief_fits (who, each);

  return n;
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  const LpBriefRequirement *requirement;
  guint n;

  requirement = &g_array_index (lp_finding_get_brief (finding)->requirements, LpBriefRequirement,
                                lp_finding_get_line (finding));
  n = count (design, &requirement->who);
  if (n >= requirement->least)
    return FALSE;

  for (; n < requirement->least; n++)
    lp_addition_make (design, &requirement->who);

  return count (design, &requirement->who) >= requirement->least;
}

const LpRule lp_rule_requirement_missing = {
  .key = "requirement-missing",
  .severity = LP_SEVERITY_ERROR,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("Something the task asks for is missing"),
  .why = N_("The task lists what the infrastructure must have. "
            "What is not on the picture is not graded, however good the explanation is."),
  .advice = N_("Add it and link it in."),
  .check = check_design,
  .fix = fix,
};
