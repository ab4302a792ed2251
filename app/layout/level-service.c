/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

#include "layout/cross.h"
#include "model/box.h"

#define PASSING 16              /* From a link to the next one. */
#define ROOM_OF_LABELS 40       /* Of the links between two tiers, */
#define ROOM_OF_LINK 16         /* and of each link side by side with others. */
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

static LpLevelBox *
get_member (const LpLevel   *level,
            const LpService *service,
            guint            i)
{
  return LP_LEVEL_BOX (level, g_array_index (service->members, guint, i));
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

/* Boxes of one tier side by side along the way: as many as that has columns. */
typedef struct
{
  guint    first;               /* Of its boxes in the order of the service. */
  guint    n;
  int      tier;
  LpDotBox box;                 /* Around them. */
} Row;

#define ROW(rows, i) (&g_array_index (rows, Row, (i)))

/* Servers of about the same height get the same room, so that rows run through all columns. */
static double
get_common_height (LpLevel         *level,
                   const LpService *service)
{
  double lowest = G_MAXDOUBLE;
  double highest = 0;

  for (guint i = 0; i < service->members->len; i++)
    {
      const LpLevelBox *box = get_member (level, service, i);

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

/* The numbers of the members tier by tier, in each as they were drawn. */
static void
sort_as_drawn (LpLevel         *level,
               const LpService *service,
               guint           *order,
               guint           *columns)
{
  guint first = 0, n = service->members->len;
  g_autofree Drawn *drawn = g_new (Drawn, n);

  for (guint i = 0; i < n; i++)
    {
      const LpLevelBox *box = get_member (level, service, i);

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

/* Where nothing was drawn: what stands in one row should cross little, too. */
static void
sort_for_rows (LpLevel         *level,
               const LpService *service,
               guint           *order)
{
  guint n = service->members->len, n_sorted = 0;
  g_autofree int *tiers = g_new (int, n);
  g_autoptr (LpCrossing) crossing = NULL;

  for (guint i = 0; i < n; i++)
    tiers[i] = get_member (level, service, i)->tier;
  crossing = lp_cross_sort (tiers, n, (LpCrossEdge *) service->edges->data, service->edges->len,
                            order, FALSE);

  for (guint i = 0; i < crossing->nodes->len; i++)
    {
      guint number = g_array_index (crossing->nodes, LpCrossNode, i).number;

      if (number < n)
        order[n_sorted++] = number;
    }
}

/* Boxes about as tall as each other get the same room; see get_common_height(). */
static double
get_height (const LpLevelBox *box,
            double            common)
{
  return lp_element_get_kind (box->element) == LP_KIND_SERVER ? MAX (box->box.height, common)
                                                              : box->box.height;
}

static GArray *
make_rows (LpLevel         *level,
           const LpService *service,
           const guint     *order,
           const guint     *columns)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  double common = get_common_height (level, service);

  for (guint i = 0; i < service->members->len; i++)
    {
      const LpLevelBox *box = get_member (level, service, order[i]);
      Row *row = rows->len > 0 ? ROW (rows, rows->len - 1) : NULL;

      if (row == NULL || row->tier != box->tier || row->n == columns[i])
        {
          Row next = { i, 0, box->tier };

          g_array_append_val (rows, next);
          row = ROW (rows, rows->len - 1);
        }
      row->n++;
      row->box.height = MAX (row->box.height, get_height (box, common));
    }

  return rows;
}

/* Where each box begins in its row: a tier’s columns run through all its rows. */
static void
find_columns (LpLevel         *level,
              const LpService *service,
              GArray          *rows,
              const guint     *order,
              double          *lefts)
{
  for (guint first = 0, end; first < rows->len; first = end)
    {
      double left = 0;

      for (end = first; end < rows->len && ROW (rows, end)->tier == ROW (rows, first)->tier; end++)
        ;
      for (guint column = 0; column < ROW (rows, first)->n; column++)
        {
          double width = 0;

          for (guint r = first; r < end; r++)
            if (column < ROW (rows, r)->n)
              width = MAX (width, get_member (level, service,
                                              order[ROW (rows, r)->first + column])->box.width);
          for (guint r = first; r < end; r++)
            if (column < ROW (rows, r)->n)
              {
                guint at = ROW (rows, r)->first + column;

                lefts[at] = left + (width - get_member (level, service, order[at])->box.width) / 2;
              }
          left += width + level->spacing->between_tiers;
        }
      for (guint r = first; r < end; r++)
        ROW (rows, r)->box.width = left - level->spacing->between_tiers;
    }
}

static gboolean
ask_dot (LpLevel          *level,
         const LpService  *service,
         GArray           *rows,
         const guint      *order,
         GError          **error)
{
  const LpDotSpacing spacing = {
    level->spacing->between_tiers, level->spacing->in_tier, PASSING,
  };
  g_autofree guint *row_of = g_new (guint, service->members->len);
  g_autofree int *tiers = g_new (int, rows->len);
  g_autofree guint *row_order = g_new (guint, rows->len);
  g_autofree LpDotBox *boxes = g_new (LpDotBox, rows->len);
  g_autoptr (GArray) edges = g_array_copy (service->edges);
  g_autoptr (LpCrossing) crossing = NULL;
  gboolean placed;

  for (guint r = 0; r < rows->len; r++)
    {
      tiers[r] = ROW (rows, r)->tier;
      row_order[r] = r;
      boxes[r] = ROW (rows, r)->box;
      for (guint i = 0; i < ROW (rows, r)->n; i++)
        row_of[order[ROW (rows, r)->first + i]] = r;
    }
  for (guint i = 0; i < edges->len; i++)
    {
      LpCrossEdge *edge = &g_array_index (edges, LpCrossEdge, i);

      edge->from = row_of[edge->from];
      edge->to = row_of[edge->to];
    }

  crossing = lp_cross_sort (tiers, rows->len, (LpCrossEdge *) edges->data, edges->len, row_order,
                            level->drawn);
  placed = lp_dot_place (boxes, rows->len, crossing, &spacing, error);
  for (guint r = 0; r < rows->len; r++)
    ROW (rows, r)->box = boxes[r];

  return placed;
}

/* Links side by side, and their labels, need room between two tiers. Those of one box run together:
 * what counts is from how many boxes they come. */
static double
get_room (const LpLevel *level,
          guint          n_sources)
{
  double room = ROOM_OF_LABELS + n_sources * ROOM_OF_LINK;

  return CLAMP (room - level->spacing->between_tiers, 0, level->spacing->between_tiers);
}

/* Where each tier begins later than dot says. */
static void
widen_gaps (LpLevel         *level,
            const LpService *service,
            GArray          *rows,
            const guint     *order)
{
  guint n = service->members->len, n_tiers = 0;
  g_autofree guint *tier_of = g_new0 (guint, n);
  g_autofree guint *last = g_new0 (guint, n);
  g_autofree guint *n_sources = g_new0 (guint, rows->len + 1);
  double shift = 0;

  for (guint r = 0; r < rows->len; r++)
    {
      n_tiers += r > 0 && ROW (rows, r)->tier != ROW (rows, r - 1)->tier;
      for (guint i = 0; i < ROW (rows, r)->n; i++)
        tier_of[order[ROW (rows, r)->first + i]] = n_tiers;
    }

  /* No gap counts a box twice. */
  for (guint i = 0; i < service->edges->len; i++)
    {
      const LpCrossEdge *edge = &g_array_index (service->edges, LpCrossEdge, i);

      if (tier_of[edge->to] > MAX (last[edge->from], tier_of[edge->from]))
        {
          n_sources[tier_of[edge->to]]++;
          last[edge->from] = tier_of[edge->to];
        }
    }

  for (guint r = 0, tier = 0; r < rows->len; r++)
    {
      if (r > 0 && ROW (rows, r)->tier != ROW (rows, r - 1)->tier)
        shift += get_room (level, n_sources[++tier]);
      ROW (rows, r)->box.x += shift;
    }
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const Row *left = a, *right = b;

  if (left->tier != right->tier)
    return left->tier < right->tier ? -1 : 1;

  return left->box.y < right->box.y ? -1 : left->box.y > right->box.y;
}

/* dot lines up the middles of boxes. Moved so that their axes are there instead, links between
 * cards of different servers run straight; what then comes too close to what is above it moves
 * on. */
static void
line_up_axes (LpLevel         *level,
              const LpService *service,
              GArray          *rows,
              const guint     *order,
              const double    *lefts)
{
  double bottom = 0;

  g_array_sort (rows, compare_rows);
  for (guint r = 0; r < rows->len; r++)
    {
      const Row *row = ROW (rows, r);
      double end = 0;

      if (r == 0 || ROW (rows, r - 1)->tier != row->tier)
        bottom = -G_MAXDOUBLE;
      for (guint i = row->first; i < row->first + row->n; i++)
        {
          LpLevelBox *box = get_member (level, service, order[i]);

          box->box.x = row->box.x + lefts[i];
          box->box.y = MAX (row->box.y + row->box.height / 2 - get_axis (level, box), bottom);
          end = MAX (end, box->box.y + box->box.height + level->spacing->in_tier);
        }
      bottom = end;
    }
}

gboolean
lp_level_place_service (LpLevel    *level,
                        LpService  *service,
                        GError    **error)
{
  guint n = service->members->len;
  g_autofree guint *order = g_new (guint, n);
  g_autofree guint *columns = g_new (guint, n);
  g_autofree double *lefts = g_new0 (double, n);
  g_autoptr (GArray) rows = NULL;

  sort_as_drawn (level, service, order, columns);
  rows = make_rows (level, service, order, columns);
  if (rows->len < n && !level->drawn)
    {
      sort_for_rows (level, service, order);
      g_array_unref (rows);
      rows = make_rows (level, service, order, columns);
    }
  find_columns (level, service, rows, order, lefts);
  if (n > 1 && !ask_dot (level, service, rows, order, error))
    return FALSE;

  widen_gaps (level, service, rows, order);
  line_up_axes (level, service, rows, order, lefts);
  for (guint i = 0; i < n; i++)
    {
      const LpDotBox *box = &get_member (level, service, i)->box;

      service->width = MAX (service->width, box->x + box->width);
      service->height = MAX (service->height, box->y + box->height);
    }

  return TRUE;
}
