/* SPDX-License-Identifier: MIT */

/* Processor times of routing generated designs: all boxes and links from scratch, the same in
 * rounds in another thread as the canvas does, and after one component moved. Arguments: the
 * sizes, in components. */

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "draw/scene/scene.h"
#include "generate.h"
#include "race.h"

#define N_MOVES 61
#define PATIENCE 400
#define LONG 3.0                /* Seconds; what takes longer is measured once. */

typedef struct
{
  double scratch;
  double rounds;
  double median;
  double percentile;
  guint  n_links;
} Times;

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* The components that stand on servers. */
static GPtrArray *
list_cards (LpScene *scene)
{
  GPtrArray *cards = g_ptr_array_new ();

  for (guint i = 0; i < lp_scene_get_n_boxes (scene); i++)
    {
      LpElement *box = lp_scene_get_box (scene, i);

      if (lp_element_get_kind (lp_element_get_parent (box)) == LP_KIND_SERVER)
        g_ptr_array_add (cards, box);
    }

  return cards;
}

/* Moves single cards to and fro. */
static void
time_moves (LpScene *scene,
            Times   *times)
{
  g_autoptr (GPtrArray) cards = list_cards (scene);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  double moves[N_MOVES];

  for (guint i = 0; i < N_MOVES; i++)
    {
      LpElement *card = cards->pdata[g_rand_int_range (rand, 0, cards->len)];
      const double x = lp_element_get_number (card, LP_ATTRIBUTE_X);
      double start;

      lp_element_set_number (card, LP_ATTRIBUTE_X, x + (i % 2 ? 8 : -8));
      start = race_get_seconds ();
      lp_scene_update (scene, NULL);
      moves[i] = race_get_seconds () - start;
    }
  qsort (moves, N_MOVES, sizeof (double), compare_times);
  times->median = moves[N_MOVES / 2];
  times->percentile = moves[N_MOVES * 95 / 100];
}

static void
ready_cb (gpointer user_data)
{
  lp_scene_update (user_data, NULL);
}

/* Of both threads. */
static void
time_rounds (LpDesign *design,
             Times    *times)
{
  g_autoptr (LpScene) scene = lp_scene_new (design);
  const clock_t start = clock ();

  lp_scene_set_patience (scene, PATIENCE, ready_cb, scene);
  lp_scene_update (scene, NULL);
  while (lp_scene_is_routing (scene))
    g_main_context_iteration (NULL, TRUE);
  times->rounds = (clock () - start) / (double) CLOCKS_PER_SEC;
}

static Times
measure (guint size)
{
  g_autoptr (LpDesign) design = generate_design (size, 1);
  Times times = { .scratch = INFINITY };

  time_rounds (design, &times);
  for (int round = 0; round < 3; round++)
    {
      g_autoptr (LpScene) scene = lp_scene_new (design);
      const double start = race_get_seconds ();

      lp_scene_update (scene, NULL);
      times.scratch = fmin (times.scratch, race_get_seconds () - start);
      times.n_links = lp_scene_get_n_links (scene);
      if (round == 2 || times.scratch > LONG)
        {
          time_moves (scene, &times);
          break;
        }
    }

  return times;
}

int
main (int   argc,
      char *argv[])
{
  static const char *const all[] = { "100", "1000", "3000", "10000", NULL };
  const char *const *sizes = argc > 1 ? (const char *const *) argv + 1 : all;
  double last_time = 0, last_size = 0;

  g_print ("%10s %7s %12s %9s %12s %14s %10s\n",
           "components", "links", "scratch ms", "exponent", "in rounds",
           "move median ms", "move p95");
  for (guint i = 0; sizes[i] != NULL; i++)
    {
      const double size = fmax (atoi (sizes[i]), 20);
      const Times times = measure (size);

      g_print ("%10.0f %7u %12.1f %9.2f %12.1f %14.3f %10.3f\n", size, times.n_links,
               times.scratch * 1000,
               last_time > 0 ? log (times.scratch / last_time) / log (size / last_size) : 0,
               times.rounds * 1000,
               times.median * 1000, times.percentile * 1000);
      last_time = times.scratch;
      last_size = size;
    }

  return EXIT_SUCCESS;
}
