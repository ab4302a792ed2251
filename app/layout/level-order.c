/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

#include "layout/cross.h"

/* A box of a service with what it is sorted by. */
typedef struct
{
  guint  number;                /* In the service. */
  int    tier;
  double x;                     /* Its middle, as it was drawn. */
  double y;
  double height;
} Drawn;

static int
compare_tiers (gconstpointer a,
               gconstpointer b,
               gpointer      unused)
{
  const Drawn *left = a, *right = b;

  return left->tier < right->tier ? -1 : left->tier > right->tier;
}

/* @along: by x, otherwise by y. */
static int
compare_drawn (gconstpointer a,
               gconstpointer b,
               gpointer      along)
{
  const Drawn *left = a, *right = b;
  double difference = along != NULL ? left->x - right->x : left->y - right->y;

  return (difference > 0) - (difference < 0);
}

/* A tier that was plainly drawn along the way instead of across it keeps its order as well. */
static void
sort_tier (Drawn *tier,
           guint  n)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      left = MIN (left, tier[i].x);
      right = MAX (right, tier[i].x);
      top = MIN (top, tier[i].y);
      bottom = MAX (bottom, tier[i].y);
    }

  g_qsort_with_data (tier, n, sizeof *tier, compare_drawn,
                     GINT_TO_POINTER (right - left > 2 * (bottom - top)));
}

/* In several columns boxes are read as text is. What begins below the middle of the first of a row
 * begins the next row. */
static void
sort_rows (Drawn *tier,
           guint  n)
{
  guint first = 0;

  g_qsort_with_data (tier, n, sizeof *tier, compare_drawn, NULL);
  for (guint i = 1; i <= n; i++)
    if (i == n || tier[i].y > tier[first].y + tier[first].height / 2)
      {
        g_qsort_with_data (&tier[first], i - first, sizeof *tier, compare_drawn,
                           GINT_TO_POINTER (TRUE));
        first = i;
      }
}

void
lp_level_sort_as_drawn (LpLevel           *level,
                        const LpComponent *service,
                        guint             *order,
                        guint             *columns)
{
  guint first = 0, n = service->members->len;
  g_autofree Drawn *drawn = g_new (Drawn, n);

  for (guint i = 0; i < n; i++)
    {
      const LpLevelBox *box = lp_level_get_member (level, service, i);

      drawn[i] = (Drawn) { i, box->tier, box->drawn.x + box->drawn.width / 2,
                           box->drawn.y + box->drawn.height / 2, box->drawn.height };
    }

  g_qsort_with_data (drawn, n, sizeof *drawn, compare_tiers, NULL);
  for (guint i = 0; i < n; i++)
    order[i] = drawn[i].number;
  lp_level_fold (level, service, order, columns);

  for (guint i = 1; i <= n; i++)
    if (i == n || drawn[i].tier != drawn[first].tier)
      {
        if (columns[first] > 1)
          sort_rows (&drawn[first], i - first);
        else
          sort_tier (&drawn[first], i - first);
        first = i;
      }

  for (guint i = 0; i < n; i++)
    order[i] = drawn[i].number;
}

void
lp_level_sort_for_rows (LpLevel           *level,
                        const LpComponent *service,
                        guint             *order)
{
  guint n = service->members->len, n_sorted = 0;
  g_autofree int *tiers = g_new (int, n);
  g_autoptr (LpOrdering) crossing = NULL;

  for (guint i = 0; i < n; i++)
    tiers[i] = lp_level_get_member (level, service, i)->tier;
  crossing = lp_cross_sort (tiers, n, (LpCrossEdge *) service->edges->data, service->edges->len,
                            order, FALSE);

  for (guint i = 0; i < crossing->nodes->len; i++)
    {
      guint number = g_array_index (crossing->nodes, LpCrossNode, i).number;

      if (number < n)
        order[n_sorted++] = number;
    }
}
