/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/verdict.h"

#include <glib/gi18n.h>

typedef struct
{
  guint pins;
  guint errors;     /* Beyond the linchpins, and what the task wants to be there. */
  guint warnings;
  gboolean serves;  /* Whether pages are shown to somebody while nothing has failed. */
} Counts;

/* What is promised to all visitors holds where there are none. */
static gboolean
has_visitor (const LpGraph *graph)
{
  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].kind == LP_KIND_CLIENT)
      return TRUE;

  return FALSE;
}

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
describe (const Counts *counts)
{
  g_autofree char *pins = NULL;
  g_autofree char *rest = NULL;

  if (!counts->serves)
    /* Translators: of the drawing, in the header bar. */
    pins = g_strdup (_("Not complete"));
  else if (counts->pins == 0)
    pins = g_strdup (_("No linchpins"));
  else
    pins = g_strdup_printf (ngettext ("%u linchpin", "%u linchpins", counts->pins), counts->pins);

  if (counts->errors > 0)
    rest = g_strdup_printf (ngettext ("%u error", "%u errors", counts->errors), counts->errors);
  else if (counts->warnings > 0)
    rest = g_strdup_printf (ngettext ("%u warning", "%u warnings", counts->warnings),
                            counts->warnings);
  else
    return g_steal_pointer (&pins);

  /* Translators: “2 linchpins, 1 warning”. */
  return g_strdup_printf (_("%s, %s"), pins, rest);
}

/* As wide as its words, but not wider than the header bar can bear. */
#define MAX_WIDTH 30

void
lp_verdict_show (GtkButton  *button,
                 LpFindings *checks)
{
  LpLintResult *report = lp_findings_get_report (checks);
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (button));
  Counts counts = {
    .pins = lp_lint_result_get_n_linchpins (lp_findings_get_report (checks)),
    .serves = lp_lint_result_get_failures (report, LP_GOAL_READ)->holds &&
              has_visitor (lp_lint_result_get_graph (report)),
  };
  g_autofree char *words = NULL;
  const char *classes[] = { "verdict", counts.serves ? "success" : NULL, NULL };
  long length;

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    count_finding (&counts, lp_lint_result_get_finding (report, i));

  if (counts.pins > 0 || counts.errors > 0)
    classes[1] = "error";
  else if (counts.warnings > 0)
    classes[1] = "warning";

  words = describe (&counts);
  gtk_label_set_label (label, words);
  length = g_utf8_strlen (words, -1);
  gtk_label_set_width_chars (label, MIN (length, MAX_WIDTH));
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_css_classes (GTK_WIDGET (button), classes);
}
