/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "edits.h"

LpElement *
edits_add_box (LpDesign   *design,
               LpElement  *parent,
               LpKind      kind,
               const char *id)
{
  g_autoptr (LpElement) box = lp_element_new (kind);

  lp_element_set_text (box, LP_ATTRIBUTE_ID, id);
  lp_design_add (design, box, parent, NULL);

  return box;
}

static LpElement *
choose (GRand    *rand,
        LpDesign *design,
        gboolean (*fits) (LpElement *element))
{
  LpElement *root = lp_design_get_root (design);
  LpElement *chosen = NULL;
  int n = 0;

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (fits (each) && g_rand_int_range (rand, 0, ++n) == 0)
      chosen = each;

  return chosen;
}

static gboolean
is_box (LpElement *element)
{
  return lp_kind_is_box (lp_element_get_kind (element));
}

static gboolean
is_link (LpElement *element)
{
  return lp_element_get_kind (element) == LP_KIND_LINK;
}

static gboolean
is_any_but_root (LpElement *element)
{
  return lp_element_get_parent (element) != NULL;
}

static gboolean
is_any (LpElement *element)
{
  return TRUE;
}

static void
add_something (GRand    *rand,
               LpDesign *design)
{
  LpElement *parent = choose (rand, design, is_any);
  LpElement *next = lp_element_get_first_child (parent);
  LpKind kind = g_rand_int_range (rand, 0, LP_N_KINDS);
  g_autoptr (LpElement) element = NULL;

  if (!lp_kind_holds (lp_element_get_kind (parent), kind) || kind == LP_KIND_LINK)
    return;

  for (int i = g_rand_int_range (rand, 0, 4); i > 0 && next != NULL; i--)
    next = lp_element_get_next_sibling (next);
  element = lp_kind_is_box (kind) ? lp_design_make_element (design, kind, parent)
                                  : lp_element_new (kind);
  lp_design_add (design, element, parent, next);
}

static void
add_link (GRand    *rand,
          LpDesign *design)
{
  LpElement *from = choose (rand, design, is_box);
  LpElement *to = choose (rand, design, is_box);
  g_autofree char *id = lp_design_make_id (design, "l");
  g_autoptr (LpElement) link = NULL;

  if (from == NULL || to == NULL)
    return;

  link = lp_link_new (g_rand_int_range (rand, 0, LP_N_FLOWS), from, to);
  lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
  lp_design_add (design, link, lp_design_get_root (design), NULL);
}

static void
change_something (GRand    *rand,
                  LpDesign *design)
{
  static const char *const texts[] = { "", "a", "b", "<ü>" };
  LpElement *element = choose (rand, design, is_any);
  LpAttribute attribute = g_rand_int_range (rand, 0, LP_N_ATTRIBUTES);
  const LpAttributeRow *row = lp_attribute_get_row (attribute);
  g_autofree char *id = NULL;

  if ((row->kinds & LP_KIND_MASK (lp_element_get_kind (element))) == 0)
    return;

  if (attribute == LP_ATTRIBUTE_ID)
    lp_element_set_text (element, attribute, id = lp_design_make_id (design, "renamed"));
  else if (row->type == LP_VALUE_TEXT)
    lp_element_set_text (element, attribute, texts[g_rand_int_range (rand, 0, 4)]);
  else if (row->type == LP_VALUE_END)
    (attribute == LP_ATTRIBUTE_TO ? lp_link_set_to
                                  : lp_link_set_from) (element, choose (rand, design, is_box));
  else if (row->type == LP_VALUE_BOOLEAN)
    lp_element_set_number (element, attribute, g_rand_boolean (rand));
  else if (row->type == LP_VALUE_CHOICE)
    lp_element_set_number (element, attribute,
                           row->choices[1].key != NULL ? g_rand_int_range (rand, 0, 2) : 0);
  else if (g_rand_boolean (rand))
    lp_element_set_number (element, attribute, g_rand_int_range (rand, 0, 3));
  else
    lp_element_unset (element, attribute);
}

static void
remove_something (GRand    *rand,
                  LpDesign *design)
{
  LpElement *element = choose (rand, design, is_any_but_root);

  if (element != NULL)
    lp_design_remove (design, element);
}

static void
move_something (GRand    *rand,
                LpDesign *design)
{
  LpElement *element = choose (rand, design, is_any_but_root);
  LpElement *parent = choose (rand, design, is_any);

  if (element != NULL && lp_design_can_hold (parent, element))
    lp_design_move (design, element, parent,
                    g_rand_boolean (rand) ? lp_element_get_first_child (parent) : NULL);
}

void
edits_make_random (GRand    *rand,
                   LpDesign *design)
{
  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
    case 1:
    case 2:
      add_something (rand, design);
      break;

    case 3:
    case 4:
      add_link (rand, design);
      break;

    case 5:
      remove_something (rand, design);
      break;

    case 6:
      move_something (rand, design);
      break;

    default:
      change_something (rand, design);
    }
}

/* What the design knows by heart is what a walk over it finds. */
void
edits_check_indices (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  guint n_boxes = 0;
  guint n_links = 0;

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    {
      guint n_found = 0;
      guint n_known;
      LpElement **known = lp_element_get_links (each, &n_known);

      g_assert_true (lp_element_get_design (each) == design);
      n_boxes += is_box (each);
      n_links += is_link (each);
      if (is_box (each) || is_link (each))
        g_assert_true (lp_design_find (design, lp_element_get_id (each)) == each);

      for (LpElement *link = lp_element_find_child (root, LP_KIND_LINK); link != NULL;
           link = lp_element_find_next (link))
        if (lp_link_get_from (link) == each || lp_link_get_to (link) == each)
          {
            guint places = 0;

            for (guint i = 0; i < n_known; i++)
              places += known[i] == link;
            g_assert_cmpuint (places, ==, 1);
            n_found++;
          }
      g_assert_cmpuint (n_found, ==, n_known);
    }

  g_assert_cmpuint (lp_design_get_n_boxes (design), ==, n_boxes);
  g_assert_cmpuint (lp_design_get_n_links (design), ==, n_links);
}
