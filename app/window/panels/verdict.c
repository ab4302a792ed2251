/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/verdict.h"

#include <glib/gi18n.h>

#include "report/outcome.h"

typedef struct
{
  guint errors;     /* Beyond the linchpins, and what the task wants to be there. */
  guint warnings;
} Counts;

static void
count_finding (Counts    *counts,
               LpFinding *finding)
{
  if (lp_finding_is_waived (finding) || lp_finding_get_verdict (finding) == LP_VERDICT_NAME ||
      lp_finding_is_linchpin (finding))
    return;

  if (lp_finding_get_severity (finding) == LP_SEVERITY_ERROR)
    counts->errors++;
  else if (lp_finding_get_severity (finding) == LP_SEVERITY_WARNING)
    counts->warnings++;
}

static char *
describe (LpLintResult *report,
          const Counts *counts)
{
  g_autofree char *outcome = lp_report_dup_outcome (report);
  g_autofree char *rest = NULL;

  if (counts->errors > 0)
    rest = g_strdup_printf (ngettext ("%u error", "%u errors", counts->errors), counts->errors);
  else if (counts->warnings > 0)
    rest = g_strdup_printf (ngettext ("%u warning", "%u warnings", counts->warnings),
                            counts->warnings);
  else
    return g_steal_pointer (&outcome);

  /* Translators: “2 linchpins, 1 warning”. */
  return g_strdup_printf (_("%s, %s"), outcome, rest);
}

/* NULL: there is nothing to say. */
static const char *
choose_class (LpOutcome     outcome,
              const Counts *counts)
{
  if (outcome == LP_OUTCOME_DOWN || outcome == LP_OUTCOME_PART ||
      outcome == LP_OUTCOME_LINCHPINS || counts->errors > 0)
    return "error";
  if (outcome == LP_OUTCOME_PARTIAL || counts->warnings > 0)
    return "warning";

  return outcome == LP_OUTCOME_SOUND ? "success" : NULL;
}

/* As wide as its words, but not wider than the header bar can bear. */
#define MAX_WIDTH 30

void
lp_verdict_show (GtkButton  *button,
                 LpFindings *checks)
{
  LpLintResult *report = lp_findings_get_report (checks);
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (button));
  Counts counts = { 0 };
  g_autofree char *words = NULL;
  const char *classes[] = { "verdict", NULL, NULL };
  long length;

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    count_finding (&counts, lp_lint_result_get_finding (report, i));

  classes[1] = choose_class (lp_report_get_outcome (report), &counts);
  words = describe (report, &counts);
  gtk_label_set_label (label, words);
  length = g_utf8_strlen (words, -1);
  gtk_label_set_width_chars (label, MIN (length, MAX_WIDTH));
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_css_classes (GTK_WIDGET (button), classes);
}
