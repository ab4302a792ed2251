/* SPDX-License-Identifier: MIT */
/* availability.c: solves a fault tree module by module. */
#include "config.h"

#include "analysis/availability.h"

#include "analysis/module.h"

/* The bound on memory (about 64 bytes each) and on time. */
#define MAX_NODES (1u << 19)
#define MAX_STEPS (G_GUINT64_CONSTANT (1) << 22)

#define HOURS_PER_YEAR 8760

/* Inner ones first. Fails when cancelled. */
static gboolean
solve_modules (LpModules    *modules,
               GArray       *leaf_start,
               GCancellable *cancellable)
{
  const GArray *list = modules->tree->list;

  for (guint i = 0; i < list->len; i++)
    {
      g_array_append_val (leaf_start, modules->leaves->len);
      if (!lp_modules_solve (modules, g_array_index (list, guint, i)))
        return FALSE;
    }
  g_array_append_val (leaf_start, modules->leaves->len);

  return !g_cancellable_is_cancelled (cancellable);
}

/* From the root inwards: what a leaf means to the goal is what it means to its module times what
 * that means to the goal. */
static void
rate_nodes (LpAvailability  *self,
            const LpModules *modules,
            const GArray    *leaf_start,
            const LpGraph   *graph)
{
  const LpFaultTree *tree = modules->tree;
  g_autofree double *importance = g_new0 (double, tree->n_vertices);

  importance[tree->root] = 1;
  for (guint i = tree->list->len; i-- > 0;)
    {
      guint module = g_array_index (tree->list, guint, i);
      guint end = g_array_index (leaf_start, guint, i + 1);

      for (guint k = g_array_index (leaf_start, guint, i); k < end; k++)
        {
          const LpLeaf *leaf = &g_array_index (modules->leaves, LpLeaf, k);

          importance[leaf->term] += importance[module] * leaf->slope;
        }
    }

  for (guint i = 0; i < tree->formula->terms->len; i++)
    {
      const LpTerm *term = lp_formula_get_term (tree->formula, i);

      if (term->type == LP_TERM_EVENT)
        {
          self->importance[term->number] = importance[i];
          self->gain[term->number] = importance[i] * (1 - graph->nodes[term->number].availability);
        }
    }
}

static void
set_chances (LpModules     *modules,
             const LpGraph *graph)
{
  for (guint i = 0; i < modules->tree->formula->terms->len; i++)
    {
      const LpTerm *term = lp_formula_get_term (modules->tree->formula, i);

      if (term->type == LP_TERM_EVENT)
        modules->lower[i] = modules->upper[i] = graph->nodes[term->number].availability;
    }
}

static gboolean
is_down (const LpFormula *formula)
{
  g_autofree guint8 *values = g_new (guint8, formula->terms->len);

  lp_formula_evaluate (formula, NULL, values);

  return !values[formula->some];
}

LpAvailability *
lp_availability_new (const LpGraph *graph,
                     LpGoal         goal,
                     LpExtent       extent,
                     GCancellable  *cancellable)
{
  return lp_availability_new_within (graph, goal, extent, MAX_NODES, MAX_STEPS, cancellable);
}

LpAvailability *
lp_availability_new_within (const LpGraph *graph,
                            LpGoal         goal,
                            LpExtent       extent,
                            guint          max_nodes,
                            guint64        max_steps,
                            GCancellable  *cancellable)
{
  g_autoptr (LpAvailability) self = g_new0 (LpAvailability, 1);
  const LpFormula *formula = lp_formula_of_graph (graph, goal);
  g_autoptr (LpFaultTree) tree =
    lp_fault_tree_new (formula, extent == LP_EXTENT_SOME ? formula->some : formula->every);
  g_autoptr (GArray) leaf_start = g_array_new (FALSE, FALSE, sizeof (guint));
  LpModules modules;

  self->goal = goal;
  self->extent = extent;
  self->n_nodes = graph->n_nodes;
  self->importance = g_new0 (double, graph->n_nodes);
  self->gain = g_new0 (double, graph->n_nodes);

  if (!formula->known)
    {
      self->upper = 1;
      return g_steal_pointer (&self);
    }
  if (is_down (formula))
    return g_steal_pointer (&self);

  lp_modules_init (&modules, tree, max_nodes, max_steps, cancellable);
  set_chances (&modules, graph);
  if (!solve_modules (&modules, leaf_start, cancellable))
    {
      g_clear_pointer (&self, lp_availability_free);
    }
  else
    {
      self->lower = modules.lower[tree->root];
      self->upper = modules.upper[tree->root];
      rate_nodes (self, &modules, leaf_start, graph);
    }
  lp_modules_clear (&modules);

  return g_steal_pointer (&self);
}

void
lp_availability_free (LpAvailability *self)
{
  if (self == NULL)
    return;

  g_free (self->importance);
  g_free (self->gain);
  g_free (self);
}

gboolean
lp_availability_is_exact (const LpAvailability *self)
{
  return self->lower == self->upper;
}

double
lp_availability_get_value (const LpAvailability *self)
{
  return (self->lower + self->upper) / 2;
}

double
lp_availability_to_percent (double availability)
{
  const double last = 99.9999;

  return availability < 1 ? MIN (availability * 100, last) : 100;
}

double
lp_availability_to_hours_down (double availability)
{
  return (1 - availability) * HOURS_PER_YEAR;
}
