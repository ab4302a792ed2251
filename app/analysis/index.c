/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/index.h"

static int
get_key (gconstpointer things,
         gsize         size,
         gsize         offset,
         guint         i)
{
  return *(const int *) ((const char *) things + i * size + offset);
}

void
lp_index_new (gconstpointer things,
              gsize         size,
              gsize         offset,
              guint         n,
              guint         n_keys,
              guint       **start,
              guint       **sorted)
{
  guint *next = g_new0 (guint, n_keys + 2);
  guint *list = g_new (guint, n);

  /* Two places on, so that counting up in the last loop leaves each start one place on: where it
   * belongs. */
  for (guint i = 0; i < n; i++)
    next[get_key (things, size, offset, i) + 2]++;
  for (guint i = 2; i < n_keys + 2; i++)
    next[i] += next[i - 1];
  for (guint i = 0; i < n; i++)
    list[next[get_key (things, size, offset, i) + 1]++] = i;

  *start = next;
  *sorted = list;
}
