/* SPDX-License-Identifier: MIT */

/* The way from one box or point to another.
 *
 * * Instead of building the visibility graph of all boxes, the search starts with none, and adds
 * those that the path found so far runs into, until it runs into none. A wall only ever makes
 * ways longer; so the cheapest way among some walls that happens to touch no other wall is the
 * cheapest way among all. The graph stays as small as the detour, however large the drawing, and
 * the strips that were looked at are all that the path depends on. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define EPSILON 0.01
#define MOST_ROUNDS 60
#define MOST_WALLS 160
#define MOST_AT_ONCE 16

#define ELBOW_ROOM 16.0         /* For a rounded bend and an arrow. */
#define COST_OF_NARROW_END 0.5  /* Closer along the own boxes. */

#define COST_OF_BLOCKED_END 400.0 /* In units of length. */
#define COST_OF_TEXT 16.0       /* Times the length, through what a header says. */

/* What is tried, one after the other, until there is a way. */
typedef struct
{
  double ring;                /* Distance to cards. */
  double wall;                /* Factors of the length inside of a card and of a container. */
  double container;
} Level;

static const Level levels[] = {
  { LP_ROUTE_MIN_GAP, INFINITY, INFINITY },
  { LP_ROUTE_MIN_GAP / 2, INFINITY, INFINITY },
  { LP_ROUTE_MIN_GAP / 2, INFINITY, 3 },
  { 2, 20, 3 },
};

typedef struct
{
  LpRouter          *router;
  guint              link;
  const Level       *level;
  const LpRouteStop *from;
  const LpRouteStop *to;
  GArray            *walls;   /* guint */
  GArray            *containers; /* guint: open ones whose border the way has touched. */
  GArray            *links;   /* guint: straight links that the way has crossed. */
  GArray            *starts;  /* LpRouteGate */
  GArray            *goals;
  GArray            *way;     /* LpPoint */
} Leg;

static gboolean
contains (const GArray *numbers,
          guint         number)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint, i) == number)
      return TRUE;

  return FALSE;
}

static gboolean
overlap (const LpRect *a,
         const LpRect *b)
{
  return a->x + EPSILON < b->x + b->width && b->x + EPSILON < a->x + a->width &&
         a->y + EPSILON < b->y + b->height && b->y + EPSILON < a->y + a->height;
}

static double
get_wall_factor (const Leg *leg,
                 guint      box)
{
  return lp_router_box (leg->router, box)->container ? leg->level->container : leg->level->wall;
}

/* How much of a wall's surroundings is wall, too. */
static LpRect
get_wall_rect (const Leg *leg,
               guint      box)
{
  return lp_rect_grown (lp_router_box (leg->router, box)->rect, leg->level->ring);
}

/* Drops the ends that a wall blocks, or makes them dear when walls can be crossed. */
static void
filter_gates (const Leg *leg,
              GArray    *gates)
{
  for (guint i = gates->len; i-- > 0;)
    {
      LpRouteGate *gate = &g_array_index (gates, LpRouteGate, i);
      LpRect stub = lp_rect_between (gate->port, gate->point);
      double cost = 0;

      if (stub.width > 0)
        stub = (LpRect) { stub.x, stub.y - leg->level->ring, stub.width, 2 * leg->level->ring };
      else
        stub = (LpRect) { stub.x - leg->level->ring, stub.y, 2 * leg->level->ring, stub.height };
      for (guint k = 0; k < leg->walls->len; k++)
        {
          const guint wall = g_array_index (leg->walls, guint, k);

          if (overlap (&stub, &lp_router_box (leg->router, wall)->rect))
            cost += isinf (get_wall_factor (leg, wall)) ? INFINITY : COST_OF_BLOCKED_END;
        }

      gate->cost += cost;
      if (isinf (cost))
        g_array_remove_index (gates, i);
    }
}

static void
add_lines_of_gates (LpRouteGrid  *grid,
                    const GArray *gates)
{
  for (guint i = 0; i < gates->len; i++)
    {
      const LpRouteGate *gate = &g_array_index (gates, LpRouteGate, i);

      lp_route_grid_add_x (grid, gate->point.x, FALSE);
      lp_route_grid_add_y (grid, gate->point.y, FALSE);
    }
}

static void
add_lines_of_rect (LpRouteGrid  *grid,
                   const LpRect *rect)
{
  lp_route_grid_add_x (grid, rect->x, FALSE);
  lp_route_grid_add_x (grid, rect->x + rect->width, FALSE);
  lp_route_grid_add_y (grid, rect->y, FALSE);
  lp_route_grid_add_y (grid, rect->y + rect->height, FALSE);
}

/* @end, and what it is in that the other end is not in, as far as the path has met it. */
static LpRect
get_surroundings (const Leg *leg,
                  const LpRouteStop *end,
                  const LpRouteStop *other)
{
  LpRect around = end->rect;

  for (guint i = 0; i < leg->containers->len && end->box >= 0; i++)
    {
      const guint container = g_array_index (leg->containers, guint, i);

      if (lp_router_is_inside (leg->router, end->box, container) &&
          (other->box < 0 || !lp_router_is_inside (leg->router, other->box, container)))
        around = lp_rect_union (&around, &lp_router_box (leg->router, container)->rect);
    }

  return around;
}

/* The lines halfway between both ends are where a step looks best. */
static void
add_middle_lines (const Leg *leg)
{
  LpRouteGrid *grid = leg->router->grid;
  const LpRect a = get_surroundings (leg, leg->from, leg->to);
  const LpRect b = get_surroundings (leg, leg->to, leg->from);
  const double x0 = MIN (a.x + a.width, b.x + b.width), x1 = MAX (a.x, b.x);
  const double y0 = MIN (a.y + a.height, b.y + b.height), y1 = MAX (a.y, b.y);

  if (x0 < x1)
    lp_route_grid_add_x (grid, (x0 + x1) / 2, TRUE);
  if (y0 < y1)
    lp_route_grid_add_y (grid, (y0 + y1) / 2, TRUE);
}

/* Room to turn; for a point also if the way must leave it away from where it is going. */
static void
add_lines_of_stop (const Leg         *leg,
                   const LpRouteStop *stop)
{
  const LpRect around = lp_rect_grown (stop->rect, ELBOW_ROOM);

  if (!stop->inwards)
    add_lines_of_rect (leg->router->grid, &around);
}

static void
add_lines_of_container (const Leg *leg,
                        guint      container)
{
  LpRouteGrid *grid = leg->router->grid;
  const LpRect *rect = &lp_router_box (leg->router, container)->rect;
  const LpRect inner = lp_rect_grown (*rect, -LP_ROUTE_GAP);
  const LpRect outer = lp_rect_grown (*rect, LP_ROUTE_GAP);

  add_lines_of_rect (grid, &inner);
  add_lines_of_rect (grid, &outer);
  lp_route_grid_add_y (grid, rect->y + LP_ROUTE_HEADER + LP_ROUTE_MIN_GAP, FALSE);
}

static void
add_container (const Leg *leg,
               guint      container)
{
  const LpRouteBox *self = lp_router_box (leg->router, container);

  lp_route_grid_add_container (leg->router->grid, &self->rect);
  for (int right = FALSE; right <= TRUE; right++)
    {
      const LpRect text = lp_route_get_text (self, right);

      if (text.width > 0)
        lp_route_grid_add_wall (leg->router->grid, &text, COST_OF_TEXT);
    }
}

static void
add_walls_of_end (const Leg         *leg,
                  const LpRouteStop *end)
{
  const LpRect room = lp_rect_grown (end->rect, ELBOW_ROOM);
  const LpRect around = lp_rect_grown (end->rect, leg->level->ring);

  if (end->box < 0 || end->inwards)
    return;
  lp_route_grid_add_wall (leg->router->grid, &room, COST_OF_NARROW_END);
  lp_route_grid_add_wall (leg->router->grid, &around, isinf (leg->level->wall) ? INFINITY : 30);
}

static gboolean
build_grid (const Leg *leg)
{
  LpRouteGrid *grid = leg->router->grid;

  lp_route_grid_clear (grid);
  add_lines_of_gates (grid, leg->starts);
  add_lines_of_gates (grid, leg->goals);
  add_middle_lines (leg);
  add_lines_of_stop (leg, leg->from);
  add_lines_of_stop (leg, leg->to);
  for (guint i = 0; i < leg->walls->len; i++)
    {
      const LpRect rect = get_wall_rect (leg, g_array_index (leg->walls, guint, i));

      add_lines_of_rect (grid, &rect);
    }
  for (guint i = 0; i < leg->containers->len; i++)
    add_lines_of_container (leg, g_array_index (leg->containers, guint, i));

  if (!lp_route_grid_seal (grid))
    return FALSE;

  for (guint i = 0; i < leg->containers->len; i++)
    add_container (leg, g_array_index (leg->containers, guint, i));
  for (guint i = 0; i < leg->walls->len; i++)
    {
      const guint wall = g_array_index (leg->walls, guint, i);
      const LpRect rect = get_wall_rect (leg, wall);

      lp_route_grid_add_wall (grid, &rect, get_wall_factor (leg, wall));
    }
  for (guint i = 0; i < leg->links->len; i++)
    {
      const guint link = g_array_index (leg->links, guint, i);
      const GArray *line = lp_router_connector (leg->router, link)->coarse;

      lp_route_grid_add_link (grid, g_array_index (line, LpPoint, 0),
                              g_array_index (line, LpPoint, 1));
    }
  add_walls_of_end (leg, leg->from);
  add_walls_of_end (leg, leg->to);

  return TRUE;
}

/* Fills way, ports included. */
static gboolean
search (const Leg *leg)
{
  guint start, goal;

  g_array_set_size (leg->starts, 0);
  g_array_set_size (leg->goals, 0);
  g_array_set_size (leg->way, 0);
  lp_router_find_gates (leg->router, leg->link, leg->level->ring, leg->from, leg->to, TRUE,
                        leg->starts);
  lp_router_find_gates (leg->router, leg->link, leg->level->ring, leg->to, leg->from, FALSE,
                        leg->goals);
  filter_gates (leg, leg->starts);
  filter_gates (leg, leg->goals);
  if (leg->starts->len == 0 || leg->goals->len == 0 || !build_grid (leg) ||
      !lp_route_grid_find (leg->router->grid, leg->starts, leg->goals, leg->way, &start, &goal))
    return FALSE;

  g_array_prepend_val (leg->way, g_array_index (leg->starts, LpRouteGate, start).port);
  g_array_append_val (leg->way, g_array_index (leg->goals, LpRouteGate, goal).port);

  return TRUE;
}

/* Whether a container that the link may not enter hides @box: going around it goes around @box. */
static gboolean
is_hidden (const Leg *leg,
           guint      box)
{
  const LpRect *rect = &lp_router_box (leg->router, box)->rect;
  const int parent = lp_router_box (leg->router, box)->parent;

  return lp_router_has_box (leg->router, parent) &&
         lp_router_box (leg->router, parent)->container &&
         !lp_router_is_open (leg->router, leg->link, parent) &&
         lp_rect_holds (&lp_router_box (leg->router, parent)->rect, rect);
}

/* Whether a piece comes near the border of a container or into its header. */
static gboolean
feels_border (const LpRect *piece,
              const LpRect *container)
{
  const LpRect near = lp_rect_grown (*piece, LP_ROUTE_LOOK);

  return piece->y < container->y + LP_ROUTE_HEADER ||
         near.x < container->x || near.y < container->y ||
         near.x + near.width > container->x + container->width ||
         near.y + near.height > container->y + container->height;
}

static gboolean
add_new (GArray *numbers,
         guint   number)
{
  if (contains (numbers, number))
    return FALSE;
  g_array_append_val (numbers, number);

  return TRUE;
}

/* Adds the straight links that a piece of the way crosses. Those that end on one of its own boxes
 * will be put in order there. */
static gboolean
look_for_links (const Leg *leg,
                LpPoint    a,
                LpPoint    b)
{
  const LpRect piece = lp_rect_between (a, b);
  const GArray *found = lp_router_look_for_links (leg->router, &piece);
  const LpRouteConnector *self = lp_router_connector (leg->router, leg->link);
  gboolean is_new = FALSE;

  for (guint i = 0; i < found->len; i++)
    {
      const guint link = g_array_index (found, guint, i);
      const LpRouteConnector *other = lp_router_connector (leg->router, link);

      if (lp_route_is_crossing (&piece, &other->line) &&
          !lp_route_share_end (&other->spec, &self->spec))
        is_new |= add_new (leg->links, link);
    }

  return is_new;
}

/* Adds the boxes that a piece of the way runs into. */
static gboolean
look_along (const Leg *leg,
            LpPoint    a,
            LpPoint    b,
            guint      most)
{
  const LpRect piece = lp_rect_between (a, b);
  const LpRect around = lp_rect_grown (piece, LP_ROUTE_LOOK);
  const GArray *found = lp_router_look (leg->router, leg->link, &around);
  gboolean is_new = FALSE;

  for (guint i = 0; i < found->len && leg->walls->len < most; i++)
    {
      const guint box = g_array_index (found, guint, i);
      const LpRouteRole role = lp_router_get_role (leg->router, leg->link, box);
      GArray *known = role == LP_ROUTE_OPEN ? leg->containers : leg->walls;

      if (role == LP_ROUTE_NOTHING)
        continue;
      if (role == LP_ROUTE_WALL)
        {
          const LpRect wall = get_wall_rect (leg, box);

          if (!overlap (&piece, &wall))
            continue;
          if (isinf (leg->level->container) && is_hidden (leg, box))
            continue;
        }
      else if (!feels_border (&piece, &lp_router_box (leg->router, box)->rect))
        continue;

      is_new |= add_new (known, box);
    }

  return is_new;
}

/* A few walls at a time: the way around the first ones often avoids the rest. */
static gboolean
look_along_way (const Leg *leg)
{
  const guint most = leg->walls->len + MOST_AT_ONCE;
  gboolean is_new = FALSE;

  for (guint i = 0; i + 1 < leg->way->len && leg->walls->len < most; i++)
    {
      const LpPoint a = g_array_index (leg->way, LpPoint, i);
      const LpPoint b = g_array_index (leg->way, LpPoint, i + 1);

      is_new |= look_along (leg, a, b, most);
      is_new |= look_for_links (leg, a, b);
    }

  return is_new;
}

static gboolean
find_way (Leg *leg)
{
  guint round = 0;

  for (guint level = 0; level < G_N_ELEMENTS (levels); level++)
    {
      leg->level = &levels[level];
      if (!isinf (leg->level->container))
        lp_router_connector (leg->router, leg->link)->forced = TRUE;
      while (search (leg))
        {
          if (!look_along_way (leg))
            return TRUE;
          if (++round >= MOST_ROUNDS || leg->walls->len > MOST_WALLS)
            break;
        }
    }

  return leg->way->len > 0;
}

/* Out to the right and in from below: a shape that exists for any two boxes. */
static void
go_blindly (const Leg *leg)
{
  const LpRect *a = &leg->from->rect, *b = &leg->to->rect;
  const double x = MAX (a->x + a->width, b->x + b->width) + LP_ROUTE_GAP;
  const double y = MAX (a->y + a->height, b->y + b->height) + LP_ROUTE_GAP;
  const LpPoint points[] = {
    { a->x + a->width, a->y + a->height / 2 }, { x, a->y + a->height / 2 },
    { x, y }, { b->x + b->width / 2, y }, { b->x + b->width / 2, b->y + b->height },
  };

  g_array_append_vals (leg->way, points, G_N_ELEMENTS (points));
}

void
lp_router_find_leg (LpRouter          *router,
                    guint              link,
                    const LpRouteStop *from,
                    const LpRouteStop *to,
                    GArray            *points)
{
  g_autoptr (GArray) walls = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) containers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (LpRouteGate));
  g_autoptr (GArray) goals = g_array_new (FALSE, FALSE, sizeof (LpRouteGate));
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (LpPoint));
  Leg leg = {
    .router = router, .link = link, .from = from, .to = to,
    .walls = walls, .containers = containers, .links = links,
    .starts = starts, .goals = goals, .way = way,
  };

  if (!find_way (&leg))
    go_blindly (&leg);
  g_array_append_vals (points, way->data, way->len);
}
