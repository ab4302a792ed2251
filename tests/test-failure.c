/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/failure.h"

#include <string.h>

#include "designs.h"
#include "oracle.h"
#include "sketch.h"

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))
#define ALL_PAIRS 1000000

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_ids (const LpGraph *graph,
          const int     *numbers,
          guint          n)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids, (gpointer) graph->nodes[numbers[i]].id);
  g_ptr_array_sort (ids, compare_strings);
  g_ptr_array_add (ids, NULL);

  return g_strjoinv (" ", (char **) ids->pdata);
}

static void
test_model_row (gconstpointer data)
{
  const ModelRow *row = data;
  g_autoptr (LpDesign) design = sketch_new (row->sketch);
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpFailures) failures = lp_failures_new (graph, row->goal, ALL_PAIRS, NULL);
  g_autofree char *spofs = join_ids (graph, failures->spofs, failures->n_spofs);

  g_assert_true (failures->holds);
  g_assert_cmpstr (spofs, ==, row->spofs);
  g_assert_cmpuint (failures->n_pairs, ==, row->n_pairs);
  g_assert_true (failures->complete);
}

static void
check_against_oracle (LpDesign *design,
                      LpGoal    goal)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (Oracle) oracle = oracle_new (design);
  g_autoptr (LpFailures) failures = lp_failures_new (graph, goal, ALL_PAIRS, NULL);
  guint64 events = oracle_get_events (oracle);
  guint64 spofs = 0;
  guint n_spofs = 0;
  guint n_pairs = 0;

  g_assert_cmpint (failures->holds, ==, oracle_holds (oracle, goal, 0));
  if (!failures->holds)
    return;

  for (guint i = 0; i < graph->n_nodes; i++)
    if ((events & BIT (i)) && !oracle_holds (oracle, goal, BIT (i)))
      {
        g_assert_cmpuint (n_spofs, <, failures->n_spofs);
        g_assert_cmpint (failures->spofs[n_spofs++], ==, i);
        g_assert_true (lp_failures_has_spof (failures, i));
        spofs |= BIT (i);
      }
  g_assert_cmpuint (failures->n_spofs, ==, n_spofs);

  for (guint i = 0; i < graph->n_nodes; i++)
    for (guint j = i + 1; j < graph->n_nodes; j++)
      if ((events & ~spofs & BIT (i)) && (events & ~spofs & BIT (j)) &&
          !oracle_holds (oracle, goal, BIT (i) | BIT (j)))
        {
          g_assert_cmpuint (n_pairs, <, failures->n_pairs);
          g_assert_cmpint (failures->pairs[n_pairs].first, ==, i);
          g_assert_cmpint (failures->pairs[n_pairs++].second, ==, j);
        }
  g_assert_cmpuint (failures->n_pairs, ==, n_pairs);
  g_assert_true (failures->complete);
}

static void
test_random_designs_agree_with_brute_force (void)
{
  guint n = g_test_slow () ? 200000 : 10000;
  guint32 start = g_test_rand_int ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (start + i);
      g_autoptr (LpDesign) design = designs_new_random (rand, 6 + i % 26, 64);

      g_test_message ("seed %u", start + i);
      for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
        check_against_oracle (design, goal);
    }
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
      g_autofree char *path = g_strconcat ("/failure/model/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_model_row);
    }
  g_test_add_func ("/failure/random", test_random_designs_agree_with_brute_force);

  return g_test_run ();
}
