/* SPDX-License-Identifier: MIT */

/* Labels: on the longest straight piece that is free.
 *
 * * What other links say along the same line is said once, where they run together: route-share.c.
 * * Each label first takes the place that suits it best. Then, for two rounds, a label that
 * covers one of a link with a lower number looks for the best place that the others have left. A
 * round sees only the places of the round before, so that the outcome does not depend on the
 * order in which labels are asked. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define SPACE 3.0               /* Around a label. */
#define ARROW 12.0
#define BESIDE 4.0              /* Between a line and a label next to it. */
#define MOST_PLACES 9           /* Along one piece. */
#define STRIDE 24.0             /* Between two places, at least and at most. */
#define LONGEST_STRIDE 60.0
#define MOST_NEAR 300           /* Things near a label; more are a crowd. */
#define MOST_PIECES 3           /* The longest ones of a link. */

/* In units of length, of which a piece counts FOR_LENGTH each up to LONG_ENOUGH. */
#define FOR_LENGTH 0.25
#define LONG_ENOUGH 240.0
#define COST_OF_CARD 1000.0
#define COST_OF_LABEL 600.0
#define COST_OF_BORDER 60.0
#define COST_OF_HEADER 30.0
#define COST_OF_LINE 35.0
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
  GArray           *lines;    /* LpRect: pieces of links, but for the one below. */
  GArray           *labels;   /* LpRect: where other labels were in the last round. */
  LpRect            own_line;
  double            shared;   /* So much of the first piece is one line with others; or 0. */
  LpRect            best;
  double            best_cost;
} Search;

static gboolean
covers (const LpRect *a,
        const LpRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width &&
         a->y < b->y + b->height && b->y < a->y + a->height;
}

static LpRect
get_piece (const LpRouteConnector *link,
           guint                   piece)
{
  return lp_route_get_line (link->points, piece);
}

/* Whether a piece is one of the longest. */
static gboolean
is_long (const LpRouteConnector *link,
         guint                   piece)
{
  const LpRect self = get_piece (link, piece);
  guint n_longer = 0;

  for (guint i = 0; i + 1 < link->points->len; i++)
    {
      const LpRect other = get_piece (link, i);
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
    n_covered += covers (place, &g_array_index (rects, LpRect, i));

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

      if (!covers (place, rect))
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
  const LpRect around = lp_rect_grown (place, SPACE);

  if (cost >= search->best_cost)
    return;
  cost += COST_OF_CARD * count_covered (search->boxes, &place);
  cost += cost_of_containers (search, &place);
  if (cost < search->best_cost)
    cost += COST_OF_LABEL * count_covered (search->labels, &around);
  if (cost < search->best_cost)
    cost += COST_OF_LINE * (count_covered (search->lines, &around) -
                            (double) covers (&around, &search->own_line));
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
  const guint n_places = MIN (MOST_PLACES, 1 + 2 * (guint) ceil (free / 2 / STRIDE));
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
  const double arrow = piece + 2 == search->link->points->len ? ARROW : SPACE;
  const double cost = -FOR_LENGTH * MIN (length, LONG_ENOUGH) + (level ? COST_OF_LEVEL_PIECE : 0) -
                      (shared ? FOR_SHARED_WAY : 0);

  if (cost >= search->best_cost)
    return;
  search->own_line = get_piece (search->link, piece);
  if (end - arrow - SPACE - size > (level ? 14 : 4))
    try_places_along (search, piece, SPACE + size / 2, end - arrow - size / 2, 0, cost);
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
  for (guint i = 0; i < search->link->regions->len; i++)
    lp_route_index_query (index, &g_array_index (search->link->regions, LpRect, i), found);
  if (found->len > MOST_NEAR)
    g_array_set_size (found, 0);
  lp_route_sort_numbers (found);

  return found;
}

static gboolean
is_in_regions (const LpRouteConnector *link,
               const LpRect           *rect)
{
  for (guint i = 0; i < link->regions->len; i++)
    {
      const LpRect *region = &g_array_index (link->regions, LpRect, i);

      if (rect->x <= region->x + region->width && region->x <= rect->x + rect->width &&
          rect->y <= region->y + region->height && region->y <= rect->y + rect->height)
        return TRUE;
    }

  return FALSE;
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
  own = get_piece (search->link, 0);

  return own.width > 0 ? line->y == own.y && line->height == 0
                       : line->x == own.x && line->width == 0;
}

static void
look_for_lines (Search *search)
{
  const GArray *found = look_around (search, search->router->labels.lines);

  for (guint i = 0; i < found->len; i++)
    {
      const guint number = g_array_index (found, guint, i);
      const LpRouteConnector *link = lp_router_connector (search->router, number);

      for (guint piece = 0; piece + 1 < link->points->len; piece++)
        {
          const LpRect line = get_piece (link, piece);

          if (is_in_regions (search->link, &line) && !is_same_line (search, number, &line))
            add_rect (search->lines, line);
        }
    }
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

static LpRect
find_place (LpRouter *router,
            guint     number,
            guint     round)
{
  LpRouteLabels *labels = &router->labels;
  Search search = {
    router, number, lp_router_connector (router, number), round,
    labels->near_boxes, labels->near_containers, labels->near_lines, labels->near_labels,
    .best_cost = INFINITY,
  };

  g_array_set_size (search.boxes, 0);
  g_array_set_size (search.containers, 0);
  g_array_set_size (search.lines, 0);
  g_array_set_size (search.labels, 0);
  search.shared = lp_router_get_shared_way (router, number);
  look_for_boxes (&search);
  look_for_lines (&search);
  look_for_labels (&search);
  for (guint piece = 0; piece + 1 < search.link->points->len; piece++)
    if (is_long (search.link, piece) || (piece == 0 && search.shared > 0))
      try_piece (&search, piece);

  return search.best;
}

/* Whether a label that has been there before, of a link with a lower number, is in the way. */
static gboolean
must_yield (LpRouter *router,
            guint     number,
            guint     round)
{
  const LpRouteConnector *link = lp_router_connector (router, number);
  const LpRect around = lp_rect_grown (link->places[round - 1], SPACE);
  GArray *found = router->labels.found;

  g_array_set_size (found, 0);
  lp_route_index_query (router->labels.places[round - 1], &around, found);
  for (guint i = 0; i < found->len; i++)
    {
      const guint other = g_array_index (found, guint, i);

      if (other < number &&
          covers (&around, &lp_router_connector (router, other)->places[round - 1]))
        return TRUE;
    }

  return FALSE;
}

void
lp_router_mark_label (LpRouter *router,
                      guint     link,
                      guint     round)
{
  LpRouteConnector *self = lp_router_connector (router, link);

  if (self->labels_marked & (1u << round))
    return;
  self->labels_marked |= 1u << round;
  g_array_append_val (router->labels.dirty[round], link);
}

static void
mark_labels_near (LpRouter     *router,
                  const LpRect *rect,
                  guint         round)
{
  GArray *found = router->labels.found;

  g_array_set_size (found, 0);
  lp_route_index_query (router->labels.regions, rect, found);
  for (guint i = 0; i < found->len; i++)
    lp_router_mark_label (router, g_array_index (found, guint, i), round);
}

void
lp_router_mark_labels_near (LpRouter     *router,
                            const LpRect *rect)
{
  mark_labels_near (router, rect, 0);
}

static gboolean
has_label (const LpRouteConnector *link)
{
  return link->points->len > 1 && !link->leaves_label &&
         link->spec.label_width > 0 && link->spec.label_height > 0;
}

/* The places around the middle of a piece, and what they can touch. */
static LpRect
get_region (const LpRouteConnector *link,
            guint                   piece)
{
  const double reach_x = link->spec.label_width + SPACE + BESIDE + FARTHEST_OFF;
  const double reach_y = link->spec.label_height + SPACE + BESIDE + FARTHEST_OFF;
  const double most = LONGEST_STRIDE * MOST_PLACES + ARROW;
  LpRect region = get_piece (link, piece);

  region.x += MAX (0, region.width - most) / 2 - reach_x;
  region.y += MAX (0, region.height - most) / 2 - reach_y;
  region.width = MIN (region.width, most) + 2 * reach_x;
  region.height = MIN (region.height, most) + 2 * reach_y;

  return region;
}

static void
renew_regions (LpRouter *router,
               guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  const gboolean is_shared = lp_router_get_shared_way (router, number) > 0;

  link->leaves_label = lp_router_leaves_label (router, number);
  for (guint i = 0; i < link->regions->len; i++)
    lp_route_index_remove (router->labels.regions,
                           &g_array_index (link->regions, LpRect, i), number);
  g_array_set_size (link->regions, 0);

  for (guint i = 0; has_label (link) && i + 1 < link->points->len; i++)
    if (is_long (link, i) || (i == 0 && is_shared))
      {
        const LpRect region = get_region (link, i);

        lp_route_index_add (router->labels.regions, &region, number);
        g_array_append_val (link->regions, region);
      }
}

/* Those who look there in the next round may have to think again. */
static void
move_label (LpRouter *router,
            guint     number,
            guint     round,
            LpRect    place)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  LpRect *old = &link->places[round];

  if (old->x == place.x && old->y == place.y &&
      old->width == place.width && old->height == place.height)
    return;

  for (guint i = 0; i < 2; i++)
    {
      if (old->width > 0)
        {
          if (i == 0)
            lp_route_index_remove (router->labels.places[round], old, number);
          else
            lp_route_index_add (router->labels.places[round], old, number);
          if (round + 1 < LP_ROUTE_LABEL_ROUNDS)
            mark_labels_near (router, old, round + 1);
        }
      *old = place;
    }
}

static void
place_label (LpRouter *router,
             guint     number,
             guint     round)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  LpRect place = { 0 };

  link->labels_marked &= ~(1u << round);
  if (round + 1 < LP_ROUTE_LABEL_ROUNDS)
    lp_router_mark_label (router, number, round + 1);
  if (has_label (link) && round > 0 && !must_yield (router, number, round))
    place = link->places[round - 1];
  else if (has_label (link))
    place = find_place (router, number, round);
  move_label (router, number, round, place);
}

/* What is shown is where the label is in the last round. Returns whether it is elsewhere. */
static gboolean
show_label (LpRouter *router,
            guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  const LpRect *place = &link->places[LP_ROUTE_LABEL_ROUNDS - 1];
  const LpPoint label = { place->x + place->width / 2, place->y + place->height / 2 };

  if (link->route.label.x == label.x && link->route.label.y == label.y &&
      link->route.leaves_label == link->leaves_label)
    return FALSE;
  link->route.label = label;
  link->route.leaves_label = link->leaves_label;

  return TRUE;
}

/* In a hurry: each label for itself. All rounds are left to be done properly. */
static void
place_hurriedly (LpRouter *router,
                 GArray   *changed)
{
  for (guint i = 0; i < changed->len; i++)
    {
      const guint number = g_array_index (changed, guint, i);
      LpRect place = { 0 };

      renew_regions (router, number);
      if (has_label (lp_router_connector (router, number)))
        place = find_place (router, number, 0);
      for (guint round = 0; round < LP_ROUTE_LABEL_ROUNDS; round++)
        {
          move_label (router, number, round, place);
          lp_router_mark_label (router, number, round);
        }
      show_label (router, number);
    }
}

void
lp_router_place_labels (LpRouter *router,
                        GArray   *changed)
{
  GArray *first = router->labels.dirty[0];

  if (router->hurry)
    {
      place_hurriedly (router, changed);
      return;
    }

  for (guint i = 0; i < first->len; i++)
    renew_regions (router, g_array_index (first, guint, i));

  for (guint round = 0; round < LP_ROUTE_LABEL_ROUNDS; round++)
    {
      GArray *dirty = router->labels.dirty[round];

      for (guint i = 0; i < dirty->len; i++)
        place_label (router, g_array_index (dirty, guint, i), round);
      if (round + 1 < LP_ROUTE_LABEL_ROUNDS)
        g_array_set_size (dirty, 0);
    }

  {
    GArray *last = router->labels.dirty[LP_ROUTE_LABEL_ROUNDS - 1];

    for (guint i = 0; i < last->len; i++)
      {
        const guint number = g_array_index (last, guint, i);

        if (show_label (router, number))
          g_array_append_val (changed, number);
      }
    g_array_set_size (last, 0);
  }
}
