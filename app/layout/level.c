/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

#include <math.h>

#include "layout/pack.h"
#include "model/box.h"

#define BETWEEN_PARTS 72        /* What is linked, and what is not. */
#define LEAST_WIDTH 640         /* Of rows of what is on no link. */
#define ASPECT_OF_ROWS 1.3      /* Of the picture with these rows, where they are many. */
#define ROW_GAP 32

static const LpLevelSpacing across = { 104, 56, 56 };
static const LpLevelSpacing downwards = { 88, 136, 136 };

/* How much a flow pulls its ends together. */
static const int weights[LP_N_FLOWS] = {
  [LP_FLOW_LOOKUP] = 1,
  [LP_FLOW_REQUEST] = 8,
  [LP_FLOW_QUERY] = 4,
  [LP_FLOW_REPLICATION] = 1,
  [LP_FLOW_FAILOVER] = 1,
  [LP_FLOW_METRICS] = 1,
  [LP_FLOW_FILES] = 2,
  [LP_FLOW_MANAGE] = 1,
  [LP_FLOW_RESPONSE] = 1,
};

/* From the picture to the way of a request and back. */
static LpRect
turn (const LpLevel *level,
      LpRect         rect)
{
  if (!lp_plan_is_down (level->plan))
    return rect;

  return (LpRect) { rect.y, rect.x, rect.height, rect.width };
}

static LpPoint
turn_point (const LpLevel *level,
            LpPoint        point)
{
  return lp_plan_is_down (level->plan) ? (LpPoint) { point.y, point.x } : point;
}

static gboolean
is_hub (LpElement *element)
{
  LpKind kind = lp_element_get_kind (element);

  return kind == LP_KIND_CLIENT || kind == LP_KIND_DNS || kind == LP_KIND_MONITORING_SERVICE;
}

static int
compare_drawn (gconstpointer a,
               gconstpointer b)
{
  const LpLevelBox *left = a, *right = b;
  double left_middle = left->drawn.y + left->drawn.height / 2;
  double right_middle = right->drawn.y + right->drawn.height / 2;

  return left_middle < right_middle ? -1 : left_middle > right_middle;
}

static void
collect_boxes (LpLevel   *level,
               GPtrArray *boxes)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      LpLevelBox box = { boxes->pdata[i], i, .hub = is_hub (boxes->pdata[i]) };
      LpRect size = { 0 };

      lp_box_get_size (box.element, &size.width, &size.height);
      size = turn (level, size);
      box.box = (LpDotBox) { size.width, size.height };
      box.tier = lp_pack_get_tier (box.element);
      box.drawn = turn (level, lp_plan_get_drawn (level->plan, box.element));
      g_array_append_val (level->boxes, box);
    }

  g_array_sort (level->boxes, compare_drawn);
  for (guint i = 0; i < level->boxes->len; i++)
    {
      LP_LEVEL_BOX (level, i)->service = i;
      g_hash_table_insert (level->numbers, LP_LEVEL_BOX (level, i)->element,
                           GUINT_TO_POINTER (i + 1));
    }
}

/* While services are joined each box has the number of another one in its service, or its own. */
static guint
find_root (LpLevel *level,
           guint    i)
{
  while (LP_LEVEL_BOX (level, i)->service != i)
    i = LP_LEVEL_BOX (level, i)->service =
      LP_LEVEL_BOX (level, LP_LEVEL_BOX (level, i)->service)->service;

  return i;
}

/* The links between two of the boxes that take part. */
static void
collect_edges (LpLevel *level,
               GArray  *partings)
{
  for (guint i = 0; partings != NULL && i < partings->len; i++)
    {
      const LpParting *parting = &g_array_index (partings, LpParting, i);
      guint from = GPOINTER_TO_UINT (g_hash_table_lookup (level->numbers, parting->from));
      guint to = GPOINTER_TO_UINT (g_hash_table_lookup (level->numbers, parting->to));
      LpCrossEdge edge = { from - 1, to - 1, weights[lp_link_get_flow (parting->link)] };
      LpLevelBox *source, *target;

      if (from == 0 || to == 0)
        continue;
      g_array_append_val (level->edges, edge);
      g_ptr_array_add (level->links, parting->link);
      source = LP_LEVEL_BOX (level, edge.from);
      target = LP_LEVEL_BOX (level, edge.to);
      source->linked = target->linked = TRUE;
      if (!source->hub && !target->hub)
        LP_LEVEL_BOX (level, find_root (level, edge.from))->service = find_root (level, edge.to);
    }
}

/* What is linked only to the outside of the container belongs together: subnets hold replicas that
 * know nothing of each other. */
static void
join_leaving (LpLevel *level)
{
  guint common = G_MAXUINT;

  for (guint i = 0; i < level->boxes->len && common == G_MAXUINT; i++)
    if (LP_LEVEL_BOX (level, i)->linked && !LP_LEVEL_BOX (level, i)->hub)
      common = i;

  for (guint i = 0; i < level->boxes->len; i++)
    {
      LpLevelBox *box = LP_LEVEL_BOX (level, i);

      if (box->linked || !lp_plan_is_leaving (level->plan, box->element))
        continue;
      box->linked = TRUE;
      if (box->hub)
        continue;
      if (common == G_MAXUINT)
        common = i;
      LP_LEVEL_BOX (level, find_root (level, i))->service = find_root (level, common);
    }
}

/* Visitors whose links all lead into one service belong to it. */
static void
join_visitors (LpLevel *level)
{
  g_autofree guint *only = g_new (guint, level->boxes->len);

  for (guint i = 0; i < level->boxes->len; i++)
    only[i] = level->n_services <= 1 ? 0 : G_MAXUINT;
  for (guint i = 0; i < level->edges->len; i++)
    {
      const LpCrossEdge *edge = &g_array_index (level->edges, LpCrossEdge, i);
      guint service = LP_LEVEL_BOX (level, edge->to)->service;

      if (service != G_MAXUINT)
        only[edge->from] = only[edge->from] == G_MAXUINT || only[edge->from] == service
                           ? service : level->n_services;
    }

  for (guint i = 0; i < level->boxes->len; i++)
    if (LP_LEVEL_BOX (level, i)->linked && only[i] < MAX (level->n_services, 1) &&
        lp_element_get_kind (LP_LEVEL_BOX (level, i)->element) == LP_KIND_CLIENT)
      LP_LEVEL_BOX (level, i)->service = only[i];
}

/* Turns roots into numbers 0, 1, …. What is on no link belongs to none, nor does what many
 * share. */
static void
number_services (LpLevel *level)
{
  g_autofree guint *numbers = g_new (guint, level->boxes->len);
  g_autofree guint *by_root = g_new0 (guint, level->boxes->len);

  for (guint i = 0; i < level->boxes->len; i++)
    {
      guint root = find_root (level, i);

      numbers[i] = G_MAXUINT;
      if (LP_LEVEL_BOX (level, i)->hub || !LP_LEVEL_BOX (level, i)->linked)
        continue;
      if (by_root[root] == 0)
        by_root[root] = ++level->n_services;
      numbers[i] = by_root[root] - 1;
    }

  for (guint i = 0; i < level->boxes->len; i++)
    LP_LEVEL_BOX (level, i)->service = numbers[i];
  join_visitors (level);
  level->n_services = MAX (level->n_services, 1);
}

static void
add_spots (LpLevel *level,
           GArray  *spots)
{
  for (guint i = 0; i < level->boxes->len; i++)
    {
      const LpLevelBox *box = LP_LEVEL_BOX (level, i);
      const LpRect rect = { box->box.x, box->box.y, box->box.width, box->box.height };
      LpSpot spot = { box->element, turn (level, rect) };

      if (box->linked)
        g_array_append_val (spots, spot);
    }
}

/* How wide rows of @boxes should be so that they and what is above them, as large as @end, have the
 * shape of a page. */
static double
choose_row_width (GPtrArray *boxes,
                  LpPoint    size)
{
  double area = size.x * size.y;

  for (guint i = 0; i < boxes->len; i++)
    {
      double width, height;

      lp_box_get_size (boxes->pdata[i], &width, &height);
      area += (width + ROW_GAP) * (height + ROW_GAP);
    }

  return fmax (MAX (size.x, LEAST_WIDTH), sqrt (area * ASPECT_OF_ROWS));
}

/* Below the rest, whichever way that runs: rows are rows. */
static void
add_unlinked (LpLevel *level,
              LpPoint  origin,
              LpPoint  end,
              GArray  *spots)
{
  g_autoptr (GPtrArray) unlinked = g_ptr_array_new ();
  LpPoint size = { end.x - origin.x, end.y - origin.y };

  for (guint i = 0; i < level->boxes->len; i++)
    if (!LP_LEVEL_BOX (level, i)->linked)
      g_ptr_array_add (unlinked, LP_LEVEL_BOX (level, i)->element);

  if (end.y > origin.y)
    end.y += BETWEEN_PARTS;
  lp_pack_rows (level->plan, unlinked, (LpPoint) { origin.x, end.y },
                choose_row_width (unlinked, size), spots);
}

static gboolean
place (LpLevel  *level,
       LpPoint   origin,
       GArray   *spots,
       GError  **error)
{
  LpComponent *services = lp_level_split (level);
  gboolean placed = TRUE;

  for (guint s = 0; s < level->n_services && placed; s++)
    if (services[s].members->len > 0)
      placed = lp_level_place_service (level, &services[s], error);

  if (placed)
    {
      LpPoint end = lp_level_compose (level, services, turn_point (level, origin));

      add_spots (level, spots);
      add_unlinked (level, origin, turn_point (level, end), spots);
    }

  lp_level_free_services (level, services);

  return placed;
}

gboolean
lp_level_place (const LpPlan  *plan,
                LpElement     *container,
                GPtrArray     *boxes,
                LpPoint        origin,
                GArray        *spots,
                GError       **error)
{
  LpLevel level = { plan, lp_plan_is_down (plan) ? &downwards : &across };
  gboolean placed;

  level.boxes = g_array_new (FALSE, TRUE, sizeof (LpLevelBox));
  level.edges = g_array_new (FALSE, FALSE, sizeof (LpCrossEdge));
  level.links = g_ptr_array_new ();
  level.numbers = g_hash_table_new (NULL, NULL);
  level.drawn = lp_plan_is_drawn (plan, container);

  collect_boxes (&level, boxes);
  collect_edges (&level, lp_plan_find_partings (plan, container));
  join_leaving (&level);
  lp_level_number_tiers (&level);
  number_services (&level);
  placed = boxes->len == 0 || place (&level, origin, spots, error);

  g_array_unref (level.boxes);
  g_array_unref (level.edges);
  g_ptr_array_unref (level.links);
  g_hash_table_unref (level.numbers);

  return placed;
}
