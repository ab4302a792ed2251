/* SPDX-License-Identifier: MIT */

/* An update: search the paths that a change touches, shift upright pieces, then level ones, then
 * place labels. */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

static LpRouteAxis
get_axis (const LpRouteConnector *link,
          guint                   piece)
{
  return lp_heading_is_vertical (link->heading + piece) ? LP_AXIS_X : LP_AXIS_Y;
}

LpHeading
lp_route_get_heading (LpPoint a,
                      LpPoint b)
{
  if (fabs (a.x - b.x) > fabs (a.y - b.y))
    return b.x > a.x ? LP_HEADING_EAST : LP_HEADING_WEST;

  return b.y > a.y ? LP_HEADING_SOUTH : LP_HEADING_NORTH;
}

static gboolean
is_routable (LpRouter               *router,
             const LpRouteConnector *link)
{
  return link->there && lp_router_has_box (router, link->spec.from) &&
         lp_router_has_box (router, link->spec.to);
}

static void
copy_points (GArray       *to,
             const GArray *from)
{
  g_array_set_size (to, 0);
  if (from->len > 0)
    g_array_append_vals (to, from->data, from->len);
}

static void
remove_wires (LpRouter    *router,
              guint        number,
              LpRouteAxis  axis)
{
  LpRouteConnector *link = lp_router_connector (router, number);

  for (guint i = 0; i < link->wires->len; i++)
    {
      guint *wire = &g_array_index (link->wires, guint, i);

      if (*wire == G_MAXUINT || get_axis (link, i) != axis)
        continue;
      lp_route_layer_remove (&router->layers[axis], axis, *wire);
      *wire = G_MAXUINT;
    }
}

static gboolean
is_same_wire (const LpRouteWire *a,
              const LpRouteWire *b)
{
  return a->from == b->from && a->to == b->to && a->start == b->start &&
         a->low == b->low && a->high == b->high && a->ideal == b->ideal &&
         a->weight == b->weight && a->is_first == b->is_first && a->is_end == b->is_end &&
         a->is_alone == b->is_alone;
}

/* Measures the wires of @points. Those that the layer has are left there if all of them are still
 * the same, and @as_before says that nothing else has changed that their neighbours see. */
static void
renew_wires (LpRouter     *router,
             guint         number,
             LpRouteAxis   axis,
             const GArray *points,
             gboolean      as_before)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  LpRouteLayer *layer = &router->layers[axis];
  g_autoptr (GArray) measured = g_array_new (FALSE, FALSE, sizeof (LpRouteWire));

  for (guint i = 0; i < link->wires->len; i++)
    if (get_axis (link, i) == axis)
      {
        const LpRouteWire wire = lp_router_measure_wire (router, number, i, axis, points);
        const guint old = g_array_index (link->wires, guint, i);

        g_array_append_val (measured, wire);
        as_before = as_before && old != LP_ROUTE_NONE &&
                    is_same_wire (&wire, &g_array_index (layer->wires, LpRouteWire, old));
      }
  if (as_before)
    return;

  remove_wires (router, number, axis);
  for (guint i = 0, k = 0; i < link->wires->len; i++)
    if (get_axis (link, i) == axis)
      g_array_index (link->wires, guint, i) =
        lp_route_layer_add (layer, axis, &g_array_index (measured, LpRouteWire, k++));
}

/* Notes whether the link is straight, and has those think again who would cross it, or would
 * have crossed it. */
static void
search_straight (LpRouter *router,
                 guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  const gboolean was_straight = link->straight;
  const LpRect old = link->line;

  lp_router_forget_reads (router, number, 0);
  link->looked = TRUE;
  link->straight = is_routable (router, link) && lp_router_find_straight (router, number);
  if (link->straight)
    link->line = lp_rect_between (g_array_index (link->coarse, LpPoint, 0),
                                  g_array_index (link->coarse, LpPoint, 1));
  if (was_straight && link->straight && old.x == link->line.x && old.y == link->line.y &&
      old.width == link->line.width && old.height == link->line.height)
    return;

  if (was_straight)
    {
      lp_route_index_remove (router->straight_index, &old, number);
      lp_router_mark_searchers (router, &old);
    }
  if (link->straight)
    {
      lp_route_index_add (router->straight_index, &link->line, number);
      lp_router_mark_searchers (router, &link->line);
    }
}

/* Whether the piece next to one at an end would vanish or turn round if the port went to @at. */
static gboolean
would_turn (const LpRouteConnector *link,
            LpRouteAxis             axis,
            guint                   piece,
            double                  at)
{
  const guint far = piece == 0 ? 2 : piece - 1;
  const double there = lp_route_across (axis, &g_array_index (link->coarse, LpPoint, far));
  const double was = lp_route_across (axis, &g_array_index (link->coarse, LpPoint, piece));

  return (there - was) * (there - at) <= 0;
}

static void
centre_piece (LpRouter *router,
              guint     number,
              guint     piece)
{
  const LpRouteConnector *link = lp_router_connector (router, number);
  LpPoint *a = &g_array_index (link->coarse, LpPoint, piece), *b = a + 1;
  const LpRouteAxis axis = get_axis (link, piece);
  const double ideal = lp_router_measure_wire (router, number, piece, axis, link->coarse).ideal;

  if ((piece == 0 || piece + 2 == link->coarse->len) && would_turn (link, axis, piece, ideal))
    return;

  *(axis == LP_AXIS_X ? &a->x : &a->y) = ideal;
  *(axis == LP_AXIS_X ? &b->x : &b->y) = ideal;
}

/* The search does not care where in a channel a path runs. Each piece goes where it would like
 * to be, so that what follows sees who really runs beside whom. */
static void
centre (LpRouter *router,
        guint     number)
{
  const guint n_pieces = lp_router_connector (router, number)->coarse->len - 1;

  centre_piece (router, number, 0);
  centre_piece (router, number, n_pieces - 1);
  for (guint i = 1; i + 1 < n_pieces; i++)
    centre_piece (router, number, i);
}

static void
drop_wires (LpRouter *router,
            guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  const LpHeading heading = link->heading;

  link->heading = link->placed_heading;
  for (LpRouteAxis axis = 0; axis < LP_N_AXES; axis++)
    remove_wires (router, number, axis);
  link->heading = heading;
  g_array_set_size (link->wires, 0);
}

/* Wires for a path that is not the one that the link had. */
static void
replace_wires (LpRouter *router,
               guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  const guint no_wire = LP_ROUTE_NONE;

  drop_wires (router, number);
  for (guint i = 0; i + 1 < link->coarse->len; i++)
    g_array_append_val (link->wires, no_wire);
  copy_points (link->placed, link->coarse);
  link->placed_heading = link->heading;
}

/* The search needs far more room than what it finds. */
static void
find_bends (LpRouter *router,
            guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  GArray *coarse = link->coarse;

  link->coarse = router->way;
  lp_router_find_path (router, number);
  link->coarse = coarse;
  copy_points (coarse, router->way);
}

/* The path of a link, of which is known whether it is straight. One that is not may hear only now
 * that a straight one is in its way. */
static void
find_path (LpRouter *router,
           guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);

  if (!link->looked)
    {
      lp_router_forget_reads (router, number, 0);
      if (is_routable (router, link))
        lp_router_find_straight (router, number);
    }
  if (!is_routable (router, link))
    g_array_set_size (link->coarse, 0);
  else if (!link->straight)
    find_bends (router, number);
  copy_points (link->found, link->coarse);
  lp_route_reads_tidy (&link->reads);
  link->n_found = link->reads.n;
}

static void
search_again (LpRouter *router,
              guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  gboolean as_before;

  if (link->stale)
    find_path (router, number);
  lp_router_forget_reads (router, number, link->n_found);
  copy_points (link->coarse, link->found);
  if (link->coarse->len > 1)
    {
      lp_router_begin_link (router, number);
      link->heading = lp_route_get_heading (g_array_index (link->coarse, LpPoint, 0),
                                            g_array_index (link->coarse, LpPoint, 1));
    }
  if (link->coarse->len > 2)
    centre (router, number);

  as_before = !link->other && lp_route_is_same_way (link->coarse, link->placed);
  if (!as_before)
    replace_wires (router, number);
  renew_wires (router, number, LP_AXIS_X, link->coarse, as_before);
  link->n_searched = link->reads.n;
}

/* Writes @points of @link, moved to where the wires of an axis are. */
static void
follow_wires (LpRouter               *router,
              const LpRouteConnector *link,
              LpRouteAxis             axis,
              GArray                 *points)
{
  LpPoint *point = (LpPoint *) points->data;

  for (guint i = 0; i < link->wires->len; i++)
    if (get_axis (link, i) == axis)
      {
        const double at = g_array_index (router->layers[axis].wires, LpRouteWire,
                                         g_array_index (link->wires, guint, i)).at;

        *(axis == LP_AXIS_X ? &point[i].x : &point[i].y) = at;
        *(axis == LP_AXIS_X ? &point[i + 1].x : &point[i + 1].y) = at;
      }
}

/* The level pieces follow the upright ones. */
static void
measure_level_wires (LpRouter *router,
                     guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  g_autoptr (GArray) upright = g_array_new (FALSE, FALSE, sizeof (LpPoint));
  gboolean as_before;

  copy_points (upright, link->coarse);
  follow_wires (router, link, LP_AXIS_X, upright);
  as_before = !link->other && lp_route_is_same_way (upright, link->upright);
  copy_points (link->upright, upright);
  lp_router_forget_reads (router, number, link->n_searched);
  if (link->wires->len > 0)
    {
      lp_router_begin_link (router, number);
      renew_wires (router, number, LP_AXIS_Y, link->upright, as_before);
    }
  lp_router_keep_reads (router, number);
}

gboolean
lp_route_is_same_way (const GArray *a,
                      const GArray *b)
{
  const LpPoint *first = (const LpPoint *) a->data, *second = (const LpPoint *) b->data;

  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (first[i].x != second[i].x || first[i].y != second[i].y)
      return FALSE;

  return TRUE;
}

/* Leaves out where shifting has made a corner straight. */
void
lp_route_drop_points (GArray *points)
{
  LpPoint *point = (LpPoint *) points->data;
  guint kept = 0;

  for (guint i = 1; i < points->len; i++)
    {
      const LpPoint b = point[kept], c = point[i];

      if (b.x == c.x && b.y == c.y)
        continue;
      if (kept > 0)
        {
          const LpPoint a = point[kept - 1];

          if ((a.x == b.x && b.x == c.x && (b.y > a.y) == (c.y > b.y)) ||
              (a.y == b.y && b.y == c.y && (b.x > a.x) == (c.x > b.x)))
            kept--;
        }
      point[++kept] = c;
    }
  g_array_set_size (points, MIN (kept + 1, points->len));
}

/* Returns whether the own way of the link is another one. */
static gboolean
move_points (LpRouter *router,
             guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LpPoint));
  gboolean is_same;

  copy_points (points, link->upright);
  follow_wires (router, link, LP_AXIS_Y, points);
  lp_route_drop_points (points);
  is_same = lp_route_is_same_way (points, link->points);
  if (!is_same || link->other)
    lp_router_move_lines (router, number, is_same ? link->points : points);

  return !is_same;
}

/* Returns whether the route is another one. */
static gboolean
finish (LpRouter *router,
        guint     number)
{
  LpRouteConnector *link = lp_router_connector (router, number);
  gboolean changed = move_points (router, number);

  if (link->trunk != LP_ROUTE_NONE)
    return lp_router_compose (router, number);

  changed |= link->whole != NULL;
  g_clear_pointer (&link->whole, g_array_unref);
  if (changed)
    {
      link->route.points = (LpPoint *) link->points->data;
      link->route.n_points = link->points->len;
    }

  return changed;
}

/* Where a trunk now goes another way, all that follow it do. */
static void
finish_trunks (LpRouter *router,
               GArray   *moved)
{
  const guint n_moved = moved->len;

  for (guint i = 0; i < n_moved; i++)
    {
      const guint number = g_array_index (moved, guint, i);
      const GArray *leaves = lp_router_connector (router, number)->leaves;

      if ((number & LP_ROUTE_TRUNK) && move_points (router, number) && leaves->len > 0)
        g_array_append_vals (moved, leaves->data, leaves->len);
    }
  lp_route_sort_numbers (moved);
}

/* Their own ways begin where the trunk ends. */
static void
mark_leaves (LpRouter *router,
             guint     trunk)
{
  const GArray *leaves = lp_router_connector (router, trunk)->leaves;

  for (guint i = 0; i < leaves->len; i++)
    lp_router_mark_urgent (router, g_array_index (leaves, guint, i));
}

static gboolean
has_moved_end (const LpRouteConnector *trunk,
               LpPoint                 end,
               LpPoint                 before)
{
  const LpPoint *points = (const LpPoint *) trunk->coarse->data;
  const guint n = trunk->coarse->len;

  return n < 2 || points[n - 1].x != end.x || points[n - 1].y != end.y ||
         lp_route_get_heading (points[n - 2], points[n - 1]) != lp_route_get_heading (before, end);
}

static void
search_trunk (LpRouter *router,
              guint     number)
{
  const LpRouteConnector *trunk = lp_router_connector (router, number);
  const guint n = trunk->placed->len;
  LpPoint end = { NAN, NAN }, before = { NAN, NAN };

  if (n > 1)
    {
      end = g_array_index (trunk->placed, LpPoint, n - 1);
      before = g_array_index (trunk->placed, LpPoint, n - 2);
    }
  search_again (router, number);
  if (has_moved_end (trunk, end, before))
    mark_leaves (router, number);
}

/* Whether a box that has changed lies on the link. */
static gboolean
is_covered (LpRouter               *router,
            const LpRouteConnector *link)
{
  for (guint i = 0; i < router->changed_boxes->len; i++)
    {
      const guint number = g_array_index (router->changed_boxes, guint, i);
      const LpRect around = lp_rect_grown (lp_router_box (router, number)->rect, -1);

      for (guint k = 0; k + 1 < link->points->len; k++)
        {
          const LpRect line = lp_route_get_line (link->points, k);

          if (line.x <= around.x + around.width && around.x <= line.x + line.width &&
              line.y <= around.y + around.height && around.y <= line.y + line.height)
            return TRUE;
        }
    }

  return FALSE;
}

/* In a hurry: leaves those for later, from @first on, that nobody misses. */
static void
defer (LpRouter *router,
       guint     first)
{
  guint kept = first;

  for (guint i = first; router->hurry && i < router->dirty->len; i++)
    {
      const guint number = g_array_index (router->dirty, guint, i);
      const LpRouteConnector *link = lp_router_connector (router, number);

      if (link->urgent || link->other || !is_routable (router, link) || is_covered (router, link))
        g_array_index (router->dirty, guint, kept++) = number;
      else
        g_array_append_val (router->deferred, number);
    }
  if (router->hurry)
    g_array_set_size (router->dirty, kept);
}

/* Who was left for later is missed all the same once its trunk ends elsewhere. */
static void
recall (LpRouter *router)
{
  guint kept = 0;

  for (guint i = 0; i < router->deferred->len; i++)
    {
      const guint number = g_array_index (router->deferred, guint, i);

      if (lp_router_connector (router, number)->urgent)
        g_array_append_val (router->dirty, number);
      else
        g_array_index (router->deferred, guint, kept++) = number;
    }
  g_array_set_size (router->deferred, kept);
}

/* Searches all dirty paths. The straight ones come first, then trunks; they can make others dirty
 * that are not straight. */
static void
search (LpRouter *router)
{
  guint n_dirty;

  defer (router, 0);
  n_dirty = router->dirty->len;
  for (guint i = 0; i < n_dirty; i++)
    if (lp_router_connector (router, g_array_index (router->dirty, guint, i))->stale)
      search_straight (router, g_array_index (router->dirty, guint, i));
  defer (router, n_dirty);
  for (guint i = 0; i < router->dirty->len; i++)
    if (g_array_index (router->dirty, guint, i) & LP_ROUTE_TRUNK)
      search_trunk (router, g_array_index (router->dirty, guint, i));
  recall (router);
  for (guint i = 0; i < router->dirty->len; i++)
    if (!(g_array_index (router->dirty, guint, i) & LP_ROUTE_TRUNK))
      search_again (router, g_array_index (router->dirty, guint, i));
}

/* What was dirty is clean. */
static void
clean (LpRouter *router)
{
  for (guint i = 0; i < router->dirty->len; i++)
    {
      const guint number = g_array_index (router->dirty, guint, i);
      LpRouteConnector *link = lp_router_connector (router, number);

      if (link->other)
        {
          lp_router_mark_label (router, number, 0);
          lp_router_mark_sharers (router, number);
        }
      link->dirty = link->stale = link->urgent = link->looked = link->other = FALSE;
    }
  g_array_set_size (router->dirty, 0);
  g_array_set_size (router->changed_boxes, 0);
}

void
lp_router_update (LpRouter *router)
{
  g_autoptr (GArray) shifted = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_if_fail (router != NULL);

  g_array_set_size (router->changed, 0);
  g_array_append_vals (router->dirty, router->deferred->data, router->deferred->len);
  g_array_set_size (router->deferred, 0);
  lp_router_assign_trunks (router);
  lp_router_take_boxes (router);
  search (router);
  lp_router_settle (router, LP_AXIS_X, shifted);
  g_array_append_vals (shifted, router->dirty->data, router->dirty->len);
  lp_route_sort_numbers (shifted);

  for (guint i = 0; i < shifted->len; i++)
    measure_level_wires (router, g_array_index (shifted, guint, i));
  lp_router_settle (router, LP_AXIS_Y, moved);
  g_array_append_vals (moved, shifted->data, shifted->len);
  lp_route_sort_numbers (moved);

  finish_trunks (router, moved);
  for (guint i = 0; i < moved->len; i++)
    if (!(g_array_index (moved, guint, i) & LP_ROUTE_TRUNK) &&
        finish (router, g_array_index (moved, guint, i)))
      g_array_append_val (router->changed, g_array_index (moved, guint, i));

  clean (router);
  lp_router_place_labels (router, router->changed);
  lp_route_sort_numbers (router->changed);
}
