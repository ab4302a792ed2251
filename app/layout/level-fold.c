/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

#define FEW 6                   /* Fewer than that stand in one column, come what may. */
#define ASPECT 1.5              /* Of the picture, where there is a choice. */
#define TOO_TALL 0.9            /* From here on a picture that runs to the right is folded, */
#define TOO_WIDE 2.4            /* and from here on one that runs down. */

/* Boxes of one tier, those from @first on in the order of the service. */
typedef struct
{
  guint  first;
  guint  n;
  double width;                 /* Of the widest of them. */
  double height;                /* Of the tallest, with the room below it. */
} Tier;

static GArray *
list_tiers (const LpLevel     *level,
            const LpComponent *service,
            const guint       *order)
{
  GArray *tiers = g_array_new (FALSE, FALSE, sizeof (Tier));
  int last = 0;

  for (guint i = 0; i < service->members->len; i++)
    {
      const LpLevelBox *box = LP_LEVEL_BOX (level,
                                            g_array_index (service->members, guint, order[i]));
      Tier *tier;

      if (i == 0 || box->tier != last)
        {
          Tier next = { i };

          g_array_append_val (tiers, next);
        }
      last = box->tier;
      tier = &g_array_index (tiers, Tier, tiers->len - 1);
      tier->n++;
      tier->width = MAX (tier->width, box->box.width);
      tier->height = MAX (tier->height, box->box.height + level->spacing->in_tier);
    }

  return tiers;
}

/* So many columns that the tier is no longer than @most across the way. */
static guint
choose_columns (const Tier *tier,
                double      most)
{
  guint n_rows = CLAMP (most / tier->height, 1, tier->n);

  return tier->n < FEW ? 1 : MIN ((tier->n + n_rows - 1) / n_rows, LP_LEVEL_MAX_COLUMNS);
}

static double
get_length (const Tier *tier,
            guint       n_columns)
{
  return (tier->n + n_columns - 1) / n_columns * tier->height;
}

/* How large the service is: along the way (x) and across it. */
static LpPoint
get_size (const LpLevel *level,
          GArray        *tiers,
          double         most)
{
  LpPoint size = { 0 };

  for (guint i = 0; i < tiers->len; i++)
    {
      const Tier *tier = &g_array_index (tiers, Tier, i);
      guint n_columns = choose_columns (tier, most);
      double length = get_length (tier, n_columns);

      size.x += n_columns * (tier->width + level->spacing->between_tiers);
      size.y = MAX (size.y, length);
    }

  return size;
}

void
lp_level_fold (const LpLevel     *level,
               const LpComponent *service,
               const guint       *order,
               guint             *columns)
{
  g_autoptr (GArray) tiers = list_tiers (level, service, order);
  gboolean down = lp_plan_is_down (level->plan);
  double aspect = down ? 1 / ASPECT : ASPECT;
  const Tier *longest = &g_array_index (tiers, Tier, 0);
  LpPoint size = get_size (level, tiers, G_MAXDOUBLE);
  double best = G_MAXDOUBLE, chosen = G_MAXDOUBLE;

  for (guint i = 1; i < tiers->len; i++)
    if (get_length (&g_array_index (tiers, Tier, i), 1) > get_length (longest, 1))
      longest = &g_array_index (tiers, Tier, i);

  if (size.x / size.y < (down ? 1 / TOO_WIDE : TOO_TALL))
    for (guint n_columns = 1; n_columns <= LP_LEVEL_MAX_COLUMNS; n_columns++)
      {
        double most = get_length (longest, n_columns), page;

        size = get_size (level, tiers, most);
        page = MAX (size.x / aspect, size.y);
        if (page < best)
          {
            best = page;
            chosen = most;
          }
      }

  for (guint i = 0; i < tiers->len; i++)
    {
      const Tier *tier = &g_array_index (tiers, Tier, i);

      for (guint k = 0; k < tier->n; k++)
        columns[tier->first + k] = choose_columns (tier, chosen);
    }
}
