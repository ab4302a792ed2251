/* SPDX-License-Identifier: MIT */

#include "config.h"

#include "layout/route.h"

static void
test_facing_boxes_are_joined_by_a_straight_line (void)
{
  g_autoptr (LpRouter) router = lp_router_new ();
  const LpRouteLink spec = { .from = 0, .to = 1 };
  const LpRoute *route;

  lp_router_set_box (router, 0, &(LpRect) { 0, 0, 184, 56 }, -1, FALSE);
  lp_router_set_box (router, 1, &(LpRect) { 300, 0, 184, 56 }, -1, FALSE);
  lp_router_set_link (router, 0, &spec);
  lp_router_update (router);

  route = lp_router_get (router, 0);
  g_assert_cmpuint (route->n_points, ==, 2);
  g_assert_cmpfloat (route->points[0].x, ==, 184);
  g_assert_cmpfloat (route->points[0].y, ==, 28);
  g_assert_cmpfloat (route->points[1].x, ==, 300);
  g_assert_cmpfloat (route->points[1].y, ==, 28);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/route/straight", test_facing_boxes_are_joined_by_a_straight_line);

  return g_test_run ();
}
