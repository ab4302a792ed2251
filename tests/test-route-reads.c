/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/route-reads.h"

#define N_ROUNDS 200
#define N_QUERIES 40
#define ID 7

/* Strips, as links look along: many of them near each other. */
static LpRect
make_strip (void)
{
  const gboolean upright = g_test_rand_bit ();
  const double length = g_test_rand_int_range (1, 1500), width = g_test_rand_int_range (1, 60);

  return (LpRect) {
    g_test_rand_double_range (-2000, 2000), g_test_rand_double_range (-2000, 2000),
    upright ? width : length, upright ? length : width,
  };
}

static void
fill (LpRouteReads *reads,
      GArray       *rects)
{
  const guint n = g_test_rand_int_range (0, 60);

  for (guint i = 0; i < n; i++)
    {
      const LpRect rect = make_strip ();

      g_array_append_val (rects, rect);
      lp_route_reads_note (reads, &rect);
    }
}

static gboolean
touch (const LpRect *a,
       const LpRect *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width &&
         a->y <= b->y + b->height && b->y <= a->y + a->height;
}

/* Coordinates are random: none of them touch by less than what an area is larger. */
static void
test_nothing_noted_is_lost (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LpRect));
      LpRouteReads reads = { NULL };

      fill (&reads, rects);
      lp_route_reads_tidy (&reads);
      g_assert_cmpuint (reads.n, <=, rects->len);
      g_assert_cmpuint (reads.size, ==, reads.n);
      for (guint i = 0; i < N_QUERIES; i++)
        {
          const LpRect query = make_strip ();
          gboolean expected = FALSE;

          for (guint k = 0; k < rects->len; k++)
            expected |= touch (&g_array_index (rects, LpRect, k), &query);
          g_assert_cmpint (lp_route_reads_touch (&reads, 0, reads.n, &query), ==, expected);
        }
      lp_route_reads_clear (&reads);
    }
}

static void
test_the_index_knows_all_reads_until_they_go (void)
{
  g_autoptr (LpRouteIndex) index = lp_route_index_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint));
  const LpRect all = { -1e5, -1e5, 2e5, 2e5 };

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (LpRect));
      LpRouteReads reads = { NULL };

      fill (&reads, rects);
      lp_route_reads_for_index (&reads, 0, reads.n, lp_route_index_add_area, index, ID);
      for (guint i = 0; i < rects->len; i++)
        {
          g_array_set_size (ids, 0);
          lp_route_index_query (index, &g_array_index (rects, LpRect, i), ids);
          g_assert_cmpuint (ids->len, >, 0);
        }

      lp_route_reads_for_index (&reads, 0, reads.n, lp_route_index_remove_area, index, ID);
      g_array_set_size (ids, 0);
      lp_route_index_query (index, &all, ids);
      g_assert_cmpuint (ids->len, ==, 0);
      lp_route_reads_clear (&reads);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route-reads/nothing-lost", test_nothing_noted_is_lost);
  g_test_add_func ("/route-reads/index", test_the_index_knows_all_reads_until_they_go);

  return g_test_run ();
}
