/* SPDX-License-Identifier: MIT */
/* The sets say what trying each failure says: on formulas of all shapes, and on designs. */
#include "config.h"

#include "analysis/stop-sets.h"

#include "analysis/formula-private.h"
#include "designs.h"

#define MAX_NODES 10
#define N_RANDOM 20000
#define N_DESIGNS 3000

/* A formula that nothing stands behind. */
static void
append (LpFormula   *self,
        LpTermType   type,
        int          number,
        const guint *below,
        guint        n_below)
{
  LpTerm term = { type, number, self->below->len, n_below };

  if (n_below > 0)
    g_array_append_vals (self->below, below, n_below);
  g_array_append_val (self->terms, term);
}

static void
append_random (LpFormula *self,
               GRand     *rand,
               guint      first,
               guint      n)
{
  const guint width = g_rand_int_range (rand, 1, 8);
  const gboolean may_circle = g_rand_boolean (rand);
  const gboolean may_choose = g_rand_boolean (rand);

  for (guint i = 0; i < n; i++)
    {
      const LpTermType type = g_rand_int_range (rand, LP_TERM_ALL,
                                                may_choose ? LP_TERM_CHOICE + 1 : LP_TERM_CHOICE);
      guint below[8];
      const guint n_below = type == LP_TERM_CHOICE ? 3 : g_rand_int_range (rand, 1, width + 1);
      const guint end = may_circle && g_rand_int_range (rand, 0, 4) == 0 ? first + n : first + i;

      for (guint k = 0; k < n_below; k++)
        {
          below[k] = g_rand_int_range (rand, 1, end);
          below[k] -= below[k] == first + i;
        }
      append (self, type, -1, below, n_below);
    }
}

static void
set_visitors (LpFormula *self,
              GRand     *rand)
{
  const guint n = self->graph->n_nodes, n_terms = self->terms->len;
  guint some[MAX_NODES], every[MAX_NODES];

  self->visitors = g_new (int, n);
  self->services = g_new (LpServing, n);
  self->n_visitors = g_rand_int_range (rand, 1, n + 1);
  for (guint i = 0; i < n; i++)
    {
      self->services[i] = (LpServing) { LP_TERM_TRUE, n_terms + 2 * i, n_terms + 2 * i + 1 };
      for (guint k = 0; k < 2; k++)
        {
          const guint below = g_rand_int_range (rand, 2, n_terms);

          append (self, LP_TERM_ALL, -1, &below, 1);
        }
      if (i >= self->n_visitors)
        continue;
      self->visitors[i] = i;
      some[i] = self->services[i].some;
      every[i] = self->services[i].every;
    }
  self->some = self->n_visitors == 1 ? some[0] : self->terms->len;
  if (self->n_visitors > 1)
    append (self, LP_TERM_ALL, -1, some, self->n_visitors);
  self->every = self->n_visitors == 1 ? every[0] : self->terms->len;
  if (self->n_visitors > 1)
    append (self, LP_TERM_ALL, -1, every, self->n_visitors);
}

static LpFormula *
make_random (GRand         *rand,
             const LpGraph *graph)
{
  LpFormula *self = g_new0 (LpFormula, 1);

  self->graph = graph;
  self->conversations = lp_conversations_get (graph);
  self->terms = g_array_new (FALSE, FALSE, sizeof (LpTerm));
  self->below = g_array_new (FALSE, FALSE, sizeof (guint));
  self->events = g_new0 (guint, graph->n_nodes);
  append (self, LP_TERM_ALL, -1, NULL, 0);
  append (self, LP_TERM_ANY, -1, NULL, 0);
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      self->events[i] = self->terms->len;
      append (self, LP_TERM_EVENT, i, NULL, 0);
    }
  append_random (self, rand, self->terms->len, g_rand_int_range (rand, 1, 40));
  set_visitors (self, rand);
  lp_formula_sort (self);

  return self;
}

static LpGraph *
make_nodes (guint n)
{
  LpGraphNode *nodes = g_new0 (LpGraphNode, n);

  for (guint i = 0; i < n; i++)
    nodes[i] = (LpGraphNode) { .kind = LP_KIND_CACHE, .parent = -1, .fails = TRUE };

  return lp_graph_new_take (nodes, n, g_new0 (LpGraphLink, 1), 0);
}

/* By the nodes that have failed, one or two: the value of each term. */
static guint8 *
try (const LpFormula *formula,
     int              a,
     int              b)
{
  g_autofree guint8 *failed = g_new0 (guint8, formula->graph->n_nodes + 1);
  guint8 *values = g_new (guint8, formula->terms->len);

  if (a >= 0)
    failed[a] = TRUE;
  if (b >= 0)
    failed[b] = TRUE;
  lp_formula_evaluate (formula, failed, values);

  return values;
}

static void
mark_cb (int      node,
         gpointer data)
{
  ((guint8 *) data)[node] = TRUE;
}

static gboolean
is_event (const LpFormula *formula,
          guint            node)
{
  return formula->events[node] > LP_TERM_FALSE && formula->events[node] < formula->n_goal;
}

static void
check_sets (const LpFormula  *formula,
            const LpStopSets *sets)
{
  const guint n = formula->graph->n_nodes;
  g_autofree guint8 *before = try (formula, -1, -1);
  g_autofree guint8 *changes = g_new0 (guint8, n * formula->n_goal);

  for (guint term = 0; term < formula->n_goal; term++)
    {
      g_autofree guint8 *seen = g_new0 (guint8, lp_stop_sets_get_n_cells (sets));

      g_assert_cmpint (lp_stop_sets_holds (sets, term), ==, before[term]);
      lp_stop_sets_foreach (sets, term, seen, mark_cb, &changes[term * n]);
    }
  for (guint node = 0; node < n; node++)
    {
      g_autofree guint8 *after = try (formula, node, -1);

      for (guint term = 0; term < formula->n_goal; term++)
        g_assert_cmpint (changes[term * n + node], ==, after[term] != before[term]);
    }
}

static gboolean
is_fatal (const LpFormula *formula,
          int              a,
          int              b)
{
  g_autofree guint8 *values = try (formula, a, b);

  return !values[formula->some];
}

static void
check_pairs (const LpFormula *formula,
             LpStopSets      *sets)
{
  const guint n = formula->graph->n_nodes;
  g_autofree guint8 *proof = lp_stop_sets_dup_proof (sets);

  for (guint a = 0; a < n; a++)
    {
      g_autofree guint8 *found = g_new0 (guint8, n);

      if (!is_event (formula, a) || formula->events[a] >= formula->n_some ||
          is_fatal (formula, a, -1))
        continue;

      g_assert_true (lp_stop_sets_foreach_after (sets, lp_stop_sets_get_class (sets, a), mark_cb,
                                                 found));
      for (guint b = 0; b < n; b++)
        if (b != a && is_event (formula, b) && !is_fatal (formula, b, -1))
          {
            g_assert_cmpint (found[b], ==, is_fatal (formula, a, b));
            g_assert_true (!found[b] || proof[a] || proof[b]);
          }
    }
}

/* Whatever fails that is not in the proof. */
static void
check_proof (GRand            *rand,
             const LpFormula  *formula,
             const LpStopSets *sets)
{
  g_autofree guint8 *proof = lp_stop_sets_dup_proof (sets);
  g_autofree guint8 *failed = g_new0 (guint8, formula->graph->n_nodes + 1);
  g_autofree guint8 *values = g_new (guint8, formula->terms->len);

  for (guint i = 0; i < 8; i++)
    {
      for (guint node = 0; node < formula->graph->n_nodes; node++)
        failed[node] = !proof[node] && g_rand_boolean (rand);
      lp_formula_evaluate (formula, failed, values);
      g_assert_true (values[formula->some]);
    }
}

static void
check (GRand           *rand,
       const LpFormula *formula)
{
  g_autoptr (LpStopSets) sets = lp_stop_sets_new (formula, G_MAXUINT / 4, G_MAXUINT64);

  g_assert_nonnull (sets);
  check_sets (formula, sets);
  if (!lp_stop_sets_holds (sets, formula->some))
    return;

  check_proof (rand, formula, sets);
  check_pairs (formula, sets);
}

static void
test_random_formulas_agree_with_trying_all (void)
{
  const guint n = g_test_slow () ? 20 * N_RANDOM : N_RANDOM;
  const guint32 start = g_test_rand_int ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (start + i);
      g_autoptr (LpGraph) graph = make_nodes (2 + i % (MAX_NODES - 1));
      g_autoptr (LpFormula) formula = make_random (rand, graph);

      g_test_message ("seed %u", start + i);
      check (rand, formula);
    }
}

static void
test_random_designs_agree_with_trying_all (void)
{
  const guint n = g_test_slow () ? 20 * N_DESIGNS : N_DESIGNS;
  const guint32 start = g_test_rand_int ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (start + i);
      g_autoptr (LpDesign) design = designs_new_random (rand, 6 + i % 26, 64);
      g_autoptr (LpGraph) graph = lp_graph_new (design);

      g_test_message ("seed %u", start + i);
      for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
        {
          g_autoptr (LpFormula) formula = lp_formula_new (lp_conversations_get (graph), goal);

          check (rand, formula);
        }
    }
}

/* What does not fit is not there, instead of wrong. */
static void
test_bounds_are_kept (void)
{
  const guint32 start = g_test_rand_int ();

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (start + i);
      g_autoptr (LpGraph) graph = make_nodes (MAX_NODES);
      g_autoptr (LpFormula) formula = make_random (rand, graph);
      g_autoptr (LpStopSets) sets = NULL;

      g_test_message ("seed %u", start + i);
      sets = lp_stop_sets_new (formula, 1 + i % 50, G_MAXUINT64);
      if (sets != NULL)
        {
          g_assert_cmpuint (lp_stop_sets_get_n_cells (sets), <=, 1 + i % 50);
          check_sets (formula, sets);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stop-sets/formulas", test_random_formulas_agree_with_trying_all);
  g_test_add_func ("/stop-sets/designs", test_random_designs_agree_with_trying_all);
  g_test_add_func ("/stop-sets/bounds", test_bounds_are_kept);

  return g_test_run ();
}
