/* SPDX-License-Identifier: MIT */

/* The whole lint (all rules, production profile) against articulation points and dominators in
 * plain C on the same designs; lint and drawing of the template named as argument; and hostile
 * designs, each once. Processor times; the program and the reference take turns, medians count.
 *
 * bench-lint --rules SIZE|TITLE tells which rules take longest: what several share is made, and
 * paid, by the first that asks. */

#include "config.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/output/export.h"
#include "file/reader.h"
#include "generate.h"
#include "hostile.h"
#include "plain.h"
#include "race.h"
#include "rules/engine/catalogue.h"
#include "rules/engine/check.h"
#include "rules/engine/lint.h"

#define N_RUNS 15
#define N_SHOWN 20
#define WIDTH 1600
#define HEIGHT 1000

static const guint sizes[] = { 20, 100, 1000, 10000, 100000 };

typedef struct
{
  LpDesign   *design;
  LpGraph    *graph;
  const char *path;
  guint       n_findings;
} Subject;

static void
run_lint (gpointer data)
{
  Subject *subject = data;
  g_autoptr (LpLintResult) report = lp_lint (subject->design, NULL, NULL);

  subject->n_findings = lp_lint_result_get_n_findings (report);
}

static void
run_plain_cuts (gpointer data)
{
  Subject *subject = data;
  g_autoptr (Plain) plain = plain_new (subject->graph);

  plain_count_articulations (plain);
  plain_count_dominators_of_sink (plain);
}

static void
run_copy (gpointer data)
{
  Subject *subject = data;
  LpDesign *copy = lp_design_copy (subject->design);

  g_object_unref (copy);
}

static void
run_open_lint_paint (gpointer data)
{
  Subject *subject = data;
  g_autoptr (GFile) file = g_file_new_for_path (subject->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) design = lp_file_read (file, &error);
  g_autoptr (LpLintResult) report = NULL;
  cairo_surface_t *surface;

  g_assert_no_error (error);
  report = lp_lint (design, lp_brief_get_for (design), NULL);
  subject->n_findings = lp_lint_result_get_n_findings (report);
  surface = lp_export_thumbnail (design, WIDTH, HEIGHT, lp_style_get (LP_THEME_LIGHT));
  cairo_surface_destroy (surface);
}

enum { LINT, CUTS, COPY, N_COLUMNS };

static void
measure (guint  size,
         double columns[N_COLUMNS])
{
  Subject subject = { .design = generate_design (size, 1) };
  double cuts;

  subject.graph = lp_graph_new (subject.design);
  race (&subject, run_lint, run_plain_cuts, &columns[LINT], &columns[CUTS]);
  race (&subject, run_copy, run_plain_cuts, &columns[COPY], &cuts);

  g_print ("%7u %9.3f %8.3f %6.1f %9.0f %9u %9.3f\n", size, columns[LINT], columns[CUTS],
           columns[LINT] / columns[CUTS], columns[LINT] * 1e6 / size, subject.n_findings,
           columns[COPY]);

  lp_graph_free (subject.graph);
  g_object_unref (subject.design);
}

static void
measure_all (void)
{
  static const char *const names[] = { "lint", "cuts", "copy" };
  double times[G_N_ELEMENTS (sizes)][N_COLUMNS];

  g_print ("ms; “cuts” builds a graph and finds articulation points and dominators, “copy” copies\n"
           "the design, as for a thread.\n"
           "   size      lint     cuts  ratio  ns/comp.  findings      copy\n");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure (sizes[i], times[i]);
  race_print_growth (names, N_COLUMNS, sizes, G_N_ELEMENTS (sizes), times[0]);
}

static void
measure_template (const char *path)
{
  Subject subject = { .path = path };
  double time, again;

  race (&subject, run_open_lint_paint, run_open_lint_paint, &time, &again);
  g_print ("%s: read, linted (%u findings) and painted in %.1f ms\n",
           path, subject.n_findings, MIN (time, again));
}

static void
measure_hostile (void)
{
  guint n;
  const Hostile *designs = hostile_list (&n);

  g_print ("hostile designs, once each:\n");
  for (guint i = 0; i < n; i++)
    {
      Subject subject = { .design = hostile_make (&designs[i]) };
      double start = race_get_seconds ();

      run_lint (&subject);
      g_print ("%6u %-24s %9.1f ms %9u findings\n", designs[i].n, designs[i].title,
               (race_get_seconds () - start) * 1000, subject.n_findings);
      g_object_unref (subject.design);
    }
}

typedef struct
{
  const LpRule *rule;           /* NULL: what the check makes before all rules. */
  double        times[N_RUNS];
  double        median;
  guint         n_findings;
} Cost;

static void
time_rules (LpDesign *design,
            guint     run,
            Cost     *costs,
            guint     n_rules)
{
  const LpRule *const *rules = lp_rules_list (&n_rules);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  double before = race_get_seconds ();
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpCheck) check = lp_check_new (graph, lp_brief_get_production (), findings);

  costs[n_rules].times[run] = race_get_seconds () - before;
  for (guint i = 0; i < n_rules; i++)
    {
      guint n_before = findings->len;

      before = race_get_seconds ();
      rules[i]->check (rules[i], check);
      costs[i].times[run] = race_get_seconds () - before;
      costs[i].n_findings = findings->len - n_before;
      costs[i].rule = rules[i];
    }
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static int
compare_costs (const void *a,
               const void *b)
{
  return compare_doubles (&((const Cost *) b)->median, &((const Cost *) a)->median);
}

static void
show_rules (LpDesign *design)
{
  guint n_rules;
  g_autofree Cost *costs = NULL;
  double sum = 0;

  lp_rules_list (&n_rules);
  costs = g_new0 (Cost, n_rules + 1);
  for (guint run = 0; run < N_RUNS; run++)
    time_rules (design, run, costs, n_rules);

  for (guint i = 0; i <= n_rules; i++)
    {
      qsort (costs[i].times, N_RUNS, sizeof (double), compare_doubles);
      costs[i].median = costs[i].times[N_RUNS / 2] * 1000;
      sum += costs[i].median;
    }
  qsort (costs, n_rules + 1, sizeof (Cost), compare_costs);

  g_print ("%9.3f ms all of it\n", sum);
  for (guint i = 0; i < N_SHOWN; i++)
    g_print ("%9.3f ms %-24s %6u findings\n", costs[i].median,
             costs[i].rule != NULL ? costs[i].rule->key : "(graph and lists)",
             costs[i].n_findings);
}

static LpDesign *
make_design (const char *which)
{
  guint n;
  const Hostile *designs = hostile_list (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (designs[i].title, which) == 0)
      return hostile_make (&designs[i]);

  return generate_design (fmax (atoi (which), 20), 1);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");

  if (argc == 3 && strcmp (argv[1], "--rules") == 0)
    {
      g_autoptr (LpDesign) design = make_design (argv[2]);

      show_rules (design);
      return 0;
    }

  measure_all ();
  if (argc == 2)
    measure_template (argv[1]);
  measure_hostile ();

  return 0;
}
