/* SPDX-License-Identifier: MIT */

/* Links: what the router is told of them, and what it answers. */

#include "config.h"

#include "draw/scene/mark.h"
#include "draw/scene/scene-private.h"

#include "draw/scene/words.h"

#define LINK_OVERHANG 7         /* What is painted around a line: arrowheads. */
#define END_OF_PIECE 10         /* What an arrowhead or a bend takes of a piece. */
#define LEAVING_END 2
#define ROOM_OF_GAP 20          /* For the sign that breaks a line. */

static guint
find_words (const LpSceneLine *line)
{
  return line->label != NULL ? g_str_hash (line->label) * LP_N_FLOWS + line->flow : line->flow;
}

/* Links of one source share a trunk where they carry the same; metrics of all kinds do. */
static guint
find_lane (const LpSceneLine *line)
{
  return line->flow == LP_FLOW_METRICS ? line->flow : find_words (line);
}

static GArray *
list_bends (LpElement *link)
{
  GArray *bends = g_array_new (FALSE, FALSE, sizeof (LpPoint));

  for (LpElement *bend = lp_element_find_child (link, LP_KIND_BEND); bend != NULL;
       bend = lp_element_find_next (bend))
    {
      LpPoint point = {
        lp_element_get_number (bend, LP_ATTRIBUTE_X), lp_element_get_number (bend, LP_ATTRIBUTE_Y),
      };

      g_array_append_val (bends, point);
    }

  return bends;
}

static void
reverse (LpPoint *points,
         guint    n_points)
{
  for (guint i = 0; i < n_points / 2; i++)
    {
      const LpPoint exchanged = points[i];

      points[i] = points[n_points - 1 - i];
      points[n_points - 1 - i] = exchanged;
    }
}

/* What many agents send to one service shares a trunk, too: as if the service were the source. */
static void
find_ends (LpScene     *scene,
           LpSceneLine *line,
           GArray      *bends,
           LpRouteLink *spec)
{
  LpElement *from = lp_link_get_from (line->element);
  LpElement *to = lp_link_get_to (line->element);

  line->backwards = line->flow == LP_FLOW_METRICS;
  if (line->backwards)
    reverse ((LpPoint *) bends->data, bends->len);
  spec->bends = (LpPoint *) bends->data;
  spec->n_bends = bends->len;
  spec->from = lp_scene_find_box (scene, line->backwards ? to : from) - lp_scene_box (scene, 0);
  spec->to = lp_scene_find_box (scene, line->backwards ? from : to) - lp_scene_box (scene, 0);
}

static gboolean
is_moving (LpScene   *scene,
           LpElement *box)
{
  for (; scene->moving != NULL && box != NULL; box = lp_element_get_parent (box))
    if (g_hash_table_contains (scene->moving, box))
      return TRUE;

  return FALSE;
}

void
lp_scene_set_link (LpScene *scene,
                   guint    number)
{
  LpSceneLine *line = lp_scene_line (scene, number);
  g_autoptr (GArray) bends = list_bends (line->element);
  LpRouteLink spec = { 0 };

  line->waits = line->astray = FALSE;
  g_free (line->label);
  line->label = lp_words_for_link (line->element);
  line->label_width = lp_words_estimate_width (line->label);
  line->flow = lp_link_get_flow (line->element);

  spec.lane = find_lane (line);
  spec.words = find_words (line);
  spec.priority = LP_N_FLOWS - line->flow;
  spec.label_width = line->label_width;
  spec.label_height = line->label_width > 0 ? LP_LABEL_HEIGHT : 0;
  spec.light = is_moving (scene, lp_link_get_from (line->element)) ||
               is_moving (scene, lp_link_get_to (line->element));
  find_ends (scene, line, bends, &spec);
  lp_router_set_link (scene->router, number, &spec);
}

static void
set_route (LpSceneLine   *line,
           const LpRoute *route)
{
  if (line->route.n_points != route->n_points)
    line->points = g_renew (LpPoint, line->points, route->n_points);
  for (guint i = 0; i < route->n_points; i++)
    line->points[i] = route->points[i];
  if (line->backwards)
    reverse (line->points, route->n_points);
  line->route = *route;
  line->route.points = line->points;
}

/* All that the piece from point @i on may paint on. */
static LpRect
get_segment (const LpRoute *route,
             guint          i)
{
  const LpPoint *a = &route->points[i], *b = &route->points[i + 1];

  return (LpRect) {
    MIN (a->x, b->x) - LINK_OVERHANG, MIN (a->y, b->y) - LINK_OVERHANG,
    ABS (a->x - b->x) + 2 * LINK_OVERHANG, ABS (a->y - b->y) + 2 * LINK_OVERHANG,
  };
}

/* Piece by piece: what is between them does not change. */
void
lp_scene_soil_line (LpScene           *scene,
                    const LpSceneLine *line)
{
  const LpRect label = lp_rect_grow (&line->label_rect, 1);
  const LpRect dot = lp_rect_grow (&line->dot, LP_MARK_RING);

  for (guint i = 0; i + 1 < line->route.n_points; i++)
    {
      const LpRect segment = get_segment (&line->route, i);

      lp_scene_soil (scene, &segment);
    }
  if (line->label_rect.width > 0)
    lp_scene_soil (scene, &label);
  if (line->dot.width > 0)
    lp_scene_soil (scene, &dot);
}

gboolean
lp_scene_line_meets (const LpSceneLine *line,
                     const LpRect      *rect)
{
  const LpRect label = lp_rect_grow (&line->label_rect, 1);
  const LpRect dot = lp_rect_grow (&line->dot, LP_MARK_RING);

  for (guint i = 0; i + 1 < line->route.n_points; i++)
    {
      const LpRect segment = get_segment (&line->route, i);

      if (lp_rect_intersects (&segment, rect))
        return TRUE;
    }

  return (line->label_rect.width > 0 && lp_rect_intersects (&label, rect)) ||
         (line->dot.width > 0 && lp_rect_intersects (&dot, rect));
}

/* In the middle of the longest piece. */
static LpPoint
get_middle (const LpRoute *route)
{
  LpPoint middle = route->points[0];
  double longest = 0;

  for (guint i = 0; i + 1 < route->n_points; i++)
    {
      const LpPoint *a = &route->points[i], *b = &route->points[i + 1];
      double length = ABS (a->x - b->x) + ABS (a->y - b->y);

      if (length <= longest)
        continue;
      longest = length;
      middle = (LpPoint) { (a->x + b->x) / 2, (a->y + b->y) / 2 };
    }

  return middle;
}

/* At the corner of the label, beside its words. */
static void
measure_dot (LpSceneLine *line)
{
  const LpRect *label = &line->label_rect;
  LpPoint at = { label->x + label->width + 2, label->y };
  LpRect around;

  if (label->width == 0)
    at = get_middle (&line->route);
  line->dot = (LpRect) { at.x - LP_MARK_DOT / 2, at.y - LP_MARK_DOT / 2, LP_MARK_DOT, LP_MARK_DOT };
  around = lp_rect_grow (&line->dot, LP_MARK_RING);
  line->bounds = lp_rect_union (&line->bounds, &around);
}

/* What an end of a piece takes of it: an arrowhead, or a bend; hardly anything where it leaves its
 * box. */
static double
get_end (const LpSceneLine *line,
         guint              point)
{
  return point == 0 && line->flow != LP_FLOW_FAILOVER ? LEAVING_END : END_OF_PIECE;
}

/* The longer one of the free parts of the piece from point @i on: the label may be on it. Returns
 * how long, and where its middle is. */
static double
find_free_part (const LpSceneLine *line,
                guint              i,
                LpPoint           *middle)
{
  const LpPoint *a = &line->route.points[i], *b = &line->route.points[i + 1];
  const LpRect *label = &line->label_rect;
  const gboolean is_vertical = a->x == b->x;
  const double from = is_vertical ? a->y : a->x, to = is_vertical ? b->y : b->x;
  const double low = from < to ? from + get_end (line, i) : to + get_end (line, i + 1);
  const double high = from < to ? to - get_end (line, i + 1) : from - get_end (line, i);
  double start = low, end = high;

  if (label->width > 0 && (is_vertical ? a->x >= label->x && a->x <= label->x + label->width
                                       : a->y >= label->y && a->y <= label->y + label->height))
    {
      const double before = is_vertical ? label->y : label->x;
      const double behind = before + (is_vertical ? label->height : label->width);

      if (before < high && behind > low)
        {
          if (before - low > high - behind)
            end = before;
          else
            start = behind;
        }
    }

  *middle = is_vertical ? (LpPoint) { a->x, (start + end) / 2 }
                        : (LpPoint) { (start + end) / 2, a->y };

  return end - start;
}

/* As near to the target as there is room: it does not arrive. */
static void
measure_gap (LpSceneLine *line)
{
  double longest = -G_MAXDOUBLE;
  LpPoint at = line->route.points[0];

  for (guint i = line->route.n_points - 1; i > 0 && longest < ROOM_OF_GAP; i--)
    {
      LpPoint middle;
      double length = find_free_part (line, i - 1, &middle);

      if (length <= longest)
        continue;
      longest = length;
      at = middle;
      line->gap_is_vertical = line->route.points[i - 1].x == line->route.points[i].x;
    }

  longest = CLAMP (longest, LP_MARK_BREAK / 2, LP_MARK_BREAK);
  line->gap = line->gap_is_vertical
              ? (LpRect) { at.x - LP_MARK_BREAK / 2, at.y - longest / 2, LP_MARK_BREAK, longest }
              : (LpRect) { at.x - longest / 2, at.y - LP_MARK_BREAK / 2, longest, LP_MARK_BREAK };
}

static void
measure_line (LpSceneLine *line)
{
  const LpRoute *route = &line->route;

  line->bounds = line->label_rect = line->dot = line->gap = (LpRect) { 0 };
  if (route->n_points == 0)
    return;

  for (guint i = 0; i + 1 < route->n_points; i++)
    {
      const LpRect segment = get_segment (route, i);

      line->bounds = lp_rect_union (&line->bounds, &segment);
    }

  if (line->label_width > 0 && !route->leaves_label)
    {
      LpRect label;

      line->label_rect = (LpRect) {
        route->label.x - line->label_width / 2, route->label.y - LP_LABEL_HEIGHT / 2,
        line->label_width, LP_LABEL_HEIGHT,
      };
      label = lp_rect_grow (&line->label_rect, 1);
      line->bounds = lp_rect_union (&line->bounds, &label);
    }
  measure_dot (line);
  measure_gap (line);
}

void
lp_scene_settle_line (LpScene *scene,
                      guint    number)
{
  static const LpRoute no_route;
  LpSceneLine *line;

  if (number >= scene->lines->len || lp_scene_line (scene, number)->element == NULL)
    return;

  line = lp_scene_line (scene, number);
  lp_scene_soil_line (scene, line);
  set_route (line, line->astray ? &no_route : lp_router_get (scene->router, number));
  measure_line (line);
  lp_scene_soil_line (scene, line);
  if (line->bounds.width > 0)
    lp_grid_set (scene->line_grid, number, &line->bounds);
  else
    lp_grid_remove (scene->line_grid, number);
}
