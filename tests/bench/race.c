/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "race.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#define MAX_RUNS 101
#define SECONDS 0.6

double
race_get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec + now.tv_nsec * 1e-9;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double i = *(const double *) a;
  double j = *(const double *) b;

  return i < j ? -1 : i > j;
}

void
race (gpointer   subject,
      RaceRunner ours,
      RaceRunner theirs,
      double    *our_time,
      double    *their_time)
{
  double times[2][MAX_RUNS];
  double start = race_get_seconds ();
  guint n = 0;

  do
    {
      double a = race_get_seconds (), b, c;

      ours (subject);
      b = race_get_seconds ();
      theirs (subject);
      c = race_get_seconds ();

      times[0][n] = (b - a) * 1000;
      times[1][n++] = (c - b) * 1000;
    }
  while (n < 3 || (n < MAX_RUNS && race_get_seconds () - start < SECONDS));

  for (guint i = 0; i < 2; i++)
    qsort (times[i], n, sizeof (double), compare_doubles);
  *our_time = times[0][n / 2];
  *their_time = times[1][n / 2];
}

void
race_print_growth (const char *const *names,
                   guint              n_columns,
                   const guint       *sizes,
                   guint              n_sizes,
                   const double      *times)
{
  g_print ("growth (exponent from size to size):\n");
  for (guint column = 0; column < n_columns; column++)
    {
      g_print ("%14s", names[column]);
      for (guint i = 1; i < n_sizes; i++)
        {
          const double *time = times + i * n_columns + column;

          g_print (" %5.2f", log (time[0] / time[-(int) n_columns]) /
                             log ((double) sizes[i] / sizes[i - 1]));
        }
      g_print ("\n");
    }
}
