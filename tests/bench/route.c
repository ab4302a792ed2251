/* SPDX-License-Identifier: MIT */

/* Processor times of the router: everything from scratch, and after one card moved, in designs
 * of services side by side. Each service is a virtual IP, two load balancers, webs, apps, a
 * database and replicas, each on a server with a firewall and an agent that reports to two
 * collectors. */

#include "config.h"

#include <math.h>
#include <time.h>

#include "layout/route.h"

#define COLUMN 400.0
#define ROW 208.0
#define N_MOVES 61

enum
{
  LANE_REQUEST,
  LANE_QUERY,
  LANE_REPLICATION,
  LANE_METRICS,
};

typedef struct
{
  GRand    *rand;
  LpRouter *router;
  guint     n_boxes;
  guint     n_links;
  guint     n_components;
  GArray   *cards;            /* guint */
  GArray   *rects;            /* LpRect of each box. */
  GArray   *parents;          /* int */
} Drawing;

static guint
add_box (Drawing *drawing,
         double   x,
         double   y,
         double   width,
         double   height,
         int      parent,
         gboolean container)
{
  const LpRect rect = { x, y, width, height };

  lp_router_set_box (drawing->router, drawing->n_boxes, &rect, parent, container);
  g_array_append_val (drawing->rects, rect);
  g_array_append_val (drawing->parents, parent);
  drawing->n_components += !container;

  return drawing->n_boxes++;
}

static void
add_link (Drawing *drawing,
          guint    from,
          guint    to,
          guint    lane)
{
  const LpRouteLink link = {
    .from = from, .to = to, .lane = lane, .label_width = 62, .label_height = 20,
  };

  lp_router_set_link (drawing->router, drawing->n_links++, &link);
}

/* A card with a firewall and an agent on a server. Returns the card. */
static guint
add_host (Drawing *drawing,
          double   x,
          double   y,
          guint    collectors[2])
{
  const int server = add_box (drawing, x, y, 224, 136, -1, TRUE);
  const guint card = add_box (drawing, x + 16, y + 40, 192, 56, server, FALSE);
  guint agent;

  add_box (drawing, x + 16, y + 104, 92, 28, server, FALSE);
  agent = add_box (drawing, x + 116, y + 104, 92, 28, server, FALSE);
  add_link (drawing, agent, collectors[0], LANE_METRICS);
  add_link (drawing, agent, collectors[1], LANE_METRICS);
  g_array_append_val (drawing->cards, card);

  return card;
}

/* A column of hosts, centred at @y. */
static void
add_hosts (Drawing *drawing,
           double   x,
           double   y,
           guint    n_hosts,
           guint    collectors[2],
           guint   *hosts)
{
  for (guint i = 0; i < n_hosts; i++)
    hosts[i] = add_host (drawing, x, y + (i - (n_hosts - 1) / 2.0) * ROW, collectors);
}

static void
add_links (Drawing     *drawing,
           const guint *from,
           guint        n_from,
           const guint *to,
           guint        n_to,
           guint        lane)
{
  for (guint i = 0; i < n_from; i++)
    for (guint k = 0; k < n_to; k++)
      add_link (drawing, from[i], to[k], lane);
}

static void
add_service (Drawing *drawing,
             double   x,
             double   y)
{
  guint collectors[2], balancers[2], webs[5], apps[5], databases[1], replicas[2];
  guint n_webs = g_rand_int_range (drawing->rand, 2, 6);
  guint n_apps = g_rand_int_range (drawing->rand, 2, 6);
  guint n_replicas = g_rand_int_range (drawing->rand, 1, 3);
  const guint address = add_box (drawing, x, y, 184, 56, -1, FALSE);

  collectors[0] = add_box (drawing, x + 2.1 * COLUMN, y + 3.2 * ROW, 184, 56, -1, FALSE);
  collectors[1] = add_box (drawing, x + 3.1 * COLUMN, y + 3.2 * ROW, 184, 56, -1, FALSE);
  add_hosts (drawing, x + COLUMN, y, 2, collectors, balancers);
  add_hosts (drawing, x + 2 * COLUMN, y, n_webs, collectors, webs);
  add_hosts (drawing, x + 3 * COLUMN, y, n_apps, collectors, apps);
  add_hosts (drawing, x + 4 * COLUMN, y - ROW, 1, collectors, databases);
  add_hosts (drawing, x + 4 * COLUMN, y + ROW, n_replicas, collectors, replicas);

  add_links (drawing, &address, 1, balancers, 2, LANE_REQUEST);
  add_links (drawing, balancers, 2, webs, n_webs, LANE_REQUEST);
  add_links (drawing, webs, n_webs, apps, n_apps, LANE_REQUEST);
  add_links (drawing, apps, n_apps, databases, 1, LANE_QUERY);
  add_links (drawing, apps, n_apps, replicas, n_replicas, LANE_QUERY);
  add_links (drawing, databases, 1, replicas, n_replicas, LANE_REPLICATION);
}

static void
fill (Drawing *drawing,
      guint    n_components)
{
  const guint n_columns = MAX (1, (guint) sqrt (n_components / 60.0));

  drawing->rand = g_rand_new_with_seed (1);
  drawing->router = lp_router_new ();
  drawing->cards = g_array_new (FALSE, FALSE, sizeof (guint));
  drawing->rects = g_array_new (FALSE, FALSE, sizeof (LpRect));
  drawing->parents = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; drawing->n_components < n_components; i++)
    add_service (drawing, i % n_columns * 5.6 * COLUMN, i / n_columns * 7.5 * ROW);
}

static void
clear (Drawing *drawing)
{
  g_rand_free (drawing->rand);
  lp_router_free (drawing->router);
  g_array_unref (drawing->cards);
  g_array_unref (drawing->rects);
  g_array_unref (drawing->parents);
}

/* Of this process, so that others on the machine do not count. In milliseconds. */
static double
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Moves single cards to and fro. Gives the median and the 95th percentile in milliseconds. */
static void
time_moves (Drawing *drawing,
            double  *median,
            double  *percentile)
{
  double times[N_MOVES];

  for (guint i = 0; i < N_MOVES; i++)
    {
      const guint card = g_rand_int_range (drawing->rand, 0, drawing->cards->len);
      const guint box = g_array_index (drawing->cards, guint, card);
      const int parent = g_array_index (drawing->parents, int, box);
      LpRect *rect = &g_array_index (drawing->rects, LpRect, box);
      double start;

      rect->x += i % 2 ? 8 : -8;
      rect->y += i % 4 ? 8 : -8;
      start = get_time ();
      lp_router_set_box (drawing->router, box, rect, parent, FALSE);
      lp_router_update (drawing->router);
      times[i] = get_time () - start;
    }
  qsort (times, N_MOVES, sizeof (double), compare_times);
  *median = times[N_MOVES / 2];
  *percentile = times[N_MOVES * 95 / 100];
}

int
main (void)
{
  static const guint sizes[] = { 100, 1000, 3000, 10000 };
  double last_time = 0, last_size = 0;

  g_print ("%10s %7s %12s %9s %14s %10s\n",
           "components", "links", "scratch ms", "exponent", "move median ms", "move p95");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Drawing drawing = { NULL };
      double best = INFINITY, median, percentile;

      for (int round = 0; round < 3; round++)
        {
          double start;

          if (round > 0)
            clear (&drawing);
          drawing = (Drawing) { NULL };
          fill (&drawing, sizes[i]);
          start = get_time ();
          lp_router_update (drawing.router);
          best = MIN (best, get_time () - start);
        }
      time_moves (&drawing, &median, &percentile);

      g_print ("%10u %7u %12.1f %9.2f %14.3f %10.3f\n", drawing.n_components, drawing.n_links, best,
               last_time > 0 ? log (best / last_time) / log (drawing.n_components / last_size) : 0,
               median, percentile);
      last_time = best;
      last_size = drawing.n_components;
      clear (&drawing);
    }

  return 0;
}
