/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/format.h"
#include "report/json.h"
#include "rules/engine/catalogue.h"

/* SARIF 2.1.0: what code hosts and editors show findings from. */
#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static const char *const levels[LP_N_SEVERITIES] = {
  [LP_SEVERITY_INFO] = "note",
  [LP_SEVERITY_WARNING] = "warning",
  [LP_SEVERITY_ERROR] = "error",
};

static void
add_message (LpJson     *json,
             const char *key,
             const char *text)
{
  lp_json_begin_object (json, key);
  lp_json_add_text (json, "text", text);
  lp_json_end_object (json);
}

static void
add_rule (LpJson       *json,
          const LpRule *rule)
{
  lp_json_begin_object (json, NULL);
  lp_json_add_text (json, "id", rule->key);
  add_message (json, "shortDescription", _(rule->title));
  add_message (json, "fullDescription", _(rule->why));
  add_message (json, "help", _(rule->advice));
  lp_json_begin_object (json, "defaultConfiguration");
  lp_json_add_text (json, "level", levels[rule->severity]);
  lp_json_end_object (json);
  lp_json_end_object (json);
}

static void
add_driver (LpJson *json)
{
  guint n_rules;
  const LpRule *const *rules = lp_rules_list (&n_rules);

  lp_json_begin_object (json, "tool");
  lp_json_begin_object (json, "driver");
  lp_json_add_text (json, "name", "Linchpin");
  lp_json_add_text (json, "version", LP_VERSION);
  lp_json_begin_array (json, "rules");
  for (guint i = 0; i < n_rules; i++)
    add_rule (json, rules[i]);
  lp_json_end_array (json);
  lp_json_end_object (json);
  lp_json_end_object (json);
}

/* Names are URIs there: a blank, an umlaut or a byte of no text in a file name must not break the
 * log. With a colon in it the first folder would be taken for a scheme, unless it is one. */
static char *
name_to_uri (const char *name)
{
  const char *allowed = g_uri_is_valid (name, G_URI_FLAGS_ENCODED, NULL) ? "%:/?#[]@!$&'()*+,;="
                                                                         : "/@!$&'()*+,;=";

  return g_uri_escape_string (name, allowed, FALSE);
}

static void
add_locations (LpJson     *json,
               const char *name,
               LpFinding  *finding)
{
  const char *const *ids = lp_finding_get_elements (finding);
  g_autofree char *uri = name_to_uri (name);

  lp_json_begin_array (json, "locations");
  lp_json_begin_object (json, NULL);
  lp_json_begin_object (json, "physicalLocation");
  lp_json_begin_object (json, "artifactLocation");
  lp_json_add_text (json, "uri", uri);
  lp_json_end_object (json);
  if (lp_finding_get_file_line (finding) > 0)
    {
      lp_json_begin_object (json, "region");
      lp_json_add_integer (json, "startLine", lp_finding_get_file_line (finding));
      lp_json_end_object (json);
    }
  lp_json_end_object (json);
  if (ids[0] != NULL)
    {
      lp_json_begin_array (json, "logicalLocations");
      for (guint i = 0; ids[i] != NULL; i++)
        {
          lp_json_begin_object (json, NULL);
          lp_json_add_text (json, "name", ids[i]);
          lp_json_add_text (json, "kind", "element");
          lp_json_end_object (json);
        }
      lp_json_end_array (json);
    }
  lp_json_end_object (json);
  lp_json_end_array (json);
}

static void
add_suppressions (LpJson    *json,
                  LpFinding *finding)
{
  if (!lp_finding_is_waived (finding))
    return;

  lp_json_begin_array (json, "suppressions");
  lp_json_begin_object (json, NULL);
  lp_json_add_text (json, "kind", "inSource");
  lp_json_add_text (json, "justification", lp_finding_get_reason (finding));
  lp_json_end_object (json);
  lp_json_end_array (json);
}

static void
add_result (LpJson     *json,
            const char *name,
            LpFinding  *finding)
{
  const LpRule *rule = lp_finding_get_rule (finding);

  lp_json_begin_object (json, NULL);
  lp_json_add_text (json, "ruleId", rule->key);
  lp_json_add_integer (json, "ruleIndex", lp_rules_get_place (rule));
  lp_json_add_text (json, "level", levels[lp_finding_get_severity (finding)]);
  add_message (json, "message", lp_finding_get_message (finding));
  add_locations (json, name, finding);
  lp_json_begin_object (json, "partialFingerprints");
  lp_json_add_text (json, "linchpin/v1", lp_finding_get_fingerprint (finding));
  lp_json_end_object (json);
  add_suppressions (json, finding);
  lp_json_begin_object (json, "properties");
  lp_json_add_text (json, "verdict", lp_verdict_get_key (lp_finding_get_verdict (finding)));
  lp_json_end_object (json);
  lp_json_end_object (json);
}

/* A file that could not be read is no result: the tool did not get to its rules. */
static void
add_failures (LpJson              *json,
              const LpReportEntry *entries,
              guint                n_entries)
{
  gboolean successful = TRUE;

  for (guint i = 0; i < n_entries; i++)
    successful = successful && entries[i].report != NULL;

  lp_json_begin_array (json, "invocations");
  lp_json_begin_object (json, NULL);
  lp_json_add_boolean (json, "executionSuccessful", successful);
  lp_json_begin_array (json, "toolExecutionNotifications");
  for (guint i = 0; i < n_entries; i++)
    if (entries[i].report == NULL)
      {
        g_autofree char *text = g_strdup_printf ("%s: %s", entries[i].name,
                                                 entries[i].error->message);

        lp_json_begin_object (json, NULL);
        lp_json_add_text (json, "level", "error");
        add_message (json, "message", text);
        lp_json_end_object (json);
      }
  lp_json_end_array (json);
  lp_json_end_object (json);
  lp_json_end_array (json);
}

void
lp_report_write_sarif (const LpReportEntry *entries,
                       guint                n_entries,
                       gboolean             color,
                       GString             *text)
{
  LpJson json = LP_JSON_INIT (text);

  lp_json_begin_object (&json, NULL);
  lp_json_add_text (&json, "$schema", SCHEMA);
  lp_json_add_text (&json, "version", "2.1.0");
  lp_json_begin_array (&json, "runs");
  lp_json_begin_object (&json, NULL);
  add_driver (&json);
  add_failures (&json, entries, n_entries);
  lp_json_begin_array (&json, "results");
  for (guint i = 0; i < n_entries; i++)
    for (guint k = 0; entries[i].report != NULL &&
         k < lp_lint_result_get_n_findings (entries[i].report); k++)
      add_result (&json, entries[i].name, lp_lint_result_get_finding (entries[i].report, k));
  lp_json_end_array (&json);
  lp_json_end_object (&json);
  lp_json_end_array (&json);
  lp_json_end_object (&json);
  g_string_append_c (text, '\n');
}
