/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/box.h"

#include "model/design.h"

typedef struct
{
  LpDesign  *design;
  LpElement *root;
  LpElement *zone;
  LpElement *server;
  LpElement *web;
} Fixture;

static LpElement *
add_box (LpDesign   *design,
         LpElement  *parent,
         LpKind      kind)
{
  g_autoptr (LpElement) box = lp_element_new (kind);
  g_autofree char *id = lp_design_make_id (design, "box");

  lp_element_set_text (box, LP_ATTRIBUTE_ID, id);
  lp_design_add (design, box, parent, NULL);

  return box;
}

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  f->design = lp_design_new ();
  f->root = lp_design_get_root (f->design);
  f->zone = add_box (f->design, f->root, LP_KIND_ZONE);
  f->server = add_box (f->design, f->zone, LP_KIND_SERVER);
  f->web = add_box (f->design, f->server, LP_KIND_WEB_SERVER);
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  g_assert_finalize_object (f->design);
}

static void
assert_size (LpElement *element,
             double     width,
             double     height)
{
  double actual_width, actual_height;

  lp_box_get_size (element, &actual_width, &actual_height);
  g_assert_cmpfloat (actual_width, ==, width);
  g_assert_cmpfloat (actual_height, ==, height);
}

static void
test_positions_are_relative_to_the_container (Fixture      *f,
                                              gconstpointer unused)
{
  LpRect rect;

  lp_box_place (f->zone, 100, 50);
  lp_box_place (f->server, 130, 110);
  lp_box_place (f->web, 146, 160);

  g_assert_cmpfloat (lp_element_get_number (f->server, LP_ATTRIBUTE_X), ==, 30);
  g_assert_cmpfloat (lp_element_get_number (f->web, LP_ATTRIBUTE_Y), ==, 50);
  lp_box_get_rect (f->web, &rect);
  g_assert_cmpfloat (rect.x, ==, 146);
  g_assert_cmpfloat (rect.y, ==, 160);

  lp_box_place (f->zone, 0, 0);
  lp_box_get_rect (f->web, &rect);
  g_assert_cmpfloat (rect.x, ==, 46);
  g_assert_cmpfloat (rect.y, ==, 110);
}

static void
test_containers_grow_with_their_content (Fixture      *f,
                                         gconstpointer unused)
{
  assert_size (f->web, 184, 56);
  assert_size (f->server, 240, 176);

  lp_box_place (f->web, 500, 300);
  assert_size (f->server, 500 + 184 + LP_PADDING, 300 + 56 + LP_PADDING);
  assert_size (f->zone, 500 + 184 + 2 * LP_PADDING, 300 + 56 + 2 * LP_PADDING);

  /* What was set by hand is a wish, not a knife. */
  lp_element_set_number (f->server, LP_ATTRIBUTE_WIDTH, 300);
  assert_size (f->server, 500 + 184 + LP_PADDING, 300 + 56 + LP_PADDING);
  lp_box_place (f->web, 16, 44);
  assert_size (f->server, 300, 176);
}

static void
test_cards_are_as_wide_as_their_names (Fixture      *f,
                                       gconstpointer unused)
{
  double width, height;

  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "A web server with a rather long name");
  lp_box_get_size (f->web, &width, &height);
  g_assert_cmpfloat (width, ==, 320);
  g_assert_cmpfloat (height, ==, 56);

  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "Twenty letters or so");
  lp_box_get_size (f->web, &width, &height);
  g_assert_cmpfloat (width, >, 184);
  g_assert_cmpfloat (width, <, 320);
  g_assert_cmpint ((int) width % LP_GRID, ==, 0);
}

static void
test_what_belongs_to_a_server_is_a_chip (Fixture      *f,
                                         gconstpointer unused)
{
  static const LpKind chips[] = {
    LP_KIND_FIREWALL, LP_KIND_CERTIFICATE, LP_KIND_APP_FILES, LP_KIND_MONITORING_AGENT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    {
      LpElement *inside = add_box (f->design, f->server, chips[i]);
      LpElement *outside = add_box (f->design, f->zone, chips[i]);
      double width, height;

      g_assert_true (lp_box_is_chip (inside));
      lp_box_get_size (inside, &width, &height);
      g_assert_cmpfloat (height, ==, LP_CHIP_HEIGHT);

      g_assert_false (lp_box_is_chip (outside));
      lp_box_get_size (outside, &width, &height);
      g_assert_cmpfloat (height, ==, 56);
    }
  g_assert_false (lp_box_is_chip (f->web));
}

/* A firewall on links stands in line. */
static void
test_a_firewall_in_line_is_a_card (Fixture      *f,
                                   gconstpointer unused)
{
  LpElement *firewall = add_box (f->design, f->server, LP_KIND_FIREWALL);
  LpElement *agent = add_box (f->design, f->server, LP_KIND_MONITORING_AGENT);
  g_autoptr (LpElement) first = lp_link_new (LP_FLOW_REQUEST, firewall, f->web);
  g_autoptr (LpElement) second = lp_link_new (LP_FLOW_METRICS, agent, f->web);

  lp_element_set_text (first, LP_ATTRIBUTE_ID, "first");
  lp_element_set_text (second, LP_ATTRIBUTE_ID, "second");
  lp_design_add (f->design, first, f->root, NULL);
  lp_design_add (f->design, second, f->root, NULL);

  g_assert_false (lp_box_is_chip (firewall));
  g_assert_true (lp_box_is_chip (agent));
}

static void
test_a_design_without_any_place_wants_to_be_arranged (Fixture      *f,
                                                      gconstpointer unused)
{
  g_autoptr (LpDesign) empty = lp_design_new ();

  g_assert_true (lp_box_none_is_placed (f->design));
  g_assert_false (lp_box_none_is_placed (empty));
  lp_element_set_number (f->web, LP_ATTRIBUTE_Y, 0);
  g_assert_false (lp_box_none_is_placed (f->design));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/box/position", test_positions_are_relative_to_the_container);
  ADD ("/box/container", test_containers_grow_with_their_content);
  ADD ("/box/card", test_cards_are_as_wide_as_their_names);
  ADD ("/box/chip", test_what_belongs_to_a_server_is_a_chip);
  ADD ("/box/firewall", test_a_firewall_in_line_is_a_card);
  ADD ("/box/arrange", test_a_design_without_any_place_wants_to_be_arranged);

  return g_test_run ();
}
