/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/facts.h"
#include "report/format.h"
#include "report/json.h"
#include "rules/engine/rule.h"

static void
add_finding (LpJson    *json,
             LpFinding *finding)
{
  lp_json_begin_object (json, NULL);
  lp_json_add_text (json, "rule", lp_finding_get_rule (finding)->key);
  lp_json_add_text (json, "severity", lp_severity_get_key (lp_finding_get_severity (finding)));
  lp_json_add_text (json, "verdict", lp_verdict_get_key (lp_finding_get_verdict (finding)));
  lp_json_add_texts (json, "elements", lp_finding_get_elements (finding));
  lp_json_add_text (json, "message", lp_finding_get_message (finding));
  lp_json_add_text (json, "why", lp_finding_get_why (finding));
  lp_json_add_text (json, "fix", lp_finding_get_advice (finding));
  lp_json_add_text (json, "fingerprint", lp_finding_get_fingerprint (finding));
  lp_json_add_boolean (json, "waived", lp_finding_is_waived (finding));
  lp_json_add_text (json, "reason",
                    lp_finding_is_waived (finding) ? lp_finding_get_reason (finding) : NULL);
  lp_json_end_object (json);
}

static void
add_counts (LpJson       *json,
            LpLintResult *report)
{
  lp_json_begin_object (json, "counts");
  for (LpVerdict verdict = 0; verdict < LP_N_VERDICTS; verdict++)
    {
      guint n = 0;

      for (LpSeverity severity = 0; severity < LP_N_SEVERITIES; severity++)
        n += lp_lint_result_count (report, severity, verdict);
      lp_json_add_integer (json, lp_verdict_get_key (verdict), n);
    }
  for (int severity = LP_N_SEVERITIES - 1; severity >= 0; severity--)
    lp_json_add_integer (json, lp_severity_get_key (severity),
                         lp_lint_result_count (report, severity, LP_VERDICT_FIX) +
                           lp_lint_result_count (report, severity, LP_VERDICT_MISSING));
  lp_json_add_integer (json, "waived", lp_lint_result_get_n_waived (report));
  lp_json_end_object (json);
}

static void
add_sentence (LpJson                  *json,
              const LpGraph           *graph,
              const LpFailures *const *failures,
              LpElement               *element)
{
  g_auto (GStrv) facts = lp_facts_list (graph, failures, element);

  lp_json_begin_object (json, NULL);
  lp_json_add_text (json, "element", lp_element_get_id (element));
  lp_json_add_text (json, "why", lp_element_get_text (element, LP_ATTRIBUTE_WHY));
  lp_json_add_texts (json, "facts", (const char *const *) facts);
  lp_json_end_object (json);
}

/* What the author wrote, and beside it what the analysis says. */
static void
add_sentences (LpJson       *json,
               LpLintResult *report)
{
  const LpGraph *graph = lp_lint_result_get_graph (report);
  const LpFailures *failures[LP_N_GOALS];

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    failures[goal] = lp_lint_result_get_failures (report, goal);

  lp_json_begin_array (json, "sentences");
  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_WHY))
      add_sentence (json, graph, failures, graph->nodes[i].element);
  for (guint i = 0; i < graph->n_links; i++)
    if (graph->links[i].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_WHY))
      add_sentence (json, graph, failures, graph->links[i].element);
  lp_json_end_array (json);
}

static void
add_entry (LpJson              *json,
           const LpReportEntry *entry)
{
  g_autofree const char **off = NULL;

  lp_json_begin_object (json, NULL);
  lp_json_add_text (json, "design", entry->name);
  if (entry->report == NULL)
    {
      lp_json_add_text (json, "error", entry->error->message);
    }
  else
    {
      off = lp_report_dup_off (entry->report);
      lp_json_add_text (json, "brief", lp_brief_get_key (lp_lint_result_get_brief (entry->report)));
      lp_json_begin_array (json, "findings");
      for (guint i = 0; i < lp_lint_result_get_n_findings (entry->report); i++)
        add_finding (json, lp_lint_result_get_finding (entry->report, i));
      lp_json_end_array (json);
      add_sentences (json, entry->report);
      lp_json_add_texts (json, "rules-off", off);
      add_counts (json, entry->report);
    }
  lp_json_end_object (json);
}

void
lp_report_write_json (const LpReportEntry *entries,
                      guint                n_entries,
                      gboolean             color,
                      GString             *text)
{
  LpJson json = LP_JSON_INIT (text);

  if (n_entries != 1)
    lp_json_begin_array (&json, NULL);
  for (guint i = 0; i < n_entries; i++)
    add_entry (&json, &entries[i]);
  if (n_entries != 1)
    lp_json_end_array (&json);
  g_string_append_c (text, '\n');
}
