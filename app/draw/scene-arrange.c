/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene-private.h"

#include "draw/mark.h"
#include "draw/words.h"
#include "model/box.h"

/* What is painted around a box: half its outline, the end of a badge. Around a link: arrowheads. */
#define BOX_OVERHANG 8
#define LINK_OVERHANG 7

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

static void
grow_around_content (LpScene    *scene,
                     LpSceneBox *box)
{
  for (LpElement *child = lp_element_get_first_child (box->element); child != NULL;
       child = lp_element_get_next_sibling (child))
    {
      const LpSceneBox *inner = lp_scene_find_box (scene, child);

      if (inner != NULL)
        {
          const LpRect rect = { inner->at.x, inner->at.y, inner->width, inner->height };

          lp_box_grow (&rect, &box->width, &box->height);
        }
    }
}

/* From the inside out: the sizes of what is listed, and of the containers that hold it. */
static void
size_boxes (LpScene *scene)
{
  for (guint depth = scene->levels->len; depth > 0; depth--)
    {
      GArray *level = g_ptr_array_index (scene->levels, depth - 1);

      for (guint i = 0; i < level->len; i++)
        {
          LpSceneBox *box = lp_scene_box (scene, g_array_index (level, guint, i));

          box->width = box->own_width;
          box->height = box->own_height;
          if (box->container)
            grow_around_content (scene, box);
          if (box->parent >= 0)
            lp_scene_enqueue (scene, box->parent);
        }
    }
}

static LpRect
measure_bounds (const LpRect *rect)
{
  const LpRect around = lp_rect_grow (rect, BOX_OVERHANG);
  const LpRect badges = {
    rect->x + rect->width - LP_MARK_MOST_WIDTH, rect->y - LP_MARK_MOST_HEIGHT,
    LP_MARK_MOST_WIDTH, LP_MARK_MOST_HEIGHT,
  };

  return lp_rect_union (&around, &badges);
}

/* Puts @number where its container and its own position say. Returns whether it has moved. */
static gboolean
put_box (LpScene *scene,
         guint    number)
{
  LpSceneBox *box = lp_scene_box (scene, number);
  const LpSceneBox *parent = box->parent >= 0 ? lp_scene_box (scene, box->parent) : NULL;
  const LpRect before = box->rect;
  const LpRect rect = {
    box->at.x + (parent != NULL ? parent->rect.x : 0),
    box->at.y + (parent != NULL ? parent->rect.y : 0),
    box->width,
    box->height,
  };

  lp_router_set_box (scene->router, number, &rect, box->parent, box->container);
  if (lp_rect_equal (&before, &rect))
    return FALSE;

  lp_scene_soil (scene, &box->bounds);
  box->rect = rect;
  box->bounds = measure_bounds (&rect);
  lp_scene_soil (scene, &box->bounds);
  lp_grid_set (scene->box_grid, number, &box->bounds);

  return before.x != rect.x || before.y != rect.y;
}

static void
put_content (LpScene   *scene,
             LpElement *container)
{
  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    {
      const LpSceneBox *box = lp_scene_find_box (scene, child);

      if (box != NULL && put_box (scene, box - lp_scene_box (scene, 0)))
        put_content (scene, child);
    }
}

/* From the outside in: where everything is that is listed, or is in something that moves. */
static void
put_boxes (LpScene *scene)
{
  for (guint depth = 0; depth < scene->levels->len; depth++)
    {
      GArray *level = g_ptr_array_index (scene->levels, depth);

      for (guint i = 0; i < level->len; i++)
        {
          guint number = g_array_index (level, guint, i);

          lp_scene_box (scene, number)->listed = FALSE;
          if (put_box (scene, number))
            put_content (scene, lp_scene_box (scene, number)->element);
        }
      g_array_set_size (level, 0);
    }
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
reverse (GArray *points)
{
  for (guint i = 0; i < points->len / 2; i++)
    {
      LpPoint *first = &g_array_index (points, LpPoint, i);
      LpPoint *last = &g_array_index (points, LpPoint, points->len - 1 - i);
      const LpPoint exchanged = *first;

      *first = *last;
      *last = exchanged;
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
    reverse (bends);
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

static void
set_link (LpScene *scene,
          guint    number)
{
  LpSceneLine *line = lp_scene_line (scene, number);
  g_autoptr (GArray) bends = list_bends (line->element);
  LpRouteLink spec = { 0 };

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

/* Leaves as many touched links as the scene has patience for; the others wait, in the order of the
 * document, in which neighbours are often near each other. Those of crowded boxes wait longest: one
 * more moves the others there. */
static void
let_links_wait (LpScene *scene)
{
  const guint most = MAX (scene->patience, scene->brought);
  guint n = 0;

  if (scene->patience == 0 || g_hash_table_size (scene->touched) <= most)
    return;

  for (int crowd = FALSE; crowd <= TRUE; crowd++)
    for (guint i = 0; i < scene->line_order->len; i++)
      {
        LpElement *link = lp_scene_nth_line (scene, scene->line_order, i)->element;

        if (!g_hash_table_contains (scene->touched, link) || lp_scene_is_in_crowd (link) != crowd ||
            ++n <= most)
          continue;
        g_ptr_array_add (scene->waiting, g_object_ref (link));
        g_hash_table_remove (scene->touched, link);
      }
}

static void
set_links (LpScene *scene)
{
  GHashTableIter iter;
  gpointer element;

  g_hash_table_iter_init (&iter, scene->touched);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    {
      const LpSceneLine *line = lp_scene_find_line (scene, element);

      if (line != NULL)
        set_link (scene, line - lp_scene_line (scene, 0));
    }
}

static void
set_route (LpSceneLine   *line,
           const LpRoute *route)
{
  if (line->points == NULL)
    line->points = g_array_new (FALSE, FALSE, sizeof (LpPoint));
  g_array_set_size (line->points, 0);
  if (route->n_points > 0)
    g_array_append_vals (line->points, route->points, route->n_points);
  if (line->backwards)
    reverse (line->points);
  line->route = *route;
  line->route.points = (LpPoint *) line->points->data;
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
static void
soil_line (LpScene           *scene,
           const LpSceneLine *line)
{
  const LpRect label = lp_rect_grow (&line->label_rect, 1);

  for (guint i = 0; i + 1 < line->route.n_points; i++)
    {
      const LpRect segment = get_segment (&line->route, i);

      lp_scene_soil (scene, &segment);
    }
  if (line->label_rect.width > 0)
    lp_scene_soil (scene, &label);
}

static void
measure_line (LpSceneLine *line)
{
  const LpRoute *route = &line->route;

  line->bounds = line->label_rect = (LpRect) { 0 };
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
}

/* What the router says of link @number is what is painted from now on. */
static void
settle_line (LpScene *scene,
             guint    number)
{
  LpSceneLine *line = lp_scene_line (scene, number);

  soil_line (scene, line);
  set_route (line, lp_router_get (scene->router, number));
  measure_line (line);
  soil_line (scene, line);
  if (line->bounds.width > 0)
    lp_grid_set (scene->line_grid, number, &line->bounds);
  else
    lp_grid_remove (scene->line_grid, number);
}

static void
route_links (LpScene *scene)
{
  const guint *changed;
  guint n_changed;
  GHashTableIter iter;
  gpointer element;

  lp_router_set_hurry (scene->router, scene->moving != NULL);
  scene->was_moving = scene->moving != NULL;
  lp_router_update (scene->router);
  changed = lp_router_get_changed (scene->router, &n_changed);
  for (guint i = 0; i < n_changed; i++)
    if (changed[i] < scene->lines->len && lp_scene_line (scene, changed[i])->element != NULL)
      settle_line (scene, changed[i]);

  g_hash_table_iter_init (&iter, scene->touched);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    {
      const LpSceneLine *line = lp_scene_find_line (scene, element);

      if (line != NULL)
        settle_line (scene, line - lp_scene_line (scene, 0));
    }
}

void
lp_scene_arrange (LpScene *scene)
{
  size_boxes (scene);
  put_boxes (scene);
  let_links_wait (scene);
  set_links (scene);
  route_links (scene);
}
