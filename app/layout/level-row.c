/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

#include <math.h>

#include "layout/cross.h"
#include "model/box.h"

#define PASSING 16              /* From a link to the next one. */
#define ROOM_OF_LABELS 40       /* Of the links between two tiers, */
#define ROOM_OF_LINK 16         /* of each link side by side with others, */
#define ROOM_OF_LABEL 12        /* and of each label more than there are rows, */
#define ROOM_OF_LABEL_DOWN 6    /* which are lower than wide. */
#define MAX_REPEATS 16
#define ABOUT_THE_SAME 1.5      /* So much taller may the tallest server be than the lowest. */

/* Where links meet a box: the middle of a card, of a server the middle of its first row of cards;
 * of one that links enter from above the middle of its column of cards. */
static double
get_axis (const LpLevel    *level,
          const LpLevelBox *box)
{
  if (lp_element_get_kind (box->element) == LP_KIND_SERVER && !lp_plan_is_down (level->plan))
    return fmin (LP_HEADER + lp_kind_get_row (LP_KIND_WEB_SERVER)->height / 2,
                 box->box.height / 2);

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
get_common_height (LpLevel           *level,
                   const LpComponent *service)
{
  double lowest = G_MAXDOUBLE;
  double highest = 0;

  for (guint i = 0; i < service->members->len; i++)
    {
      const LpLevelBox *box = lp_level_get_member (level, service, i);

      if (lp_element_get_kind (box->element) == LP_KIND_SERVER)
        {
          lowest = MIN (lowest, box->box.height);
          highest = MAX (highest, box->box.height);
        }
    }

  return highest <= lowest * ABOUT_THE_SAME ? highest : 0;
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
make_rows (LpLevel           *level,
           const LpComponent *service,
           const guint       *order,
           const guint       *columns)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  double common = get_common_height (level, service);

  for (guint i = 0; i < service->members->len; i++)
    {
      const LpLevelBox *box = lp_level_get_member (level, service, order[i]);
      Row *row = rows->len > 0 ? ROW (rows, rows->len - 1) : NULL;

      if (row == NULL || row->tier != box->tier || row->n == columns[i])
        {
          Row next = { i, 0, box->tier };

          g_array_append_val (rows, next);
          row = ROW (rows, rows->len - 1);
        }
      row->n++;
      row->box.height = fmax (row->box.height, get_height (box, common));
    }

  return rows;
}

/* Of the rows from @first to before @end, which are those of one tier. Columns run through all of
 * them. */
static void
find_columns_of_tier (LpLevel           *level,
                      const LpComponent *service,
                      GArray            *rows,
                      guint              first,
                      guint              end,
                      const guint       *order,
                      double            *lefts)
{
  double widths[LP_LEVEL_MAX_COLUMNS] = { 0 };

  for (guint r = first; r < end; r++)
    for (guint i = 0; i < ROW (rows, r)->n; i++)
      {
        guint number = order[ROW (rows, r)->first + i];
        const LpLevelBox *box = lp_level_get_member (level, service, number);

        widths[i] = MAX (widths[i], box->box.width);
      }

  for (guint r = first; r < end; r++)
    {
      double left = 0;

      for (guint i = 0; i < ROW (rows, first)->n; i++)
        {
          guint at = ROW (rows, r)->first + i;

          if (i < ROW (rows, r)->n)
            lefts[at] = left + (widths[i] - lp_level_get_member (level, service,
                                                                 order[at])->box.width) / 2;
          left += widths[i] + level->spacing->between_tiers;
        }
      ROW (rows, r)->box.width = left - level->spacing->between_tiers;
    }
}

/* Where each box begins in its row. */
static void
find_columns (LpLevel           *level,
              const LpComponent *service,
              GArray            *rows,
              const guint       *order,
              double            *lefts)
{
  for (guint first = 0, end = 1; first < rows->len; first = end++)
    {
      while (end < rows->len && ROW (rows, end)->tier == ROW (rows, first)->tier)
        end++;
      find_columns_of_tier (level, service, rows, first, end, order, lefts);
    }
}

/* @keep: the rows are as they were drawn. */
static gboolean
ask_dot (LpLevel            *level,
         const LpComponent  *service,
         GArray             *rows,
         const guint        *order,
         gboolean            keep,
         GError            **error)
{
  const LpDotSpacing spacing = {
    level->spacing->between_tiers, level->spacing->in_tier, PASSING,
  };
  g_autofree guint *row_of = g_new (guint, service->members->len);
  g_autofree int *tiers = g_new (int, rows->len);
  g_autofree guint *row_order = g_new (guint, rows->len);
  g_autofree LpDotBox *boxes = g_new (LpDotBox, rows->len);
  g_autoptr (GArray) edges = g_array_copy (service->edges);
  g_autoptr (LpOrdering) crossing = NULL;
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
                            keep);
  placed = lp_dot_place (boxes, rows->len, crossing, &spacing, error);
  for (guint r = 0; r < rows->len; r++)
    ROW (rows, r)->box = boxes[r];

  return placed;
}

/* What is between a tier and the one before it. */
typedef struct
{
  guint n_links;
  guint n_sources;              /* Boxes they come from. */
  guint n_rows;                 /* Of the longer one of both tiers. */
} Gap;

/* Links side by side, and their labels, need room. Those of one box run together: what counts is
 * from how many boxes they come. Labels find room beside each other where there is no more than one
 * in a row. */
static double
get_room (const LpLevel *level,
          const Gap     *gap)
{
  double room = ROOM_OF_LABELS + gap->n_sources * ROOM_OF_LINK - level->spacing->between_tiers;

  if (gap->n_links > gap->n_rows)
    room = MAX (room, 0) + (gap->n_links - gap->n_rows) *
           (lp_plan_is_down (level->plan) ? ROOM_OF_LABEL_DOWN : ROOM_OF_LABEL);

  return CLAMP (room, 0, level->spacing->between_tiers);
}

static void
count_gaps (const LpComponent *service,
            GArray            *rows,
            const guint       *order,
            Gap               *gaps)
{
  guint n = service->members->len, n_rows = 0;
  g_autofree guint *tier_of = g_new0 (guint, n);
  g_autofree guint *last = g_new0 (guint, n);

  for (guint r = 0, tier = 0; r < rows->len; r++)
    {
      if (r > 0 && ROW (rows, r)->tier != ROW (rows, r - 1)->tier)
        {
          tier++;
          n_rows = 0;
        }
      n_rows++;
      gaps[tier].n_rows = MAX (gaps[tier].n_rows, n_rows);
      gaps[tier + 1].n_rows = MAX (gaps[tier + 1].n_rows, n_rows);
      for (guint i = 0; i < ROW (rows, r)->n; i++)
        tier_of[order[ROW (rows, r)->first + i]] = tier;
    }

  for (guint i = 0; i < service->edges->len; i++)
    {
      const LpCrossEdge *edge = &g_array_index (service->edges, LpCrossEdge, i);
      guint tier = tier_of[edge->to];

      if (tier <= tier_of[edge->from])
        continue;
      gaps[tier].n_links++;
      if (tier > last[edge->from])
        gaps[tier].n_sources++;
      last[edge->from] = MAX (last[edge->from], tier);
    }
}

/* Where links are many a tier begins later than dot says. */
static void
widen_gaps (LpLevel           *level,
            const LpComponent *service,
            GArray            *rows,
            const guint       *order)
{
  g_autofree Gap *gaps = g_new0 (Gap, rows->len + 1);
  double shift = 0;

  count_gaps (service, rows, order, gaps);
  for (guint r = 0, tier = 0; r < rows->len; r++)
    {
      if (r > 0 && ROW (rows, r)->tier != ROW (rows, r - 1)->tier)
        shift += get_room (level, &gaps[++tier]);
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
 * on. @rows are sorted. */
static void
line_up_axes (LpLevel           *level,
              const LpComponent *service,
              GArray            *rows,
              const guint       *order,
              const double      *lefts)
{
  double bottom = 0;

  for (guint r = 0; r < rows->len; r++)
    {
      const Row *row = ROW (rows, r);
      double end = 0;

      if (r == 0 || ROW (rows, r - 1)->tier != row->tier)
        bottom = -G_MAXDOUBLE;
      for (guint i = row->first; i < row->first + row->n; i++)
        {
          LpLevelBox *box = lp_level_get_member (level, service, order[i]);

          box->box.x = row->box.x + lefts[i];
          box->box.y = fmax (row->box.y + row->box.height / 2 - get_axis (level, box), bottom);
          end = MAX (end, box->box.y + box->box.height + level->spacing->in_tier);
        }
      bottom = end;
    }
}

/* Whether one that is not full is before another of its tier; they are sorted. */
static gboolean
has_hole (GArray *rows)
{
  for (guint r = 0; r + 1 < rows->len; r++)
    if (ROW (rows, r)->tier == ROW (rows, r + 1)->tier && ROW (rows, r)->n < ROW (rows, r + 1)->n)
      return TRUE;

  return FALSE;
}

/* The order of the boxes is that of their rows. */
static void
read_rows (GArray *rows,
           guint  *order,
           guint   n)
{
  g_autofree guint *before = g_memdup2 (order, n * sizeof *order);
  guint n_read = 0;

  for (guint r = 0; r < rows->len; r++)
    for (guint i = 0; i < ROW (rows, r)->n; i++)
      order[n_read++] = before[ROW (rows, r)->first + i];
}

/* The rows of all tiers, and where they are. Once arranged, boxes in several columns are read as
 * text is, which has holes only at its end: so they are filled up before, as often as that makes
 * another order. */
static GArray *
place_rows (LpLevel            *level,
            const LpComponent  *service,
            guint              *order,
            const guint        *columns,
            double             *lefts,
            GError            **error)
{
  GArray *rows = make_rows (level, service, order, columns);

  if (rows->len < service->members->len && !level->drawn)
    {
      lp_level_sort_for_rows (level, service, order);
      g_array_unref (rows);
      rows = make_rows (level, service, order, columns);
    }

  for (guint round = 0; ; round++)
    {
      find_columns (level, service, rows, order, lefts);
      if (service->members->len > 1 &&
          !ask_dot (level, service, rows, order, level->drawn || round > 0, error))
        {
          g_array_unref (rows);
          return NULL;
        }

      g_array_sort (rows, compare_rows);
      if (round == MAX_REPEATS || !has_hole (rows))
        return rows;

      read_rows (rows, order, service->members->len);
      g_array_unref (rows);
      rows = make_rows (level, service, order, columns);
    }
}

gboolean
lp_level_place_service (LpLevel      *level,
                        LpComponent  *service,
                        GError      **error)
{
  guint n = service->members->len;
  g_autofree guint *order = g_new (guint, n);
  g_autofree guint *columns = g_new (guint, n);
  g_autofree double *lefts = g_new0 (double, n);
  g_autoptr (GArray) rows = NULL;

  lp_level_sort_as_drawn (level, service, order, columns);
  rows = place_rows (level, service, order, columns, lefts, error);
  if (rows == NULL)
    return FALSE;

  widen_gaps (level, service, rows, order);
  line_up_axes (level, service, rows, order, lefts);
  for (guint i = 0; i < n; i++)
    {
      const LpDotBox *box = &lp_level_get_member (level, service, i)->box;

      service->width = MAX (service->width, box->x + box->width);
      service->height = MAX (service->height, box->y + box->height);
    }
  lp_level_break (level, service);

  return TRUE;
}
