/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/plan.h"

#include "model/box.h"

struct _LpPlan
{
  LpDesign   *design;
  gboolean    down;
  GHashTable *wanted;           /* Set of elements, or NULL for all. */
  GHashTable *pinned;           /* Set of elements. */
  GHashTable *partings;         /* From container to array of LpParting. */
  GHashTable *leaving;          /* Set of elements. */
  GHashTable *numbers;          /* From box to its number in @drawn plus one. */
  GArray     *drawn;            /* LpRect. */
};

/* The child of @around that holds @end, or @around itself; what is passed has a link that leads out
 * of its container. */
static LpElement *
leave (LpPlan    *plan,
       LpElement *end,
       LpElement *around)
{
  while (end != around && lp_element_get_parent (end) != around)
    {
      g_hash_table_add (plan->leaving, end);
      end = lp_element_get_parent (end);
    }

  return end;
}

/* A link counts where its two ends part: between the two children of the innermost container
 * around both. */
static void
add_parting (LpPlan    *plan,
             LpElement *link)
{
  LpElement *from = lp_link_get_from (link);
  LpElement *to = lp_link_get_to (link);
  LpElement *around;
  LpParting parting = { .link = link };
  GArray *list;

  for (around = lp_element_get_parent (from); !lp_element_is_inside (to, around);
       around = lp_element_get_parent (around))
    ;

  parting.from = leave (plan, from, around);
  parting.to = leave (plan, to, around);
  if (parting.from == parting.to || parting.to == around)
    return;

  list = g_hash_table_lookup (plan->partings, around);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (LpParting));
      g_hash_table_insert (plan->partings, around, list);
    }
  g_array_append_val (list, parting);
}

static void
collect_partings (LpPlan *plan)
{
  for (LpElement *link = lp_element_find_child (lp_design_get_root (plan->design), LP_KIND_LINK);
       link != NULL; link = lp_element_find_next (link))
    add_parting (plan, link);
}

static void
add_drawn (LpPlan       *plan,
           LpElement    *box,
           const LpRect *rect)
{
  g_array_append_val (plan->drawn, *rect);
  g_hash_table_insert (plan->numbers, box, GUINT_TO_POINTER (plan->drawn->len));
}

/* What was added without a place goes where the one before it in the document stands. Returns the
 * size of @container as it was drawn. */
static LpRect
collect_drawn (LpPlan    *plan,
               LpElement *container)
{
  gboolean drawn = lp_plan_is_drawn (plan, container);
  LpRect before = { 0 };
  LpRect around = { 0 };

  lp_box_get_own_size (container, &around.width, &around.height);
  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    {
      LpRect rect;

      if (!lp_kind_is_box (lp_element_get_kind (child)))
        continue;

      rect = collect_drawn (plan, child);
      rect.x = lp_element_get_number (child, LP_ATTRIBUTE_X);
      rect.y = lp_element_get_number (child, LP_ATTRIBUTE_Y);
      lp_box_grow (&rect, &around.width, &around.height);
      if (!drawn)
        continue;
      if (lp_element_has (child, LP_ATTRIBUTE_X) || lp_element_has (child, LP_ATTRIBUTE_Y))
        before = rect;
      add_drawn (plan, child, &before);
    }

  return around;
}

static void
collect_pinned (LpPlan *plan)
{
  LpElement *root = lp_design_get_root (plan->design);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)) &&
        lp_element_get_boolean (each, LP_ATTRIBUTE_LOCKED))
      for (LpElement *around = each; around != root && g_hash_table_add (plan->pinned, around);)
        around = lp_element_get_parent (around);
}

LpPlan *
lp_plan_new (LpDesign  *design,
             GPtrArray *only)
{
  LpPlan *plan = g_new0 (LpPlan, 1);
  LpElement *root = lp_design_get_root (design);

  plan->design = design;
  plan->down = lp_element_get_choice (root, LP_ATTRIBUTE_DIRECTION) == LP_DIRECTION_DOWN;
  plan->pinned = g_hash_table_new (NULL, NULL);
  plan->partings = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  plan->leaving = g_hash_table_new (NULL, NULL);
  plan->numbers = g_hash_table_new (NULL, NULL);
  plan->drawn = g_array_new (FALSE, FALSE, sizeof (LpRect));

  if (only != NULL)
    {
      plan->wanted = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < only->len; i++)
        g_hash_table_add (plan->wanted, only->pdata[i]);
    }

  collect_partings (plan);
  collect_pinned (plan);
  collect_drawn (plan, root);

  return plan;
}

void
lp_plan_free (LpPlan *plan)
{
  g_clear_pointer (&plan->wanted, g_hash_table_unref);
  g_hash_table_unref (plan->pinned);
  g_hash_table_unref (plan->partings);
  g_hash_table_unref (plan->leaving);
  g_hash_table_unref (plan->numbers);
  g_array_unref (plan->drawn);
  g_free (plan);
}

gboolean
lp_plan_is_down (const LpPlan *plan)
{
  return plan->down;
}

gboolean
lp_plan_is_partial (const LpPlan *plan)
{
  return plan->wanted != NULL;
}

gboolean
lp_plan_is_wanted (const LpPlan *plan,
                   LpElement    *box)
{
  return plan->wanted == NULL || g_hash_table_contains (plan->wanted, box);
}

gboolean
lp_plan_is_pinned (const LpPlan *plan,
                   LpElement    *box)
{
  return g_hash_table_contains (plan->pinned, box);
}

gboolean
lp_plan_is_leaving (const LpPlan *plan,
                    LpElement    *box)
{
  return g_hash_table_contains (plan->leaving, box);
}

LpRect
lp_plan_get_drawn (const LpPlan *plan,
                   LpElement    *box)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (plan->numbers, box));

  return number > 0 ? g_array_index (plan->drawn, LpRect, number - 1) : (LpRect) { 0 };
}

gboolean
lp_plan_is_drawn (const LpPlan *plan,
                  LpElement    *container)
{
  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)) &&
        (lp_element_has (child, LP_ATTRIBUTE_X) || lp_element_has (child, LP_ATTRIBUTE_Y)))
      return TRUE;

  return FALSE;
}

GArray *
lp_plan_find_partings (const LpPlan *plan,
                       LpElement    *container)
{
  return g_hash_table_lookup (plan->partings, container);
}
