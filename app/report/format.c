/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/format.h"

#include <string.h>

#include "rules/engine/catalogue.h"

static const LpReportFormat formats[] = {
  { "text", lp_report_write_text },
  { "json", lp_report_write_json },
  { "sarif", lp_report_write_sarif },
  { "junit", lp_report_write_junit },
};

const LpReportFormat *
lp_report_format_find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].key, key) == 0)
      return &formats[i];

  return NULL;
}

const char *
lp_report_format_list (void)
{
  return "text, json, sarif, junit";
}

gboolean
lp_report_is_open (LpFinding *finding)
{
  return !lp_finding_is_waived (finding) && lp_finding_get_verdict (finding) != LP_VERDICT_NAME;
}

const char **
lp_report_dup_off (LpLintResult *report)
{
  guint n_rules;
  const LpRule *const *rules = lp_rules_list (&n_rules);
  const char **off = g_new0 (const char *, n_rules + 1);
  guint n_off = 0;

  for (guint i = 0; i < n_rules; i++)
    if (!lp_brief_is_on (lp_lint_result_get_brief (report), rules[i]))
      off[n_off++] = rules[i]->key;

  return off;
}
