/* SPDX-License-Identifier: MIT */
/* module.c: solves modules with decision diagrams, plain ones without. */
#include "config.h"

#include "analysis/module.h"

/* Rounds through a cycle, at most, and when the time is used up. */
#define MAX_ROUNDS 64
#define MIN_ROUNDS 4
#define ROUNDS_TO_EXPECT 8

/* The first slots are to work with, those of terms follow. */
enum { WORK, OLD, FIRST_SLOT };

static LpBounds *
get_bounds (LpModules *self,
            guint      term)
{
  return lp_functions_get (&self->functions, self->slots[term]);
}

static gboolean
is_leaf (const LpModules *self,
         guint            term)
{
  return !lp_fault_tree_is_circle (self->tree, term) &&
         (lp_formula_get_term (self->tree->formula, term)->type == LP_TERM_EVENT ||
          (self->tree->modules[term] && term != self->module));
}

/* Combines all terms below @term in its slot, from the last on: these have the last variables, and
 * to put a function before another costs no more than its own size. */
static gboolean
combine_below (LpModules *self,
               guint      term)
{
  const LpTerm *t = lp_formula_get_term (self->tree->formula, term);
  gboolean all = t->type == LP_TERM_ALL;
  const guint *below = lp_formula_get_below (self->tree->formula, term);

  *get_bounds (self, term) = all ? LP_BOUNDS_TRUE : LP_BOUNDS_FALSE;
  for (guint i = t->n_below; i-- > 0;)
    if (!lp_functions_combine (&self->functions, all ? LP_BDD_AND : LP_BDD_OR,
                               self->slots[term], self->slots[below[i]], self->slots[term]))
      return FALSE;

  return TRUE;
}

static gboolean
combine_choice (LpModules *self,
                  guint      term)
{
  const guint *below = lp_formula_get_below (self->tree->formula, term);
  LpFunctions *functions = &self->functions;
  guint condition = self->slots[below[0]];
  guint then = self->slots[below[1]];
  guint otherwise = self->slots[below[2]];
  guint to = self->slots[term];

  return lp_functions_combine (functions, LP_BDD_AND, to, condition, then) &&
         lp_functions_combine (functions, LP_BDD_NOT_AND, WORK, condition, otherwise) &&
         lp_functions_combine (functions, LP_BDD_OR, to, to, WORK);
}

/* A term of which all that it needs is in its slot. */
static gboolean
combine_term (LpModules *self,
              guint      term)
{
  const LpTerm *t = lp_formula_get_term (self->tree->formula, term);

  return t->type == LP_TERM_CHOICE ? combine_choice (self, term) : combine_below (self, term);
}

/* One round: each term of the circle from what the others are now. Fails when cancelled. */
static gboolean
combine_round (LpModules *self,
               guint      first,
               guint      end,
               gboolean  *changed)
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
combine_rounds (LpModules *self,
                guint      first,
                guint      end,
                gboolean  *changed)
{
  guint round = 0;

  do
    if (!combine_round (self, first, end, changed))
      return FALSE;
  while (*changed &&
         ++round < (lp_functions_are_tired (&self->functions) ? MIN_ROUNDS : MAX_ROUNDS));

  return TRUE;
}

/* One round of a mixed circle, as lp_formula_solve_circle() has it: what nodes serve is made from what
 * they served before, and added to that. */
static gboolean
combine_mixed_round (LpModules *self,
                     guint      first,
                     guint      end,
                     gboolean  *changed)
{
  const LpFormula *formula = self->tree->formula;

  *changed = FALSE;
  for (guint i = first; i < end; i++)
    if (!lp_formula_is_service (formula, i) && !combine_term (self, i))
      return FALSE;
  for (guint i = first; i < end; i++)
    if (lp_formula_is_service (formula, i))
      {
        const guint slot = self->slots[i];

        /* Until the end of the round the others see what it was. */
        self->slots[i] = self->shadows[i];
        if (!combine_term (self, i) ||
            !lp_functions_combine (&self->functions, LP_BDD_OR, self->shadows[i], slot,
                                   self->shadows[i]))
          return FALSE;
        self->slots[i] = slot;
      }
  for (guint i = first; i < end; i++)
    if (lp_formula_is_service (formula, i))
      {
        const LpBounds *found = lp_functions_get (&self->functions, self->shadows[i]);

        *changed = *changed || found->below != get_bounds (self, i)->below ||
                   found->above != get_bounds (self, i)->above;
        *get_bounds (self, i) = *found;
      }

  return TRUE;
}

/* What is not exact here may be anything: bounds mean nothing where failures help. */
static gboolean
combine_mixed (LpModules *self,
               guint      first,
               guint      end)
{
  gboolean changed, rough;
  guint round = 0;

  for (guint i = first; i < end; i++)
    *get_bounds (self, i) = LP_BOUNDS_FALSE;
  do
    if (!combine_mixed_round (self, first, end, &changed))
      return FALSE;
  while (changed && ++round < MAX_ROUNDS && !lp_functions_are_tired (&self->functions));

  rough = changed;
  for (guint i = first; i < end; i++)
    rough = rough || !lp_bounds_are_exact (get_bounds (self, i));
  for (guint i = first; i < end && rough; i++)
    *get_bounds (self, i) = LP_BOUNDS_UNKNOWN;

  return TRUE;
}

/* The least fixed point: nothing holds at first, and round by round what then can. If that finds no
 * end, or is not exact, each round was still a lower bound; upper bounds then fall, round by round,
 * from everything. */
static gboolean
combine_circle (LpModules *self,
                guint      circle)
{
  guint first, end;
  gboolean rough;

  lp_fault_tree_get_circle (self->tree, circle, &first, &end);
  if (self->tree->formula->mixed[first])
    return combine_mixed (self, first, end);

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
add_slot (LpModules *self,
          guint      term)
{
  self->seen[term] = self->trial;
  self->slots[term] = lp_functions_add (&self->functions);
  g_array_set_size (self->uses, self->uses->len + 1);
}

static void
add_shadow (LpModules *self,
            guint      term)
{
  if (self->shadows == NULL)
    self->shadows = g_new0 (guint, self->tree->n_vertices);
  self->shadows[term] = lp_functions_add (&self->functions);
  g_array_set_size (self->uses, self->uses->len + 1);
}

/* Gives a slot to each term of a circle. */
static void
add_circle_slots (LpModules *self,
                  guint      circle)
{
  const LpFormula *formula = self->tree->formula;
  guint first, end;

  lp_fault_tree_get_circle (self->tree, circle, &first, &end);
  for (guint i = first; i < end; i++)
    {
      if (self->seen[i] != self->trial)
        add_slot (self, i);
      if (formula->mixed[i])
        add_shadow (self, i);
      self->n_operations += ROUNDS_TO_EXPECT * lp_formula_get_term (formula, i)->n_below;
    }
}

typedef struct
{
  guint term;
  guint next;
} Frame;

static void
add_term (LpModules *self,
          guint      term,
          GArray    *frames)
{
  Frame frame = { term, 0 };

  if (self->seen[term] != self->trial)
    add_slot (self, term);
  self->entered[term] = self->trial;
  g_array_append_val (frames, frame);
  if (lp_fault_tree_is_circle (self->tree, term))
    add_circle_slots (self, term);
}

static void
meet_term (LpModules *self,
           guint      term,
           GArray    *frames)
{
  LpLeaf leaf = { term, 0 };

  if (self->seen[term] != self->trial && is_leaf (self, term))
    {
      add_slot (self, term);
      g_array_append_val (self->leaves, leaf);
    }
  else if (self->entered[term] != self->trial && !is_leaf (self, term))
    {
      add_term (self, term, frames);
    }

  g_array_index (self->uses, guint, self->slots[term])++;
}

/* Lists the terms and leaves of the module, depth first, and gives each a slot. */
static void
enter_module (LpModules *self,
              guint      first_leaf)
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
sort_leaves_by_level (LpModules *self,
                      guint      first_leaf)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *met = g_new0 (guint8, self->uses->len);

  g_array_append_val (queue, self->module);
  g_array_set_size (self->leaves, first_leaf);
  for (guint i = 0; i < queue->len; i++)
    {
      guint term = g_array_index (queue, guint, i);
      guint n;
      const guint *needed = lp_fault_tree_get_needed (self->tree, term, &n);

      for (guint k = 0; k < n; k++)
        {
          LpLeaf leaf = { needed[k], 0 };

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
release_needed (LpModules *self,
                guint      term)
{
  guint n;
  const guint *needed = lp_fault_tree_get_needed (self->tree, term, &n);

  for (guint i = 0; i < n; i++)
    if (--g_array_index (self->uses, guint, self->slots[needed[i]]) == 0)
      *get_bounds (self, needed[i]) = LP_BOUNDS_FALSE;
}

/* Combines all terms of the module into one function. Fails when cancelled. */
static gboolean
combine_module (LpModules *self)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      guint term = g_array_index (self->terms, guint, i);
      const gboolean is_circle = lp_fault_tree_is_circle (self->tree, term);

      if (is_circle ? !combine_circle (self, term)
                    : self->tree->circles[term] == G_MAXUINT && !combine_term (self, term))
        return FALSE;
      release_needed (self, term);
    }

  return TRUE;
}

/* With one order of the variables, in half of the time that is left. Fails when cancelled. */
static gboolean
try_module (LpModules *self,
            guint      first_leaf,
            gboolean   by_level)
{
  guint64 before = self->functions.bdd->n_steps;

  self->trial++;
  lp_functions_reset (&self->functions, FIRST_SLOT);
  enter_module (self, first_leaf);
  lp_functions_expect (&self->functions, self->n_operations, self->n_steps_left / 2);

  if (by_level)
    sort_leaves_by_level (self, first_leaf);
  for (guint i = first_leaf; i < self->leaves->len; i++)
    {
      guint term = g_array_index (self->leaves, LpLeaf, i).term;

      lp_functions_set_variable (&self->functions, self->slots[term],
                                 self->lower[term], self->upper[term]);
    }

  if (!combine_module (self))
    return FALSE;

  before = self->functions.bdd->n_steps - before;
  self->n_steps_left -= MIN (self->n_steps_left, before);

  return TRUE;
}

/* Depth first is right for services side by side, by level for meshes. What neither makes exact
 * is between the best of both bounds. */
static gboolean
solve_entangled (LpModules *self)
{
  guint first_leaf = self->leaves->len;
  g_autofree double *slopes = NULL;
  LpBounds bounds, other;

  if (!try_module (self, first_leaf, FALSE))
    return FALSE;

  bounds = *get_bounds (self, self->module);
  if (!lp_bounds_are_exact (&bounds))
    {
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
    g_array_index (self->leaves, LpLeaf, i).slope = slopes[i - first_leaf];

  return TRUE;
}

/* Most modules are plain: all or any of some leaves. They need no diagram. */
static gboolean
is_plain (const LpModules *self,
          guint            module)
{
  const LpFormula *formula = self->tree->formula;
  const LpTerm *t = lp_formula_get_term (formula, module);

  if (self->tree->circles[module] != G_MAXUINT ||
      (t->type != LP_TERM_ALL && t->type != LP_TERM_ANY))
    return FALSE;

  for (guint i = 0; i < t->n_below; i++)
    {
      const guint below = lp_formula_get_below (formula, module)[i];

      if (lp_formula_get_term (formula, below)->type != LP_TERM_EVENT &&
          !self->tree->modules[below])
        return FALSE;
    }

  return TRUE;
}

/* The slope of a leaf is the product of all others: those before it times those behind it. */
static void
solve_plain (LpModules *self)
{
  const LpTerm *t = lp_formula_get_term (self->tree->formula, self->module);
  gboolean all = t->type == LP_TERM_ALL;
  guint first = self->leaves->len;
  double lower = 1, upper = 1, before = 1, behind = 1;

  for (guint i = 0; i < t->n_below; i++)
    {
      guint term = lp_formula_get_below (self->tree->formula, self->module)[i];
      LpLeaf leaf = { term, before };

      g_array_append_val (self->leaves, leaf);
      lower *= all ? self->lower[term] : 1 - self->lower[term];
      upper *= all ? self->upper[term] : 1 - self->upper[term];
      before *= all ? self->lower[term] : 1 - self->lower[term];
    }

  for (guint i = self->leaves->len; i-- > first;)
    {
      LpLeaf *leaf = &g_array_index (self->leaves, LpLeaf, i);

      leaf->slope *= behind;
      behind *= all ? self->lower[leaf->term] : 1 - self->lower[leaf->term];
    }

  self->lower[self->module] = all ? lower : 1 - lower;
  self->upper[self->module] = all ? upper : 1 - upper;
}

void
lp_modules_init (LpModules         *self,
                 const LpFaultTree *tree,
                 guint              max_nodes,
                 guint64            max_steps,
                 GCancellable      *cancellable)
{
  guint n = tree->n_vertices;

  self->tree = tree;
  self->lower = g_new0 (double, n);
  self->upper = g_new0 (double, n);
  self->leaves = g_array_new (FALSE, FALSE, sizeof (LpLeaf));
  self->n_steps_left = max_steps;

  lp_functions_init (&self->functions, max_nodes, tree->monotone, cancellable);
  self->terms = g_array_new (FALSE, FALSE, sizeof (guint));
  self->slots = g_new (guint, n);
  self->seen = g_new0 (guint, n);
  self->entered = g_new0 (guint, n);
  self->shadows = NULL;
  self->trial = 0;
  self->uses = g_array_new (FALSE, TRUE, sizeof (guint));
}

void
lp_modules_clear (LpModules *self)
{
  lp_functions_clear (&self->functions);
  g_free (self->lower);
  g_free (self->upper);
  g_array_unref (self->leaves);
  g_array_unref (self->terms);
  g_free (self->slots);
  g_free (self->seen);
  g_free (self->entered);
  g_free (self->shadows);
  g_array_unref (self->uses);
}

gboolean
lp_modules_solve (LpModules *self,
                  guint      module)
{
  self->module = module;
  if (!is_plain (self, module))
    return solve_entangled (self);

  solve_plain (self);

  return TRUE;
}
