/* SPDX-License-Identifier: MIT */
/* formula-terms.c: terms over others, equal ones shared. */
#include "config.h"

#include "analysis/formula-private.h"

#include <string.h>

/* Lists that are no longer are sorted by hand. */
#define FEW 16

GArray *
lp_formula_take_list (LpFormulaBuilder *self)
{
  GArray *list;

  if (self->scratch->len == 0)
    return g_array_new (FALSE, FALSE, sizeof (guint));

  list = g_ptr_array_steal_index_fast (self->scratch, self->scratch->len - 1);
  g_array_set_size (list, 0);

  return list;
}

void
lp_formula_give_list (LpFormulaBuilder *self,
                      GArray           *list)
{
  g_ptr_array_add (self->scratch, list);
}

guint
lp_formula_append_term (LpFormula   *self,
                        LpTermType   type,
                        int          number,
                        const guint *below,
                        guint        n_below)
{
  LpTerm term = { type, number, self->below->len, n_below };

  g_array_append_vals (self->below, below, n_below);
  g_array_append_val (self->terms, term);

  return self->terms->len - 1;
}

static guint
hash_term (LpTermType   type,
           const guint *below,
           guint        n_below)
{
  guint hash = type + 1;

  for (guint i = 0; i < n_below; i++)
    hash = (hash ^ below[i]) * 0x9e3779b1u;

  return hash ^ hash >> 15;
}

static gboolean
is_term (const LpFormula *self,
         guint            term,
         LpTermType       type,
         const guint     *below,
         guint            n_below)
{
  const LpTerm *t = lp_formula_get_term (self, term);

  return t->type == type && t->n_below == n_below &&
         memcmp (lp_formula_get_below (self, term), below, n_below * sizeof *below) == 0;
}

/* Where the term is, or 0 where it belongs. */
static guint *
find_slot (const LpFormulaBuilder *self,
           LpTermType              type,
           const guint            *below,
           guint                   n_below)
{
  guint slot = hash_term (type, below, n_below) & (self->n_slots - 1);

  while (self->slots[slot] != 0 &&
         !is_term (self->self, self->slots[slot], type, below, n_below))
    slot = (slot + 1) & (self->n_slots - 1);

  return &self->slots[slot];
}

/* Twice as large, before half of it is used. */
static void
grow_slots (LpFormulaBuilder *self)
{
  g_autofree guint *old = self->slots;
  const guint n_old = self->n_slots;

  self->n_slots = MAX (1024, 2 * n_old);
  self->slots = g_new0 (guint, self->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i] != 0)
      {
        const LpTerm *t = lp_formula_get_term (self->self, old[i]);

        *find_slot (self, t->type, lp_formula_get_below (self->self, old[i]), t->n_below) = old[i];
      }
}

/* The term of @type over @below, which is one where it is asked for twice: two web servers with the
 * same application servers share it. */
static guint
share_term (LpFormulaBuilder *self,
            LpTermType        type,
            const guint      *below,
            guint             n_below)
{
  guint *slot;

  if (2 * self->n_shared >= self->n_slots)
    grow_slots (self);
  slot = find_slot (self, type, below, n_below);
  if (*slot == 0)
    {
      *slot = lp_formula_append_term (self->self, type, -1, below, n_below);
      self->n_shared++;
    }

  return *slot;
}

static int
compare_terms (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const guint i = *(const guint *) a, j = *(const guint *) b;

  return i < j ? -1 : i > j;
}

static void
sort (guint *list,
      guint  n)
{
  if (n > FEW)
    {
      g_qsort_with_data (list, n, sizeof *list, compare_terms, NULL);
      return;
    }

  for (guint i = 1; i < n; i++)
    {
      const guint term = list[i];
      guint k;

      for (k = i; k > 0 && list[k - 1] > term; k--)
        list[k] = list[k - 1];
      list[k] = term;
    }
}

/* Sorts, drops doubles and @neutral; the term of what is left. @ruling decides alone. */
static guint
combine (LpFormulaBuilder *self,
         LpTermType        type,
         guint            *list,
         guint             n_list,
         guint             neutral,
         guint             ruling)
{
  guint n = 0;

  sort (list, n_list);
  for (guint i = 0; i < n_list; i++)
    {
      if (list[i] == ruling)
        return ruling;
      if (list[i] != neutral && (n == 0 || list[i] != list[n - 1]))
        list[n++] = list[i];
    }

  return n == 0 ? neutral : n == 1 ? list[0] : share_term (self, type, list, n);
}

static guint
combine_list (LpFormulaBuilder *self,
              LpTermType        type,
              GArray           *list,
              guint             neutral,
              guint             ruling)
{
  const guint term = combine (self, type, (guint *) (gpointer) list->data, list->len, neutral,
                              ruling);

  lp_formula_give_list (self, list);

  return term;
}

guint
lp_formula_all (LpFormulaBuilder *self,
                GArray           *list)
{
  return combine_list (self, LP_TERM_ALL, list, LP_TERM_TRUE, LP_TERM_FALSE);
}

guint
lp_formula_any (LpFormulaBuilder *self,
                GArray           *list)
{
  return combine_list (self, LP_TERM_ANY, list, LP_TERM_FALSE, LP_TERM_TRUE);
}

guint
lp_formula_both (LpFormulaBuilder *self,
                 guint             a,
                 guint             b)
{
  guint list[] = { a, b };

  return combine (self, LP_TERM_ALL, list, G_N_ELEMENTS (list), LP_TERM_TRUE, LP_TERM_FALSE);
}

static guint
either (LpFormulaBuilder *self,
        guint             a,
        guint             b)
{
  guint list[] = { a, b };

  return combine (self, LP_TERM_ANY, list, G_N_ELEMENTS (list), LP_TERM_FALSE, LP_TERM_TRUE);
}

guint
lp_formula_choice (LpFormulaBuilder *self,
                   guint             condition,
                   guint             then,
                   guint             otherwise)
{
  const guint below[] = { condition, then, otherwise };

  if (condition == LP_TERM_TRUE || then == otherwise)
    return then;
  if (condition == LP_TERM_FALSE)
    return otherwise;
  if (otherwise == LP_TERM_FALSE)
    return lp_formula_both (self, condition, then);
  if (then == LP_TERM_TRUE || then == condition)
    return either (self, condition, otherwise);

  return share_term (self, LP_TERM_CHOICE, below, G_N_ELEMENTS (below));
}

guint
lp_formula_not (LpFormulaBuilder *self,
                guint             term)
{
  return lp_formula_choice (self, term, LP_TERM_FALSE, LP_TERM_TRUE);
}

void
lp_formula_define (LpFormulaBuilder *self,
                   guint             term,
                   guint             value)
{
  LpTerm *t = &g_array_index (self->self->terms, LpTerm, term);

  t->type = LP_TERM_ALL;
  t->first_below = self->self->below->len;
  t->n_below = 1;
  g_array_append_val (self->self->below, value);
}
