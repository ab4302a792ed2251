/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/exercise/expectations.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/engine/rule.h"
#include "rules/exercise/requirements.h"

static gboolean
is_found (LpCheck                  *check,
          const LpBriefExpectation *expectation)
{
  const GPtrArray *findings = lp_check_get_findings (check);

  for (guint i = 0; i < findings->len; i++)
    if (lp_brief_means (expectation, check, findings->pdata[i]))
      return TRUE;

  return FALSE;
}

static gboolean
finds (LpCheck    *check,
       const char *key)
{
  const GPtrArray *findings = lp_check_get_findings (check);

  for (guint i = 0; i < findings->len; i++)
    if (strcmp (lp_finding_get_rule (findings->pdata[i])->key, key) == 0)
      return TRUE;

  return FALSE;
}

/* What no request passes has no issue, and has not solved it. */
static gboolean
is_in_use (LpCheck *check,
           LpKind   kind)
{
  const guint8 *reached = lp_check_get_reached (check);
  const LpNodes *nodes = &check->kinds[kind];

  if (lp_kind_is_container (kind))
    return nodes->n > 0;

  for (guint i = 0; i < nodes->n; i++)
    if (reached[nodes->nodes[i]])
      return TRUE;

  return FALSE;
}

/* Where nothing is encrypted nothing is decrypted too early. */
static gboolean
is_solved (LpCheck                  *check,
           const LpBriefExpectation *expectation)
{
  if (expectation->kind != LP_KIND_DESIGN && !is_in_use (check, expectation->kind))
    return FALSE;

  return strcmp (expectation->rule->key, "plaintext-after-termination") != 0 ||
         !finds (check, "public-http");
}

static LpExpectationState
judge (LpCheck                  *check,
       const LpBriefExpectation *expectation)
{
  if (expectation->optional || is_found (check, expectation))
    return LP_EXPECTATION_SILENT;

  return is_solved (check, expectation) ? LP_EXPECTATION_SOLVED : LP_EXPECTATION_ABSENT;
}

static void
report (const LpRule             *rule,
        LpCheck                  *check,
        const LpBriefExpectation *expectation,
        LpExpectationState        state)
{
  const char *title = _(expectation->rule->title);
  g_autofree char *issue = NULL;
  g_autofree char *subject = NULL;
  LpFinding *finding;

  if (expectation->kind == LP_KIND_DESIGN)
    issue = g_strdup_printf (_("“%s”"), title);
  else
    /* Translators: an issue, and the kind of component that has it. */
    issue = g_strdup_printf (_("“%s” (%s)"), title, lp_kind_get_title (expectation->kind));

  if (state == LP_EXPECTATION_SOLVED)
    finding = lp_check_report (check, rule, NULL, NULL,
                               _("The task expects the issue %s, and this drawing has solved it."),
                               issue);
  else
    finding = lp_check_report (check, rule, NULL, NULL,
                               _("The task expects the issue %s, and the drawing does not have "
                                 "it."), issue);
  subject = g_strjoin (".", expectation->rule->key, lp_kind_get_row (expectation->kind)->key, NULL);
  lp_finding_set_subject (finding, subject);
}

/* As long as something is missing the drawing is not finished, and while it does not work nothing
 * can be said of what happens when a part fails. */
static gboolean
is_ready (LpCheck *check)
{
  return lp_requirements_are_met (check) && lp_check_works (check);
}

void
lp_expectations_report (const LpRule       *rule,
                        LpCheck            *check,
                        LpExpectationState  state)
{
  const GArray *expectations = check->brief->expectations;

  if (expectations->len == 0 || !is_ready (check))
    return;

  for (guint i = 0; i < expectations->len; i++)
    {
      const LpBriefExpectation *each = &g_array_index (expectations, LpBriefExpectation, i);

      if (judge (check, each) == state)
        report (rule, check, each, state);
    }
}
