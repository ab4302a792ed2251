/* SPDX-License-Identifier: MIT */
/* Whether the oracle itself says what model.md's table says. */

#include "config.h"

#include <string.h>

#include "designs.h"
#include "oracle.h"
#include "sketch.h"

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The ids of the boxes of @design whose bits are in @boxes, sorted. */
static char *
join_ids (LpDesign *design,
          guint64   boxes)
{
  LpElement *root = lp_design_get_root (design);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint number = 0;

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)) && (boxes & BIT (number++)) != 0)
      g_ptr_array_add (ids, (gpointer) lp_element_get_id (each));
  g_ptr_array_sort (ids, compare_strings);
  g_ptr_array_add (ids, NULL);

  return g_strjoinv (" ", (char **) ids->pdata);
}

/* What one failure of an event leads to: events by the state of the goal. */
static void
try_each (Oracle  *oracle,
          LpGoal   goal,
          guint64 *by_state)
{
  for (guint i = 0; i < 64; i++)
    if (oracle_get_events (oracle) & BIT (i))
      by_state[oracle_judge (oracle, goal, BIT (i))] |= BIT (i);
}

static guint
count_fatal_pairs (Oracle  *oracle,
                   LpGoal   goal,
                   guint64  events)
{
  guint n_pairs = 0;

  for (guint i = 0; i < 64; i++)
    for (guint j = i + 1; j < 64; j++)
      if ((events & BIT (i)) != 0 && (events & BIT (j)) != 0)
        n_pairs += oracle_judge (oracle, goal, BIT (i) | BIT (j)) == LP_GOAL_DOWN;

  return n_pairs;
}

static void
test_model_row (gconstpointer data)
{
  const ModelRow *row = data;
  g_autoptr (LpDesign) design = sketch_new (row->sketch);
  g_autoptr (Oracle) oracle = oracle_new (design);
  guint64 by_state[LP_GOAL_UP + 1] = { 0 };
  g_autofree char *closed = oracle_dup_closed (oracle);
  g_autofree char *spofs = NULL;
  g_autofree char *partial = NULL;

  g_assert_cmpint (oracle_judge (oracle, row->goal, 0), ==, LP_GOAL_UP);
  g_assert_cmpstr (closed, ==, "");

  try_each (oracle, row->goal, by_state);
  spofs = join_ids (design, by_state[LP_GOAL_DOWN]);
  partial = join_ids (design, by_state[LP_GOAL_PART]);
  g_assert_cmpstr (spofs, ==, row->spofs);
  g_assert_cmpstr (partial, ==, row->partial);
  g_assert_cmpuint (count_fatal_pairs (oracle, row->goal,
                                       by_state[LP_GOAL_PART] | by_state[LP_GOAL_UP]),
                    ==, row->n_pairs);
}

static double
get_chance (Oracle  *oracle,
            guint64  failed)
{
  double chance = 1;

  for (guint64 rest = oracle_get_events (oracle); rest != 0; rest &= rest - 1)
    {
      double up = oracle_get_chance (oracle, __builtin_ctzll (rest));

      chance *= failed & rest & -rest ? 1 - up : up;
    }

  return chance;
}

static void
test_model_row_availability (gconstpointer data)
{
  const ModelRow *row = data;
  g_autoptr (LpDesign) design = sketch_new (row->sketch);
  g_autoptr (Oracle) oracle = oracle_new (design);
  g_autoptr (GArray) subsets = oracle_list_subsets (oracle);
  const guint64 *failed = (const guint64 *) (gpointer) subsets->data;
  g_autofree LpGoalState *states = g_new (LpGoalState, subsets->len);
  g_autofree char *six_digits = NULL;
  g_autofree char *six_digits_full = NULL;
  double sum = 0;
  double full = 0;

  oracle_judge_all (oracle, row->goal, subsets->len, failed, states);
  for (guint i = 0; i < subsets->len; i++)
    {
      sum += states[i] >= LP_GOAL_PART ? get_chance (oracle, failed[i]) : 0;
      full += states[i] == LP_GOAL_UP ? get_chance (oracle, failed[i]) : 0;
    }

  six_digits = g_strdup_printf ("%.6f", sum);
  six_digits_full = g_strdup_printf ("%.6f", full);
  g_assert_cmpstr (six_digits, ==, row->availability);
  g_assert_cmpstr (six_digits_full, ==, row->full);
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
      g_autofree char *path = g_strconcat ("/oracle/model/", rows[i].name, NULL);
      g_autofree char *availability = g_strconcat ("/oracle/availability/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_model_row);
      g_test_add_data_func (availability, &rows[i], test_model_row_availability);
    }

  return g_test_run ();
}
