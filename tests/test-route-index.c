/* SPDX-License-Identifier: MIT */

#include "config.h"

#include "layout/route-index.h"

#define N_RECTS 300

/* From points to rectangles as large as the plane, many of them on the borders of cells. */
static LpRect
random_rect (GRand *rand)
{
  const double scale = 1 << g_rand_int_range (rand, 0, 16);

  return (LpRect) {
    g_rand_int_range (rand, -40, 40) * scale, g_rand_int_range (rand, -40, 40) * scale,
    g_rand_int_range (rand, 0, 5) * scale, g_rand_int_range (rand, 0, 5) * scale,
  };
}

static gboolean
touch (const LpRect *a,
       const LpRect *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width &&
         a->y <= b->y + b->height && b->y <= a->y + a->height;
}

static void
assert_finds_all (LpRouteIndex *index,
                  const LpRect *rects,
                  gboolean     *there,
                  const LpRect *query)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_found[N_RECTS] = { 0 };

  lp_route_index_query (index, query, found);
  for (guint i = 0; i < found->len; i++)
    n_found[g_array_index (found, guint, i)]++;
  for (guint i = 0; i < N_RECTS; i++)
    g_assert_cmpuint (n_found[i], ==, there[i] && touch (&rects[i], query));
}

/* Of many it tells no more than one more than it was asked for. */
static void
assert_finds_some (LpRouteIndex *index,
                   const LpRect *rects,
                   gboolean     *there,
                   const LpRect *query)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_there = 0;

  for (guint i = 0; i < N_RECTS; i++)
    n_there += there[i] && touch (&rects[i], query);
  lp_route_index_query_some (index, query, 10, found);
  g_assert_cmpuint (found->len, ==, MIN (n_there, 11));
  for (guint i = 0; i < found->len; i++)
    {
      const guint number = g_array_index (found, guint, i);

      g_assert_true (there[number] && touch (&rects[number], query));
    }
}

static void
test_query_finds_what_touches_and_each_once (void)
{
  for (guint seed = 0; seed < 50; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpRouteIndex) index = lp_route_index_new ();
      LpRect rects[N_RECTS];
      gboolean there[N_RECTS] = { FALSE };

      g_test_message ("seed %u", seed);
      for (guint step = 0; step < 2000; step++)
        {
          const guint i = g_rand_int_range (rand, 0, N_RECTS);

          if (there[i])
            lp_route_index_remove (index, &rects[i], i);
          else
            {
              rects[i] = random_rect (rand);
              lp_route_index_add (index, &rects[i], i);
            }
          there[i] = !there[i];
          if (step % 20 == 0)
            {
              const LpRect query = random_rect (rand);

              assert_finds_all (index, rects, there, &query);
              assert_finds_some (index, rects, there, &query);
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/route-index/query", test_query_finds_what_touches_and_each_once);

  return g_test_run ();
}
