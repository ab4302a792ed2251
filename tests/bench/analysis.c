/* SPDX-License-Identifier: MIT */

/* Single points of failure against articulation points and dominators, fatal pairs against
 * separation pairs by block and by trying all, all in plain C on the same designs, and what the
 * exact availability costs. What a graph keeps for all of these (who talks to whom, and who serves,
 * as formulas) is made once and has a column of its own. Processor times; the program and the
 * reference take turns, medians count. */

#include "config.h"

#include <locale.h>

#include "analysis/availability.h"
#include "analysis/failure.h"
#include "generate.h"
#include "plain.h"
#include "race.h"

#define MAX_PAIRS 10000000
#define MAX_TRIED 20000

static const guint sizes[] = { 100, 1000, 10000, 100000 };

typedef struct
{
  LpDesign *design;
  LpGraph  *graph;
  guint     n_naive;        /* Pairs that were tried. */
} Subject;

static void
run_failures (Subject *subject,
              guint    max_pairs)
{
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      g_autoptr (LpFailures) failures = NULL;

      failures = lp_failures_new (subject->graph, goal, max_pairs, NULL);
      g_assert_true (failures->holds && failures->complete == (max_pairs > 0));
    }
}

static void
run_spofs (gpointer subject)
{
  run_failures (subject, 0);
}

static void
run_pairs (gpointer subject)
{
  run_failures (subject, MAX_PAIRS);
}

static void
run_formulas (gpointer data)
{
  Subject *subject = data;
  g_autoptr (LpConversations) conversations = lp_conversations_new (subject->graph);

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      g_autoptr (LpFormula) formula = lp_formula_new (conversations, goal);

      g_assert_true (formula->known);
    }
}

static void
run_freeze (gpointer data)
{
  Subject *subject = data;
  g_autoptr (LpGraph) graph = lp_graph_new (subject->design);

  g_assert_cmpuint (graph->n_nodes, ==, subject->graph->n_nodes);
}

static void
run_availability (gpointer data)
{
  Subject *subject = data;
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      g_autoptr (LpAvailability) availability =
        lp_availability_new (subject->graph, goal, LP_EXTENT_SOME, NULL);

      g_assert_true (lp_availability_is_exact (availability));
    }
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
run_plain_blocks (gpointer data)
{
  Subject *subject = data;
  g_autoptr (Plain) plain = plain_new (subject->graph);

  g_assert_cmpuint (plain_count_pairs_by_block (plain), >, 0);
}

static void
run_plain_naive (gpointer data)
{
  Subject *subject = data;
  g_autoptr (Plain) plain = plain_new (subject->graph);

  plain_count_pairs_naively (plain, MAX_TRIED, &subject->n_naive);
}

enum { FREEZE, FORMULAS, SPOFS, PAIRS, AVAILABILITY, N_COLUMNS };

static void
measure (guint   size,
         double  columns[N_COLUMNS])
{
  Subject subject = { .design = generate_design (size, 1) };
  double cuts, blocks, naive, n_nodes, n_pairs;

  subject.graph = lp_graph_new (subject.design);
  n_nodes = subject.graph->n_nodes;

  race (&subject, run_spofs, run_plain_cuts, &columns[SPOFS], &cuts);
  race (&subject, run_pairs, run_plain_blocks, &columns[PAIRS], &blocks);
  race (&subject, run_availability, run_plain_cuts, &columns[AVAILABILITY], &naive);
  race (&subject, run_formulas, run_plain_cuts, &columns[FORMULAS], &naive);
  race (&subject, run_freeze, run_plain_naive, &columns[FREEZE], &naive);

  /* Trying all pairs takes too long to wait for: it is scaled up from some. */
  n_pairs = n_nodes * (n_nodes - 1) / 2;
  naive *= n_pairs / subject.n_naive;

  g_print ("%7u %8.3f %8.3f %8.3f %8.3f %6.1f %8.3f %8.3f %6.2f %10.0f %8.0f %9.3f\n",
           size, columns[FREEZE], columns[FORMULAS], columns[SPOFS], cuts, columns[SPOFS] / cuts,
           columns[PAIRS], blocks, columns[PAIRS] / blocks,
           naive, naive / (columns[PAIRS] / LP_N_GOALS), columns[AVAILABILITY]);

  lp_graph_free (subject.graph);
  g_object_unref (subject.design);
}

int
main (void)
{
  static const char *const names[] = { "freeze", "formulas", "SPOFs", "pairs", "availability" };
  double times[G_N_ELEMENTS (sizes)][N_COLUMNS];

  setlocale (LC_ALL, "");
  g_print ("ms for read and write together (“faster”: than naive, for one of them). “cuts” builds\n"
           "a graph and finds articulation points and dominators, “blocks” builds it and finds\n"
           "separation pairs, “naive” tries all pairs.\n"
           "   size   freeze formulas    SPOFs     cuts  ratio    pairs   blocks  ratio      naive"
           "   faster  exact av.\n");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure (sizes[i], times[i]);

  race_print_growth (names, N_COLUMNS, sizes, G_N_ELEMENTS (sizes), times[0]);

  return 0;
}
