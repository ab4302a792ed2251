/* SPDX-License-Identifier: MIT */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>
#include <string.h>

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

#define N_SLOTS 6
#define PATIENCE 5000

/* The same method with all the patience there is, and no rounding. */
static void
solve_patiently (LpRouteSlot           *slots,
                 const LpRouteDistance *distances)
{
  double pulls[N_SLOTS - 1] = { 0 }, pulls_of_ranges[N_SLOTS] = { 0 };

  for (guint i = 0; i < N_SLOTS; i++)
    slots[i].at = slots[i].ideal;
  for (guint sweep = 0; sweep < PATIENCE; sweep++)
    {
      for (guint i = 0; i < N_SLOTS - 1; i++)
        {
          LpRouteSlot *a = &slots[distances[i].a], *b = &slots[distances[i].b];
          const double share = 1 / a->weight + 1 / b->weight;
          const double pull = fmax (0, pulls[i] + (distances[i].gap - (b->at - a->at)) / share);

          a->at -= (pull - pulls[i]) / a->weight;
          b->at += (pull - pulls[i]) / b->weight;
          pulls[i] = pull;
        }
      for (guint i = 0; i < N_SLOTS; i++)
        {
          const double free = slots[i].at - pulls_of_ranges[i];

          slots[i].at = CLAMP (free, slots[i].low, slots[i].high);
          pulls_of_ranges[i] = slots[i].at - free;
        }
    }
}

/* A chain for which there is room: in narrow ranges, so that these pull as the distances do. */
static void
make_chain (GRand           *rand,
            LpRouteSlot     *slots,
            LpRouteDistance *distances)
{
  for (guint i = 0; i < N_SLOTS; i++)
    {
      slots[i].low = 12.0 * i - g_rand_int_range (rand, 0, 40);
      slots[i].high = 12.0 * i + g_rand_int_range (rand, 0, 40);
      slots[i].ideal = g_rand_int_range (rand, 0, 100);
      slots[i].ideal = CLAMP (slots[i].ideal, slots[i].low, slots[i].high);
      slots[i].weight = g_rand_int_range (rand, 1, 5);
      slots[i].at = 0;
    }
  for (guint i = 0; i < N_SLOTS - 1; i++)
    distances[i] = (LpRouteDistance) { i, i + 1, g_rand_int_range (rand, 4, 13) };
}

/* Ranges that pull twice in a sweep, once unseen, cost a tenth more and stop it early. */
static void
test_haste_costs_little (void)
{
  for (guint seed = 0; seed < 1000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      LpRouteSlot slots[N_SLOTS], patient[N_SLOTS];
      LpRouteDistance distances[N_SLOTS - 1];

      g_test_message ("seed %u", seed);
      make_chain (rand, slots, distances);
      memcpy (patient, slots, sizeof slots);
      solve_patiently (patient, distances);
      lp_route_solve (slots, N_SLOTS, distances, N_SLOTS - 1);
      g_assert_cmpfloat (get_cost (slots, N_SLOTS), <=, get_cost (patient, N_SLOTS) * 1.05 + 12);
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
  g_test_add_func ("/route-solve/haste", test_haste_costs_little);

  return g_test_run ();
}
