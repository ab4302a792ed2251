/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/index.h"

void
lp_index_new (gconstpointer keys,
              gsize         stride,
              guint         n,
              guint         n_keys,
              guint       **start,
              guint       **sorted)
{
  const char *key = keys;
  guint *next = g_new0 (guint, n_keys + 2);
  guint *list = g_new (guint, n);

  /* Two places on, so that counting up in the last loop leaves each start one place on: where it
   * belongs. */
  for (guint i = 0; i < n; i++)
    next[*(const int *) (key + i * stride) + 2]++;
  for (guint i = 2; i < n_keys + 2; i++)
    next[i] += next[i - 1];
  for (guint i = 0; i < n; i++)
    list[next[*(const int *) (key + i * stride) + 1]++] = i;

  *start = next;
  *sorted = list;
}
