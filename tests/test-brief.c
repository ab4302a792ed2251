/* SPDX-License-Identifier: MIT */
/* Briefs: what the four templates give under their own, and under production word for word as in
 * tests/rules/production. With LP_UPDATE_EXPECTED in the environment, that is written instead. */
#include "config.h"

#include <string.h>

#include "file/reader.h"
#include "model/resource.h"
#include "rules/engine/brief-reader.h"
#include "rules/engine/catalogue.h"
#include "rules/engine/lint.h"

static LpDesign *
read_template (const char *name)
{
  g_autofree char *path = g_strdup_printf ("templates/%s.linchpin", name);
  g_autoptr (GBytes) bytes = lp_resource_get (path);
  g_autoptr (GError) error = NULL;
  LpDesign *design = lp_file_read_bytes (bytes, &error);

  g_assert_no_error (error);

  return design;
}

/* The table of the exercise: what has to be named, in the order of the report; nothing else. */
static const struct
{
  const char *name;
  const char *rules;
} wanted[] = {
  { "task-0", "spof-read no-scale-out deploy-downtime " },
  { "task-1", "spof-read spof-write public-http entry-unprotected no-monitoring " },
  { "task-2", "spof-read spof-write plaintext-after-termination all-in-one " },
  { "task-3", "spof-write promotion-manual " },
};

static void
test_templates_give_the_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (LpDesign) design = read_template (wanted[i].name);
      g_autoptr (LpLintResult) report = lp_lint (design, lp_brief_get_for (design), NULL);
      g_autoptr (GString) rules = g_string_new (NULL);

      g_assert_cmpstr (lp_lint_result_get_brief (report)->key, ==, wanted[i].name);
      for (guint k = 0; k < lp_lint_result_get_n_findings (report); k++)
        {
          LpFinding *finding = lp_lint_result_get_finding (report, k);

          g_assert_cmpint (lp_finding_get_verdict (finding), ==, LP_VERDICT_NAME);
          g_string_append_printf (rules, "%s ", lp_finding_get_rule (finding)->key);
        }
      g_assert_cmpstr (rules->str, ==, wanted[i].rules);
    }
}

static char *
describe (LpLintResult *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      g_assert_cmpint (lp_finding_get_verdict (finding), ==, LP_VERDICT_FIX);
      g_string_append_printf (text, "%s %s\n  %s\n",
                              lp_severity_get_key (lp_finding_get_severity (finding)),
                              lp_finding_get_fingerprint (finding),
                              lp_finding_get_message (finding));
    }

  return g_string_free (text, FALSE);
}

static void
test_templates_under_production (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (LpDesign) design = read_template (wanted[i].name);
      g_autoptr (LpLintResult) report = lp_lint (design, NULL, NULL);
      g_autofree char *name = g_strconcat (wanted[i].name, ".expected", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rules", "production", name,
                                                     NULL);
      g_autofree char *text = describe (report);
      g_autofree char *expected = NULL;
      g_autoptr (GError) error = NULL;

      if (g_getenv ("LP_UPDATE_EXPECTED") != NULL)
        g_file_set_contents (path, text, -1, &error);
      g_assert_no_error (error);

      g_file_get_contents (path, &expected, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, expected);
    }
}

/* A brief turns rules off, weighs and judges; what the other rules find stays the same. */
static void
test_briefs_change_verdicts_not_findings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (LpDesign) design = read_template (wanted[i].name);
      g_autoptr (LpLintResult) own = lp_lint (design, lp_brief_get_for (design), NULL);
      g_autoptr (LpLintResult) all = lp_lint (design, NULL, NULL);
      g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint k = 0; k < lp_lint_result_get_n_findings (all); k++)
        g_hash_table_add (
          found, (gpointer) lp_finding_get_fingerprint (lp_lint_result_get_finding (all, k)));
      for (guint k = 0; k < lp_lint_result_get_n_findings (own); k++)
        g_assert_true (g_hash_table_contains (
          found, lp_finding_get_fingerprint (lp_lint_result_get_finding (own, k))));
    }
}

static void
test_shipped_briefs_are_whole (void)
{
  const char *const *keys = lp_brief_list ();

  for (guint i = 0; keys[i] != NULL; i++)
    {
      LpBrief *brief = lp_brief_find (keys[i]);

      g_assert_nonnull (brief);
      g_assert_cmpstr (brief->key, ==, keys[i]);
      g_assert_true (brief->previous == NULL || lp_brief_find (brief->previous) != NULL);
      for (guint k = 0; k < brief->expectations->len; k++)
        g_assert_true (lp_brief_is_on (
          brief, g_array_index (brief->expectations, LpBriefExpectation, k).rule));
    }

  g_assert_null (lp_brief_find ("task-9"));
}

static void
count_verdicts (LpDesign   *design,
                const char *rule,
                guint       counts[LP_N_VERDICTS])
{
  g_autoptr (LpLintResult) report = lp_lint (design, lp_brief_get_for (design), NULL);

  memset (counts, 0, LP_N_VERDICTS * sizeof *counts);
  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      if (strcmp (lp_finding_get_rule (finding)->key, rule) == 0)
        counts[lp_finding_get_verdict (finding)]++;
    }
}

static void
assert_verdict (LpDesign   *design,
                const char *rule,
                int         verdict)
{
  guint counts[LP_N_VERDICTS];

  count_verdicts (design, rule, counts);
  for (int i = 0; i < LP_N_VERDICTS; i++)
    if (i == verdict)
      g_assert_cmpuint (counts[i], >, 0);
    else
      g_assert_cmpuint (counts[i], ==, 0);
}

static void
remove_links (LpDesign   *design,
              const char *from,
              const char *to)
{
  LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);
  LpElement *next;

  for (; link != NULL; link = next)
    {
      const char *id = lp_element_get_id (lp_link_get_from (link));

      next = lp_element_find_next (link);
      if ((from == NULL || strcmp (id, from) == 0) &&
          strcmp (lp_element_get_id (lp_link_get_to (link)), to) == 0 &&
          lp_link_get_flow (link) != LP_FLOW_REPLICATION)
        lp_design_remove (design, link);
    }
}

/* A database that alone stops writing is expected, also where it stops reading too. */
static void
test_a_point_of_both_goals_is_one_for_writing (void)
{
  static const char *const names[] = { "task-1", "task-2" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LpDesign) design = read_template (names[i]);

      remove_links (design, NULL, "mysql-replica");
      assert_verdict (design, "spof-read", LP_VERDICT_NAME);
      assert_verdict (design, "spof-write", -1);
      assert_verdict (design, "issue-not-present", -1);
      assert_verdict (design, "issue-solved", -1);
    }
}

static void
test_replicas_are_optional_in_task_3 (void)
{
  g_autoptr (LpDesign) design = read_template ("task-3");

  remove_links (design, NULL, "mysql-replica");
  lp_design_remove (design, lp_design_find (design, "db-2"));
  assert_verdict (design, "spof-read", LP_VERDICT_NAME);
  assert_verdict (design, "no-replica", LP_VERDICT_NAME);
  assert_verdict (design, "promotion-manual", -1);
  assert_verdict (design, "requirement-missing", -1);
  assert_verdict (design, "issue-not-present", -1);
}

/* Two names instead of an address that moves. */
static void
test_records_stand_in_for_a_virtual_ip (void)
{
  g_autoptr (LpDesign) design = read_template ("task-3");
  LpElement *root = lp_design_get_root (design);
  LpElement *vip = NULL;

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_element_get_kind (each) == LP_KIND_VIRTUAL_IP)
      vip = each;
  lp_design_remove (design, vip);
  assert_verdict (design, "requirement-missing", LP_VERDICT_MISSING);

  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("haproxy-%u", i);
      g_autoptr (LpElement) link = lp_link_new (LP_FLOW_REQUEST, lp_design_find (design, "visitor"),
                                                lp_design_find (design, id));

      lp_element_set_text (link, LP_ATTRIBUTE_ID, i == 1 ? "to-1" : "to-2");
      lp_design_add (design, link, root, NULL);
      lp_element_unset (lp_element_get_parent (lp_design_find (design, id)), LP_ATTRIBUTE_ADDRESS);
    }
  assert_verdict (design, "requirement-missing", -1);
}

/* As long as it does not work nothing is said of what happens when a part fails. */
static void
test_what_does_not_work_has_solved_nothing (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (LpDesign) design = read_template (wanted[i].name);

      remove_links (design, NULL, i == 0 ? "mysql" : "mysql-primary");
      remove_links (design, NULL, "mysql-replica");
      assert_verdict (design, "does-not-work", LP_VERDICT_FIX);
      assert_verdict (design, "issue-not-present", -1);
      assert_verdict (design, "issue-solved", -1);
      assert_verdict (design, "spof-read", -1);
      assert_verdict (design, "spof-write", -1);
      assert_verdict (design, "partial-failure", -1);
      assert_verdict (design, "deploy-downtime", -1);
    }
}

static void
test_task_3_offers_what_no_drawing_shows (void)
{
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (lp_brief_find (wanted[i].name)->offers->len, ==, i == 3 ? 5 : 0);
}

static LpBrief *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return lp_brief_read_bytes (bytes, error);
}

#define ROOT "<brief xmlns=\"urn:linchpin:brief:1\" key=\"mine\" title=\"Mine\">\n"

static void
test_teachers_own (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LpBrief) brief = read_text (ROOT
                                    "<require kind=\"database\" least=\"2\"/>\n"
                                    "<require kind=\"database\" attribute=\"role\" "
                                    "value=\"replica\" count=\"1\"/>\n"
                                    "<off rule=\"spof-read\"/>\n"
                                    "<weigh rule=\"spof-write\" severity=\"info\"/>\n"
                                    "</brief>", &error);
  const LpBriefSetting *setting;
  guint least, most;

  g_assert_no_error (error);
  g_assert_false (lp_brief_is_on (brief, lp_rules_find ("spof-read")));
  setting = &brief->settings[lp_rules_get_place (lp_rules_find ("spof-write"))];
  g_assert_true (setting->weighed);
  g_assert_cmpint (setting->severity, ==, LP_SEVERITY_INFO);
  g_assert_true (lp_brief_find_count (brief, LP_KIND_DATABASE, &least, &most));
  g_assert_cmpuint (least, ==, 2);
  g_assert_cmpuint (most, ==, G_MAXUINT);
  g_assert_false (lp_brief_find_count (brief, LP_KIND_CACHE, &least, &most));
}

static void
test_faults_are_told_with_line_and_reason (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } faults[] = {
    { "", "The file is empty" },
    { ROOT "<off rule=\"spof\"/>\n</brief>", "Line 2: There is no rule “spof”" },
    { ROOT "<require count=\"1\"/></brief>", "Line 2: “kind” is missing" },
    { ROOT "<require kind=\"toaster\"/></brief>",
      "Line 2: “kind” is “toaster”, which no element is called" },
    { ROOT "<require kind=\"cache\" count=\"many\"/></brief>",
      "Line 2: “count” is “many”, which is not a number" },
    { ROOT "<require kind=\"cache\" attribute=\"role\" value=\"x\"/></brief>",
      "Line 2: “cache” has no “role”" },
    { ROOT "<weigh rule=\"spof-read\" severity=\"fatal\"/></brief>",
      "Line 2: A severity is error, warning or info, not “fatal”" },
    { ROOT "<edge flow=\"flood\" text=\"x\"/></brief>", "Line 2: There is no flow “flood”" },
    { ROOT "<boundary kind=\"cache\" text=\"x\"/></brief>",
      "Line 2: A boundary is a zone or a server" },
    { ROOT "<wish/></brief>", "Line 2: A brief knows no <wish>" },
    { ROOT "<offer key=\"fame\"/></brief>", "Line 2: There is no offer “fame”" },
    { ROOT "<require kind=\"cache\" or=\"luck\"/></brief>",
      "Line 2: “or” is “luck”, which stands for nothing" },
    { "<!DOCTYPE brief [<!ENTITY a \"b\">]>\n" ROOT "</brief>",
      "A brief has no document type" },
    { "<brief key=\"a\" title=\"b\"/>",
      "Line 1: This is no brief: it does not begin with <brief xmlns=\"urn:linchpin:brief:1\">" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (faults[i].text, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, faults[i].message);
    }
}

static void
test_half_a_brief_is_none (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (ROOT "<off rule=\"spof-read\"/>\n", &error));
  g_assert_error (error, LP_BRIEF_ERROR, LP_BRIEF_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/brief/templates-give-the-table", test_templates_give_the_table);
  g_test_add_func ("/brief/templates-under-production", test_templates_under_production);
  g_test_add_func ("/brief/briefs-change-verdicts-not-findings",
                   test_briefs_change_verdicts_not_findings);
  g_test_add_func ("/brief/shipped-briefs-are-whole", test_shipped_briefs_are_whole);
  g_test_add_func ("/brief/both-goals", test_a_point_of_both_goals_is_one_for_writing);
  g_test_add_func ("/brief/replicas-are-optional", test_replicas_are_optional_in_task_3);
  g_test_add_func ("/brief/records-for-virtual-ip", test_records_stand_in_for_a_virtual_ip);
  g_test_add_func ("/brief/does-not-work", test_what_does_not_work_has_solved_nothing);
  g_test_add_func ("/brief/offers", test_task_3_offers_what_no_drawing_shows);
  g_test_add_func ("/brief/teachers-own", test_teachers_own);
  g_test_add_func ("/brief/faults-are-told-with-line-and-reason",
                   test_faults_are_told_with_line_and_reason);
  g_test_add_func ("/brief/half-a-brief-is-none", test_half_a_brief_is_none);

  return g_test_run ();
}
