/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/catalogue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/text.h"
#include "report/json.h"
#include "report/wrap.h"
#include "rules/engine/catalogue.h"

static gboolean
is_first_of_family (const LpRule *const *rules,
                    guint                i)
{
  return i == 0 || !g_str_equal (lp_rules_get_family (rules[i]),
                                 lp_rules_get_family (rules[i - 1]));
}

static void
explain (const LpRule *rule,
         GString      *text)
{
  g_string_append_printf (text, "%s (%s, %s)\n\n", _(rule->title), rule->key,
                          lp_severity_get_title (rule->severity));
  lp_report_wrap (text, "", _(rule->why));
  g_string_append_c (text, '\n');
  lp_report_wrap (text, "", _(rule->advice));
  if (rule->fix != NULL)
    g_string_append_printf (text, "\n%s\n", _("Linchpin can fix this by itself."));
}

void
lp_report_rules_to_text (const LpRule *only,
                         GString      *text)
{
  guint n_rules;
  const LpRule *const *rules = lp_rules_list (&n_rules);

  if (only != NULL)
    {
      explain (only, text);
      return;
    }

  for (guint i = 0; i < n_rules; i++)
    {
      if (is_first_of_family (rules, i))
        g_string_append_printf (text, "%s%s\n", i > 0 ? "\n" : "",
                                lp_rules_get_family_title (rules[i]));
      g_string_append_printf (text, "  %-28s %s\n", rules[i]->key, _(rules[i]->title));
    }
}

/* A bar would end the cell, a line feed the table; the others make letters bold, links or HTML. */
static void
append_cell (GString    *text,
             const char *words)
{
  g_autofree char *line = lp_text_to_line (words, G_MAXUINT);

  g_string_append (text, "| ");
  for (const char *c = line; *c != '\0'; c++)
    {
      if (strchr ("|\\`*_[]<>&#", *c) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, ' ');
}

static void
append_row (GString      *text,
            const LpRule *rule)
{
  append_cell (text, rule->key);
  append_cell (text, lp_severity_get_title (rule->severity));
  append_cell (text, _(rule->title));
  append_cell (text, _(rule->why));
  append_cell (text, _(rule->advice));
  append_cell (text, rule->fix != NULL ? _("yes") : "");
  g_string_append (text, "|\n");
}

void
lp_report_rules_to_markdown (const LpRule *only,
                             GString      *text)
{
  guint n_rules;
  const LpRule *const *rules = lp_rules_list (&n_rules);

  for (guint i = 0; i < n_rules; i++)
    {
      if (only != NULL && rules[i] != only)
        continue;
      if (only != NULL || is_first_of_family (rules, i))
        g_string_append_printf (text, "%s## %s\n\n| %s | %s | %s | %s | %s | %s |\n"
                                      "|---|---|---|---|---|---|\n",
                                text->len > 0 ? "\n" : "", lp_rules_get_family_title (rules[i]),
                                _("Key"), _("Severity"), _("Title"), _("Why"), _("What to do"),
                                _("Fixes itself"));
      append_row (text, rules[i]);
    }
}

static void
add_rule (LpJson       *json,
          const LpRule *rule)
{
  lp_json_begin_object (json, NULL);
  lp_json_add_text (json, "key", rule->key);
  lp_json_add_text (json, "family", lp_rules_get_family (rule));
  lp_json_add_text (json, "severity", lp_severity_get_key (rule->severity));
  lp_json_add_text (json, "title", _(rule->title));
  lp_json_add_text (json, "why", _(rule->why));
  lp_json_add_text (json, "fix", _(rule->advice));
  lp_json_add_boolean (json, "machine-fix", rule->fix != NULL);
  lp_json_end_object (json);
}

void
lp_report_rules_to_json (const LpRule *only,
                         GString      *text)
{
  LpJson json = LP_JSON_INIT (text);
  guint n_rules;
  const LpRule *const *rules = lp_rules_list (&n_rules);

  if (only != NULL)
    {
      add_rule (&json, only);
    }
  else
    {
      lp_json_begin_array (&json, NULL);
      for (guint i = 0; i < n_rules; i++)
        add_rule (&json, rules[i]);
      lp_json_end_array (&json);
    }
  g_string_append_c (text, '\n');
}
