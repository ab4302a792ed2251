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

static void
test_model_row (gconstpointer data)
{
  const ModelRow *row = data;
  g_autoptr (LpDesign) design = sketch_new (row->sketch);
  g_autoptr (Oracle) oracle = oracle_new (design);
  g_autofree char *closed = oracle_dup_closed (oracle);
  guint64 by_state[LP_GOAL_UP + 1] = { 0 };
  g_autofree char *spofs = NULL;
  g_autofree char *partial = NULL;
  guint n_pairs = 0;

  g_assert_cmpint (oracle_judge (oracle, row->goal, 0), ==, LP_GOAL_UP);
  g_assert_cmpstr (closed, ==, "");

  for (guint i = 0; i < 64; i++)
    if (oracle_get_events (oracle) & BIT (i))
      by_state[oracle_judge (oracle, row->goal, BIT (i))] |= BIT (i);
  for (guint i = 0; i < 64; i++)
    for (guint j = i + 1; j < 64; j++)
      if (((by_state[LP_GOAL_PART] | by_state[LP_GOAL_UP]) & BIT (i)) != 0 &&
          ((by_state[LP_GOAL_PART] | by_state[LP_GOAL_UP]) & BIT (j)) != 0)
        n_pairs += !oracle_holds (oracle, row->goal, BIT (i) | BIT (j));

  spofs = join_ids (design, by_state[LP_GOAL_DOWN]);
  partial = join_ids (design, by_state[LP_GOAL_PART]);
  g_assert_cmpstr (spofs, ==, row->spofs);
  g_assert_cmpstr (partial, ==, row->partial);
  g_assert_cmpuint (n_pairs, ==, row->n_pairs);
}

static void
test_model_row_availability (gconstpointer data)
{
  const ModelRow *row = data;
  g_autoptr (LpDesign) design = sketch_new (row->sketch);
  g_autoptr (Oracle) oracle = oracle_new (design);
  double full;
  double value = oracle_get_availability (oracle, row->goal, &full);
  g_autofree char *six_digits = g_strdup_printf ("%.6f", value);
  g_autofree char *six_digits_full = g_strdup_printf ("%.6f", full);

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
