/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/availability.h"

#include <math.h>

#include "designs.h"
#include "oracle.h"
#include "sketch.h"

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))
#define PRECISION 1e-12

static void
test_model_row (gconstpointer data)
{
  const ModelRow *row = data;
  g_autoptr (LpDesign) design = sketch_new (row->sketch);
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpAvailability) availability = lp_availability_new (graph, row->goal, LP_EXTENT_SOME, NULL);
  double value = lp_availability_get_value (availability);
  g_autofree char *six_digits = g_strdup_printf ("%.6f", value);
  g_autofree char *hours = g_strdup_printf ("%.1f", lp_availability_to_hours_down (value));

  g_assert_true (lp_availability_is_exact (availability));
  g_assert_cmpstr (six_digits, ==, row->availability);
  g_assert_cmpstr (hours, ==, row->hours);
}

static double
chance_of (Oracle  *oracle,
           guint    n,
           guint64  events,
           guint64  failed)
{
  double chance = 1;

  for (guint i = 0; i < n; i++)
    if (events & BIT (i))
      chance *= failed & BIT (i) ? 1 - oracle_get_chance (oracle, i)
                                 : oracle_get_chance (oracle, i);

  return chance;
}

/* Goes over all subsets of the events. */
static void
check_against_oracle (LpDesign *design,
                      LpGoal    goal)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (Oracle) oracle = oracle_new (design);
  g_autoptr (LpAvailability) availability = lp_availability_new (graph, goal, LP_EXTENT_SOME, NULL);
  guint64 events = oracle_get_events (oracle);
  g_autofree double *importance = g_new0 (double, graph->n_nodes);
  guint64 failed = 0;
  double sum = 0;

  do
    {
      if (oracle_holds (oracle, goal, failed))
        {
          sum += chance_of (oracle, graph->n_nodes, events, failed);
          for (guint i = 0; i < graph->n_nodes; i++)
            if (events & BIT (i))
              importance[i] += chance_of (oracle, graph->n_nodes, events & ~BIT (i), failed) *
                               (failed & BIT (i) ? -1 : 1);
        }
      failed = (failed - events) & events;
    }
  while (failed != 0);

  g_assert_true (lp_availability_is_exact (availability));
  g_assert_cmpfloat_with_epsilon (lp_availability_get_value (availability), sum, PRECISION);
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      double gain = events & BIT (i) ? importance[i] * (1 - oracle_get_chance (oracle, i)) : 0;

      g_assert_cmpfloat_with_epsilon (availability->importance[i], importance[i], PRECISION);
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
      g_autoptr (LpDesign) design = designs_new_random (rand, 6 + i % 22, 11);

      g_test_message ("seed %u", start + i);
      for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
        check_against_oracle (design, goal);
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
          g_autoptr (LpAvailability) exact = lp_availability_new (graph, goal, LP_EXTENT_SOME, NULL);
          g_autoptr (LpAvailability) rough = NULL;

          rough = lp_availability_new_within (graph, goal, LP_EXTENT_SOME, max_nodes, max_steps, NULL);
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
