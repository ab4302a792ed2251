/* SPDX-License-Identifier: MIT */
/* Machine fixes against examples, templates and random designs: each takes away what it was asked
 * to, adds no finding, and makes no goal worse. */
#include "config.h"

#include "analysis/availability.h"
#include "designs.h"
#include "file/reader.h"
#include "file/templates.h"
#include "rules/engine/brief.h"
#include "rules/engine/fix.h"
#include "rules/engine/lint.h"
#include "rules/engine/fix-outcome.h"
#include "rules/engine/rule.h"

#define N_RANDOM 300

/* What a fix adds besides what it says, because it says that: a part in line can fail, too. */
#define TOLERANCE 1e-9

typedef struct
{
  LpLintResult *report;
  double        availability[LP_N_GOALS][LP_N_EXTENTS];
} Verdict;

static void
verdict_init (Verdict  *self,
              LpDesign *design)
{
  self->report = lp_lint (design, lp_brief_get_for (design), NULL);

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    for (LpExtent extent = 0; extent < LP_N_EXTENTS; extent++)
      {
        const LpGraph *graph = lp_lint_result_get_graph (self->report);
        g_autoptr (LpAvailability) found = lp_availability_new (graph, goal, extent, NULL);

        self->availability[goal][extent] = lp_availability_get_value (found);
      }
}

static void
verdict_clear (Verdict *self)
{
  g_clear_object (&self->report);
}

static LpGoalState
get_state (const Verdict *self,
           LpGoal         goal)
{
  return lp_lint_result_get_failures (self->report, goal)->state;
}

/* How likely one of what is new has failed: as much less is what it is part of available. */
static double
count_on_new_parts (const Verdict *before,
                    const Verdict *after)
{
  const LpGraph *old = lp_lint_result_get_graph (before->report);
  const LpGraph *new = lp_lint_result_get_graph (after->report);
  double sum = 0;

  for (guint i = 0; i < new->n_nodes; i++)
    if (new->nodes[i].fails && lp_graph_find (old, new->nodes[i].id) < 0)
      sum += 1 - new->nodes[i].availability;

  return sum;
}

static guint n_offered;
static guint n_refused;

static void
complain (const char *name,
          LpFinding  *finding,
          const char *what)
{
  g_printerr ("FIX %s: %s: %s\n", name, lp_finding_get_fingerprint (finding), what);
  g_test_fail ();
}

static void
check_goals (const char    *name,
             LpFinding     *finding,
             const Verdict *before,
             const Verdict *after)
{
  double allowed = TOLERANCE + count_on_new_parts (before, after);

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      LpGoalState old = get_state (before, goal), new = get_state (after, goal);

      if (old == LP_GOAL_UNKNOWN)
        continue;
      if (new < old)
        {
          g_printerr ("FIX %s: %s takes %s from %s to %s\n", name,
                      lp_finding_get_fingerprint (finding), goal == 0 ? "reading" : "writing",
                      lp_goal_state_get_key (old), lp_goal_state_get_key (new));
          g_test_fail ();
          continue;
        }
      for (LpExtent extent = 0; extent < LP_N_EXTENTS; extent++)
        if (after->availability[goal][extent] < before->availability[goal][extent] - allowed)
          {
            g_printerr ("FIX %s: %s takes %s %d from %.7f to %.7f\n", name,
                        lp_finding_get_fingerprint (finding), goal == 0 ? "reading" : "writing",
                        extent, before->availability[goal][extent],
                        after->availability[goal][extent]);
            g_test_fail ();
          }
    }
}

static void
compare (const char *name,
         LpFinding  *finding,
         LpDesign   *design,
         LpDesign   *fixed)
{
  const LpBrief *brief = lp_finding_get_brief (finding);
  g_autoptr (LpFixOutcome) old = lp_fix_outcome_new (design, brief);
  g_autoptr (LpFixOutcome) new = lp_fix_outcome_new (fixed, brief);
  LpFinding *added = lp_fix_outcome_find_new (old, new, lp_finding_get_rule (finding));
  Verdict before, after;

  if (lp_fix_outcome_has (old, new, finding))
    complain (name, finding, "leaves what it found");
  if (added != NULL)
    complain (name, finding, lp_finding_get_fingerprint (added));

  verdict_init (&before, design);
  verdict_init (&after, fixed);
  check_goals (name, finding, &before, &after);
  verdict_clear (&before);
  verdict_clear (&after);
}

/* Each fix begins at the design as it was. One that would do harm is refused. */
static void
try_fixes (const char *name,
           LpDesign   *design)
{
  g_autoptr (LpDesign) copy = lp_design_copy (design);
  g_autoptr (LpLintResult) report = lp_lint (copy, lp_brief_get_for (copy), NULL);

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);
      g_autoptr (LpDesign) fixed = lp_design_copy (design);

      if (!lp_finding_can_fix (finding))
        continue;

      n_offered++;
      if (lp_fix_apply (finding, fixed))
        compare (name, finding, design, fixed);
      else
        {
          g_test_message ("%s: %s is refused", name, lp_finding_get_fingerprint (finding));
          n_refused++;
        }
    }
}

static void
test_fixes_of_examples (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rules", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".linchpin"))
      {
        g_autofree char *file_name = g_build_filename (path, name, NULL);
        g_autoptr (GFile) file = g_file_new_for_path (file_name);
        g_autoptr (GError) error = NULL;
        g_autoptr (LpDesign) design = lp_file_read (file, &error);

        g_assert_no_error (error);
        try_fixes (name, design);
      }
}

static void
test_fixes_of_templates (void)
{
  guint n;
  const LpTemplate *templates = lp_template_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LpDesign) design = lp_template_open (templates[i].key, NULL);

      try_fixes (templates[i].key, design);
      lp_element_unset (lp_design_get_root (design), LP_ATTRIBUTE_BRIEF);
      try_fixes (templates[i].key, design);
    }
}

/* Of every feature, as people draw them and as they do not. */
static void
test_fixes_of_random_designs (void)
{
  for (guint i = 0; i < N_RANDOM; i++)
    {
      guint seed = g_test_rand_int_range (0, G_MAXINT);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = designs_new_random (rand, 24, 12);
      g_autofree char *name = g_strdup_printf ("seed %u", seed);

      try_fixes (name, design);
    }
  g_test_message ("%u fixes, %u refused", n_offered, n_refused);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fixes/examples", test_fixes_of_examples);
  g_test_add_func ("/fixes/templates", test_fixes_of_templates);
  g_test_add_func ("/fixes/random", test_fixes_of_random_designs);

  return g_test_run ();
}
