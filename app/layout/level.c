/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level.h"

#include <math.h>

#include "layout/dot.h"
#include "layout/pack.h"
#include "model/box.h"

/* Room for a link’s label between two columns, and for one above the other. */
#define BETWEEN_TIERS 104
#define IN_TIER 56
#define BETWEEN_SERVICES 72
#define MARGIN 40
#define ABOUT_THE_SAME 1.5      /* So much taller may the tallest server be than the lowest. */
#define LEAST_WIDTH 640         /* Of rows of what is on no link. */
#define ASPECT 1.6              /* Of the whole picture: that of a screen. */

/* How much a flow pulls its ends together. What is 0 follows where the others put it. */
static const int weights[LP_N_FLOWS] = {
  [LP_FLOW_LOOKUP] = 0,
  [LP_FLOW_REQUEST] = 8,
  [LP_FLOW_QUERY] = 4,
  [LP_FLOW_REPLICATION] = 0,
  [LP_FLOW_FAILOVER] = 0,
  [LP_FLOW_METRICS] = 0,
  [LP_FLOW_RESPONSE] = 0,
};

typedef struct
{
  LpElement *element;
  LpDotBox   box;
  guint      service;           /* Root of the union-find while joining, then its number. */
  gboolean   hub;               /* Visitors, names and monitoring: many services share them. */
  gboolean   linked;
} Box;

typedef struct
{
  LpElement  *container;
  GArray     *boxes;
  GHashTable *numbers;          /* From element to its number plus one. */
  GArray     *edges;            /* LpDotEdge. */
  guint       n_services;
} Level;

static gboolean
is_hub (LpElement *element)
{
  LpKind kind = lp_element_get_kind (element);

  return kind == LP_KIND_CLIENT || kind == LP_KIND_DNS || kind == LP_KIND_MONITORING_SERVICE;
}

static void
collect_boxes (Level *level)
{
  for (LpElement *child = lp_element_get_first_child (level->container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        Box box = { .element = child, .service = level->boxes->len, .hub = is_hub (child) };

        lp_box_get_size (child, &box.box.width, &box.box.height);
        box.box.tier = lp_pack_get_tier (child);
        g_array_append_val (level->boxes, box);
        g_hash_table_insert (level->numbers, child, GUINT_TO_POINTER (level->boxes->len));
      }
}

#define BOX(level, i) (&g_array_index ((level)->boxes, Box, (i)))

static guint
find_root (Level *level,
           guint  i)
{
  while (BOX (level, i)->service != i)
    i = BOX (level, i)->service = BOX (level, BOX (level, i)->service)->service;

  return i;
}

static void
collect_edges (Level  *level,
               GArray *partings)
{
  for (guint i = 0; partings != NULL && i < partings->len; i++)
    {
      const LpParting *parting = &g_array_index (partings, LpParting, i);
      guint from = GPOINTER_TO_UINT (g_hash_table_lookup (level->numbers, parting->from)) - 1;
      guint to = GPOINTER_TO_UINT (g_hash_table_lookup (level->numbers, parting->to)) - 1;
      LpDotEdge edge = { from, to, weights[parting->flow] };

      g_array_append_val (level->edges, edge);
      BOX (level, from)->linked = BOX (level, to)->linked = TRUE;
      if (!BOX (level, from)->hub && !BOX (level, to)->hub)
        BOX (level, find_root (level, from))->service = find_root (level, to);
    }
}

/* Turns roots into numbers 0, 1, … in document order. Where there is only one service the
 * visitors belong to it; what is on no link belongs to none. */
static void
number_services (Level *level)
{
  g_autofree guint *numbers = g_new (guint, level->boxes->len);
  g_autofree guint *by_root = g_new0 (guint, level->boxes->len);

  for (guint i = 0; i < level->boxes->len; i++)
    {
      guint root = find_root (level, i);

      numbers[i] = G_MAXUINT;
      if (BOX (level, i)->hub || !BOX (level, i)->linked)
        continue;
      if (by_root[root] == 0)
        by_root[root] = ++level->n_services;
      numbers[i] = by_root[root] - 1;
    }

  for (guint i = 0; i < level->boxes->len; i++)
    {
      BOX (level, i)->service = numbers[i];
      if (level->n_services <= 1 && BOX (level, i)->linked &&
          lp_element_get_kind (BOX (level, i)->element) == LP_KIND_CLIENT)
        BOX (level, i)->service = 0;
    }

  level->n_services = MAX (level->n_services, 1);
}

/* The boxes and edges of one service, in numbers of its own. */
typedef struct
{
  GArray *members;              /* guint: numbers in the level. */
  GArray *edges;                /* LpDotEdge. */
  double  width;
  double  height;
} Service;

static Service *
split (Level *level)
{
  Service *services = g_new0 (Service, level->n_services);
  g_autofree guint *own = g_new0 (guint, level->boxes->len);

  for (guint s = 0; s < level->n_services; s++)
    {
      services[s].members = g_array_new (FALSE, FALSE, sizeof (guint));
      services[s].edges = g_array_new (FALSE, FALSE, sizeof (LpDotEdge));
    }

  for (guint i = 0; i < level->boxes->len; i++)
    if (BOX (level, i)->service != G_MAXUINT)
      {
        Service *service = &services[BOX (level, i)->service];

        own[i] = service->members->len;
        g_array_append_val (service->members, i);
      }

  for (guint i = 0; i < level->edges->len; i++)
    {
      LpDotEdge edge = g_array_index (level->edges, LpDotEdge, i);
      guint s = BOX (level, edge.from)->service;

      if (s == G_MAXUINT || s != BOX (level, edge.to)->service)
        continue;
      edge.from = own[edge.from];
      edge.to = own[edge.to];
      g_array_append_val (services[s].edges, edge);
    }

  return services;
}

static void
free_services (Service *services,
               guint    n_services)
{
  for (guint s = 0; s < n_services; s++)
    {
      g_array_unref (services[s].members);
      g_array_unref (services[s].edges);
    }

  g_free (services);
}

/* Where links meet a box: the middle of a card, of a server the middle of its first row of
 * cards. */
static double
get_axis (const Box *box)
{
  if (lp_element_get_kind (box->element) == LP_KIND_SERVER)
    return MIN (LP_HEADER + lp_kind_get_row (LP_KIND_WEB_SERVER)->height / 2, box->box.height / 2);

  return box->box.height / 2;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const LpDotBox *left = &(*(Box *const *) a)->box;
  const LpDotBox *right = &(*(Box *const *) b)->box;

  if (left->tier != right->tier)
    return left->tier < right->tier ? -1 : 1;

  return left->y < right->y ? -1 : left->y > right->y;
}

/* dot lines up the middles of boxes. Moved so that their axes are there instead, links between
 * cards of different servers run straight; what then comes too close to the box above it moves
 * on. */
static void
line_up_axes (Level   *level,
              Service *service)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();

  for (guint i = 0; i < service->members->len; i++)
    {
      Box *box = BOX (level, g_array_index (service->members, guint, i));

      box->box.y += box->box.height / 2 - get_axis (box);
      g_ptr_array_add (boxes, box);
    }
  g_ptr_array_sort (boxes, compare_places);

  for (guint i = 1; i < boxes->len; i++)
    {
      const LpDotBox *above = &((Box *) boxes->pdata[i - 1])->box;
      LpDotBox *box = &((Box *) boxes->pdata[i])->box;

      if (above->tier == box->tier)
        box->y = MAX (box->y, above->y + above->height + IN_TIER);
    }
}

/* Servers of about the same height get the same room, so that rows run through all columns. */
static double
get_common_height (Level         *level,
                   const Service *service)
{
  double lowest = G_MAXDOUBLE;
  double highest = 0;

  for (guint i = 0; i < service->members->len; i++)
    {
      const Box *box = BOX (level, g_array_index (service->members, guint, i));

      if (lp_element_get_kind (box->element) == LP_KIND_SERVER)
        {
          lowest = MIN (lowest, box->box.height);
          highest = MAX (highest, box->box.height);
        }
    }

  return highest <= lowest * ABOUT_THE_SAME ? highest : 0;
}

static gboolean
place_service (Level    *level,
               Service  *service,
               GError  **error)
{
  static const LpDotSpacing spacing = { BETWEEN_TIERS, IN_TIER, FALSE };
  g_autofree LpDotBox *boxes = g_new (LpDotBox, service->members->len);
  double common = get_common_height (level, service);

  for (guint i = 0; i < service->members->len; i++)
    {
      const Box *box = BOX (level, g_array_index (service->members, guint, i));

      boxes[i] = box->box;
      if (lp_element_get_kind (box->element) == LP_KIND_SERVER)
        boxes[i].height = MAX (boxes[i].height, common);
    }

  if (!lp_dot_place (boxes, service->members->len,
                     (LpDotEdge *) service->edges->data, service->edges->len,
                     &spacing, error))
    return FALSE;

  for (guint i = 0; i < service->members->len; i++)
    {
      LpDotBox *box = &BOX (level, g_array_index (service->members, guint, i))->box;

      box->x = boxes[i].x;
      box->y = boxes[i].y + (boxes[i].height - box->height) / 2;
    }

  line_up_axes (level, service);
  for (guint i = 0; i < service->members->len; i++)
    {
      const LpDotBox *box = &BOX (level, g_array_index (service->members, guint, i))->box;

      service->width = MAX (service->width, box->x + box->width);
      service->height = MAX (service->height, box->y + box->height);
    }

  return TRUE;
}

static void
shift_service (Level         *level,
               const Service *service,
               double         x,
               double         y)
{
  for (guint i = 0; i < service->members->len; i++)
    {
      Box *box = BOX (level, g_array_index (service->members, guint, i));

      box->box.x += x;
      box->box.y += y;
    }
}

/* Services in columns, so many that the picture has the shape of a screen. */
static LpPoint
shift_services (Level         *level,
                const Service *services,
                LpPoint        origin)
{
  double area = 0, left = origin.x, top = origin.y, column_width = 0;
  LpPoint end = origin;
  double height;

  for (guint s = 0; s < level->n_services; s++)
    area += (services[s].width + BETWEEN_SERVICES) * (services[s].height + BETWEEN_SERVICES);
  height = sqrt (area / ASPECT);

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
place_hub_column (Level   *level,
                  LpPoint  origin)
{
  double y = origin.y;
  double width = 0;

  for (guint i = 0; i < level->boxes->len; i++)
    {
      Box *box = BOX (level, i);

      if (!box->hub || !box->linked)
        continue;
      box->box.x = origin.x;
      box->box.y = y;
      y += box->box.height + IN_TIER;
      width = MAX (width, box->box.width + BETWEEN_TIERS);
    }

  return width;
}

/* In one service visitors stand in the first column: names go above the highest of them,
 * monitoring below the lowest, at the lower edge of the drawing. */
static void
place_hubs_around (Level   *level,
                   LpPoint  origin,
                   LpPoint  end)
{
  double top = G_MAXDOUBLE;
  double bottom = origin.y - IN_TIER;

  for (guint i = 0; i < level->boxes->len; i++)
    if (BOX (level, i)->service == 0 &&
        BOX (level, i)->box.x < origin.x + BOX (level, i)->box.width)
      {
        top = MIN (top, BOX (level, i)->box.y);
        bottom = MAX (bottom, BOX (level, i)->box.y + BOX (level, i)->box.height);
      }

  for (guint i = 0; i < level->boxes->len; i++)
    {
      Box *box = BOX (level, i);

      if (!box->hub || !box->linked || box->service == 0)
        continue;
      box->box.x = origin.x;
      if (lp_element_get_kind (box->element) == LP_KIND_MONITORING_SERVICE || top == G_MAXDOUBLE)
        {
          box->box.y = MAX (bottom + IN_TIER, end.y - box->box.height);
          bottom = box->box.y + box->box.height;
        }
      else
        {
          box->box.y = top - IN_TIER - box->box.height;
          top = box->box.y;
        }
    }
}

/* Moves everything down by what stands above the origin, and gives the elements their places. */
static LpPoint
apply (Level   *level,
       LpPoint  origin)
{
  double above = 0;
  LpPoint end = origin;

  for (guint i = 0; i < level->boxes->len; i++)
    if (BOX (level, i)->linked)
      above = MAX (above, origin.y - BOX (level, i)->box.y);

  for (guint i = 0; i < level->boxes->len; i++)
    {
      const Box *box = BOX (level, i);

      if (!box->linked)
        continue;
      lp_pack_put (box->element, box->box.x, box->box.y + above);
      end.x = MAX (end.x, box->box.x + box->box.width);
      end.y = MAX (end.y, box->box.y + box->box.height + above);
    }

  return end;
}

static void
apply_unlinked (Level  *level,
                double  x,
                double  y,
                double  width)
{
  g_autoptr (GPtrArray) unlinked = g_ptr_array_new ();

  for (guint i = 0; i < level->boxes->len; i++)
    if (!BOX (level, i)->linked)
      g_ptr_array_add (unlinked, BOX (level, i)->element);

  lp_pack_rows (unlinked, x, y, width);
}

static gboolean
place (Level   *level,
       GError **error)
{
  gboolean is_root = lp_element_get_kind (level->container) == LP_KIND_DESIGN;
  LpPoint origin = { is_root ? MARGIN : LP_PADDING, is_root ? MARGIN : LP_HEADER };
  Service *services = split (level);
  gboolean placed = TRUE;

  for (guint s = 0; s < level->n_services && placed; s++)
    if (services[s].members->len > 0)
      placed = place_service (level, &services[s], error);

  if (placed)
    {
      LpPoint first = origin;
      LpPoint end;

      if (level->n_services > 1)
        first.x += place_hub_column (level, origin);
      end = shift_services (level, services, first);
      if (level->n_services == 1)
        place_hubs_around (level, origin, end);
      end = apply (level, origin);

      apply_unlinked (level, origin.x,
                      end.y > origin.y ? end.y + BETWEEN_SERVICES : origin.y,
                      MAX (end.x - origin.x, LEAST_WIDTH));
    }

  free_services (services, level->n_services);

  return placed;
}

gboolean
lp_level_place (LpElement  *container,
                GArray     *partings,
                GError    **error)
{
  Level level = { container };
  gboolean placed;

  level.boxes = g_array_new (FALSE, TRUE, sizeof (Box));
  level.edges = g_array_new (FALSE, FALSE, sizeof (LpDotEdge));
  level.numbers = g_hash_table_new (NULL, NULL);

  collect_boxes (&level);
  collect_edges (&level, partings);
  number_services (&level);
  placed = level.boxes->len == 0 || place (&level, error);

  g_array_unref (level.boxes);
  g_array_unref (level.edges);
  g_hash_table_unref (level.numbers);

  return placed;
}
