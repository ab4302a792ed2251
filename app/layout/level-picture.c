/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

#include <math.h>

#define BETWEEN_SERVICES 72
#define ASPECT 1.6              /* Of the whole picture: that of a screen. */

static void
shift_service (LpLevel         *level,
               const LpService *service,
               double           x,
               double           y)
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
  const LpService *left = a, *right = b;

  return left->drawn.x < right->drawn.x ? -1 : left->drawn.x > right->drawn.x;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const LpService *left = a, *right = b;

  return left->drawn.y < right->drawn.y ? -1 : left->drawn.y > right->drawn.y;
}

/* As they were drawn: what begins left of the middle of a column’s first service is in that
 * column. */
static void
sort_services (LpLevel   *level,
               LpService *services)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (LpService));
  guint first = 0;

  if (!level->drawn || level->n_services < 2)
    return;

  g_array_append_vals (sorted, services, level->n_services);
  g_array_sort (sorted, compare_columns);
  for (guint s = 0; s < level->n_services; s++)
    services[s] = g_array_index (sorted, LpService, s);

  for (guint s = 1; s <= level->n_services; s++)
    if (s == level->n_services ||
        services[s].drawn.x > services[first].drawn.x + services[first].width / 2)
      {
        qsort (&services[first], s - first, sizeof *services, compare_rows);
        first = s;
      }
}

/* Services in columns, so many that the picture has the shape of a screen. */
static LpPoint
shift_services (LpLevel         *level,
                const LpService *services,
                LpPoint          origin)
{
  double aspect = lp_plan_is_down (level->plan) ? 1 / ASPECT : ASPECT;
  double area = 0, left = origin.x, top = origin.y, column_width = 0;
  LpPoint end = origin;
  double height;

  for (guint s = 0; s < level->n_services; s++)
    area += (services[s].width + BETWEEN_SERVICES) * (services[s].height + BETWEEN_SERVICES);
  height = sqrt (area / aspect);

  for (guint s = 0; s < level->n_services; s++)
    {
      if (top > origin.y && top + services[s].height > origin.y + height)
        {
          left += column_width + BETWEEN_SERVICES;
          top = origin.y;
          column_width = 0;
        }

      shift_service (level, &services[s], left, top);
      column_width = MAX (column_width, services[s].width);
      end.x = MAX (end.x, left + services[s].width);
      end.y = MAX (end.y, top + services[s].height);
      top += services[s].height + BETWEEN_SERVICES;
    }

  return end;
}

/* Where several services share the hubs, these stand in a column before them. Gives its width. */
static double
place_hub_column (LpLevel *level,
                  LpPoint  origin)
{
  double y = origin.y;
  double width = 0;

  for (guint i = 0; i < level->boxes->len; i++)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, i);

      if (!box->hub || !box->linked)
        continue;
      box->box.x = origin.x;
      box->box.y = y;
      y += box->box.height + level->spacing->in_tier;
      width = MAX (width, box->box.width + level->spacing->between_tiers);
    }

  return width;
}

/* Hubs that stand beside the visitors of the only service. */
static gboolean
is_beside (const LpLevelBox *box,
           gboolean          watching)
{
  return box->hub && box->linked && box->service == G_MAXUINT &&
         (lp_element_get_kind (box->element) == LP_KIND_MONITORING_SERVICE) == watching;
}

/* Names stand above the visitors and monitoring below them, unless they were drawn on the other
 * side. */
static gboolean
is_above (const LpLevel    *level,
          const LpLevelBox *box,
          double            visitors)
{
  double away = box->drawn.y + box->drawn.height / 2 - visitors;

  if (level->drawn && visitors < G_MAXDOUBLE && fabs (away) > box->drawn.height)
    return away < 0;

  return lp_element_get_kind (box->element) != LP_KIND_MONITORING_SERVICE;
}

/* What is above is placed from below, the first that was drawn last. Monitoring goes to the edge
 * of the drawing. */
static void
place_hubs_on_side (LpLevel  *level,
                    gboolean  watching,
                    double    visitors,
                    LpPoint   origin,
                    LpPoint   end,
                    double   *top,
                    double   *bottom)
{
  double gap = level->spacing->beside_hub;

  for (guint i = level->boxes->len; i > 0 && *top < G_MAXDOUBLE; i--)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, i - 1);

      if (!is_beside (box, watching) || !is_above (level, box, visitors))
        continue;
      box->box.x = origin.x;
      box->box.y = *top - gap - box->box.height;
      if (watching)
        box->box.y = MIN (box->box.y, origin.y);
      *top = box->box.y;
    }

  for (guint i = 0; i < level->boxes->len; i++)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, i);

      if (!is_beside (box, watching) ||
          (*top < G_MAXDOUBLE && is_above (level, box, visitors)))
        continue;
      box->box.x = origin.x;
      box->box.y = *bottom + gap;
      if (watching)
        box->box.y = MAX (box->box.y, end.y - box->box.height);
      *bottom = box->box.y + box->box.height;
    }
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

/* The first column becomes as wide as the widest hub that stands above or below it: the others
 * give way. */
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

      if (box->hub && box->linked && box->service == G_MAXUINT)
        needed = MAX (needed, origin.x + box->box.width + level->spacing->in_tier);
      else if (box->service == 0 && box->tier > first)
        left = MIN (left, box->box.x);
    }

  for (guint i = 0; i < level->boxes->len && needed > left; i++)
    if (LP_LEVEL_BOX (level, i)->service == 0 && LP_LEVEL_BOX (level, i)->tier > first)
      LP_LEVEL_BOX (level, i)->box.x += needed - left;
}

/* In one service visitors stand in the first column; names and monitoring stand with them. */
static void
place_hubs_around (LpLevel *level,
                   LpPoint  origin,
                   LpPoint  end)
{
  int first = get_first_tier (level);
  double top = G_MAXDOUBLE;
  double bottom = origin.y - level->spacing->beside_hub;
  double drawn = 0;
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

  drawn = n_drawn > 0 ? drawn / n_drawn : G_MAXDOUBLE;
  place_hubs_on_side (level, FALSE, drawn, origin, end, &top, &bottom);
  place_hubs_on_side (level, TRUE, drawn, origin, end, &top, &bottom);
}

/* Moves everything down by what stands above the origin. */
static LpPoint
settle (LpLevel *level,
        LpPoint  origin)
{
  double above = 0;
  LpPoint end = origin;

  for (guint i = 0; i < level->boxes->len; i++)
    if (LP_LEVEL_BOX (level, i)->linked)
      above = MAX (above, origin.y - LP_LEVEL_BOX (level, i)->box.y);

  for (guint i = 0; i < level->boxes->len; i++)
    {
      LpDotBox *box = &LP_LEVEL_BOX (level, i)->box;

      if (!LP_LEVEL_BOX (level, i)->linked)
        continue;
      box->y += above;
      end.x = MAX (end.x, box->x + box->width);
      end.y = MAX (end.y, box->y + box->height);
    }

  return end;
}

LpPoint
lp_level_compose (LpLevel   *level,
                  LpService *services,
                  LpPoint    origin)
{
  LpPoint first = origin;
  LpPoint end;

  if (level->n_services > 1)
    first.x += place_hub_column (level, origin);
  sort_services (level, services);
  end = shift_services (level, services, first);
  if (level->n_services == 1)
    place_hubs_around (level, origin, end);

  return settle (level, origin);
}
