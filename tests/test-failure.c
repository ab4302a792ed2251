/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/failure.h"

#include <string.h>

#include "analysis/drill.h"
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
  g_autofree char *partial = join_ids (graph, failures->partials, failures->n_partials);

  g_assert_cmpint (failures->state, ==, LP_GOAL_UP);
  g_assert_cmpstr (spofs, ==, row->spofs);
  g_assert_cmpstr (partial, ==, row->partial);
  g_assert_cmpuint (failures->n_pairs, ==, row->n_pairs);
  g_assert_true (failures->complete);
}

/* The state after each two failures of nodes, [i * n + j]; with i = j after one. */
static LpGoalState *
judge_pairs (Oracle *oracle,
             LpGoal  goal,
             guint   n)
{
  guint64 events = oracle_get_events (oracle);
  g_autofree guint64 *failed = g_new (guint64, n * n);
  LpGoalState *states = g_new (LpGoalState, n * n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      failed[i * n + j] = events & (BIT (i) | BIT (j));
  oracle_judge_all (oracle, goal, n * n, failed, states);

  return states;
}

static void
check_against_oracle (LpDesign *design,
                      LpGoal    goal)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (Oracle) oracle = oracle_new (design);
  g_autoptr (LpFailures) failures = lp_failures_new (graph, goal, ALL_PAIRS, NULL);
  guint n = graph->n_nodes;
  g_autofree LpGoalState *after = NULL;
  guint64 events = oracle_get_events (oracle);
  guint64 spofs = 0;
  guint n_spofs = 0;
  guint n_partials = 0;
  guint n_pairs = 0;

  g_assert_cmpint (failures->state, ==, oracle_judge (oracle, goal, 0));
  if (!failures->holds)
    return;

  after = judge_pairs (oracle, goal, n);
  for (guint i = 0; i < n; i++)
    if ((events & BIT (i)) && after[i * n + i] == LP_GOAL_DOWN)
      {
        g_assert_cmpuint (n_spofs, <, failures->n_spofs);
        g_assert_cmpint (failures->spofs[n_spofs++], ==, i);
        g_assert_true (lp_failures_has_spof (failures, i));
        spofs |= BIT (i);
      }
    else if ((events & BIT (i)) && failures->state == LP_GOAL_UP &&
             after[i * n + i] == LP_GOAL_PART)
      {
        g_assert_cmpuint (n_partials, <, failures->n_partials);
        g_assert_cmpint (failures->partials[n_partials++], ==, i);
        g_assert_true (lp_failures_has_partial (failures, i));
      }
  g_assert_cmpuint (failures->n_spofs, ==, n_spofs);
  g_assert_cmpuint (failures->n_partials, ==, n_partials);

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if ((events & ~spofs & BIT (i)) && (events & ~spofs & BIT (j)) &&
          after[i * n + j] == LP_GOAL_DOWN)
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

/* What says an id by itself: rules of firewalls, and who promotes a database. */
static void
rename_mentioned (LpElement  *element,
                  GHashTable *ids)
{
  static const LpAttribute attributes[] = { LP_ATTRIBUTE_ALLOW_FROM, LP_ATTRIBUTE_ALLOW_TO,
                                            LP_ATTRIBUTE_PROMOTED_BY };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (lp_element_has (element, attributes[i]))
      {
        const char *id = g_hash_table_lookup (ids, lp_element_get_text (element, attributes[i]));

        if (id != NULL)
          lp_element_set_text (element, attributes[i], id);
      }
}

/* Gives every box another id, name, place and size. */
static void
disguise (GRand    *rand,
          LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        char *old = g_strdup (lp_element_get_id (each));
        char *id = g_strdup_printf ("x%u-%s", g_rand_int (rand), old);

        lp_element_set_text (each, LP_ATTRIBUTE_ID, id);
        g_hash_table_insert (ids, old, id);
        lp_element_set_text (each, LP_ATTRIBUTE_NAME, "Same");
        lp_element_set_number (each, LP_ATTRIBUTE_X, g_rand_int_range (rand, -1000, 1000));
        lp_element_set_number (each, LP_ATTRIBUTE_Y, g_rand_int_range (rand, -1000, 1000));
        lp_element_set_number (each, LP_ATTRIBUTE_WIDTH, g_rand_int_range (rand, 1, 1000));
      }

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    rename_mentioned (each, ids);
}

static void
test_names_and_places_change_nothing (void)
{
  guint32 start = g_test_rand_int ();

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (start + i);
      g_autoptr (LpDesign) design = designs_new_random (rand, 6 + i % 26, 64);
      g_autoptr (LpGraph) graph = lp_graph_new (design);
      LpGoal goal = i % LP_N_GOALS;
      g_autoptr (LpFailures) before = lp_failures_new (graph, goal, ALL_PAIRS, NULL);
      g_autoptr (LpFailures) after = NULL;
      g_autoptr (LpGraph) changed = NULL;

      g_test_message ("seed %u", start + i);
      disguise (rand, design);
      changed = lp_graph_new (design);
      after = lp_failures_new (changed, goal, ALL_PAIRS, NULL);

      g_assert_cmpint (after->holds, ==, before->holds);
      g_assert_cmpmem (after->spofs, after->n_spofs * sizeof (int),
                       before->spofs, before->n_spofs * sizeof (int));
      g_assert_cmpmem (after->pairs, after->n_pairs * sizeof (LpFatalPair),
                       before->pairs, before->n_pairs * sizeof (LpFatalPair));
    }
}

static LpGraph *
new_task_1 (void)
{
  guint n_rows;
  g_autoptr (LpDesign) design = sketch_new (designs_get_model_rows (&n_rows)[2].sketch);

  return lp_graph_new (design);
}

static void
test_pairs_stop_at_the_maximum (void)
{
  g_autoptr (LpGraph) graph = new_task_1 ();

  for (guint most = 0; most <= 13; most++)
    {
      g_autoptr (LpFailures) failures = lp_failures_new (graph, LP_GOAL_WRITE, most, NULL);

      g_assert_cmpuint (failures->n_pairs, ==, MIN (most, 12));
      g_assert_cmpint (failures->complete, ==, most >= 12);
      g_assert_cmpuint (failures->n_spofs, ==, 5);
    }
}

static void
test_cancelled_search_is_not_complete (void)
{
  g_autoptr (LpGraph) graph = new_task_1 ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LpFailures) failures = NULL;

  g_cancellable_cancel (cancellable);
  failures = lp_failures_new (graph, LP_GOAL_WRITE, ALL_PAIRS, cancellable);
  g_assert_cmpuint (failures->n_spofs, ==, 5);
  g_assert_cmpuint (failures->n_pairs, ==, 0);
  g_assert_false (failures->complete);
}

static void
test_nobody_to_serve_is_unknown (void)
{
  g_autoptr (LpDesign) design = sketch_new ("server s\n  web-server w\n");
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpFailures) failures = lp_failures_new (graph, LP_GOAL_READ, ALL_PAIRS, NULL);

  g_assert_cmpint (failures->state, ==, LP_GOAL_UNKNOWN);
  g_assert_cmpuint (failures->n_spofs, ==, 0);
  g_assert_cmpuint (failures->n_pairs, ==, 0);
}

/* Deep, so that nothing may recurse, and all in one cycle. */
static void
test_long_chains_there_and_back (void)
{
  const guint n = 2000;
  LpGraphNode *nodes = g_new0 (LpGraphNode, n);
  LpGraphLink *links = g_new0 (LpGraphLink, 2 * n);
  g_autoptr (LpGraph) graph = NULL;
  g_autoptr (LpFailures) failures = NULL;
  guint n_links = 0;

  for (guint i = 0; i < n; i++)
    {
      nodes[i] = (LpGraphNode) { .kind = LP_KIND_LOAD_BALANCER, .parent = -1, .fails = TRUE };
      if (i + 1 < n)
        links[n_links++] = (LpGraphLink) { .from = i, .to = i + 1, .required = TRUE, .pool = 1 };
      if (i > 1)
        links[n_links++] = (LpGraphLink) { .from = i, .to = i - 1, .required = TRUE, .pool = 1 };
    }
  for (guint i = 0; i < n_links; i++)
    {
      links[i].flow = LP_FLOW_REQUEST;
      links[i].mask = LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_POOL);
    }
  nodes[0].kind = LP_KIND_CLIENT;
  nodes[0].fails = FALSE;
  nodes[n - 1].kind = LP_KIND_WEB_SERVER;
  n_links--;

  graph = lp_graph_new_take (nodes, n, links, n_links);
  failures = lp_failures_new (graph, LP_GOAL_READ, ALL_PAIRS, NULL);
  g_assert_true (failures->holds);
  g_assert_cmpuint (failures->n_spofs, ==, n - 1);
  g_assert_true (failures->complete);
}

/* A visitor, and behind @n of @kind that are joined with all a web server. */
static LpGraph *
new_clique (LpKind kind,
            guint  n)
{
  LpGraphNode *nodes = g_new0 (LpGraphNode, n + 2);
  LpGraphLink *links = g_new0 (LpGraphLink, n * n + 2);
  guint n_links = 0;

  nodes[0] = (LpGraphNode) { .kind = LP_KIND_CLIENT, .parent = -1 };
  nodes[1] = (LpGraphNode) { .kind = LP_KIND_WEB_SERVER, .parent = -1, .fails = TRUE };
  for (guint i = 2; i < n + 2; i++)
    nodes[i] = (LpGraphNode) { .kind = kind, .parent = -1, .fails = TRUE };
  for (guint i = 2; i < n + 2; i++)
    for (guint k = 2; k < n + 2; k++)
      if (i != k)
        links[n_links++] = (LpGraphLink) { .from = i, .to = k };
  links[n_links++] = (LpGraphLink) { .from = 0, .to = 2 };
  links[n_links++] = (LpGraphLink) { .from = n + 1, .to = 1 };
  for (guint i = 0; i < n_links; i++)
    {
      links[i].flow = LP_FLOW_REQUEST;
      links[i].required = TRUE;
    }

  return lp_graph_new_take (nodes, n + 2, links, n_links);
}

/* There are more ways through it than there are atoms. */
static void
test_what_is_too_entangled_is_unknown (void)
{
  g_autoptr (LpGraph) graph = new_clique (LP_KIND_ROUTER, 40);

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      g_autoptr (LpFailures) failures = lp_failures_new (graph, goal, ALL_PAIRS, NULL);
      g_autoptr (LpDrill) drill = lp_drill_new (graph, goal, NULL, 0);

      g_assert_true (failures->entangled);
      g_assert_cmpint (failures->state, ==, LP_GOAL_UNKNOWN);
      g_assert_false (failures->holds);
      g_assert_false (failures->complete);
      g_assert_cmpuint (failures->n_spofs + failures->n_partials + failures->n_pairs, ==, 0);
      g_assert_cmpint (drill->state, ==, LP_GOAL_UNKNOWN);
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
  g_test_add_func ("/failure/names", test_names_and_places_change_nothing);
  g_test_add_func ("/failure/maximum", test_pairs_stop_at_the_maximum);
  g_test_add_func ("/failure/cancel", test_cancelled_search_is_not_complete);
  g_test_add_func ("/failure/nobody", test_nobody_to_serve_is_unknown);
  g_test_add_func ("/failure/long", test_long_chains_there_and_back);
  g_test_add_func ("/failure/entangled", test_what_is_too_entangled_is_unknown);

  return g_test_run ();
}
