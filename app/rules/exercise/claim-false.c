/* SPDX-License-Identifier: MIT */
/* claim-false: an answer that the analysis refutes is wrong, however well it reads. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "analysis/failure.h"
#include "rules/brief.h"
#include "rules/catalogue.h"
#include "rules/check.h"

/* What people write when they mean that nothing alone takes the site down. In lower case. */
static const char *const denials[] = {
  "no single point of failure", "no single points of failure", "no spof", "without a single point",
  "aucun point unique de défaillance", "pas de point unique de défaillance", "aucun spof",
};

static gboolean
denies_spofs (const char *words)
{
  g_autofree char *lower = g_utf8_strdown (words, -1);

  for (guint i = 0; i < G_N_ELEMENTS (denials); i++)
    if (strstr (lower, denials[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
has_spofs (LpCheck *check)
{
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      g_autoptr (LpFailures) failures = lp_failures_new (check->graph, goal, 0, NULL);

      if (!failures->holds || failures->n_spofs > 0)
        return TRUE;
    }

  return FALSE;
}

/* What the author says about an element: why it is there, or the text of a note. */
static const char *
get_words (LpElement *element)
{
  gboolean is_note = lp_element_get_kind (element) == LP_KIND_NOTE;

  return lp_element_get_text (element, is_note ? LP_ATTRIBUTE_TEXT : LP_ATTRIBUTE_WHY);
}

static void
check_elements (const LpRule *rule,
                LpCheck      *check)
{
  int refuted = -1;     /* Not computed before somebody claims it. */

  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      LpElement *element = check->graph->nodes[i].element;

      if (!denies_spofs (get_words (element)))
        continue;
      if (refuted < 0)
        refuted = has_spofs (check);
      if (refuted)
        lp_check_report (check, rule, LP_ELEMENTS (element), NULL,
                         _("“%s” says that there is no single point of failure, and there is one."),
                         lp_check_get_name (check, i));
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  /* Only a task is answered in words. */
  if (check->brief->requirements->len > 0)
    check_elements (rule, check);
}

const LpRule lp_rule_claim_false = {
  .key = "claim-false",
  .family = LP_FAMILY_EXERCISE,
  .severity = LP_SEVERITY_WARNING,
  .title = N_("A sentence that the drawing refutes"),
  .why = N_("What you write is compared with what the drawing does. A grader who sees a single "
            "point "
            "of failure on the picture and reads that there is none will doubt the rest too."),
  .advice = N_("Reword the sentence, or remove the single point of failure."),
  .check = check_design,
};
