/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/clear.h"

static LpRect
make_rect (GRand *random)
{
  return (LpRect) { 8 * g_rand_int_range (random, 2, 100), 8 * g_rand_int_range (random, 6, 80),
                    8 * g_rand_int_range (random, 1, 30), 8 * g_rand_int_range (random, 1, 20) };
}

/* None of them lies on another, like the elements of a drawing. */
static GArray *
make_obstacles (GRand *random,
                guint  most)
{
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (LpRect));
  guint n = g_rand_int_range (random, 0, most);

  for (guint i = 0; i < n; i++)
    {
      LpRect rect = make_rect (random);
      gboolean free = TRUE;

      for (guint k = 0; k < rects->len; k++)
        free &= !lp_rect_intersects (&rect, &g_array_index (rects, LpRect, k));
      if (free)
        g_array_append_val (rects, rect);
    }

  return rects;
}

/* A grid of equal boxes. */
static GArray *
make_spots (GRand *random)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (LpSpot));
  guint n = g_rand_int_range (random, 1, 12);
  LpPoint corner = { 8 * g_rand_int_range (random, 2, 40), 8 * g_rand_int_range (random, 6, 40) };

  for (guint i = 0; i < n; i++)
    {
      LpSpot spot = { NULL, { corner.x + i % 3 * 80, corner.y + i / 3 * 64, 64, 40 } };

      g_array_append_val (spots, spot);
    }

  return spots;
}

#define SPOT(spots, i) (&g_array_index ((spots), LpSpot, (i)).rect)

static void
assert_clear (GArray *spots,
              GArray *obstacles)
{
  for (guint i = 0; i < spots->len; i++)
    {
      for (guint k = 0; k < obstacles->len; k++)
        g_assert_false (lp_rect_intersects (SPOT (spots, i),
                                            &g_array_index (obstacles, LpRect, k)));
      for (guint k = i + 1; k < spots->len; k++)
        g_assert_false (lp_rect_intersects (SPOT (spots, i), SPOT (spots, k)));
    }
}

static void
test_each_gets_out_of_the_way (void)
{
  for (guint32 seed = 1; seed <= 300; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GArray) obstacles = make_obstacles (random, 20);
      g_autoptr (GArray) spots = make_spots (random);
      g_autoptr (GArray) before = g_array_copy (spots);
      gboolean across = seed % 2;

      g_test_message ("seed %u", seed);
      lp_clear_each (spots, obstacles, across);
      assert_clear (spots, obstacles);
      for (guint i = 0; i < spots->len; i++)
        if (across)
          g_assert_cmpfloat (SPOT (spots, i)->y, ==, SPOT (before, i)->y);
        else
          g_assert_cmpfloat (SPOT (spots, i)->x, ==, SPOT (before, i)->x);
    }
}

static void
test_a_block_keeps_its_shape (void)
{
  static const LpRect room = { 0 };

  for (guint32 seed = 1; seed <= 300; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GArray) obstacles = make_obstacles (random, seed % 4 == 0 ? 200 : 20);
      g_autoptr (GArray) spots = make_spots (random);
      g_autoptr (GArray) before = g_array_copy (spots);

      g_test_message ("seed %u", seed);
      lp_clear_block (spots, obstacles, (LpPoint) { 16, 44 }, &room);
      assert_clear (spots, obstacles);
      for (guint i = 0; i < spots->len; i++)
        {
          g_assert_cmpfloat (SPOT (spots, i)->x - SPOT (before, i)->x, ==,
                             SPOT (spots, 0)->x - SPOT (before, 0)->x);
          g_assert_cmpfloat (SPOT (spots, i)->y - SPOT (before, i)->y, ==,
                             SPOT (spots, 0)->y - SPOT (before, 0)->y);
          g_assert_cmpfloat (SPOT (spots, i)->x, >=, 16);
          g_assert_cmpfloat (SPOT (spots, i)->y, >=, 40);
        }
    }
}

static void
test_what_is_free_stays (void)
{
  static const LpRect room = { 0 };
  g_autoptr (GArray) obstacles = g_array_new (FALSE, FALSE, sizeof (LpRect));
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (LpSpot));
  LpRect obstacle = { 100, 100, 50, 50 };
  LpSpot beside = { NULL, { 158, 100, 50, 50 } };

  g_array_append_val (obstacles, obstacle);
  g_array_append_val (spots, beside);
  lp_clear_each (spots, obstacles, FALSE);
  lp_clear_block (spots, obstacles, (LpPoint) { 0, 0 }, &room);
  g_assert_cmpfloat (SPOT (spots, 0)->x, ==, 158);
  g_assert_cmpfloat (SPOT (spots, 0)->y, ==, 100);
}

/* To the left it would be nearer, but that is out of bounds; below it would stick out. */
static void
test_a_block_keeps_to_its_room (void)
{
  static const LpRect room = { 0, 0, 600, 200 };
  g_autoptr (GArray) obstacles = g_array_new (FALSE, FALSE, sizeof (LpRect));
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (LpSpot));
  LpRect obstacle = { 40, 48, 200, 120 };
  LpSpot spot = { NULL, { 48, 56, 80, 120 } };

  g_array_append_val (obstacles, obstacle);
  g_array_append_val (spots, spot);
  lp_clear_block (spots, obstacles, (LpPoint) { 16, 44 }, &room);
  g_assert_cmpfloat (SPOT (spots, 0)->x, ==, 256);
  g_assert_cmpfloat (SPOT (spots, 0)->y, ==, 56);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clear/each-gets-out-of-the-way", test_each_gets_out_of_the_way);
  g_test_add_func ("/clear/a-block-keeps-its-shape", test_a_block_keeps_its_shape);
  g_test_add_func ("/clear/what-is-free-stays", test_what_is_free_stays);
  g_test_add_func ("/clear/a-block-keeps-to-its-room", test_a_block_keeps_to_its_room);

  return g_test_run ();
}
