/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/text.h"
#include "report/facts.h"
#include "report/format.h"
#include "report/wrap.h"
#include "rules/engine/rule.h"

#define INDENT "    "

static const char *const colors[LP_N_SEVERITIES] = {
  [LP_SEVERITY_INFO] = "\033[34m",
  [LP_SEVERITY_WARNING] = "\033[33m",
  [LP_SEVERITY_ERROR] = "\033[31m",
};

#define BOLD "\033[1m"
#define PLAIN "\033[0m"

/* What stands first is what has to be dealt with. */
static const struct
{
  LpVerdict   verdict;
  gboolean    waived;
  const char *title;
} groups[] = {
  { LP_VERDICT_FIX, FALSE, N_("To fix") },
  { LP_VERDICT_MISSING, FALSE, N_("Missing") },
  { LP_VERDICT_NAME, FALSE, N_("To explain in your answer") },
  { LP_N_VERDICTS, TRUE, N_("Accepted") },
};

static void
append_finding (GString   *text,
                LpFinding *finding,
                gboolean   color)
{
  LpSeverity severity = lp_finding_get_severity (finding);
  g_autofree char *message = lp_text_to_line (lp_finding_get_message (finding), LP_TEXT_SENTENCE);

  g_string_append_printf (text, "  %s%s%s %s%s%s\n", color ? colors[severity] : "",
                          lp_severity_get_title (severity), color ? PLAIN : "", color ? BOLD : "",
                          message, color ? PLAIN : "");
  lp_report_wrap (text, INDENT, lp_finding_get_why (finding));
  if (lp_finding_is_waived (finding))
    {
      /* Translators: why a finding was accepted. */
      g_autofree char *reason = g_strdup_printf (_("Accepted: %s"),
                                                 lp_finding_get_reason (finding));

      lp_report_wrap (text, INDENT, reason);
    }
  else
    {
      lp_report_wrap (text, INDENT, lp_finding_get_advice (finding));
    }

  g_string_append (text, INDENT);
  if (lp_finding_get_file_line (finding) > 0)
    /* Translators: the key of a rule, and a line of the file. */
    g_string_append_printf (text, _("[%s, line %u]"), lp_finding_get_rule (finding)->key,
                            lp_finding_get_file_line (finding));
  else
    g_string_append_printf (text, "[%s]", lp_finding_get_rule (finding)->key);
  g_string_append_c (text, '\n');
}

static void
append_group (GString      *text,
              LpLintResult *report,
              guint         group,
              gboolean      color)
{
  gboolean any = FALSE;

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);
      gboolean waived = lp_finding_is_waived (finding);

      if (waived != groups[group].waived ||
          (!waived && lp_finding_get_verdict (finding) != groups[group].verdict))
        continue;
      if (!any)
        g_string_append_printf (text, "%s\n", _(groups[group].title));
      any = TRUE;
      append_finding (text, finding, color);
    }
}

/* What no drawing shows and the answer may speak of, too. */
static void
append_offers (GString      *text,
               LpLintResult *report)
{
  const GPtrArray *offers = lp_lint_result_get_brief (report)->offers;
  gboolean any = FALSE;

  for (guint i = 0; i < offers->len; i++)
    {
      const LpOffer *offer = offers->pdata[i];

      if (offer->fits != NULL && !offer->fits (lp_lint_result_get_graph (report)))
        continue;
      if (!any)
        g_string_append_printf (text, "%s\n", _("Your answer can also speak of"));
      any = TRUE;
      g_string_append_printf (text, "  %s\n", _(offer->title));
      lp_report_wrap (text, INDENT, _(offer->text));
    }
}

static void
append_sentence (GString                 *text,
                 const LpGraph           *graph,
                 const LpFailures *const *failures,
                 LpElement               *element)
{
  g_auto (GStrv) facts = lp_facts_list (graph, failures, element);
  g_autofree char *name = lp_text_to_line (lp_element_get_name (element), LP_TEXT_NAME);

  /* Translators: a component, and what its author wrote about it. */
  g_autofree char *sentence = g_strdup_printf (_("“%s”: %s"), name,
                                               lp_element_get_text (element, LP_ATTRIBUTE_WHY));

  if (*facts == NULL)
    return;

  lp_report_wrap (text, "  ", sentence);
  for (guint i = 0; facts[i] != NULL; i++)
    lp_report_wrap (text, INDENT, facts[i]);
}

/* Beside what the author writes stands what the analysis says: whether that fits is for people to
 * judge. Only where a task asks for sentences. */
static void
append_sentences (GString      *text,
                  LpLintResult *report)
{
  const LpGraph *graph = lp_lint_result_get_graph (report);
  const LpFailures *failures[LP_N_GOALS];
  gsize before = text->len;

  if (lp_lint_result_get_brief (report)->expectations->len == 0)
    return;

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    failures[goal] = lp_lint_result_get_failures (report, goal);

  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_WHY))
      append_sentence (text, graph, failures, graph->nodes[i].element);
  for (guint i = 0; i < graph->n_links; i++)
    if (graph->links[i].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_WHY))
      append_sentence (text, graph, failures, graph->links[i].element);

  if (text->len > before)
    {
      g_autofree char *title = g_strdup_printf ("%s\n", _("What you wrote, and what happens"));

      g_string_insert (text, before, title);
    }
}

static guint
count (LpLintResult *report,
       LpSeverity    severity)
{
  return lp_lint_result_count (report, severity, LP_VERDICT_FIX) +
         lp_lint_result_count (report, severity, LP_VERDICT_MISSING);
}

static guint
count_named (LpLintResult *report)
{
  guint n = 0;

  for (LpSeverity severity = 0; severity < LP_N_SEVERITIES; severity++)
    n += lp_lint_result_count (report, severity, LP_VERDICT_NAME);

  return n;
}

/* One line that says it all, and what was not looked at. */
static void
append_summary (GString      *text,
                LpLintResult *report)
{
  guint n_errors = count (report, LP_SEVERITY_ERROR);
  guint n_warnings = count (report, LP_SEVERITY_WARNING);
  guint n_infos = count (report, LP_SEVERITY_INFO);
  g_autofree const char **off = lp_report_dup_off (report);
  g_autofree char *off_list = g_strjoinv (", ", (char **) off);
  g_autofree char *brief = lp_text_to_line (lp_brief_get_key (lp_lint_result_get_brief (report)),
                                            LP_TEXT_NAME);

  g_string_append_printf (text, ngettext ("%u error", "%u errors", n_errors), n_errors);
  g_string_append (text, ", ");
  g_string_append_printf (text, ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);
  g_string_append (text, ", ");
  g_string_append_printf (text, ngettext ("%u remark", "%u remarks", n_infos), n_infos);
  g_string_append (text, "; ");
  g_string_append_printf (text, ngettext ("%u issue to explain", "%u issues to explain",
                                          count_named (report)),
                          count_named (report));
  g_string_append (text, "; ");
  g_string_append_printf (text, ngettext ("%u accepted", "%u accepted",
                                          lp_lint_result_get_n_waived (report)),
                          lp_lint_result_get_n_waived (report));
  g_string_append_c (text, '\n');

  g_string_append_printf (text, _("Checked against: %s"), brief);
  g_string_append_c (text, '\n');
  if (*off_list != '\0')
    {
      g_string_append_printf (text, _("Not checked: %s"), off_list);
      g_string_append_c (text, '\n');
    }
}

void
lp_report_write_text (const LpReportEntry *entries,
                      guint                n_entries,
                      gboolean             color,
                      GString             *text)
{
  for (guint i = 0; i < n_entries; i++)
    {
      g_autofree char *name = lp_text_to_line (entries[i].name, LP_TEXT_SENTENCE);

      g_string_append_printf (text, "%s%s%s%s\n", i > 0 ? "\n" : "", color ? BOLD : "", name,
                              color ? PLAIN : "");

      if (entries[i].report == NULL)
        {
          g_autofree char *reason = lp_text_to_line (entries[i].error->message, LP_TEXT_SENTENCE);

          g_string_append_printf (text, "%s\n", reason);
          continue;
        }

      for (guint group = 0; group < G_N_ELEMENTS (groups); group++)
        append_group (text, entries[i].report, group, color);
      append_offers (text, entries[i].report);
      append_sentences (text, entries[i].report);
      append_summary (text, entries[i].report);
    }
}
