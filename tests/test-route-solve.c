/* SPDX-License-Identifier: MIT */

#include "config.h"

#include "layout/route-private.h"

static void
test_all_of_one_wish_spread_around_it (void)
{
  LpRouteSlot slots[] = { { 0, 100, 50, 1 }, { 0, 100, 50, 1 }, { 0, 100, 50, 1 } };
  LpRouteDistance distances[] = { { 0, 1, 12 }, { 1, 2, 12 } };

  lp_route_solve (slots, 3, distances, 2);
  g_assert_cmpfloat (slots[0].at, ==, 38);
  g_assert_cmpfloat (slots[1].at, ==, 50);
  g_assert_cmpfloat (slots[2].at, ==, 62);
}

static void
test_the_heavier_moves_less (void)
{
  LpRouteSlot slots[] = { { 0, 100, 50, 3 }, { 0, 100, 50, 1 } };
  LpRouteDistance distances[] = { { 0, 1, 12 } };

  lp_route_solve (slots, 2, distances, 1);
  g_assert_cmpfloat (slots[0].at, ==, 47);
  g_assert_cmpfloat (slots[1].at, ==, 59);
}

static void
test_distances_shrink_where_there_is_no_room (void)
{
  LpRouteSlot slots[] = { { 0, 10, 5, 1 }, { 0, 10, 5, 1 }, { 0, 10, 5, 1 } };
  LpRouteDistance distances[] = { { 0, 1, 12 }, { 1, 2, 12 } };

  lp_route_solve (slots, 3, distances, 2);
  g_assert_cmpfloat (slots[0].at, ==, 0);
  g_assert_cmpfloat (slots[1].at, ==, 5);
  g_assert_cmpfloat (slots[2].at, ==, 10);
}

/* The one that cannot be kept is dropped; the others hold. */
static void
test_an_impossible_order_spoils_no_other (void)
{
  LpRouteSlot slots[] = { { 50, 90, 60, 1 }, { 50, 90, 60, 1 }, { 0, 40, 20, 1 } };
  LpRouteDistance distances[] = { { 0, 1, 12 }, { 1, 2, 12 } };

  lp_route_solve (slots, 3, distances, 2);
  g_assert_cmpfloat (slots[1].at - slots[0].at, >=, 12);
  g_assert_cmpfloat (slots[2].at, ==, 20);
}

static double
get_cost (const LpRouteSlot *slots,
          guint              n_slots)
{
  double cost = 0;

  for (guint i = 0; i < n_slots; i++)
    cost += slots[i].weight * (slots[i].at - slots[i].ideal) * (slots[i].at - slots[i].ideal);

  return cost;
}

/* No other places on a grid of 4 cost clearly less, tried for three things. */
static void
test_nothing_else_costs_less (void)
{
  for (guint seed = 0; seed < 300; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      LpRouteDistance distances[] = { { 0, 1, 12 }, { 0, 2, 12 }, { 1, 2, 12 } };
      LpRouteSlot slots[3], others[3];
      double cost;

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < 3; i++)
        {
          slots[i].low = g_rand_int_range (rand, 0, 4) * 4;
          slots[i].high = 60;
          slots[i].ideal = g_rand_int_range (rand, 4, 12) * 4;
          slots[i].weight = g_rand_int_range (rand, 1, 4);
          others[i] = slots[i];
        }
      lp_route_solve (slots, 3, distances, 3);
      g_assert_cmpfloat (slots[1].at - slots[0].at, >=, 12 - 0.1);
      g_assert_cmpfloat (slots[2].at - slots[1].at, >=, 12 - 0.1);
      cost = get_cost (slots, 3);

      for (double a = slots[0].low; a <= 36; a += 4)
        for (double b = MAX (slots[1].low, a + 12); b <= 48; b += 4)
          for (double c = MAX (slots[2].low, b + 12); c <= 60; c += 4)
            {
              others[0].at = a;
              others[1].at = b;
              others[2].at = c;
              g_assert_cmpfloat (cost, <=, get_cost (others, 3) + 20);
            }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/route-solve/spread", test_all_of_one_wish_spread_around_it);
  g_test_add_func ("/route-solve/weight", test_the_heavier_moves_less);
  g_test_add_func ("/route-solve/shrink", test_distances_shrink_where_there_is_no_room);
  g_test_add_func ("/route-solve/impossible", test_an_impossible_order_spoils_no_other);
  g_test_add_func ("/route-solve/best", test_nothing_else_costs_less);

  return g_test_run ();
}
