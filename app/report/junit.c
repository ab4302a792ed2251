/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/text.h"
#include "report/format.h"
#include "rules/engine/catalogue.h"

/* One suite per file, one case per rule: what build servers draw their tables from. */

/* @before, and @words as a line: build servers show them so, and print them into their logs. */
static void
append (GString    *text,
        const char *before,
        const char *words,
        guint       most)
{
  g_autofree char *line = lp_text_to_line (words, most);

  g_string_append (text, before);
  lp_text_append_xml (text, line);
}

static gboolean
is_off (const char  *key,
        const char **off)
{
  return g_strv_contains ((const char *const *) off, key);
}

static guint
count_open (LpLintResult *report,
            const LpRule *rule)
{
  guint n = 0;

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      n += lp_finding_get_rule (finding) == rule && lp_report_is_open (finding);
    }

  return n;
}

static void
append_case (GString      *text,
             LpLintResult *report,
             const LpRule *rule,
             const char   *name,
             gboolean      off)
{
  guint n_open = off ? 0 : count_open (report, rule);

  append (text, "    <testcase classname=\"", name, LP_TEXT_SENTENCE);
  append (text, "\" name=\"", rule->key, LP_TEXT_NAME);
  if (!off && n_open == 0)
    {
      g_string_append (text, "\"/>\n");
      return;
    }

  g_string_append (text, "\">\n");
  if (off)
    g_string_append (text, "      <skipped/>\n");

  /* A case has one failure: all that the rule found stands in it. */
  if (n_open > 0)
    g_string_append_printf (text, "      <failure type=\"%s\" message=\"%u\">",
                            lp_severity_get_key (rule->severity), n_open);
  for (guint i = 0; n_open > 0 && i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      if (lp_finding_get_rule (finding) == rule && lp_report_is_open (finding))
        {
          append (text, "", lp_finding_get_message (finding), LP_TEXT_SENTENCE);
          g_string_append_c (text, '\n');
        }
    }
  if (n_open > 0)
    g_string_append (text, "</failure>\n");
  g_string_append (text, "    </testcase>\n");
}

static void
append_suite (GString             *text,
              const LpReportEntry *entry)
{
  guint n_rules, n_failures = 0, n_off = 0;
  const LpRule *const *rules = lp_rules_list (&n_rules);
  g_autofree const char **off = NULL;

  if (entry->report == NULL)
    {
      append (text, "  <testsuite name=\"", entry->name, LP_TEXT_SENTENCE);
      append (text, "\" tests=\"1\" failures=\"0\" errors=\"1\">\n    <testcase classname=\"",
              entry->name, LP_TEXT_SENTENCE);
      append (text, "\" name=\"read\">\n      <error message=\"", entry->error->message,
              LP_TEXT_SENTENCE);
      g_string_append (text, "\"/>\n    </testcase>\n  </testsuite>\n");
      return;
    }

  off = lp_report_dup_off (entry->report);
  for (guint i = 0; i < n_rules; i++)
    {
      n_off += is_off (rules[i]->key, off);
      n_failures += count_open (entry->report, rules[i]) > 0;
    }

  append (text, "  <testsuite name=\"", entry->name, LP_TEXT_SENTENCE);
  g_string_append_printf (text, "\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\">\n",
                          n_rules, n_failures, n_off);
  for (guint i = 0; i < n_rules; i++)
    append_case (text, entry->report, rules[i], entry->name, is_off (rules[i]->key, off));
  g_string_append (text, "  </testsuite>\n");
}

void
lp_report_write_junit (const LpReportEntry *entries,
                       guint                n_entries,
                       gboolean             color,
                       GString             *text)
{
  g_string_append (text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
  for (guint i = 0; i < n_entries; i++)
    append_suite (text, &entries[i]);
  g_string_append (text, "</testsuites>\n");
}
