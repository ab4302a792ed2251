/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/templates.h"
#include "file/writer.h"
#include "layout/place.h"
#include "model/box.h"

/* Random designs with containers, links across them, loops, and boxes on no link. */
static LpDesign *
make_design (guint32 seed,
             guint   n_boxes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  LpDesign *design = lp_design_new ();
  LpElement *root = lp_design_get_root (design);

  for (guint i = 0; i < n_boxes; i++)
    {
      LpKind kind = g_rand_int_range (random, 0, LP_N_BOX_KINDS);
      LpElement *parent = root;
      g_autoptr (LpElement) box = NULL;

      if (boxes->len > 0 && g_rand_boolean (random))
        parent = boxes->pdata[g_rand_int_range (random, 0, boxes->len)];
      if (!lp_kind_holds (lp_element_get_kind (parent), kind))
        parent = root;
      box = lp_design_make_element (design, kind, parent);
      lp_design_add (design, box, parent, NULL);
      g_ptr_array_add (boxes, box);
    }

  for (guint i = 0; i < n_boxes; i++)
    {
      LpElement *from = boxes->pdata[g_rand_int_range (random, 0, boxes->len)];
      LpElement *to = boxes->pdata[g_rand_int_range (random, 0, boxes->len)];
      g_autoptr (LpElement) link = lp_link_new (g_rand_int_range (random, 0, LP_N_FLOWS), from, to);
      g_autofree char *id = lp_design_make_id (design, "link");

      lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
      lp_design_add (design, link, root, NULL);
    }

  lp_history_clear (lp_design_get_history (design));

  return design;
}

static void
assert_children_apart (LpElement *container)
{
  for (LpElement *a = lp_element_get_first_child (container); a != NULL;
       a = lp_element_get_next_sibling (a))
    {
      LpRect rect, other;

      if (!lp_kind_is_box (lp_element_get_kind (a)))
        continue;

      lp_box_get_rect (a, &rect);
      for (LpElement *b = lp_element_get_next_sibling (a); b != NULL;
           b = lp_element_get_next_sibling (b))
        if (lp_kind_is_box (lp_element_get_kind (b)))
          {
            lp_box_get_rect (b, &other);
            g_assert_false (lp_rect_intersects (&rect, &other));
          }

      if (lp_kind_is_box (lp_element_get_kind (container)))
        {
          g_assert_cmpfloat (lp_element_get_number (a, LP_ATTRIBUTE_X), >=, LP_PADDING);
          g_assert_cmpfloat (lp_element_get_number (a, LP_ATTRIBUTE_Y), >=, LP_HEADER - LP_GRID);
        }
      assert_children_apart (a);
    }
}

static void
test_nothing_overlaps (void)
{
  for (guint32 seed = 1; seed <= 150; seed++)
    {
      g_autoptr (LpDesign) design = make_design (seed, seed % 40);
      g_autoptr (GError) error = NULL;

      g_test_message ("seed %u", seed);
      lp_place (design, &error);
      g_assert_no_error (error);
      assert_children_apart (lp_design_get_root (design));
    }
}

static void
test_same_design_same_result (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (LpDesign) first = make_design (seed, 30);
      g_autoptr (LpDesign) second = make_design (seed, 30);
      g_autoptr (GBytes) first_bytes = NULL;
      g_autoptr (GBytes) second_bytes = NULL;

      lp_place (first, NULL);
      lp_place (second, NULL);
      lp_place (second, NULL);
      first_bytes = lp_file_write_bytes (first);
      second_bytes = lp_file_write_bytes (second);
      g_assert_true (g_bytes_equal (first_bytes, second_bytes));
    }
}

static void
test_arrange_is_one_step (void)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-2", NULL);
  LpHistory *history = lp_design_get_history (design);
  g_autoptr (GBytes) before = lp_file_write_bytes (design);
  g_autoptr (GBytes) after = NULL;

  lp_place (design, NULL);
  g_assert_cmpstr (lp_history_get_undo_label (history), ==, "Arrange");
  lp_history_undo (history);
  g_assert_false (lp_history_can_undo (history));
  after = lp_file_write_bytes (design);
  g_assert_true (g_bytes_equal (before, after));
}

/* In all templates the way of a request goes from left to right, and within a server from top to
 * bottom. */
static void
test_tiers_are_columns (void)
{
  static const char *const keys[] = { "task-0", "task-1", "task-2", "task-3" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (LpDesign) design = lp_template_open (keys[i], NULL);
      LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);

      lp_place (design, NULL);
      for (; link != NULL; link = lp_element_find_next (link))
        {
          LpElement *from = lp_link_get_from (link);
          LpElement *to = lp_link_get_to (link);

          if (lp_link_get_flow (link) != LP_FLOW_REQUEST)
            continue;
          if (lp_element_get_parent (from) == lp_element_get_parent (to) &&
              lp_element_get_kind (lp_element_get_parent (from)) == LP_KIND_SERVER)
            g_assert_cmpfloat (lp_box_get_origin (from).y, <, lp_box_get_origin (to).y);
          else
            g_assert_cmpfloat (lp_box_get_origin (from).x, <, lp_box_get_origin (to).x);
        }
    }
}

static void
test_locked_stays (void)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-1", NULL);
  LpElement *first = lp_element_get_first_child (lp_design_get_root (design));

  lp_element_set_number (first, LP_ATTRIBUTE_X, 1234);
  lp_element_set_number (first, LP_ATTRIBUTE_LOCKED, TRUE);
  lp_place (design, NULL);
  g_assert_cmpfloat (lp_element_get_number (first, LP_ATTRIBUTE_X), ==, 1234);
}

static void
test_adopting_gives_the_same_places (void)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-3", NULL);
  g_autoptr (LpDesign) placed = lp_design_copy (design);
  g_autoptr (GBytes) adopted = NULL;
  g_autoptr (GBytes) wanted = NULL;

  lp_place (placed, NULL);
  lp_place_adopt (design, placed);
  adopted = lp_file_write_bytes (design);
  wanted = lp_file_write_bytes (placed);
  g_assert_true (g_bytes_equal (adopted, wanted));

  lp_history_undo (lp_design_get_history (design));
  g_assert_false (lp_history_can_undo (lp_design_get_history (design)));
}

static void
test_nothing_to_arrange_is_no_step (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();

  g_assert_true (lp_place (design, NULL));
  g_assert_false (lp_history_can_undo (lp_design_get_history (design)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/place/nothing-overlaps", test_nothing_overlaps);
  g_test_add_func ("/place/same-design-same-result", test_same_design_same_result);
  g_test_add_func ("/place/arrange-is-one-step", test_arrange_is_one_step);
  g_test_add_func ("/place/tiers-are-columns", test_tiers_are_columns);
  g_test_add_func ("/place/locked-stays", test_locked_stays);
  g_test_add_func ("/place/adopting-gives-the-same-places", test_adopting_gives_the_same_places);
  g_test_add_func ("/place/nothing-to-arrange-is-no-step", test_nothing_to_arrange_is_no_step);

  return g_test_run ();
}
