/* SPDX-License-Identifier: MIT */
/* waiver-stale: an accepted finding that is no longer there, or was never named rightly. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/engine/brief.h"
#include "rules/engine/catalogue.h"
#include "rules/engine/waiver.h"

/* The boxes and links that @waiver names and that are still there. */
static GPtrArray *
list_elements (LpCheck   *check,
               LpElement *waiver)
{
  GPtrArray *elements = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_auto (GStrv) ids = g_strsplit_set (lp_element_get_text (waiver, LP_ATTRIBUTE_ON), " \t\n", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LpElement *element = lp_design_find (check->design, ids[i]);

      if (element != NULL)
        g_ptr_array_add (elements, element);
    }

  return elements;
}

static GHashTable *
list_fingerprints (LpCheck *check)
{
  const GPtrArray *findings = lp_check_get_findings (check);
  GHashTable *fingerprints = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < findings->len; i++)
    g_hash_table_add (fingerprints, (gpointer) lp_finding_get_fingerprint (findings->pdata[i]));

  return fingerprints;
}

/* What is wrong with @waiver, or NULL. */
static char *
describe (LpCheck    *check,
          GHashTable *fingerprints,
          LpElement  *waiver)
{
  const char *key = lp_element_get_text (waiver, LP_ATTRIBUTE_RULE);
  const char *until = lp_element_get_text (waiver, LP_ATTRIBUTE_UNTIL);
  const LpRule *rule = lp_rules_find (key);
  g_autofree char *fingerprint = lp_waiver_dup_fingerprint (waiver);

  if (rule == NULL)
    return g_strdup_printf (_("A finding of “%s” is accepted, but there is no such rule."), key);

  /* What the brief leaves out was not looked for. */
  if (!lp_brief_is_on (check->brief, rule))
    return NULL;

  if (!g_hash_table_contains (fingerprints, fingerprint))
    return g_strdup_printf (_("“%s” is accepted, but it is not found there any more."),
                            _(rule->title));

  if (*until != '\0' && !lp_waiver_is_day (until))
    return g_strdup_printf (_("“%s” is accepted until “%s”, which is no "
                              "day."), _(rule->title), until);

  return NULL;
}

static void
check_waiver (const LpRule *rule,
              LpCheck      *check,
              GHashTable   *fingerprints,
              LpElement    *waiver,
              guint         line)
{
  g_autofree char *message = describe (check, fingerprints, waiver);
  g_autoptr (GPtrArray) elements = NULL;
  LpFinding *finding;

  if (message == NULL)
    return;

  elements = list_elements (check, waiver);
  finding = lp_check_report (check, rule, (LpElement **) elements->pdata, NULL, "%s", message);
  lp_finding_set_subject (finding, lp_element_get_text (waiver, LP_ATTRIBUTE_RULE));
  lp_finding_set_line (finding, line);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpGraph *graph = check->graph;
  g_autoptr (GHashTable) fingerprints = NULL;
  guint line = 0;

  for (guint i = 0; i < graph->n_remarks; i++)
    if (lp_element_get_kind (graph->remarks[i]) == LP_KIND_WAIVER)
      {
        if (fingerprints == NULL)
          fingerprints = list_fingerprints (check);
        check_waiver (rule, check, fingerprints, graph->remarks[i], line++);
      }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *waiver = lp_element_find_child (lp_design_get_root (design), LP_KIND_WAIVER);

  for (guint line = lp_finding_get_line (finding); line > 0 && waiver != NULL; line--)
    waiver = lp_element_find_next (waiver);

  if (waiver != NULL)
    lp_design_remove (design, waiver);

  return waiver != NULL;
}

const LpRule lp_rule_waiver_stale = {
  .key = "waiver-stale",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Acceptance that matches nothing"),
  .why = N_("A finding was accepted with a reason, and since then the design has changed: the "
            "finding is gone, or it is about other parts now. "
            "An acceptance that nobody needs should not wait there to hide something later."),
  .advice = N_("Delete the acceptance. If the finding came back in another form, decide about it "
               "again."),
  .check = check_design,
  .fix = fix,
};
