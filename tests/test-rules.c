/* SPDX-License-Identifier: MIT */
/* Every rule there is against its examples in tests/rules: KEY.linchpin breaks it and KEY.expected
 * says with what words, KEY-clean.linchpin nearly breaks it. A rule that can be broken in several
 * ways, or nearly, has KEY-2.linchpin or KEY-clean-2.linchpin and so on besides. Machine fixes are
 * tried on all that break it. With LP_UPDATE_EXPECTED in the environment, what is expected is
 * written instead of read. */
#include "config.h"

#include <string.h>

#include "file/reader.h"
#include "file/writer.h"
#include "rules/engine/brief.h"
#include "rules/engine/catalogue.h"
#include "rules/engine/check.h"
#include "rules/engine/fix.h"
#include "rules/engine/lint.h"

static LpDesign *
read_example (const char *key,
              const char *ending)
{
  g_autofree char *name = g_strconcat (key, ending, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rules", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  LpDesign *design = lp_file_read (file, &error);

  g_assert_no_error (error);

  return design;
}

static LpLintResult *
lint (LpDesign *design)
{
  const char *key = lp_element_get_text (lp_design_get_root (design), LP_ATTRIBUTE_BRIEF);
  LpBrief *brief = *key != '\0' ? lp_brief_find (key)
                                : lp_brief_get_production ();

  g_assert_nonnull (brief);

  return lp_lint (design, brief, NULL);
}

static void
append_ids (GString           *text,
            const char        *what,
            const char *const *ids)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) ids);

  g_string_append_printf (text, "  %s:%s%s\n", what, *joined != '\0' ? " " : "", joined);
}

/* What @key found, in full. */
static char *
describe (LpLintResult *report,
          const char   *key)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      if (strcmp (lp_finding_get_rule (finding)->key, key) != 0)
        continue;

      g_string_append_printf (text, "%s %s: %s\n",
                              lp_severity_get_key (lp_finding_get_severity (finding)),
                              lp_verdict_get_key (lp_finding_get_verdict (finding)),
                              lp_finding_get_message (finding));
      append_ids (text, "elements", lp_finding_get_elements (finding));
      if (lp_finding_get_witness (finding) != lp_finding_get_elements (finding))
        append_ids (text, "witness", lp_finding_get_witness (finding));
    }

  return g_string_free (text, FALSE);
}

static void
compare_with_file (const char *name,
                   const char *text)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rules", name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("LP_UPDATE_EXPECTED") != NULL)
    g_file_set_contents (path, text, -1, &error);
  else
    g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);

  if (expected != NULL)
    g_assert_cmpstr (text, ==, expected);
}

static const char *const examples[] = { "", "-2", "-3", "-4" };
static const char *const cleans[] = { "-clean", "-clean-2", "-clean-3", "-clean-4",
                                      "-clean-5" };

static gboolean
has_example (const char *key,
             const char *number)
{
  g_autofree char *name = g_strconcat (key, number, ".linchpin", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rules", name, NULL);

  return *number == '\0' || g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_breaks (gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples) && has_example (data, examples[i]); i++)
    {
      g_autofree char *name = g_strconcat (data, examples[i], NULL);
      g_autofree char *expected = g_strconcat (name, ".expected", NULL);
      g_autoptr (LpDesign) design = read_example (name, ".linchpin");
      g_autoptr (LpLintResult) report = lint (design);
      g_autofree char *text = describe (report, data);

      g_assert_cmpstr (text, !=, "");
      compare_with_file (expected, text);
    }
}

static void
test_clean (gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cleans) && has_example (data, cleans[i]); i++)
    {
      g_autofree char *ending = g_strconcat (cleans[i], ".linchpin", NULL);
      g_autoptr (LpDesign) design = read_example (data, ending);
      g_autoptr (LpLintResult) report = lint (design);
      g_autofree char *text = describe (report, data);

      g_test_message ("%s", ending);
      g_assert_cmpstr (text, ==, "");
    }
}

/* Two records of one name server may have the same fault: then their findings look the same. */
static guint
count_findings (LpLintResult *report,
                const char   *fingerprint)
{
  guint n = 0;

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      if (strcmp (lp_finding_get_fingerprint (finding), fingerprint) == 0)
        n++;
    }

  return n;
}

/* By rule: how many errors. */
static guint *
count_errors (LpLintResult *report)
{
  guint n_rules;
  guint *counts;

  lp_rules_list (&n_rules);
  counts = g_new0 (guint, n_rules);
  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      if (lp_finding_get_severity (finding) == LP_SEVERITY_ERROR)
        counts[lp_rules_get_place (lp_finding_get_rule (finding))]++;
    }

  return counts;
}

static gboolean
works (LpLintResult *report)
{
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    if (!lp_lint_result_get_failures (report, goal)->holds)
      return FALSE;

  return TRUE;
}

static void
assert_no_new_error (LpLintResult *before,
                     LpLintResult *after)
{
  g_autofree guint *old = count_errors (before);
  g_autofree guint *new = count_errors (after);
  guint n_rules;
  const LpRule *const *rules = lp_rules_list (&n_rules);

  /* What did not work at all had no single points of failure. */
  for (guint i = 0; i < n_rules; i++)
    if (new[i] > old[i] && (!rules[i]->linchpin || works (before)))
      {
        g_autofree char *text = describe (after, rules[i]->key);

        g_error ("The fix adds an error of %s:\n%s", rules[i]->key, text);
      }
}

static void
assert_same_bytes (LpDesign *design,
                   GBytes   *bytes)
{
  g_autoptr (GBytes) now = lp_file_write_bytes (design);

  g_assert_cmpmem (g_bytes_get_data (now, NULL), g_bytes_get_size (now),
                   g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The finding comes from a copy, as in the window. */
static void
try_fix (const char *name,
         guint       place)
{
  g_autoptr (LpDesign) design = read_example (name, ".linchpin");
  g_autoptr (LpDesign) copy = lp_design_copy (design);
  g_autoptr (GBytes) bytes = lp_file_write_bytes (design);
  g_autoptr (LpLintResult) before = lint (copy);
  g_autoptr (LpLintResult) after = NULL;
  LpFinding *finding = lp_lint_result_get_finding (before, place);
  const char *fingerprint = lp_finding_get_fingerprint (finding);
  LpHistory *history = lp_design_get_history (design);

  g_assert_true (lp_fix_apply (finding, design));

  after = lint (design);
  if (count_findings (after, fingerprint) != count_findings (before, fingerprint) - 1)
    g_error ("The fix leaves %s", fingerprint);
  assert_no_new_error (before, after);

  lp_history_undo (history);
  g_assert_false (lp_history_can_undo (history));
  assert_same_bytes (design, bytes);

  lp_history_redo (history);
  g_assert_false (lp_history_can_redo (history));
}

/* Returns how many findings of @key had a fix. */
static guint
try_fixes (const char *key,
           const char *number)
{
  g_autofree char *name = g_strconcat (key, number, NULL);
  g_autoptr (LpDesign) design = read_example (name, ".linchpin");
  g_autoptr (LpLintResult) report = lint (design);
  guint n_fixed = 0;

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      if (strcmp (lp_finding_get_rule (finding)->key, key) != 0 || !lp_finding_can_fix (finding))
        continue;

      try_fix (name, i);
      n_fixed++;
    }

  return n_fixed;
}

static void
test_fix (gconstpointer data)
{
  guint n_fixed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (examples) && has_example (data, examples[i]); i++)
    n_fixed += try_fixes (data, examples[i]);

  g_assert_cmpuint (n_fixed, >, 0);
}

static void
add_test (const char    *key,
          const char    *what,
          GTestDataFunc  test)
{
  g_autofree char *path = g_strdup_printf ("/rules/%s/%s", key, what);

  g_test_add_data_func (path, key, test);
}

static guint
count_sentences (const char *text)
{
  guint n = 1;

  while ((text = strstr (text, ". ")) != NULL)
    {
      text += 2;
      n++;
    }

  return n;
}

/* Keys are for ever and stand in files, so nothing may share one; every text is there. */
static void
test_every_rule_explains_itself (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) families = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_rules;
  const LpRule *const *rules = lp_rules_list (&n_rules);

  for (guint i = 0; i < n_rules; i++)
    {
      const char *family;

      g_assert_true (g_hash_table_add (keys, (gpointer) rules[i]->key));
      g_assert_true (lp_rules_find (rules[i]->key) == rules[i]);
      g_assert_cmpuint (lp_rules_get_place (rules[i]), ==, i);
      g_test_message ("%s", rules[i]->key);
      g_assert_nonnull (rules[i]->title);
      g_assert_false (g_str_has_suffix (rules[i]->title, "."));
      g_assert_true (g_str_has_suffix (rules[i]->why, "."));
      g_assert_cmpuint (count_sentences (rules[i]->why), >=, 2);
      g_assert_cmpuint (count_sentences (rules[i]->why), <=, 5);
      g_assert_true (g_str_has_suffix (rules[i]->advice, "."));
      g_assert_nonnull (rules[i]->check);

      /* The rules of a family stand together. */
      family = lp_rules_get_family (rules[i]);
      if (i == 0 || strcmp (family, lp_rules_get_family (rules[i - 1])) != 0)
        g_assert_true (g_hash_table_add (families, (gpointer) family));
      g_assert_cmpstr (lp_rules_get_family_title (rules[i]), !=, family);
    }

  g_assert_null (lp_rules_find ("no-such-rule"));
}

/* Nothing drawn yet is nothing wrong yet. */
static void
test_blank_design_is_clean (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (LpLintResult) report = lp_lint (design, NULL, NULL);

  g_assert_cmpuint (lp_lint_result_get_n_findings (report), ==, 0);
}

/* Nothing may be added to NULL, not even 0. */
static void
test_there_are_lists_where_there_are_no_nodes (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_autoptr (LpCheck) check = lp_check_new (graph, lp_brief_get_production (), findings);

  for (guint kind = 0; kind < LP_N_BOX_KINDS; kind++)
    {
      g_assert_cmpuint (check->kinds[kind].n, ==, 0);
      g_assert_nonnull (check->kinds[kind].nodes);
    }
}

int
main (int   argc,
      char *argv[])
{
  guint n_rules;
  const LpRule *const *rules = lp_rules_list (&n_rules);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/every-rule-explains-itself", test_every_rule_explains_itself);
  g_test_add_func ("/rules/blank-design-is-clean", test_blank_design_is_clean);
  g_test_add_func ("/rules/no-nodes", test_there_are_lists_where_there_are_no_nodes);
  for (guint i = 0; i < n_rules; i++)
    {
      add_test (rules[i]->key, "breaks", test_breaks);
      add_test (rules[i]->key, "clean", test_clean);
      if (rules[i]->fix != NULL)
        add_test (rules[i]->key, "fix", test_fix);
    }

  return g_test_run ();
}
