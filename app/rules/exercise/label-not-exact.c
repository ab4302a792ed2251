/* SPDX-License-Identifier: MIT */
/* label-not-exact: the newer edition is graded by a program that knows the labels word for word. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/brief.h"
#include "rules/catalogue.h"
#include "rules/check.h"
#include "rules/exercise/labels.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  if (check->brief->labels->len == 0)
    return;

  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      LpElement *element = check->graph->nodes[i].element;
      const char *text = lp_labels_find (check->brief, check->design, element);

      if (text != NULL)
        lp_check_report (check, rule, LP_ELEMENTS (element), NULL,
                         _("“%s” has to be called “%s”."), lp_check_get_name (check, i), text);
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *element = lp_finding_find_element (finding, design, 0);
  const char *text;

  if (element == NULL)
    return FALSE;

  text = lp_labels_find (lp_brief_get_for (design), design, element);
  if (text == NULL)
    return FALSE;

  lp_element_set_text (element, LP_ATTRIBUTE_NAME, text);

  return TRUE;
}

const LpRule lp_rule_label_not_exact = {
  .key = "label-not-exact",
  .family = LP_FAMILY_EXERCISE,
  .severity = LP_SEVERITY_ERROR,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("Not the label the task asks for"),
  .why = N_("In this edition of the exercise the labels are compared word for word, capital "
            "letters "
            "and dashes included. A part with another name counts as missing."),
  .advice = N_("Rename it exactly so."),
  .check = check_design,
  .fix = fix,
};
