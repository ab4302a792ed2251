/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

#define TOO_LONG 5.0            /* For its width: then a way to the right is broken, */
#define TOO_HIGH 4.0            /* and one down, */
#define LONG 2200.0             /* unless it is not as long as that anyway, */
#define HIGH 1400.0             /* or that. */
#define ASPECT 1.6              /* Of the picture, where there is a choice. */
#define MAX_BANDS 6
#define BETWEEN_BANDS 96        /* The way back runs there. */

/* A column of boxes that stand at one place of the way. */
typedef struct
{
  int    tier;
  double left;
  double right;
} Column;

static int
compare_columns (gconstpointer a,
                 gconstpointer b)
{
  const Column *left = a, *right = b;

  return left->tier < right->tier ? -1 : left->tier > right->tier;
}

/* One for each tier. */
static GArray *
list_columns (const LpLevel     *level,
              const LpComponent *service)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));
  guint n = 0;

  for (guint i = 0; i < service->members->len; i++)
    {
      const LpLevelBox *box = lp_level_get_member (level, service, i);
      Column column = { box->tier, box->box.x, box->box.x + box->box.width };

      g_array_append_val (columns, column);
    }
  g_array_sort (columns, compare_columns);

  for (guint i = 0; i < columns->len; i++)
    {
      const Column column = g_array_index (columns, Column, i);
      Column *last = n > 0 ? &g_array_index (columns, Column, n - 1) : NULL;

      if (last != NULL && last->tier == column.tier)
        {
          last->left = MIN (last->left, column.left);
          last->right = MAX (last->right, column.right);
        }
      else
        {
          g_array_index (columns, Column, n++) = column;
        }
    }
  g_array_set_size (columns, n);

  return columns;
}

/* Sets in which band each column is, none longer than @most unless a column is, and how long the
 * longest one is. Returns how many there are. */
static guint
fill_bands (GArray *columns,
            double  most,
            guint  *bands,
            double *length)
{
  guint band = 0, first = 0;

  *length = 0;
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      double reach = column->right - g_array_index (columns, Column, first).left;

      if (reach > most && i > first)
        {
          band++;
          first = i;
          reach = column->right - column->left;
        }
      bands[i] = band;
      *length = MAX (*length, reach);
    }

  return band + 1;
}

static guint
get_band (const LpLevelBox *box,
          GArray           *columns,
          const guint      *bands)
{
  guint low = 0, high = columns->len - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (columns, Column, middle).tier < box->tier)
        low = middle + 1;
      else
        high = middle;
    }

  return bands[low];
}

/* Puts the boxes of a band to the left, and at @top. Returns where it ends. */
static double
move_band (LpLevel           *level,
           const LpComponent *service,
           GArray            *columns,
           const guint       *bands,
           guint              band,
           double             top)
{
  LpPoint corner = { G_MAXDOUBLE, G_MAXDOUBLE };
  double end = top;

  for (guint i = 0; i < service->members->len; i++)
    {
      const LpLevelBox *box = lp_level_get_member (level, service, i);

      if (get_band (box, columns, bands) != band)
        continue;
      corner.x = MIN (corner.x, box->box.x);
      corner.y = MIN (corner.y, box->box.y);
    }

  for (guint i = 0; i < service->members->len; i++)
    {
      LpLevelBox *box = lp_level_get_member (level, service, i);

      if (get_band (box, columns, bands) != band)
        continue;
      box->box.x -= corner.x;
      box->box.y += top - corner.y;
      end = MAX (end, box->box.y + box->box.height);
    }

  return end;
}

void
lp_level_break (LpLevel     *level,
                LpComponent *service)
{
  gboolean down = lp_plan_is_down (level->plan);
  double aspect = down ? 1 / ASPECT : ASPECT;
  double best = G_MAXDOUBLE, chosen = 0, length;
  g_autoptr (GArray) columns = NULL;
  g_autofree guint *bands = NULL;
  guint n_bands;

  if (service->width <= service->height * (down ? TOO_HIGH : TOO_LONG) ||
      service->width <= (down ? HIGH : LONG))
    return;

  columns = list_columns (level, service);
  bands = g_new (guint, columns->len);
  for (guint n = 1; n <= MAX_BANDS; n++)
    {
      /* A little more than its share: columns are not cut. */
      double most = service->width / n * 1.1, page;

      n_bands = fill_bands (columns, most, bands, &length);
      page = MAX (length / aspect, n_bands * (service->height + BETWEEN_BANDS));
      if (page < best)
        {
          best = page;
          chosen = most;
        }
    }

  n_bands = fill_bands (columns, chosen, bands, &length);
  if (n_bands == 1)
    return;

  service->width = length;
  service->height = -BETWEEN_BANDS;
  for (guint band = 0; band < n_bands; band++)
    {
      service->height = move_band (level, service, columns, bands, band,
                                   service->height + BETWEEN_BANDS);
      if (band == 0)
        level->first_band = service->height;
    }
}
