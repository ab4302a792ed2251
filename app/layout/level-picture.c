/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

#include <math.h>

#define BETWEEN_SERVICES 72
#define ASPECT 1.6              /* Of the whole picture: that of a screen. */

static void
shift_service (LpLevel           *level,
               const LpComponent *service,
               double             x,
               double             y)
{
  for (guint i = 0; i < service->members->len; i++)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, g_array_index (service->members, guint, i));

      box->box.x += x;
      box->box.y += y;
    }
}

static int
compare_columns (gconstpointer a,
                 gconstpointer b)
{
  const LpComponent *left = a, *right = b;

  return left->drawn.x < right->drawn.x ? -1 : left->drawn.x > right->drawn.x;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const LpComponent *left = a, *right = b;

  return left->drawn.y < right->drawn.y ? -1 : left->drawn.y > right->drawn.y;
}

/* As they were drawn: what begins left of the middle of a column’s first service is in that
 * column. */
static void
sort_services (LpLevel     *level,
               LpComponent *services)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (LpComponent));
  guint first = 0;

  if (!level->drawn || level->n_services < 2)
    return;

  g_array_append_vals (sorted, services, level->n_services);
  g_array_sort (sorted, compare_columns);
  for (guint s = 0; s < level->n_services; s++)
    services[s] = g_array_index (sorted, LpComponent, s);

  for (guint s = 1; s <= level->n_services; s++)
    if (s == level->n_services ||
        services[s].drawn.x > services[first].drawn.x + services[first].width / 2)
      {
        qsort (&services[first], s - first, sizeof *services, compare_rows);
        first = s;
      }
}

/* Services in columns that are no longer than @most, unless one service is. Only looks how large
 * that is unless they are to @move. */
static LpPoint
stack_services (LpLevel           *level,
                const LpComponent *services,
                LpPoint            origin,
                double             most,
                gboolean           move)
{
  double left = origin.x, top = origin.y, column_width = 0;
  LpPoint size = { 0 };

  for (guint s = 0; s < level->n_services; s++)
    {
      if (top > origin.y && top + services[s].height > origin.y + most)
        {
          left += column_width + BETWEEN_SERVICES;
          top = origin.y;
          column_width = 0;
        }

      if (move)
        shift_service (level, &services[s], left, top);
      column_width = MAX (column_width, services[s].width);
      size.x = MAX (size.x, left + column_width - origin.x);
      size.y = MAX (size.y, top + services[s].height - origin.y);
      top += services[s].height + BETWEEN_SERVICES;
    }

  return size;
}

/* In so many columns that the picture is as large as can be on a screen. */
static void
shift_services (LpLevel           *level,
                const LpComponent *services,
                LpPoint            origin)
{
  double aspect = lp_plan_is_down (level->plan) ? 1 / ASPECT : ASPECT;
  double area = 0, best = G_MAXDOUBLE, chosen = 0, height;

  for (guint s = 0; s < level->n_services; s++)
    area += (services[s].width + BETWEEN_SERVICES) * (services[s].height + BETWEEN_SERVICES);
  height = sqrt (area / aspect);

  for (double most = height / 2; most < 2 * height; most *= 1.05)
    {
      LpPoint size = stack_services (level, services, origin, most, FALSE);
      double screen = MAX (size.x / aspect, size.y);

      if (screen < best)
        {
          best = screen;
          chosen = most;
        }
    }

  stack_services (level, services, origin, chosen, TRUE);
}

/* Visitors and names that are in no service. */
static gboolean
is_apart (const LpLevelBox *box)
{
  return box->hub && box->linked && box->service == G_MAXUINT &&
         lp_element_get_kind (box->element) != LP_KIND_MONITORING_SERVICE;
}

/* Where several services share them they stand in a column before these. Gives its width. */
static double
place_column (LpLevel *level,
              LpPoint  origin)
{
  double y = origin.y;
  double width = 0;

  for (guint i = 0; i < level->boxes->len; i++)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, i);

      if (!is_apart (box))
        continue;
      box->box.x = origin.x;
      box->box.y = y;
      y += box->box.height + level->spacing->in_tier;
      width = MAX (width, box->box.width + level->spacing->between_tiers);
    }

  return width;
}

static int
get_first_tier (const LpLevel *level)
{
  int first = G_MAXINT;

  for (guint i = 0; i < level->boxes->len; i++)
    if (LP_LEVEL_BOX (level, i)->service == 0)
      first = MIN (first, LP_LEVEL_BOX (level, i)->tier);

  return first;
}

/* In the first band, but not in the first column. */
static gboolean
is_beside_first (const LpLevel    *level,
                 const LpLevelBox *box,
                 int               first,
                 LpPoint           origin)
{
  return box->service == 0 && box->tier > first &&
         (level->first_band == 0 || box->box.y < origin.y + level->first_band);
}

/* The first column becomes as wide as what stands above or below it: the others give way. */
static void
widen_first_column (LpLevel *level,
                    int      first,
                    LpPoint  origin)
{
  double left = G_MAXDOUBLE;
  double needed = 0;

  for (guint i = 0; i < level->boxes->len; i++)
    {
      const LpLevelBox *box = LP_LEVEL_BOX (level, i);

      if (is_apart (box))
        needed = MAX (needed, origin.x + box->box.width + level->spacing->in_tier);
      else if (is_beside_first (level, box, first, origin))
        left = MIN (left, box->box.x);
    }

  for (guint i = 0; i < level->boxes->len && needed > left; i++)
    if (is_beside_first (level, LP_LEVEL_BOX (level, i), first, origin))
      LP_LEVEL_BOX (level, i)->box.x += needed - left;
}

/* Names stand above the visitors, unless they were drawn below them, and there is no next band. */
static gboolean
is_above (const LpLevel    *level,
          const LpLevelBox *box,
          double            visitors)
{
  double away = box->drawn.y + box->drawn.height / 2 - visitors;

  return !level->drawn || level->first_band > 0 || away <= box->drawn.height;
}

/* In one service visitors stand in the first column; names stand with them. What is above is
 * placed from below, so that the order stays. */
static void
place_beside_visitors (LpLevel *level,
                       LpPoint  origin)
{
  int first = get_first_tier (level);
  double gap = level->spacing->beside_hub;
  double top = G_MAXDOUBLE, bottom = origin.y - gap, drawn = 0;
  guint n_drawn = 0;

  widen_first_column (level, first, origin);
  for (guint i = 0; i < level->boxes->len; i++)
    {
      const LpLevelBox *box = LP_LEVEL_BOX (level, i);

      if (box->service != 0 || box->tier > first)
        continue;
      top = MIN (top, box->box.y);
      bottom = MAX (bottom, box->box.y + box->box.height);
      drawn += box->drawn.y + box->drawn.height / 2;
      n_drawn++;
    }
  drawn /= MAX (n_drawn, 1);

  for (guint i = level->boxes->len; i > 0; i--)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, i - 1);

      if (!is_apart (box) || n_drawn == 0 || !is_above (level, box, drawn))
        continue;
      box->box.x = origin.x;
      top = box->box.y = top - gap - box->box.height;
    }

  for (guint i = 0; i < level->boxes->len; i++)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, i);

      if (!is_apart (box) || (n_drawn > 0 && is_above (level, box, drawn)))
        continue;
      box->box.x = origin.x;
      box->box.y = bottom + gap;
      bottom = box->box.y + box->box.height;
    }
}

/* Moves everything down by what stands above the origin. */
static LpPoint
settle (LpLevel *level,
        LpPoint  origin)
{
  double above = 0;
  LpPoint end = origin;

  for (guint i = 0; i < level->boxes->len; i++)
    if (is_apart (LP_LEVEL_BOX (level, i)))
      above = MAX (above, origin.y - LP_LEVEL_BOX (level, i)->box.y);

  for (guint i = 0; i < level->boxes->len; i++)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, i);

      if (!is_apart (box) && box->service == G_MAXUINT)
        continue;
      box->box.y += above;
      end.x = MAX (end.x, box->box.x + box->box.width);
      end.y = MAX (end.y, box->box.y + box->box.height);
    }

  return end;
}

static int
compare_along (gconstpointer a,
               gconstpointer b)
{
  const LpLevelBox *left = *(LpLevelBox *const *) a, *right = *(LpLevelBox *const *) b;
  double left_middle = left->drawn.x + left->drawn.width / 2;
  double right_middle = right->drawn.x + right->drawn.width / 2;

  return left_middle < right_middle ? -1 : left_middle > right_middle;
}

/* From left to right on the picture; where that is across the way they are so already. */
static GPtrArray *
list_watching (LpLevel *level)
{
  GPtrArray *watching = g_ptr_array_new ();

  for (guint i = 0; i < level->boxes->len; i++)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, i);

      if (box->linked && lp_element_get_kind (box->element) == LP_KIND_MONITORING_SERVICE)
        g_ptr_array_add (watching, box);
    }
  if (!lp_plan_is_down (level->plan))
    g_ptr_array_sort (watching, compare_along);

  return watching;
}

/* Monitoring hears from everywhere: in a row below the middle of the picture, whichever way that
 * runs, its links are short and cross the fewest others. */
static LpPoint
place_watching (LpLevel *level,
                LpPoint  origin,
                LpPoint  end)
{
  g_autoptr (GPtrArray) watching = list_watching (level);
  gboolean down = lp_plan_is_down (level->plan);
  double gap = level->spacing->in_tier;
  double edge = down ? end.x : end.y, length = -gap, at;
  LpPoint far = end;

  for (guint i = 0; i < watching->len; i++)
    {
      const LpDotBox *box = &((LpLevelBox *) watching->pdata[i])->box;

      length += gap + (down ? box->height : box->width);
    }

  at = down ? MAX (origin.y, (origin.y + end.y - length) / 2)
            : MAX (origin.x, (origin.x + end.x - length) / 2);
  if (edge > (down ? origin.x : origin.y))
    edge += gap;

  for (guint i = 0; i < watching->len; i++)
    {
      LpDotBox *box = &((LpLevelBox *) watching->pdata[i])->box;

      box->x = down ? edge : at;
      box->y = down ? at : edge;
      at += gap + (down ? box->height : box->width);
      far.x = MAX (far.x, box->x + box->width);
      far.y = MAX (far.y, box->y + box->height);
    }

  return far;
}

LpPoint
lp_level_compose (LpLevel     *level,
                  LpComponent *services,
                  LpPoint      origin)
{
  LpPoint first = origin;

  if (level->n_services > 1)
    first.x += place_column (level, origin);
  sort_services (level, services);
  shift_services (level, services, first);
  if (level->n_services == 1)
    place_beside_visitors (level, origin);

  return place_watching (level, origin, settle (level, origin));
}
