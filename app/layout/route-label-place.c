/* SPDX-License-Identifier: MIT */

/* The place of one label, among the boxes, lines and labels near it: on a long piece of its link,
 * or beside one. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define ARROW 12.0
#define BESIDE 4.0              /* Between a line and a label next to it. */
#define MOST_PLACES 9           /* Along one piece. */
#define STRIDE 24.0             /* Between two places, at least and at most. */
#define LONGEST_STRIDE 60.0
#define MOST_NEAR 300           /* Things near a label; more are a crowd. */
#define MOST_PIECES 3           /* The longest ones of a link. */

/* Where badges may stand on the upper edge of a box, at its right end. */
#define BADGES_LEFT 56.0
#define BADGES_RIGHT 4.0
#define BADGES_UP 14.0
#define BADGES_DOWN 6.0

/* In units of length, of which a piece counts FOR_LENGTH each up to LONG_ENOUGH. */
#define FOR_LENGTH 0.25
#define LONG_ENOUGH 240.0
#define COST_OF_CARD 1000.0
#define COST_OF_LABEL 600.0
#define COST_OF_BORDER 60.0
#define COST_OF_HEADER 30.0
#define COST_OF_KEPT 45.0
#define COST_OF_LINE 35.0
#define COST_OF_ALIKE 35.0      /* More: the label would be taken for that of the other link. */
#define COST_OF_BESIDE 14.0
#define COST_OF_BELOW 3.0
#define COST_OF_OFF 0.8
#define FARTHEST_OFF 40.0
#define STEP_OFF 8.0
#define COST_OF_OFF_CENTRE 0.15
#define FOR_SHARED_WAY 100.0    /* More than any length is worth. */
#define COST_OF_LEVEL_PIECE 6.0 /* A pill hides more of a level line than of an upright one. */

typedef struct
{
  LpRouter         *router;
  guint             number;
  LpRouteConnector *link;
  guint             round;
  GArray           *boxes;    /* LpRect of cards. */
  GArray           *containers; /* LpRect */
  GArray           *kept;     /* LpRect: for badges of both, and for texts in headers. */
  GArray           *lines;    /* LpRect: pieces of links, those that run together as one. */
  GArray           *alike;    /* LpRect: those whose own label says the same. */
  GArray           *labels;   /* LpRect: where other labels were in the last round. */
  LpRect            own_line;
  double            shared;   /* So much of the first piece is one line with others; or 0. */
  LpRect            best;
  double            best_cost;
} Search;

gboolean
lp_route_is_long (const LpRouteConnector *link,
                  guint                   piece)
{
  const LpRect self = lp_route_get_line (link->points, piece);
  guint n_longer = 0;

  for (guint i = 0; i + 1 < link->points->len && n_longer < MOST_PIECES; i++)
    {
      const LpRect other = lp_route_get_line (link->points, i);
      const double more = other.width + other.height - self.width - self.height;

      n_longer += more > 0 || (more == 0 && i < piece);
    }

  return n_longer < MOST_PIECES;
}

static guint
count_covered (const GArray *rects,
               const LpRect *place)
{
  guint n_covered = 0;

  for (guint i = 0; i < rects->len; i++)
    n_covered += lp_rect_intersects (place, &g_array_index (rects, LpRect, i));

  return n_covered;
}

static double
cost_of_containers (const Search *search,
                    const LpRect *place)
{
  double cost = 0;

  for (guint i = 0; i < search->containers->len; i++)
    {
      const LpRect *rect = &g_array_index (search->containers, LpRect, i);

      if (!lp_rect_intersects (place, rect))
        continue;
      if (!lp_rect_holds (place, rect))
        cost += COST_OF_BORDER;
      else if (place->y < rect->y + LP_ROUTE_HEADER)
        cost += COST_OF_HEADER;
    }

  return cost;
}

static void
try_place (Search *search,
           double  x,
           double  y,
           double  cost)
{
  const LpRouteLink *spec = &search->link->spec;
  const LpRect place = { x - spec->label_width / 2, y - spec->label_height / 2,
                         spec->label_width, spec->label_height };
  const LpRect around = lp_rect_grown (place, LP_ROUTE_LABEL_SPACE);

  if (cost >= search->best_cost)
    return;
  cost += COST_OF_CARD * count_covered (search->boxes, &place);
  cost += cost_of_containers (search, &place);
  if (cost < search->best_cost)
    cost += COST_OF_KEPT * count_covered (search->kept, &place);
  if (cost < search->best_cost)
    cost += COST_OF_LABEL * count_covered (search->labels, &around);
  if (cost < search->best_cost)
    cost += COST_OF_LINE * (count_covered (search->lines, &around) -
                            (double) lp_rect_intersects (&around, &search->own_line)) +
            COST_OF_ALIKE * count_covered (search->alike, &around);
  if (cost >= search->best_cost)
    return;

  search->best_cost = cost;
  search->best = place;
}

/* Places along a piece, from the middle of @from and @to outwards. @aside is how far off the
 * line. */
static void
try_places_along (Search *search,
                  guint   piece,
                  double  from,
                  double  to,
                  double  aside,
                  double  cost)
{
  const LpPoint *a = &g_array_index (search->link->points, LpPoint, piece), *b = a + 1;
  const LpPoint direction = { (b->x > a->x) - (b->x < a->x), (b->y > a->y) - (b->y < a->y) };
  const double free = MAX (0, to - from), middle = (from + to) / 2;
  const guint n_wanted = 1 + 2 * (guint) ceil (free / 2 / STRIDE);
  const guint n_places = MIN (MOST_PLACES, n_wanted);
  const double stride = n_places > 1 ? MIN (free / (n_places - 1), LONGEST_STRIDE) : 0;

  for (guint i = 0; i < n_places; i++)
    {
      const double offset = stride * ((i + 1) / 2) * (i % 2 ? 1 : -1);

      try_place (search,
                 a->x + direction.x * (middle + offset) + fabs (direction.y) * aside,
                 a->y + direction.y * (middle + offset) + fabs (direction.x) * aside,
                 cost + COST_OF_OFF_CENTRE * fabs (offset));
    }
}

/* On the line if there is room, and on both sides of it; farther off only where all else is taken
 * by cards, as between two that almost touch. */
static void
try_piece (Search *search,
           guint   piece)
{
  const LpRouteLink *spec = &search->link->spec;
  const LpPoint *a = &g_array_index (search->link->points, LpPoint, piece), *b = a + 1;
  const gboolean level = a->y == b->y;
  const gboolean shared = piece == 0 && search->shared > 0;
  const double length = fabs (b->x - a->x) + fabs (b->y - a->y);
  const double end = shared ? search->shared : length;
  const double size = level ? spec->label_width : spec->label_height;
  const double aside = BESIDE + (level ? spec->label_height : spec->label_width) / 2;
  const double arrow = piece + 2 == search->link->points->len ? ARROW : LP_ROUTE_LABEL_SPACE;
  const double cost = -FOR_LENGTH * MIN (length, LONG_ENOUGH) + (level ? COST_OF_LEVEL_PIECE : 0) -
                      (shared ? FOR_SHARED_WAY : 0);

  if (cost >= search->best_cost)
    return;
  search->own_line = lp_route_get_line (search->link->points, piece);
  if (end - arrow - LP_ROUTE_LABEL_SPACE - size > (level ? 14 : 4))
    try_places_along (search, piece, LP_ROUTE_LABEL_SPACE + size / 2, end - arrow - size / 2, 0,
                      cost);
  for (double off = 0; off <= FARTHEST_OFF; off += STEP_OFF)
    {
      const double far = level ? -aside - off : aside + off;

      if (off > 0 && search->best_cost < COST_OF_CARD / 2)
        break;
      try_places_along (search, piece, size / 2, end - size / 2, far,
                        cost + COST_OF_BESIDE + COST_OF_OFF * off);
      try_places_along (search, piece, size / 2, end - size / 2, -far,
                        cost + COST_OF_BESIDE + COST_OF_BELOW + COST_OF_OFF * off);
    }
}

static void
add_rect (GArray *rects,
          LpRect  rect)
{
  g_array_append_val (rects, rect);
}

/* Numbers of what touches the regions of the link; none where it is too much to look for a gap. */
static GArray *
look_around (const Search *search,
             LpRouteIndex *index)
{
  GArray *found = search->router->labels.found;

  g_array_set_size (found, 0);
  for (guint i = 0; i < search->link->regions.n; i++)
    {
      const LpRect region = lp_route_area_get_rect (&search->link->regions.areas[i]);

      lp_route_index_query_some (index, &region, MOST_NEAR, found);
    }
  if (found->len > MOST_NEAR)
    g_array_set_size (found, 0);
  lp_route_sort_numbers (found);

  return found;
}

static gboolean
is_in_regions (const LpRouteConnector *link,
               const LpRect           *rect)
{
  return lp_route_reads_touch (&link->regions, 0, link->regions.n, rect);
}

/* There or not: a label does not jump when somebody finds something. */
static LpRect
get_badges (const LpRect *rect)
{
  const double width = MIN (BADGES_LEFT, rect->width);

  return (LpRect) { rect->x + rect->width - width, rect->y - BADGES_UP,
                    width + BADGES_RIGHT, BADGES_UP + BADGES_DOWN };
}

static void
look_for_boxes (Search *search)
{
  const GArray *found = look_around (search, search->router->box_index);

  for (guint i = 0; i < found->len; i++)
    {
      const guint number = g_array_index (found, guint, i);
      const LpRouteBox *box = lp_router_box (search->router, number);

      add_rect (box->container ? search->containers : search->boxes, box->rect);
      add_rect (search->kept, get_badges (&box->rect));
      if (box->left > 0)
        add_rect (search->kept, lp_route_get_text (box, FALSE));
      if (box->right > 0)
        add_rect (search->kept, lp_route_get_text (box, TRUE));
    }
}

/* Whether @line of @other is the one that the label stands on, for both. */
static gboolean
is_same_line (const Search *search,
              guint         other,
              const LpRect *line)
{
  LpRect own;

  if (search->shared == 0 || !lp_router_runs_together (search->router, search->number, other))
    return FALSE;
  own = lp_route_get_line (search->link->points, 0);

  return own.width > 0 ? line->y == own.y && line->height == 0
                       : line->x == own.x && line->width == 0;
}

static gboolean
runs_along (const LpRect *a,
            const LpRect *b)
{
  return (a->width == 0 ? b->width == 0 && a->x == b->x : b->height == 0 && a->y == b->y) &&
         a->x <= b->x + b->width && b->x <= a->x + a->width &&
         a->y <= b->y + b->height && b->y <= a->y + a->height;
}

/* By axis and where it runs along it, then from its beginning on. */
static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const LpRect *first = a, *second = b;
  const gboolean is_level = first->height == 0 && first->width > 0;
  const gboolean is_other_level = second->height == 0 && second->width > 0;
  const double across = is_level ? first->y - second->y : first->x - second->x;
  const double along = is_level ? first->x - second->x : first->y - second->y;

  if (is_level != is_other_level)
    return is_level ? -1 : 1;

  return across != 0 ? (across > 0) - (across < 0) : (along > 0) - (along < 0);
}

/* What runs together is one line, in whatever order the index told of it. */
static void
join_lines (GArray *lines)
{
  guint kept = 0;

  g_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const LpRect line = g_array_index (lines, LpRect, i);
      LpRect *last = kept > 0 ? &g_array_index (lines, LpRect, kept - 1) : NULL;

      if (last != NULL && runs_along (last, &line))
        *last = lp_rect_union (last, &line);
      else
        g_array_index (lines, LpRect, kept++) = line;
    }
  g_array_set_size (lines, kept);
}

static void
look_for_lines (Search *search)
{
  const GArray *found = look_around (search, search->router->labels.lines);

  for (guint i = 0; i < found->len; i++)
    {
      const guint number = g_array_index (found, guint, i);
      const LpRouteConnector *link = lp_router_connector (search->router, number);
      const gboolean is_alike = number != search->number && !(number & LP_ROUTE_TRUNK) &&
                                link->spec.words == search->link->spec.words;

      for (guint piece = 0; piece + 1 < link->points->len; piece++)
        {
          const LpRect line = lp_route_get_line (link->points, piece);

          if (!is_in_regions (search->link, &line) || is_same_line (search, number, &line))
            continue;
          g_array_append_val (search->lines, line);
          if (is_alike)
            g_array_append_val (search->alike, line);
        }
    }
  join_lines (search->lines);
  join_lines (search->alike);
}

static void
look_for_labels (Search *search)
{
  const GArray *found;

  if (search->round == 0)
    return;
  found = look_around (search, search->router->labels.places[search->round - 1]);
  for (guint i = 0; i < found->len; i++)
    {
      const guint number = g_array_index (found, guint, i);

      if (number != search->number)
        add_rect (search->labels,
                  lp_router_connector (search->router, number)->places[search->round - 1]);
    }
}

LpRect
lp_router_find_label_place (LpRouter *router,
                            guint     number,
                            guint     round)
{
  LpRouteLabels *labels = &router->labels;
  Search search = {
    router, number, lp_router_connector (router, number), round,
    labels->near_boxes, labels->near_containers, labels->near_kept, labels->near_lines,
    labels->near_alike, labels->near_labels,
    .best_cost = INFINITY,
  };

  g_array_set_size (search.boxes, 0);
  g_array_set_size (search.containers, 0);
  g_array_set_size (search.kept, 0);
  g_array_set_size (search.lines, 0);
  g_array_set_size (search.alike, 0);
  g_array_set_size (search.labels, 0);
  search.shared = lp_router_get_shared_way (router, number);
  look_for_boxes (&search);
  look_for_lines (&search);
  look_for_labels (&search);
  for (guint piece = 0; piece + 1 < search.link->points->len; piece++)
    if (lp_route_is_long (search.link, piece) || (piece == 0 && search.shared > 0))
      try_piece (&search, piece);

  return search.best;
}

LpRect
lp_route_get_label_region (const LpRouteConnector *link,
                           guint                   piece)
{
  const double reach_x = link->spec.label_width + LP_ROUTE_LABEL_SPACE + BESIDE + FARTHEST_OFF;
  const double reach_y = link->spec.label_height + BADGES_UP + BESIDE + FARTHEST_OFF;
  const double most = LONGEST_STRIDE * MOST_PLACES + ARROW;
  LpRect region = lp_route_get_line (link->points, piece);

  region.x += MAX (0, region.width - most) / 2 - reach_x;
  region.y += MAX (0, region.height - most) / 2 - reach_y;
  region.width = MIN (region.width, most) + 2 * reach_x;
  region.height = MIN (region.height, most) + 2 * reach_y;

  return region;
}
