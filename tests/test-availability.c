/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/availability.h"

#include <math.h>

#include "designs.h"
#include "oracle.h"
#include "sketch.h"

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))
#define PRECISION 1e-12

static char *
format_six_digits (const LpGraph *graph,
                   LpGoal         goal,
                   LpExtent       extent)
{
  g_autoptr (LpAvailability) availability = lp_availability_new (graph, goal, extent, NULL);

  g_assert_true (lp_availability_is_exact (availability));

  return g_strdup_printf ("%.6f", lp_availability_get_value (availability));
}

static void
test_model_row (gconstpointer data)
{
  const ModelRow *row = data;
  g_autoptr (LpDesign) design = sketch_new (row->sketch);
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autofree char *some = format_six_digits (graph, row->goal, LP_EXTENT_SOME);
  g_autofree char *full = format_six_digits (graph, row->goal, LP_EXTENT_FULL);
  double hours_down = lp_availability_to_hours_down (g_ascii_strtod (some, NULL));
  g_autofree char *hours = g_strdup_printf ("%.1f", hours_down);

  g_assert_cmpstr (some, ==, row->availability);
  g_assert_cmpstr (full, ==, row->full);
  g_assert_cmpstr (hours, ==, row->hours);
}

/* The chance of each subset of the events, as oracle_list_subsets() has them, whatever @without
 * does. */
static double *
list_chances (Oracle *oracle,
              int     without)
{
  guint64 events = oracle_get_events (oracle);
  double *chances = g_new (double, BIT (__builtin_popcountll (events)));
  guint n = 1;

  chances[0] = 1;
  for (guint64 rest = events; rest != 0; rest &= rest - 1, n *= 2)
    {
      int box = __builtin_ctzll (rest);
      double up = oracle_get_chance (oracle, box);

      for (guint k = 0; k < n; k++)
        {
          chances[n + k] = chances[k] * (box == without ? 1 : 1 - up);
          chances[k] *= box == without ? 1 : up;
        }
    }

  return chances;
}

/* How much more likely it @holds with @box up than with it failed. */
static double
sum_importance (Oracle        *oracle,
                int            box,
                guint          n,
                const guint64 *failed,
                const guint8  *holds)
{
  g_autofree double *chances = list_chances (oracle, box);
  double sum = 0;

  for (guint k = 0; k < n; k++)
    if (holds[k])
      sum += failed[k] & BIT (box) ? -chances[k] : chances[k];

  return sum;
}

/* Goes over all subsets of the events. */
static void
check_against_oracle (LpDesign *design,
                      LpGoal    goal,
                      LpExtent  extent)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (Oracle) oracle = oracle_new (design);
  g_autoptr (LpAvailability) availability = lp_availability_new (graph, goal, extent, NULL);
  g_autoptr (GArray) subsets = oracle_list_subsets (oracle);
  const guint64 *failed = (const guint64 *) (gpointer) subsets->data;
  g_autofree LpGoalState *states = g_new (LpGoalState, subsets->len);
  g_autofree guint8 *holds = g_new (guint8, subsets->len);
  g_autofree double *chances = list_chances (oracle, -1);
  double sum = 0;

  oracle_judge_all (oracle, goal, subsets->len, failed, states);
  if (states[0] == LP_GOAL_UNKNOWN)
    return;
  if (states[0] == LP_GOAL_DOWN)
    {
      g_assert_true (lp_availability_is_exact (availability));
      g_assert_cmpfloat (lp_availability_get_value (availability), ==, 0);
      return;
    }

  for (guint k = 0; k < subsets->len; k++)
    {
      holds[k] = states[k] >= (extent == LP_EXTENT_FULL ? LP_GOAL_UP : LP_GOAL_PART);
      sum += holds[k] ? chances[k] : 0;
    }

  g_assert_true (lp_availability_is_exact (availability));
  g_assert_cmpfloat_with_epsilon (lp_availability_get_value (availability), sum, PRECISION);
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      double importance = 0;
      double gain = 0;

      if (oracle_get_events (oracle) & BIT (i))
        {
          importance = sum_importance (oracle, i, subsets->len, failed, holds);
          gain = importance * (1 - oracle_get_chance (oracle, i));
        }
      g_assert_cmpfloat_with_epsilon (availability->importance[i], importance, PRECISION);
      g_assert_cmpfloat_with_epsilon (availability->gain[i], gain, PRECISION);
    }
}

static void
test_random_designs_agree_with_brute_force (void)
{
  guint n = g_test_slow () ? 20000 : 2000;
  guint32 start = g_test_rand_int ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (start + i);
      g_autoptr (LpDesign) design = designs_new_random (rand, 6 + i % 22, 14);

      g_test_message ("seed %u", start + i);
      for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
        for (LpExtent extent = 0; extent < LP_N_EXTENTS; extent++)
          check_against_oracle (design, goal, extent);
    }
}

/* With next to no room or time there are still bounds, and the exact value is between them. */
static void
test_bounds_hold_the_exact_value (void)
{
  guint32 start = g_test_rand_int ();
  guint n_rough = 0;

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (start + i);
      g_autoptr (LpDesign) design = designs_new_random (rand, 16 + i % 48, 64);
      g_autoptr (LpGraph) graph = lp_graph_new (design);
      guint max_nodes = i % 2 == 0 ? 8 << i % 6 : G_MAXINT;
      guint64 max_steps = i % 3 == 0 ? 10 << i % 6 : G_MAXINT;

      g_test_message ("seed %u", start + i);
      for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
        {
          g_autoptr (LpAvailability) exact = lp_availability_new (graph, goal, LP_EXTENT_SOME,
                                                                  NULL);
          g_autoptr (LpAvailability) rough = NULL;

          rough = lp_availability_new_within (graph, goal, LP_EXTENT_SOME, max_nodes, max_steps,
                                              NULL);
          g_assert_true (lp_availability_is_exact (exact));
          g_assert_cmpfloat (rough->lower, <=, exact->lower + PRECISION);
          g_assert_cmpfloat (rough->upper, >=, exact->upper - PRECISION);
          n_rough += !lp_availability_is_exact (rough);
        }
    }

  g_assert_cmpuint (n_rough, >, 20);
}

static void
test_cancelled_gives_nothing (void)
{
  g_autoptr (LpDesign) design = sketch_new (designs_get_model_rows (&(guint) { 0 })->sketch);
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (lp_availability_new (graph, LP_GOAL_READ, LP_EXTENT_SOME, cancellable));
}

int
main (int   argc,
      char *argv[])
{
  const ModelRow *rows;
  guint n_rows;

  g_test_init (&argc, &argv, NULL);

  rows = designs_get_model_rows (&n_rows);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strconcat ("/availability/model/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_model_row);
    }
  g_test_add_func ("/availability/random", test_random_designs_agree_with_brute_force);
  g_test_add_func ("/availability/bounds", test_bounds_hold_the_exact_value);
  g_test_add_func ("/availability/cancel", test_cancelled_gives_nothing);

  return g_test_run ();
}
