/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

#include "layout/cross.h"
#include "model/box.h"

#define ABOUT_THE_SAME 1.5      /* So much taller may the tallest server be than the lowest. */

LpService *
lp_level_split (LpLevel *level)
{
  LpService *services = g_new0 (LpService, level->n_services);
  g_autofree guint *own = g_new0 (guint, level->boxes->len);

  for (guint s = 0; s < level->n_services; s++)
    {
      services[s].members = g_array_new (FALSE, FALSE, sizeof (guint));
      services[s].edges = g_array_new (FALSE, FALSE, sizeof (LpCrossEdge));
      services[s].drawn = (LpPoint) { G_MAXDOUBLE, G_MAXDOUBLE };
    }

  for (guint i = 0; i < level->boxes->len; i++)
    if (LP_LEVEL_BOX (level, i)->service != G_MAXUINT)
      {
        const LpLevelBox *box = LP_LEVEL_BOX (level, i);
        LpService *service = &services[box->service];

        own[i] = service->members->len;
        g_array_append_val (service->members, i);
        service->drawn.x = MIN (service->drawn.x, box->drawn.x);
        service->drawn.y = MIN (service->drawn.y, box->drawn.y);
      }

  for (guint i = 0; i < level->edges->len; i++)
    {
      LpCrossEdge edge = g_array_index (level->edges, LpCrossEdge, i);
      guint s = LP_LEVEL_BOX (level, edge.from)->service;

      if (s == G_MAXUINT || s != LP_LEVEL_BOX (level, edge.to)->service)
        continue;
      edge.from = own[edge.from];
      edge.to = own[edge.to];
      g_array_append_val (services[s].edges, edge);
    }

  return services;
}

void
lp_level_free_services (LpLevel   *level,
                        LpService *services)
{
  for (guint s = 0; s < level->n_services; s++)
    {
      g_array_unref (services[s].members);
      g_array_unref (services[s].edges);
    }

  g_free (services);
}

/* Where links meet a box: the middle of a card, of a server the middle of its first row of cards;
 * of one that links enter from above the middle of its column of cards. */
static double
get_axis (const LpLevel    *level,
          const LpLevelBox *box)
{
  if (lp_element_get_kind (box->element) == LP_KIND_SERVER && !lp_plan_is_down (level->plan))
    return MIN (LP_HEADER + lp_kind_get_row (LP_KIND_WEB_SERVER)->height / 2, box->box.height / 2);

  return box->box.height / 2;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const LpLevelBox *left = *(LpLevelBox *const *) a;
  const LpLevelBox *right = *(LpLevelBox *const *) b;

  if (left->tier != right->tier)
    return left->tier < right->tier ? -1 : 1;

  return left->box.y < right->box.y ? -1 : left->box.y > right->box.y;
}

/* dot lines up the middles of boxes. Moved so that their axes are there instead, links between
 * cards of different servers run straight; what then comes too close to the box above it moves
 * on. */
static void
line_up_axes (LpLevel   *level,
              LpService *service)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();

  for (guint i = 0; i < service->members->len; i++)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, g_array_index (service->members, guint, i));

      box->box.y += box->box.height / 2 - get_axis (level, box);
      g_ptr_array_add (boxes, box);
    }
  g_ptr_array_sort (boxes, compare_places);

  for (guint i = 1; i < boxes->len; i++)
    {
      const LpLevelBox *above = boxes->pdata[i - 1];
      LpLevelBox *box = boxes->pdata[i];

      if (above->tier == box->tier)
        box->box.y = MAX (box->box.y,
                          above->box.y + above->box.height + level->spacing->in_tier);
    }
}

/* Servers of about the same height get the same room, so that rows run through all columns. */
static double
get_common_height (LpLevel         *level,
                   const LpService *service)
{
  double lowest = G_MAXDOUBLE;
  double highest = 0;

  for (guint i = 0; i < service->members->len; i++)
    {
      const LpLevelBox *box = LP_LEVEL_BOX (level, g_array_index (service->members, guint, i));

      if (lp_element_get_kind (box->element) == LP_KIND_SERVER)
        {
          lowest = MIN (lowest, box->box.height);
          highest = MAX (highest, box->box.height);
        }
    }

  return highest <= lowest * ABOUT_THE_SAME ? highest : 0;
}

/* A box of a service with what it is sorted by. */
typedef struct
{
  guint  number;                /* In the service. */
  int    tier;
  double x;                     /* Its middle, as it was drawn. */
  double y;
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

/* The numbers of the members as they were drawn in their tiers. */
static void
sort_as_drawn (LpLevel         *level,
               const LpService *service,
               const int       *tiers,
               guint           *order)
{
  g_autofree Drawn *drawn = g_new (Drawn, service->members->len);
  guint first = 0, n = service->members->len;

  for (guint i = 0; i < n; i++)
    {
      const LpLevelBox *box = LP_LEVEL_BOX (level, g_array_index (service->members, guint, i));

      drawn[i] = (Drawn) { i, tiers[i], box->drawn.x + box->drawn.width / 2,
                           box->drawn.y + box->drawn.height / 2 };
    }

  g_qsort_with_data (drawn, n, sizeof *drawn, compare_tiers, NULL);
  for (guint i = 1; i <= n; i++)
    if (i == n || drawn[i].tier != drawn[first].tier)
      {
        sort_tier (&drawn[first], i - first);
        first = i;
      }

  for (guint i = 0; i < n; i++)
    order[i] = drawn[i].number;
}

static gboolean
ask_dot (LpLevel    *level,
         LpService  *service,
         LpDotBox   *boxes,
         GError    **error)
{
  const LpDotSpacing spacing = { level->spacing->between_tiers, level->spacing->in_tier };
  guint n_boxes = service->members->len;
  g_autofree int *tiers = g_new (int, n_boxes);
  g_autofree guint *order = g_new (guint, n_boxes);
  g_autoptr (LpCrossing) crossing = NULL;

  for (guint i = 0; i < n_boxes; i++)
    tiers[i] = LP_LEVEL_BOX (level, g_array_index (service->members, guint, i))->tier;
  sort_as_drawn (level, service, tiers, order);
  crossing = lp_cross_sort (tiers, n_boxes, (LpCrossEdge *) service->edges->data,
                            service->edges->len, order, level->drawn);

  return lp_dot_place (boxes, n_boxes, crossing, &spacing, error);
}

gboolean
lp_level_place_service (LpLevel    *level,
                        LpService  *service,
                        GError    **error)
{
  g_autofree LpDotBox *boxes = g_new0 (LpDotBox, service->members->len);
  double common = get_common_height (level, service);

  for (guint i = 0; i < service->members->len; i++)
    {
      const LpLevelBox *box = LP_LEVEL_BOX (level, g_array_index (service->members, guint, i));

      boxes[i] = box->box;
      if (lp_element_get_kind (box->element) == LP_KIND_SERVER)
        boxes[i].height = MAX (boxes[i].height, common);
    }

  if (service->members->len > 1 && !ask_dot (level, service, boxes, error))
    return FALSE;

  for (guint i = 0; i < service->members->len; i++)
    {
      LpDotBox *box = &LP_LEVEL_BOX (level, g_array_index (service->members, guint, i))->box;

      box->x = boxes[i].x;
      box->y = boxes[i].y + (boxes[i].height - box->height) / 2;
    }

  line_up_axes (level, service);
  for (guint i = 0; i < service->members->len; i++)
    {
      const LpDotBox *box = &LP_LEVEL_BOX (level,
                                           g_array_index (service->members, guint, i))->box;

      service->width = MAX (service->width, box->x + box->width);
      service->height = MAX (service->height, box->y + box->height);
    }

  return TRUE;
}
