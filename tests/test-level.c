/* SPDX-License-Identifier: MIT */
/* What the links say of places that the kinds do not. */
#include "config.h"

#include "draw/scene/scene.h"
#include "layout/place.h"
#include "model/box.h"
#include "sketch.h"

/* Arranges it to the right. */
static LpDesign *
arrange (const char *text)
{
  LpDesign *design = sketch_new (text);

  g_assert_true (lp_place (design, NULL, NULL));

  return design;
}

static LpPoint
find_place (LpDesign   *design,
            const char *id)
{
  return lp_box_get_origin (lp_design_find (design, id));
}

static void
assert_before (LpDesign   *design,
               const char *first,
               const char *second)
{
  g_assert_cmpfloat (find_place (design, first).x, <, find_place (design, second).x);
}

static void
test_who_is_asked_stands_behind (void)
{
  g_autoptr (LpDesign) design = arrange ("web-server web\n"
                                         "app-server c\n"
                                         "app-server b\n"
                                         "app-server a\n"
                                         "database db\n"
                                         "web -> a request\n"
                                         "a -> b request\n"
                                         "b -> c request\n"
                                         "c -> db query\n");

  assert_before (design, "web", "a");
  assert_before (design, "a", "b");
  assert_before (design, "b", "c");
  assert_before (design, "c", "db");
}

static void
test_a_circle_begins_where_it_is_asked (void)
{
  g_autoptr (LpDesign) design = arrange ("app-server c\n"
                                         "app-server b\n"
                                         "app-server a\n"
                                         "web-server web\n"
                                         "a -> b request\n"
                                         "b -> c request\n"
                                         "c -> a request\n"
                                         "web -> a request\n");

  assert_before (design, "web", "a");
  assert_before (design, "a", "b");
  assert_before (design, "b", "c");
}

static void
test_a_router_stands_before_what_it_leads_to (void)
{
  g_autoptr (LpDesign) design = arrange ("web-server web\n"
                                         "load-balancer lb\n"
                                         "firewall wall\n"
                                         "router router\n"
                                         "client visitor\n"
                                         "visitor -> router request\n"
                                         "router -> wall request\n"
                                         "wall -> lb request\n"
                                         "lb -> web request\n");

  assert_before (design, "visitor", "router");
  assert_before (design, "router", "wall");
  assert_before (design, "wall", "lb");
}

static void
test_a_cache_in_front_stands_in_front (void)
{
  g_autoptr (LpDesign) design = arrange ("client visitor\n"
                                         "cache cdn\n"
                                         "cache redis\n"
                                         "load-balancer lb\n"
                                         "app-server app\n"
                                         "visitor -> cdn request\n"
                                         "cdn -> lb request\n"
                                         "lb -> app request\n"
                                         "app -> redis query\n");

  assert_before (design, "visitor", "cdn");
  assert_before (design, "cdn", "lb");
  assert_before (design, "app", "redis");
}

static void
test_a_load_balancer_stands_between_applications (void)
{
  g_autoptr (LpDesign) design = arrange ("load-balancer front\n"
                                         "load-balancer inner\n"
                                         "app-server a\n"
                                         "app-server b\n"
                                         "front -> a request\n"
                                         "a -> inner request\n"
                                         "inner -> b request\n");

  assert_before (design, "front", "a");
  assert_before (design, "a", "inner");
  assert_before (design, "inner", "b");
}

/* Somebody drew the answer as a request. */
static void
test_a_link_back_moves_nothing (void)
{
  g_autoptr (LpDesign) design = arrange ("database db\n"
                                         "app-server app\n"
                                         "web-server web\n"
                                         "web -> app request\n"
                                         "app -> db query\n"
                                         "db -> app request\n"
                                         "app -> web request\n");

  assert_before (design, "web", "app");
  assert_before (design, "app", "db");
}

static void
test_replicas_in_a_subnet_stand_in_one_tier (void)
{
  g_autoptr (LpDesign) design = arrange ("load-balancer lb\n"
                                         "zone subnet\n"
                                         "  web-server a\n"
                                         "  web-server b\n"
                                         "  web-server c\n"
                                         "lb -> a request\n"
                                         "lb -> b request\n"
                                         "lb -> c request\n");

  g_assert_cmpfloat (find_place (design, "a").x, ==, find_place (design, "b").x);
  g_assert_cmpfloat (find_place (design, "b").x, ==, find_place (design, "c").x);
}

static void
test_visitors_stand_with_their_service (void)
{
  g_autoptr (LpDesign) design = arrange ("web-server a\n"
                                         "web-server b\n"
                                         "client first\n"
                                         "client second\n"
                                         "first -> a request\n"
                                         "second -> b request\n");

  g_assert_cmpfloat (find_place (design, "first").y, ==, find_place (design, "a").y);
  g_assert_cmpfloat (find_place (design, "second").y, ==, find_place (design, "b").y);
}

static void
test_many_replicas_are_no_tower (void)
{
  for (int down = FALSE; down <= TRUE; down++)
    {
      g_autoptr (GString) text = g_string_new ("load-balancer lb\n");
      g_autoptr (LpDesign) design = NULL;
      g_autoptr (LpScene) scene = NULL;
      LpRect bounds;

      for (guint i = 0; i < 30; i++)
        g_string_append_printf (text, "web-server w%u\n", i);
      for (guint i = 0; i < 30; i++)
        g_string_append_printf (text, "lb -> w%u request\n", i);
      design = sketch_new (text->str);
      lp_element_set_number (lp_design_get_root (design), LP_ATTRIBUTE_DIRECTION, down);
      g_assert_true (lp_place (design, NULL, NULL));

      scene = lp_scene_new (design);
      lp_scene_update (scene, NULL);
      lp_scene_get_bounds (scene, &bounds);
      g_assert_cmpfloat (bounds.width, <, 2.5 * bounds.height);
      g_assert_cmpfloat (bounds.height, <, bounds.width);
    }
}

static void
test_a_long_way_is_broken (void)
{
  for (int down = FALSE; down <= TRUE; down++)
    {
      g_autoptr (GString) text = g_string_new ("client visitor\ndns dns\n");
      g_autoptr (LpDesign) design = NULL;
      g_autoptr (LpScene) scene = NULL;
      LpRect bounds;

      for (guint i = 0; i < 20; i++)
        g_string_append_printf (text, "app-server a%u\n", i);
      g_string_append (text, "visitor -> dns lookup\nvisitor -> a0 request\n");
      for (guint i = 1; i < 20; i++)
        g_string_append_printf (text, "a%u -> a%u request\n", i - 1, i);
      design = sketch_new (text->str);
      lp_element_set_number (lp_design_get_root (design), LP_ATTRIBUTE_DIRECTION, down);
      g_assert_true (lp_place (design, NULL, NULL));

      scene = lp_scene_new (design);
      lp_scene_update (scene, NULL);
      lp_scene_get_bounds (scene, &bounds);
      g_assert_cmpfloat (bounds.width, <, 3 * bounds.height);
      g_assert_cmpfloat (bounds.height, <, bounds.width);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/level/behind", test_who_is_asked_stands_behind);
  g_test_add_func ("/level/circle", test_a_circle_begins_where_it_is_asked);
  g_test_add_func ("/level/router", test_a_router_stands_before_what_it_leads_to);
  g_test_add_func ("/level/cache", test_a_cache_in_front_stands_in_front);
  g_test_add_func ("/level/load-balancer", test_a_load_balancer_stands_between_applications);
  g_test_add_func ("/level/back", test_a_link_back_moves_nothing);
  g_test_add_func ("/level/subnet", test_replicas_in_a_subnet_stand_in_one_tier);
  g_test_add_func ("/level/visitors", test_visitors_stand_with_their_service);
  g_test_add_func ("/level/tower", test_many_replicas_are_no_tower);
  g_test_add_func ("/level/chain", test_a_long_way_is_broken);

  return g_test_run ();
}
