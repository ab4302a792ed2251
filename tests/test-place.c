/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>

#include "file/templates.h"
#include "file/writer.h"
#include "layout/place.h"
#include "model/box.h"
#include "sketch.h"

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
set_direction (LpDesign *design,
               guint     direction)
{
  lp_element_set_number (lp_design_get_root (design), LP_ATTRIBUTE_DIRECTION, direction);
}

static LpElement *
next_box (LpElement *each,
          LpElement *root)
{
  do
    each = lp_element_next_in_tree (each, root);
  while (each != NULL && !lp_kind_is_box (lp_element_get_kind (each)));

  return each;
}

static GPtrArray *
list_boxes (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  GPtrArray *boxes = g_ptr_array_new ();

  for (LpElement *each = next_box (root, root); each != NULL; each = next_box (each, root))
    g_ptr_array_add (boxes, each);

  return boxes;
}

/* Nobody draws like this. */
static void
scatter (LpDesign *design,
         GRand    *random)
{
  g_autoptr (GPtrArray) boxes = list_boxes (design);

  for (guint i = 0; i < boxes->len; i++)
    if (!lp_element_get_boolean (boxes->pdata[i], LP_ATTRIBUTE_LOCKED))
      {
        lp_element_set_number (boxes->pdata[i], LP_ATTRIBUTE_X, g_rand_int_range (random, 16, 900));
        lp_element_set_number (boxes->pdata[i], LP_ATTRIBUTE_Y, g_rand_int_range (random, 44, 700));
      }
}

static void
place (LpDesign  *design,
       GPtrArray *only)
{
  g_autoptr (GError) error = NULL;

  lp_place (design, only, &error);
  g_assert_no_error (error);
}

static void
test_nothing_overlaps (void)
{
  for (guint32 seed = 1; seed <= 150; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = make_design (seed, seed % 40);

      g_test_message ("seed %u", seed);
      set_direction (design, seed % 2);
      place (design, NULL);
      assert_children_apart (lp_design_get_root (design));

      scatter (design, random);
      place (design, NULL);
      assert_children_apart (lp_design_get_root (design));

      set_direction (design, (seed + 1) % 2);
      place (design, NULL);
      assert_children_apart (lp_design_get_root (design));
    }
}

static void
test_a_second_time_changes_nothing (void)
{
  for (guint32 seed = 1; seed <= 400; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = make_design (seed, 30);
      g_autoptr (GBytes) once = NULL;
      g_autoptr (GBytes) twice = NULL;

      g_test_message ("seed %u", seed);
      set_direction (design, seed % 2);
      if (seed % 4 > 1)
        scatter (design, random);
      place (design, NULL);
      once = lp_file_write_bytes (design);
      place (design, NULL);
      twice = lp_file_write_bytes (design);
      g_assert_true (g_bytes_equal (once, twice));
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

      place (first, NULL);
      place (second, NULL);
      first_bytes = lp_file_write_bytes (first);
      second_bytes = lp_file_write_bytes (second);
      g_assert_true (g_bytes_equal (first_bytes, second_bytes));
    }
}

/* Locks some boxes of a drawing where nothing overlaps. */
static guint
lock_some (LpDesign *design,
           GRand    *random,
           guint     most)
{
  g_autoptr (GPtrArray) boxes = list_boxes (design);
  guint n = g_rand_int_range (random, 1, most + 1);

  for (guint i = 0; i < n; i++)
    lp_element_set_number (boxes->pdata[g_rand_int_range (random, 0, boxes->len)],
                           LP_ATTRIBUTE_LOCKED, TRUE);

  return n;
}

static LpPoint
get_place (LpElement *box)
{
  return (LpPoint) { lp_element_get_number (box, LP_ATTRIBUTE_X),
                     lp_element_get_number (box, LP_ATTRIBUTE_Y) };
}

/* Compares the places of @after with those of the same boxes in @before. */
static void
assert_locked_stay (LpDesign *before,
                    LpDesign *after,
                    gboolean  on_picture)
{
  g_autoptr (GPtrArray) boxes = list_boxes (after);

  for (guint i = 0; i < boxes->len; i++)
    {
      LpElement *same = lp_design_find (before, lp_element_get_id (boxes->pdata[i]));

      if (!lp_element_get_boolean (boxes->pdata[i], LP_ATTRIBUTE_LOCKED))
        continue;
      g_assert_cmpfloat (get_place (same).x, ==, get_place (boxes->pdata[i]).x);
      g_assert_cmpfloat (get_place (same).y, ==, get_place (boxes->pdata[i]).y);
      if (!on_picture)
        continue;
      g_assert_cmpfloat (lp_box_get_origin (same).x, ==, lp_box_get_origin (boxes->pdata[i]).x);
      g_assert_cmpfloat (lp_box_get_origin (same).y, ==, lp_box_get_origin (boxes->pdata[i]).y);
    }
}

static void
test_nothing_lands_on_what_is_locked (void)
{
  for (guint32 seed = 1; seed <= 200; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = make_design (seed, 3 + seed % 37);
      g_autoptr (LpDesign) before = NULL;
      guint n_locked;

      g_test_message ("seed %u", seed);
      set_direction (design, seed % 2);
      place (design, NULL);
      n_locked = lock_some (design, random, seed % 3 == 0 ? 5 : 1);
      before = lp_design_copy (design);
      set_direction (design, g_rand_int_range (random, 0, 2));
      place (design, NULL);
      assert_children_apart (lp_design_get_root (design));
      assert_locked_stay (before, design, n_locked == 1);
    }
}

/* Boxes of which none is in another. */
static GPtrArray *
choose_some (LpDesign *design,
             GRand    *random)
{
  g_autoptr (GPtrArray) boxes = list_boxes (design);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < boxes->len; i++)
    {
      gboolean free = g_rand_int_range (random, 0, 3) == 0;

      for (guint k = 0; k < chosen->len; k++)
        free &= !lp_element_is_inside (boxes->pdata[i], chosen->pdata[k]);
      if (free)
        g_ptr_array_add (chosen, boxes->pdata[i]);
    }

  return chosen;
}

/* Whether @box is one of @some, in one of them, or around one of them. */
static gboolean
has_to_do_with (LpElement *box,
                GPtrArray *some)
{
  for (guint i = 0; i < some->len; i++)
    if (lp_element_is_inside (box, some->pdata[i]) || lp_element_is_inside (some->pdata[i], box))
      return TRUE;

  return FALSE;
}

static void
test_the_rest_stays_and_is_not_covered (void)
{
  for (guint32 seed = 1; seed <= 200; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = make_design (seed, 3 + seed % 37);
      g_autoptr (GPtrArray) boxes = list_boxes (design);
      g_autoptr (GPtrArray) chosen = NULL;
      g_autoptr (LpDesign) before = NULL;

      g_test_message ("seed %u", seed);
      set_direction (design, seed % 2);
      place (design, NULL);
      if (seed % 3 == 0)
        lock_some (design, random, 2);
      chosen = choose_some (design, random);
      before = lp_design_copy (design);
      set_direction (design, g_rand_int_range (random, 0, 2));
      place (design, chosen);
      assert_children_apart (lp_design_get_root (design));

      for (guint i = 0; i < boxes->len; i++)
        {
          LpElement *same = lp_design_find (before, lp_element_get_id (boxes->pdata[i]));

          if (has_to_do_with (boxes->pdata[i], chosen))
            continue;
          g_assert_cmpfloat (get_place (same).x, ==, get_place (boxes->pdata[i]).x);
          g_assert_cmpfloat (get_place (same).y, ==, get_place (boxes->pdata[i]).y);
        }
    }
}

/* Replicas whose order costs no crossings. */
static LpDesign *
make_pool (void)
{
  return sketch_new ("client visitor x=40 y=300\n"
                     "load-balancer lb x=300 y=300\n"
                     "web-server a x=600 y=480\n"
                     "web-server b x=600 y=40\n"
                     "web-server c x=610 y=260\n"
                     "database db x=900 y=300\n"
                     "visitor -> lb request\n"
                     "lb -> a request\n"
                     "lb -> b request\n"
                     "lb -> c request\n"
                     "a -> db query\n"
                     "b -> db query\n"
                     "c -> db query\n");
}

static LpPoint
find_place (LpDesign   *design,
            const char *id)
{
  return lp_box_get_origin (lp_design_find (design, id));
}

static void
test_the_order_of_the_sketch_is_kept (void)
{
  g_autoptr (LpDesign) design = make_pool ();

  place (design, NULL);
  g_assert_cmpfloat (find_place (design, "b").y, <, find_place (design, "c").y);
  g_assert_cmpfloat (find_place (design, "c").y, <, find_place (design, "a").y);
  g_assert_cmpfloat (find_place (design, "a").x, ==, find_place (design, "b").x);
}

/* A picture that goes down shows the replicas from left to right, in the order that they had. */
static void
test_the_order_survives_a_turn (void)
{
  g_autoptr (LpDesign) design = make_pool ();

  set_direction (design, LP_DIRECTION_DOWN);
  place (design, NULL);
  g_assert_cmpfloat (find_place (design, "b").x, <, find_place (design, "c").x);
  g_assert_cmpfloat (find_place (design, "c").x, <, find_place (design, "a").x);
  g_assert_cmpfloat (find_place (design, "a").y, ==, find_place (design, "b").y);
  g_assert_cmpfloat (find_place (design, "visitor").y, <, find_place (design, "lb").y);

  set_direction (design, LP_DIRECTION_RIGHT);
  place (design, NULL);
  g_assert_cmpfloat (find_place (design, "b").y, <, find_place (design, "c").y);
  g_assert_cmpfloat (find_place (design, "c").y, <, find_place (design, "a").y);
}

/* Two chains drawn across each other are untangled. */
static void
test_crossings_are_worth_another_order (void)
{
  g_autoptr (LpDesign) design = sketch_new ("web-server w1 x=40 y=40\n"
                                            "web-server w2 x=40 y=200\n"
                                            "app-server a1 x=400 y=200\n"
                                            "app-server a2 x=400 y=40\n"
                                            "database d1 x=800 y=40\n"
                                            "database d2 x=800 y=200\n"
                                            "w1 -> a1 request\n"
                                            "w2 -> a2 request\n"
                                            "a1 -> d1 query\n"
                                            "a2 -> d2 query\n"
                                            "a2 -> d1 query\n");

  place (design, NULL);
  g_assert_cmpint (find_place (design, "w1").y < find_place (design, "w2").y, ==,
                   find_place (design, "a1").y < find_place (design, "a2").y);
  g_assert_cmpint (find_place (design, "a1").y < find_place (design, "a2").y, ==,
                   find_place (design, "d1").y < find_place (design, "d2").y);
}

static void
test_without_places_the_order_is_that_of_the_document (void)
{
  g_autoptr (LpDesign) design = sketch_new ("load-balancer lb\n"
                                            "web-server a\n"
                                            "web-server b\n"
                                            "web-server c\n"
                                            "lb -> a request\n"
                                            "lb -> b request\n"
                                            "lb -> c request\n");

  place (design, NULL);
  g_assert_cmpfloat (find_place (design, "a").y, <, find_place (design, "b").y);
  g_assert_cmpfloat (find_place (design, "b").y, <, find_place (design, "c").y);
}

static void
test_arrange_is_one_step (void)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-2", NULL);
  LpHistory *history = lp_design_get_history (design);
  g_autoptr (GBytes) before = lp_file_write_bytes (design);
  g_autoptr (GBytes) after = NULL;

  lp_place (design, NULL, NULL);
  g_assert_cmpstr (lp_history_get_undo_label (history), ==, "Arrange");
  lp_history_undo (history);
  g_assert_false (lp_history_can_undo (history));
  after = lp_file_write_bytes (design);
  g_assert_true (g_bytes_equal (before, after));
}

/* In all templates, laid out to the right, the way of a request goes from left to right, and within
 * a server from top to bottom. */
static void
test_tiers_are_columns (void)
{
  static const char *const keys[] = { "task-0", "task-1", "task-2", "task-3" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (LpDesign) design = lp_template_open (keys[i], NULL);
      LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);

      lp_element_unset (lp_design_get_root (design), LP_ATTRIBUTE_DIRECTION);
      lp_place (design, NULL, NULL);
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

/* The drawing goes where the one that is locked is. */
static void
test_all_follow_the_one_that_is_locked (void)
{
  g_autoptr (LpDesign) design = make_pool ();

  lp_element_set_number (lp_design_find (design, "lb"), LP_ATTRIBUTE_X, 1234);
  lp_element_set_number (lp_design_find (design, "lb"), LP_ATTRIBUTE_LOCKED, TRUE);
  place (design, NULL);
  g_assert_cmpfloat (find_place (design, "lb").x, ==, 1234);
  g_assert_cmpfloat (find_place (design, "lb").y, ==, 300);
  g_assert_cmpfloat (find_place (design, "visitor").x, >, 600);
  g_assert_cmpfloat (find_place (design, "visitor").x, <, 1234);
  g_assert_cmpfloat (fabs (find_place (design, "c").y - 300), <=, LP_GRID);
}

/* What is in a locked server is as its owner wanted it. */
static void
test_the_inside_of_a_locked_server_stays (void)
{
  g_autoptr (LpDesign) design = sketch_new ("server s x=40 y=40 locked=true width=600 height=400\n"
                                            "  web-server w x=300 y=200\n"
                                            "  database d x=16 y=100\n"
                                            "client visitor x=100 y=100\n"
                                            "visitor -> w request\n");

  place (design, NULL);
  g_assert_cmpfloat (find_place (design, "w").x, ==, 340);
  g_assert_cmpfloat (find_place (design, "d").y, ==, 140);
  g_assert_cmpfloat (lp_element_get_number (lp_design_find (design, "s"), LP_ATTRIBUTE_WIDTH),
                     ==, 600);
  assert_children_apart (lp_design_get_root (design));
}

static LpElement *
add_bend (LpDesign   *design,
          const char *id)
{
  g_autoptr (LpElement) bend = lp_element_new (LP_KIND_BEND);

  lp_element_set_number (bend, LP_ATTRIBUTE_X, 10);
  lp_element_set_number (bend, LP_ATTRIBUTE_Y, 10);
  lp_design_add (design, bend, lp_design_find (design, id), NULL);

  return bend;
}

static void
test_links_of_the_rest_keep_their_bends (void)
{
  g_autoptr (LpDesign) design = make_pool ();
  g_autoptr (GPtrArray) only = g_ptr_array_new ();
  LpElement *first, *last;

  g_ptr_array_add (only, lp_design_find (design, "a"));
  g_ptr_array_add (only, lp_design_find (design, "b"));
  first = add_bend (design, "link-1");
  last = add_bend (design, "link-2");
  place (design, only);
  g_assert_true (lp_element_get_design (first) == design);
  g_assert_null (lp_element_get_design (last));
}

static void
test_adopting_gives_the_same_places (void)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-3", NULL);
  g_autoptr (LpDesign) placed = lp_design_copy (design);
  g_autoptr (GBytes) adopted = NULL;
  g_autoptr (GBytes) wanted = NULL;

  lp_place (placed, NULL, NULL);
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

  g_assert_true (lp_place (design, NULL, NULL));
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
  g_test_add_func ("/place/a-second-time-changes-nothing", test_a_second_time_changes_nothing);
  g_test_add_func ("/place/nothing-lands-on-what-is-locked", test_nothing_lands_on_what_is_locked);
  g_test_add_func ("/place/all-follow-the-one-that-is-locked",
                   test_all_follow_the_one_that_is_locked);
  g_test_add_func ("/place/the-inside-of-a-locked-server-stays",
                   test_the_inside_of_a_locked_server_stays);
  g_test_add_func ("/place/the-rest-stays-and-is-not-covered",
                   test_the_rest_stays_and_is_not_covered);
  g_test_add_func ("/place/links-of-the-rest-keep-their-bends",
                   test_links_of_the_rest_keep_their_bends);
  g_test_add_func ("/place/the-order-of-the-sketch-is-kept", test_the_order_of_the_sketch_is_kept);
  g_test_add_func ("/place/the-order-survives-a-turn", test_the_order_survives_a_turn);
  g_test_add_func ("/place/crossings-are-worth-another-order",
                   test_crossings_are_worth_another_order);
  g_test_add_func ("/place/without-places-the-order-is-that-of-the-document",
                   test_without_places_the_order_is_that_of_the_document);
  g_test_add_func ("/place/adopting-gives-the-same-places", test_adopting_gives_the_same_places);
  g_test_add_func ("/place/nothing-to-arrange-is-no-step", test_nothing_to_arrange_is_no_step);

  return g_test_run ();
}
