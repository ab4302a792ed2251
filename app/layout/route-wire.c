/* SPDX-License-Identifier: MIT */

/* How far the straight pieces of a path can be shifted, and where they would like to be: ends in
 * the middle of their side, steps halfway between what is left and right of them, bows close to
 * what they go around. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define EPSILON 0.01
#define FARTHEST_BOW 160.0      /* A bow can be pushed out this far. */
#define FARTHEST_STEP 1e8
#define FIRST_LOOK 240.0        /* For what is in the way; then four times as far, and so on. */
#define FARTHEST_LOOK 1e5
#define ARROW_GAP 16.0          /* To the own boxes: room for a rounded bend and an arrow. */

/* The hard edges on both sides, and how close to them one would like to go. */
typedef struct
{
  double low_edge, high_edge;
  double low, high;
} Room;

typedef struct
{
  LpRouteAxis    axis;
  guint          link;
  guint          piece;
  const LpPoint *points;
  guint          n_points;
} Place;

static void
limit_low (Room  *room,
           double edge,
           double gap)
{
  room->low_edge = MAX (room->low_edge, edge);
  room->low = MAX (room->low, edge + gap);
}

static void
limit_high (Room  *room,
            double edge,
            double gap)
{
  room->high_edge = MIN (room->high_edge, edge);
  room->high = MIN (room->high, edge - gap);
}

static double
get_across (const Place *place,
            guint        point)
{
  return lp_route_across (place->axis, &place->points[point]);
}

static gboolean
is_first (const Place *place)
{
  return place->piece == 0;
}

static gboolean
is_last (const Place *place)
{
  return place->piece + 2 == place->n_points;
}

static void
limit_to_side (Room         *room,
               LpRouteAxis   axis,
               const LpRect *box)
{
  const double from = axis == LP_AXIS_X ? box->x : box->y;
  const double size = axis == LP_AXIS_X ? box->width : box->height;
  const double corner = MIN (LP_ROUTE_CORNER, size / 2);

  limit_low (room, from, corner);
  limit_high (room, from + size, corner);
}

/* Which way the path goes on at the ends of an inner piece: -1 both to lower values, 1 both to
 * higher, 0 it is a step from one to the other. */
static int
get_bow (const Place *place)
{
  const double at = get_across (place, place->piece);
  const gboolean before = get_across (place, place->piece - 1) >= at;
  const gboolean after = get_across (place, place->piece + 2) >= at;

  return before != after ? 0 : before ? 1 : -1;
}

/* An inner piece must not move so far that its neighbours turn round. */
static void
limit_to_neighbours (Room        *room,
                     const Place *place)
{
  const double at = get_across (place, place->piece);

  limit_low (room, at - FARTHEST_BOW, 0);
  limit_high (room, at + FARTHEST_BOW, 0);
  if (get_bow (place) == 0)
    *room = (Room) { -FARTHEST_STEP, FARTHEST_STEP, -FARTHEST_STEP, FARTHEST_STEP };

  for (guint point = place->piece - 1; point <= place->piece + 2; point += 3)
    {
      const double far = get_across (place, point);
      const gboolean ends = point == 0 || point + 1 == place->n_points;

      if (far < at)
        limit_low (room, far, ends ? ARROW_GAP : LP_ROUTE_MIN_GAP);
      else
        limit_high (room, far, ends ? ARROW_GAP : LP_ROUTE_MIN_GAP);
    }
}

static void
limit_to_wall (Room         *room,
               const Place  *place,
               const LpRect *wall,
               double        gap)
{
  const double at = get_across (place, place->piece);
  const double low = place->axis == LP_AXIS_X ? wall->x : wall->y;
  const double high = low + (place->axis == LP_AXIS_X ? wall->width : wall->height);

  if (high <= at + EPSILON)
    limit_low (room, MIN (high, at), gap);
  else if (low >= at - EPSILON)
    limit_high (room, MAX (low, at), gap);
}

/* An upright piece that comes in between the texts of a header stays there. */
static void
limit_to_texts (Room             *room,
                const Place      *place,
                const LpRouteBox *container)
{
  const LpRect piece = lp_rect_between (place->points[place->piece],
                                        place->points[place->piece + 1]);

  for (int right = FALSE; right <= TRUE; right++)
    {
      const LpRect text = lp_route_get_text (container, right);

      if (text.width > 0 && piece.y < text.y + text.height && piece.y + piece.height > text.y)
        limit_to_wall (room, place, &text, 0);
    }
}

/* Both borders of a container that the path may cross, and the lower edge of its header. */
static void
limit_to_container (Room             *room,
                    const Place      *place,
                    const LpRouteBox *box)
{
  const LpRect *rect = &box->rect;
  const LpRect low = { rect->x, rect->y, 0, 0 };
  const LpRect high = { rect->x + rect->width, rect->y + rect->height, 0, 0 };
  const LpRect header = { rect->x, rect->y, rect->width, LP_ROUTE_HEADER };

  limit_to_wall (room, place, &low, LP_ROUTE_GAP);
  limit_to_wall (room, place, &high, LP_ROUTE_GAP);
  if (place->axis == LP_AXIS_X)
    limit_to_texts (room, place, box);
  if (place->axis == LP_AXIS_Y && get_across (place, place->piece) > rect->y + LP_ROUTE_HEADER)
    limit_to_wall (room, place, &header, LP_ROUTE_CORNER);
}

/* Where the piece could be, no farther than @far from where it is, with what would be next to
 * it. */
static LpRect
get_reach (const Place *place,
           const Room  *room,
           double       far)
{
  const double at = get_across (place, place->piece);
  const double low = MAX (room->low_edge, at - far), high = MIN (room->high_edge, at + far);
  const LpPoint *a = &place->points[place->piece], *b = a + 1;
  const double margin = LP_ROUTE_MIN_GAP - 1;
  const double first = lp_route_along (place->axis, a), last = lp_route_along (place->axis, b);
  double from = MIN (first, last), to = MAX (first, last);
  const gboolean up = first > last;

  if (!(up ? is_last (place) : is_first (place)))
    from -= margin;
  if (!(up ? is_first (place) : is_last (place)))
    to += margin;

  return place->axis == LP_AXIS_X
         ? (LpRect) { low, from, high - low, to - from }
         : (LpRect) { from, low, to - from, high - low };
}

static void
limit_to_boxes_near (LpRouter    *router,
                     const Place *place,
                     Room        *room,
                     double       far)
{
  const LpRouteLink *spec = &lp_router_connector (router, place->link)->spec;
  const LpRect reach = get_reach (place, room, far);
  const GArray *found = lp_router_look (router, place->link, &reach);

  for (guint i = 0; i < found->len; i++)
    {
      const guint box = g_array_index (found, guint, i);
      const LpRect *rect = &lp_router_box (router, box)->rect;
      const LpRouteRole role = lp_router_get_role (router, place->link, box);

      if (role == LP_ROUTE_OPEN)
        limit_to_container (room, place, lp_router_box (router, box));
      else if (role == LP_ROUTE_WALL)
        limit_to_wall (room, place, rect, LP_ROUTE_GAP);
      else if (box == spec->from || box == spec->to)
        limit_to_wall (room, place, rect, ARROW_GAP);
    }
}

/* What is behind the first walls on both sides does not matter, and need not be looked at. */
static void
limit_to_boxes (LpRouter    *router,
                const Place *place,
                Room        *room)
{
  const double at = get_across (place, place->piece);

  for (double far = FIRST_LOOK; ; far *= 4)
    {
      const double margin = far - ARROW_GAP;

      if (far > FARTHEST_LOOK)
        far = 2 * FARTHEST_STEP;
      limit_to_boxes_near (router, place, room, far);
      if (far > FARTHEST_LOOK || (room->low_edge > at - margin && room->high_edge < at + margin))
        return;
    }
}

/* In a narrow place distances shrink: a third for each side, a third to choose from. */
static void
squeeze (Room  *room,
         double at)
{
  const double width = room->high_edge - room->low_edge;

  if (width <= 0)
    {
      room->low = room->high = at;
      return;
    }

  room->low = room->low_edge + MIN (room->low - room->low_edge, width / 3);
  room->high = room->high_edge - MIN (room->high_edge - room->high, width / 3);
}

/* Where a trunk ends and those begin that follow it, nobody moves. */
static gboolean
is_junction (const LpRouteConnector *connector,
             const Place            *place)
{
  return connector->trunk != LP_ROUTE_NONE ? is_first (place)
                                           : (place->link & LP_ROUTE_TRUNK) && is_last (place);
}

static gboolean
is_fixed (const LpRouteConnector *connector,
          const Place            *place)
{
  const LpPoint *start = &place->points[place->piece];
  const LpRect piece = lp_rect_between (start[0], start[1]);
  const LpRect around = lp_rect_grown (piece, EPSILON);

  for (guint i = 0; i < connector->spec.n_bends; i++)
    if (lp_rect_contains (&around, connector->bends[i].x, connector->bends[i].y))
      return TRUE;

  return FALSE;
}

static double
get_ideal (const Place       *place,
           const LpRouteLink *spec,
           const Room        *side,
           const Room        *room)
{
  const int bow = is_first (place) || is_last (place) ? 0 : get_bow (place);

  if (spec->from == spec->to && spec->n_bends == 0)
    return get_across (place, place->piece);
  if (is_first (place) || is_last (place))
    return CLAMP ((side->low_edge + side->high_edge) / 2, room->low, room->high);
  if (bow != 0)
    return bow < 0 ? room->low : room->high;

  return CLAMP ((room->low_edge + room->high_edge) / 2, room->low, room->high);
}

static double
get_weight (const Place *place,
            int          priority)
{
  static const double weights[] = { 0.5, 1, 4 };
  const double weight = weights[is_first (place) + is_last (place)];
  const double factor = 1 + fmin (fabs ((double) priority), 100);

  return priority >= 0 ? weight * factor : weight / factor;
}

LpRouteWire
lp_router_measure_wire (LpRouter     *router,
                        guint         link,
                        guint         piece,
                        LpRouteAxis   axis,
                        const GArray *points)
{
  const LpRouteConnector *connector = lp_router_connector (router, link);
  const Place place = { axis, link, piece, (const LpPoint *) points->data, points->len };
  const double a = lp_route_along (axis, &place.points[piece]);
  const double b = lp_route_along (axis, &place.points[piece + 1]);
  LpRouteWire wire = {
    .link = link, .piece = piece, .from = MIN (a, b), .to = MAX (a, b), .at = NAN,
  };
  Room room = { -INFINITY, INFINITY, -INFINITY, INFINITY }, side;

  wire.start = get_across (&place, piece);
  wire.weight = get_weight (&place, connector->spec.priority);
  wire.cluster = G_MAXUINT;
  wire.is_first = is_first (&place) && connector->trunk == LP_ROUTE_NONE;
  wire.is_end = wire.is_first || is_last (&place);
  wire.is_alone = lp_router_is_alone (router, link);
  if (is_junction (connector, &place) || is_fixed (connector, &place))
    {
      wire.low = wire.high = wire.ideal = wire.start;
      wire.weight = 1e4;
      return wire;
    }

  if (is_first (&place))
    limit_to_side (&room, axis, &lp_router_box (router, connector->spec.from)->rect);
  if (is_last (&place))
    limit_to_side (&room, axis, &lp_router_box (router, connector->spec.to)->rect);
  if (!is_first (&place) && !is_last (&place))
    limit_to_neighbours (&room, &place);
  side = room;
  limit_to_boxes (router, &place, &room);
  squeeze (&room, wire.start);
  wire.low = room.low;
  wire.high = room.high;
  wire.ideal = round (get_ideal (&place, &connector->spec, &side, &room) * 2) / 2;
  wire.ideal = CLAMP (wire.ideal, wire.low, wire.high);

  return wire;
}
