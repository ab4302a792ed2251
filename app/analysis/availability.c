/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/availability.h"

#include "analysis/functions.h"
#include "analysis/fault-tree.h"
#include "analysis/stop-sets.h"

/* The bound on memory (about 64 bytes each) and on time for each module. */
#define MAX_NODES (1u << 19)
#define MAX_STEPS (G_GUINT64_CONSTANT (1) << 21)

/* Rounds through a cycle, at most, and when the time is used up. */
#define MAX_ROUNDS 64
#define MIN_ROUNDS 4
#define ROUNDS_TO_EXPECT 8

#define HOURS_PER_YEAR 8760

/* An event or inner module, seen from the module that it is in. */
typedef struct
{
  guint  term;
  double slope;       /* How the chance of the module changes with its own. */
} Leaf;

typedef struct
{
  const LpFaultTree *tree;
  const LpOrder     *order;
  GCancellable      *cancellable;
  guint64            max_steps;     /* For each try at a module. */

  double            *lower;         /* By term, of events and modules: the chance to hold. */
  double            *upper;
  GArray            *leaves;        /* Leaf, module by module. */
  GArray            *leaf_start;    /* guint, by place in the list of modules. */

  /* One module. */
  guint              module;
  GArray            *terms;         /* guint: what is in it, what is below first. */
  guint             *slots;         /* By term: its slot. */
  guint             *seen;          /* By term: the last trial that it was found in. */
  guint              trial;
  LpFunctions        functions;
  GArray            *uses;          /* guint, by slot: how many terms still need it. */
  guint              n_operations;  /* To combine all terms. */
} Search;

/* The first slots are to work with, those of terms follow. */
enum { WORK, OLD, FIRST_SLOT };

static LpBounds *
get_bounds (Search *self,
            guint   term)
{
  return lp_functions_get (&self->functions, self->slots[term]);
}

static gboolean
is_leaf (const Search *self,
         guint         term)
{
  const LpTerm *t = lp_fault_tree_get_term (self->tree, term);

  return t->type == LP_TERM_EVENT || (t->module && term != self->module);
}

/* Combines all terms below @term in its slot, from the last on: these have the last variables, and
 * to put a function before another costs no more than its own size. */
static gboolean
combine_below (Search *self,
               guint   term)
{
  const LpTerm *t = lp_fault_tree_get_term (self->tree, term);
  gboolean all = t->type == LP_TERM_ALL;
  const guint *below = &g_array_index (self->tree->below, guint, t->first_below);

  *get_bounds (self, term) = all ? LP_BOUNDS_TRUE : LP_BOUNDS_FALSE;
  for (guint i = t->n_below; i-- > 0;)
    if (!lp_functions_combine (&self->functions, all ? LP_BDD_AND : LP_BDD_OR,
                               self->slots[term], self->slots[below[i]], self->slots[term]))
      return FALSE;

  return TRUE;
}

static gboolean
combine_takeover (Search *self,
                  guint   term)
{
  const LpTerm *t = lp_fault_tree_get_term (self->tree, term);
  const guint *below = &g_array_index (self->tree->below, guint, t->first_below);
  LpFunctions *functions = &self->functions;
  guint up = self->slots[below[0]];
  guint itself = self->slots[below[1]];
  guint standby = self->slots[below[2]];
  guint to = self->slots[term];

  return lp_functions_combine (functions, LP_BDD_AND, to, up, itself) &&
         lp_functions_combine (functions, LP_BDD_NOT_AND, WORK, up, standby) &&
         lp_functions_combine (functions, LP_BDD_OR, to, to, WORK);
}

/* A term of which all that it needs is in its slot; terms of a cycle that are no gates are not
 * yet. */
static gboolean
combine_term (Search *self,
              guint   term)
{
  const LpTerm *t = lp_fault_tree_get_term (self->tree, term);

  for (guint i = 0; t->cycle >= 0 && i < t->n_below; i++)
    {
      guint below = g_array_index (self->tree->below, guint, t->first_below + i);

      if (below >= self->order->n_gates &&
          lp_fault_tree_get_term (self->tree, below)->cycle == t->cycle &&
          !combine_term (self, below))
        return FALSE;
    }

  return t->type == LP_TERM_TAKEOVER ? combine_takeover (self, term) : combine_below (self, term);
}

/* One round: each gate of the cycle from what the others are now. Fails when cancelled. */
static gboolean
combine_round (Search   *self,
               guint     first,
               guint     end,
               gboolean *changed)
{
  *changed = FALSE;
  for (guint i = first; i < end; i++)
    {
      const LpBounds *old = lp_functions_get (&self->functions, OLD);

      *lp_functions_get (&self->functions, OLD) = *get_bounds (self, i);
      if (!combine_term (self, i))
        return FALSE;

      old = lp_functions_get (&self->functions, OLD);
      *changed = *changed || old->below != get_bounds (self, i)->below ||
                 old->above != get_bounds (self, i)->above;
    }

  return TRUE;
}

/* Until nothing changes, or not worth it any more. */
static gboolean
combine_rounds (Search   *self,
                guint     first,
                guint     end,
                gboolean *changed)
{
  guint round = 0;

  do
    if (!combine_round (self, first, end, changed))
      return FALSE;
  while (*changed &&
         ++round < (lp_functions_are_tired (&self->functions) ? MIN_ROUNDS : MAX_ROUNDS));

  return TRUE;
}

/* The least fixed point: no gate serves at first, and round by round those that then can. If that
 * finds no end, or is not exact, each round was still a lower bound; upper bounds then fall, round
 * by round, from everything. */
static gboolean
combine_cycle (Search *self,
               guint   cycle)
{
  guint group = lp_fault_tree_get_term (self->tree, cycle)->number;
  guint first = self->order->group_start[group];
  guint end = self->order->group_start[group + 1];
  gboolean rough;

  for (guint i = first; i < end; i++)
    *get_bounds (self, i) = LP_BOUNDS_FALSE;
  if (!combine_rounds (self, first, end, &rough))
    return FALSE;

  for (guint i = first; i < end; i++)
    rough = rough || !lp_bounds_are_exact (get_bounds (self, i));
  if (!rough)
    return TRUE;

  for (guint i = first; i < end; i++)
    {
      get_bounds (self, i)->above = LP_BDD_TRUE;
      get_bounds (self, i)->upper = 1;
    }

  return combine_rounds (self, first, end, &rough);
}

static void
add_slot (Search *self,
          guint   term)
{
  self->seen[term] = self->trial;
  self->slots[term] = lp_functions_add (&self->functions);
  g_array_set_size (self->uses, self->uses->len + 1);
}

/* Gives a slot to the gates of a cycle and to the pools and such that belong to them. */
static void
add_cycle_slots (Search *self,
                 guint   term)
{
  const LpTerm *t = lp_fault_tree_get_term (self->tree, term);

  if (self->seen[term] != self->trial)
    add_slot (self, term);
  self->n_operations += ROUNDS_TO_EXPECT * t->n_below;
  for (guint i = 0; i < t->n_below; i++)
    {
      guint below = g_array_index (self->tree->below, guint, t->first_below + i);

      if (below >= self->order->n_gates &&
          lp_fault_tree_get_term (self->tree, below)->cycle == t->cycle)
        add_cycle_slots (self, below);
    }
}

typedef struct
{
  guint term;
  guint next;
} Frame;

static void
add_term (Search *self,
          guint   term,
          GArray *frames)
{
  const LpTerm *t = lp_fault_tree_get_term (self->tree, term);
  Frame frame = { term, 0 };

  add_slot (self, term);
  g_array_append_val (frames, frame);
  if (t->type == LP_TERM_CYCLE)
    for (guint i = self->order->group_start[t->number];
         i < self->order->group_start[t->number + 1];
         i++)
      add_cycle_slots (self, i);
}

static void
meet_term (Search *self,
           guint   term,
           GArray *frames)
{
  Leaf leaf = { term, 0 };

  if (self->seen[term] != self->trial && is_leaf (self, term))
    {
      add_slot (self, term);
      g_array_append_val (self->leaves, leaf);
    }
  else if (self->seen[term] != self->trial)
    {
      add_term (self, term, frames);
    }

  g_array_index (self->uses, guint, self->slots[term])++;
}

/* Lists the terms and leaves of the module, depth first, and gives each a slot. */
static void
enter_module (Search *self,
              guint   first_leaf)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));

  self->n_operations = 0;
  g_array_set_size (self->leaves, first_leaf);
  g_array_set_size (self->terms, 0);
  g_array_set_size (self->uses, 0);
  g_array_set_size (self->uses, FIRST_SLOT);

  add_term (self, self->module, frames);
  while (frames->len > 0)
    {
      Frame *frame = &g_array_index (frames, Frame, frames->len - 1);
      guint n;
      const guint *needed = lp_fault_tree_get_needed (self->tree, frame->term, &n);

      if (frame->next < n)
        {
          self->n_operations++;
          meet_term (self, needed[frame->next++], frames);
        }
      else
        {
          g_array_append_val (self->terms, frame->term);
          g_array_set_size (frames, frames->len - 1);
        }
    }
}

/* Puts the leaves in the order in which they are met breadth first. */
static void
sort_leaves_by_level (Search *self,
                      guint   first_leaf)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *met = g_new0 (guint8, self->uses->len);

  g_array_append_val (queue, self->module);
  g_array_set_size (self->leaves, first_leaf);
  for (guint i = 0; i < queue->len; i++)
    {
      guint n;
      const guint *needed = lp_fault_tree_get_needed (self->tree, g_array_index (queue, guint, i), &n);

      for (guint k = 0; k < n; k++)
        {
          Leaf leaf = { needed[k], 0 };

          if (met[self->slots[needed[k]]])
            continue;

          met[self->slots[needed[k]]] = TRUE;
          if (is_leaf (self, needed[k]))
            g_array_append_val (self->leaves, leaf);
          else
            g_array_append_val (queue, needed[k]);
        }
    }
}

/* What nobody needs any more takes no room. */
static void
release_needed (Search *self,
                guint   term)
{
  guint n;
  const guint *needed = lp_fault_tree_get_needed (self->tree, term, &n);

  for (guint i = 0; i < n; i++)
    if (--g_array_index (self->uses, guint, self->slots[needed[i]]) == 0)
      *get_bounds (self, needed[i]) = LP_BOUNDS_FALSE;
}

/* Combines all terms of the module into one function. Fails when cancelled. */
static gboolean
combine_module (Search *self)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      guint term = g_array_index (self->terms, guint, i);
      const LpTerm *t = lp_fault_tree_get_term (self->tree, term);

      if (t->type == LP_TERM_CYCLE ? !combine_cycle (self, term)
                                   : t->cycle < 0 && !combine_term (self, term))
        return FALSE;
      release_needed (self, term);
    }

  return TRUE;
}

/* With one order of the variables. Fails when cancelled. */
static gboolean
try_module (Search   *self,
            guint     first_leaf,
            gboolean  by_level)
{
  self->trial++;
  lp_functions_reset (&self->functions, FIRST_SLOT);
  enter_module (self, first_leaf);
  lp_functions_expect (&self->functions, self->n_operations, self->max_steps);

  if (by_level)
    sort_leaves_by_level (self, first_leaf);
  for (guint i = first_leaf; i < self->leaves->len; i++)
    {
      guint term = g_array_index (self->leaves, Leaf, i).term;

      lp_functions_set_variable (&self->functions, self->slots[term],
                                 self->lower[term], self->upper[term]);
    }

  return combine_module (self);
}

/* Depth first is right for services side by side, by level for meshes. What neither makes exact
 * is between the best of both bounds. */
static gboolean
solve_module (Search *self)
{
  guint first_leaf = self->leaves->len;
  g_autofree double *slopes = NULL;
  LpBounds bounds;

  if (!try_module (self, first_leaf, FALSE))
    return FALSE;

  bounds = *get_bounds (self, self->module);
  if (!lp_bounds_are_exact (&bounds))
    {
      LpBounds other;

      if (!try_module (self, first_leaf, TRUE))
        return FALSE;

      other = *get_bounds (self, self->module);
      if (!lp_bounds_are_exact (&other))
        {
          other.lower = MAX (other.lower, bounds.lower);
          other.upper = MIN (other.upper, bounds.upper);
        }
      bounds = other;
    }

  self->lower[self->module] = bounds.lower;
  self->upper[self->module] = bounds.upper;
  slopes = lp_bdd_dup_slopes (self->functions.bdd, bounds.below);
  for (guint i = first_leaf; i < self->leaves->len; i++)
    g_array_index (self->leaves, Leaf, i).slope = slopes[i - first_leaf];

  return TRUE;
}

/* Most modules are plain: all or any of some leaves. They need no diagram. */
static gboolean
is_plain (const Search *self,
          guint         module)
{
  const LpTerm *t = lp_fault_tree_get_term (self->tree, module);

  if (t->cycle >= 0 || (t->type != LP_TERM_ALL && t->type != LP_TERM_ANY))
    return FALSE;

  for (guint i = 0; i < t->n_below; i++)
    {
      const LpTerm *below;

      below = lp_fault_tree_get_term (self->tree,
                                      g_array_index (self->tree->below, guint, t->first_below + i));
      if (below->type != LP_TERM_EVENT && !below->module)
        return FALSE;
    }

  return TRUE;
}

/* The slope of a leaf is the product of all others: those before it times those behind it. */
static void
solve_plain (Search *self)
{
  const LpTerm *t = lp_fault_tree_get_term (self->tree, self->module);
  gboolean all = t->type == LP_TERM_ALL;
  guint first = self->leaves->len;
  double lower = 1, upper = 1, before = 1, behind = 1;

  for (guint i = 0; i < t->n_below; i++)
    {
      guint term = g_array_index (self->tree->below, guint, t->first_below + i);
      Leaf leaf = { term, before };

      g_array_append_val (self->leaves, leaf);
      lower *= all ? self->lower[term] : 1 - self->lower[term];
      upper *= all ? self->upper[term] : 1 - self->upper[term];
      before *= all ? self->lower[term] : 1 - self->lower[term];
    }

  for (guint i = self->leaves->len; i-- > first;)
    {
      Leaf *leaf = &g_array_index (self->leaves, Leaf, i);

      leaf->slope *= behind;
      behind *= all ? self->lower[leaf->term] : 1 - self->lower[leaf->term];
    }

  self->lower[self->module] = all ? lower : 1 - lower;
  self->upper[self->module] = all ? upper : 1 - upper;
}

static gboolean
solve_modules (Search *self)
{
  for (guint i = 0; i < self->tree->modules->len; i++)
    {
      self->module = g_array_index (self->tree->modules, guint, i);
      g_array_append_val (self->leaf_start, self->leaves->len);

      if (is_plain (self, self->module))
        solve_plain (self);
      else if (!solve_module (self))
        return FALSE;
    }
  g_array_append_val (self->leaf_start, self->leaves->len);

  return !g_cancellable_is_cancelled (self->cancellable);
}

/* From the root inwards: what a leaf means to the goal is what it means to its module times what
 * that means to the goal. */
static void
rate_nodes (LpAvailability *self,
            const Search   *search,
            const LpGraph  *graph)
{
  g_autofree double *importance = g_new0 (double, search->tree->terms->len);

  importance[search->tree->root] = 1;
  for (guint i = search->tree->modules->len; i-- > 0;)
    {
      guint module = g_array_index (search->tree->modules, guint, i);
      guint end = g_array_index (search->leaf_start, guint, i + 1);

      for (guint k = g_array_index (search->leaf_start, guint, i); k < end; k++)
        {
          const Leaf *leaf = &g_array_index (search->leaves, Leaf, k);

          importance[leaf->term] += importance[module] * leaf->slope;
        }
    }

  for (guint i = 0; i < search->tree->terms->len; i++)
    {
      const LpTerm *term = lp_fault_tree_get_term (search->tree, i);

      if (term->type == LP_TERM_EVENT)
        {
          self->importance[term->number] = importance[i];
          self->gain[term->number] = importance[i] * (1 - graph->nodes[term->number].availability);
        }
    }
}

typedef struct
{
  const LpGraph *graph;
  double         chance;
} Spofs;

static void
add_spof_cb (int      event,
             gpointer data)
{
  Spofs *spofs = data;

  spofs->chance *= spofs->graph->nodes[event].availability;
}

/* While a single point of failure is down the goal does not hold, whatever else is. */
static void
limit_by_spofs (LpAvailability *self,
                const LpNeeds  *needs,
                const LpOrder  *order)
{
  g_autoptr (LpStopSets) sets = lp_stop_sets_new (needs, order);
  Spofs spofs = { needs->graph, 1 };

  if (!lp_stop_sets_goal_holds (sets))
    return;

  lp_stop_sets_foreach (sets, add_spof_cb, &spofs);
  self->upper = MIN (self->upper, spofs.chance);
  self->lower = MIN (self->lower, self->upper);
}

static void
clear_search (Search *self)
{
  lp_functions_clear (&self->functions);
  g_free (self->lower);
  g_free (self->upper);
  g_array_unref (self->leaves);
  g_array_unref (self->leaf_start);
  g_array_unref (self->terms);
  g_free (self->slots);
  g_free (self->seen);
  g_array_unref (self->uses);
}

static void
init_search (Search            *self,
             const LpGraph     *graph,
             const LpOrder     *order,
             const LpFaultTree *tree,
             guint              max_nodes,
             guint64            max_steps,
             GCancellable      *cancellable)
{
  guint n = tree->terms->len;

  self->tree = tree;
  self->order = order;
  self->max_steps = max_steps;
  lp_functions_init (&self->functions, max_nodes, tree->monotone, cancellable);
  self->cancellable = cancellable;
  self->lower = g_new0 (double, n);
  self->upper = g_new0 (double, n);
  self->leaves = g_array_new (FALSE, FALSE, sizeof (Leaf));
  self->leaf_start = g_array_new (FALSE, FALSE, sizeof (guint));
  self->terms = g_array_new (FALSE, FALSE, sizeof (guint));
  self->slots = g_new (guint, n);
  self->seen = g_new0 (guint, n);
  self->uses = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    if (lp_fault_tree_get_term (tree, i)->type == LP_TERM_EVENT)
      self->lower[i] = self->upper[i] =
        graph->nodes[lp_fault_tree_get_term (tree, i)->number].availability;
}

LpAvailability *
lp_availability_new (const LpGraph *graph,
                     LpGoal         goal,
                     GCancellable  *cancellable)
{
  return lp_availability_new_within (graph, goal, MAX_NODES, MAX_STEPS, cancellable);
}

LpAvailability *
lp_availability_new_within (const LpGraph *graph,
                            LpGoal         goal,
                            guint          max_nodes,
                            guint64        max_steps,
                            GCancellable  *cancellable)
{
  g_autoptr (LpAvailability) self = g_new0 (LpAvailability, 1);
  g_autoptr (LpNeeds) needs = lp_needs_new (graph, goal);
  g_autoptr (LpOrder) order = lp_order_new (needs);
  g_autoptr (LpFaultTree) tree = lp_fault_tree_new (needs, order);
  Search search;

  self->goal = goal;
  self->n_nodes = graph->n_nodes;
  self->importance = g_new0 (double, graph->n_nodes);
  self->gain = g_new0 (double, graph->n_nodes);

  init_search (&search, graph, order, tree, max_nodes, max_steps, cancellable);
  if (!solve_modules (&search))
    g_clear_pointer (&self, lp_availability_free);
  else
    {
      self->lower = search.lower[tree->root];
      self->upper = search.upper[tree->root];
      if (tree->monotone && !lp_availability_is_exact (self))
        limit_by_spofs (self, needs, order);
      rate_nodes (self, &search, graph);
    }
  clear_search (&search);

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
lp_availability_to_hours_down (double availability)
{
  return (1 - availability) * HOURS_PER_YEAR;
}
