/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene-private.h"

#include "draw/words.h"
#include "model/box.h"

/* What is painted around a box: badges. Around a link: arrowheads and half its width. */
#define BOX_OVERHANG 18
#define LINK_OVERHANG 7

#define NO_NUMBER G_MAXUINT
#define SPARE_NUMBERS 256

/* Links of one source share a trunk where they carry the same; metrics of all kinds do. */
static guint
find_lane (const LpSceneLine *line)
{
  if (line->flow == LP_FLOW_METRICS)
    return line->flow;

  return line->label != NULL ? g_str_hash (line->label) * LP_N_FLOWS + line->flow : line->flow;
}

static guint
take_number (GArray *items,
             GArray *unused)
{
  guint number = items->len;

  if (unused->len == 0)
    {
      g_array_set_size (items, number + 1);
      return number;
    }

  number = g_array_index (unused, guint, unused->len - 1);
  g_array_set_size (unused, unused->len - 1);

  return number;
}

static gboolean
find_number (LpScene   *scene,
             LpElement *element,
             guint     *number)
{
  gpointer value;

  if (element == NULL || !g_hash_table_lookup_extended (scene->numbers, element, NULL, &value))
    return FALSE;

  *number = GPOINTER_TO_UINT (value);

  return TRUE;
}

/* Adds @number to the boxes to look at, unless it is there. */
static void
list (LpScene *scene,
      guint    number)
{
  LpSceneBox *box = lp_scene_box (scene, number);

  if (box->listed)
    return;

  while (scene->levels->len <= box->depth)
    g_ptr_array_add (scene->levels, g_array_new (FALSE, FALSE, sizeof (guint)));
  g_array_append_val (g_ptr_array_index (scene->levels, box->depth), number);
  box->listed = TRUE;
}

static void
measure_box (LpSceneBox *box)
{
  box->at.x = lp_element_get_number (box->element, LP_ATTRIBUTE_X);
  box->at.y = lp_element_get_number (box->element, LP_ATTRIBUTE_Y);
  lp_box_get_own_size (box->element, &box->own_width, &box->own_height);
}

static guint
meet_box (LpScene   *scene,
          LpElement *element)
{
  guint number, parent;
  const gboolean is_new = !find_number (scene, element, &number);
  const gboolean is_inside = find_number (scene, lp_element_get_parent (element), &parent);
  const int parent_or_none = is_inside ? (int) parent : -1;
  const gboolean chip = lp_box_is_chip (element);
  LpSceneBox *box;

  if (is_new)
    {
      number = take_number (scene->boxes, scene->free_boxes);
      g_hash_table_insert (scene->numbers, element, GUINT_TO_POINTER (number));
      *lp_scene_box (scene, number) = (LpSceneBox) {
        .element = g_object_ref (element),
        .kind = lp_element_get_kind (element),
        .container = lp_kind_is_container (lp_element_get_kind (element)),
      };
    }

  box = lp_scene_box (scene, number);
  if (is_new || box->chip != chip || box->parent != parent_or_none)
    {
      box->chip = chip;
      box->parent = parent_or_none;
      measure_box (box);
      lp_scene_soil (scene, &box->bounds);
    }
  box->depth = is_inside ? lp_scene_box (scene, parent)->depth + 1 : 0;
  box->generation = scene->generation;

  return number;
}

static void
drop_link (LpScene *scene,
           guint    number)
{
  LpSceneLine *line = lp_scene_line (scene, number);

  lp_scene_soil (scene, &line->bounds);
  lp_grid_remove (scene->line_grid, number);
  lp_router_remove_link (scene->router, number);
  g_hash_table_remove (scene->numbers, line->element);
  g_clear_object (&line->element);
  g_clear_pointer (&line->label, g_free);
  g_clear_pointer (&line->points, g_array_unref);
  *line = (LpSceneLine) { NULL };
}

static void
drop_links (LpScene *scene)
{
  for (guint i = 0; i < scene->lines->len; i++)
    if (lp_scene_line (scene, i)->element != NULL &&
        lp_scene_line (scene, i)->generation != scene->generation)
      drop_link (scene, i);
}

static void
meet_link (LpScene   *scene,
           LpElement *link)
{
  guint number = NO_NUMBER;

  if (find_number (scene, link, &number))
    lp_scene_line (scene, number)->generation = scene->generation;
  g_ptr_array_add (scene->links, link);
  g_array_append_val (scene->line_order, number);
}

/* Where two links could change places the router looks at their numbers. So these follow the order
 * of the document: then a drawing looks the same however it came about. New links get numbers
 * between those of their neighbours. Returns FALSE where there are none left. */
static gboolean
number_links (LpScene *scene)
{
  guint next = G_MAXUINT;

  for (guint i = scene->line_order->len; i > 0; i--)
    {
      guint *number = &g_array_index (scene->line_order, guint, i - 1);

      if (*number == NO_NUMBER)
        continue;
      if (*number >= next)
        return FALSE;
      next = *number;
    }

  next = 0;
  for (guint i = 0; i < scene->line_order->len; i++)
    {
      guint *number = &g_array_index (scene->line_order, guint, i);

      if (*number == NO_NUMBER)
        *number = next;
      else if (*number < next)
        return FALSE;
      next = *number + 1;
    }

  return next <= 2 * scene->line_order->len + SPARE_NUMBERS;
}

static void
renumber_links (LpScene *scene)
{
  for (guint i = 0; i < scene->lines->len; i++)
    if (lp_scene_line (scene, i)->element != NULL)
      drop_link (scene, i);

  g_array_set_size (scene->lines, 0);
  for (guint i = 0; i < scene->line_order->len; i++)
    g_array_index (scene->line_order, guint, i) = i;
}

static void
add_links (LpScene *scene)
{
  drop_links (scene);
  if (!number_links (scene))
    renumber_links (scene);

  for (guint i = 0; i < scene->line_order->len; i++)
    {
      const guint number = g_array_index (scene->line_order, guint, i);
      LpElement *link = g_ptr_array_index (scene->links, i);

      if (number >= scene->lines->len)
        g_array_set_size (scene->lines, number + 1);
      if (lp_scene_line (scene, number)->element == NULL)
        {
          *lp_scene_line (scene, number) = (LpSceneLine) { .element = g_object_ref (link) };
          g_hash_table_insert (scene->numbers, link, GUINT_TO_POINTER (number));
          g_hash_table_add (scene->touched, g_object_ref (link));
        }
      lp_scene_line (scene, number)->generation = scene->generation;
      lp_scene_line (scene, number)->place = i;
    }
}

static void
drop_boxes (LpScene *scene)
{
  for (guint i = 0; i < scene->boxes->len; i++)
    {
      LpSceneBox *box = lp_scene_box (scene, i);

      if (box->element == NULL || box->generation == scene->generation)
        continue;

      lp_scene_soil (scene, &box->bounds);
      lp_grid_remove (scene->box_grid, i);
      lp_router_remove_box (scene->router, i);
      g_hash_table_remove (scene->numbers, box->element);
      g_clear_object (&box->element);
      g_array_append_val (scene->free_boxes, i);
    }
}

/* Containers come first in the order of painting, each group as in the document. */
static void
order_boxes (LpScene *scene,
             GArray  *walk)
{
  g_array_set_size (scene->box_order, 0);
  for (int containers = 1; containers >= 0; containers--)
    {
      for (guint i = 0; i < walk->len; i++)
        {
          guint number = g_array_index (walk, guint, i);
          LpSceneBox *box = lp_scene_box (scene, number);

          if (box->container != containers)
            continue;
          box->place = scene->box_order->len;
          g_array_append_val (scene->box_order, number);
        }
      if (containers)
        scene->n_containers = scene->box_order->len;
    }
}

/* Meets every element: numbers the new ones and drops those that are gone. */
static void
walk_design (LpScene *scene)
{
  LpElement *root = lp_design_get_root (scene->design);
  g_autoptr (GArray) walk = g_array_new (FALSE, FALSE, sizeof (guint));

  scene->generation++;
  g_array_set_size (scene->line_order, 0);
  g_ptr_array_set_size (scene->links, 0);
  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    {
      LpKind kind = lp_element_get_kind (each);

      if (lp_kind_is_box (kind))
        {
          guint number = meet_box (scene, each);

          g_array_append_val (walk, number);
        }
      else if (kind == LP_KIND_LINK)
        {
          meet_link (scene, each);
        }
    }

  add_links (scene);
  drop_boxes (scene);
  order_boxes (scene, walk);
  for (guint i = 0; i < walk->len; i++)
    list (scene, g_array_index (walk, guint, i));
}

void
lp_scene_collect (LpScene *scene)
{
  GHashTableIter iter;
  gpointer element;
  guint number;

  if (scene->is_rebuilt)
    walk_design (scene);

  g_hash_table_iter_init (&iter, scene->touched);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    if (find_number (scene, element, &number) && lp_kind_is_box (lp_element_get_kind (element)))
      {
        LpSceneBox *box = lp_scene_box (scene, number);

        measure_box (box);
        lp_scene_soil (scene, &box->bounds);
        list (scene, number);
      }
}

static void
grow_around_content (LpScene    *scene,
                     LpSceneBox *box)
{
  guint number;

  for (LpElement *child = lp_element_get_first_child (box->element); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (find_number (scene, child, &number) && lp_kind_is_box (lp_element_get_kind (child)))
      {
        const LpSceneBox *inner = lp_scene_box (scene, number);
        LpRect rect = { inner->at.x, inner->at.y, inner->width, inner->height };

        lp_box_grow (&rect, &box->width, &box->height);
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
            list (scene, box->parent);
        }
    }
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
  box->bounds = lp_rect_grow (&rect, BOX_OVERHANG);
  lp_scene_soil (scene, &box->bounds);
  lp_grid_set (scene->box_grid, number, &box->bounds);

  return before.x != rect.x || before.y != rect.y;
}

static void
put_content (LpScene   *scene,
             LpElement *container)
{
  guint number;

  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (find_number (scene, child, &number) && lp_kind_is_box (lp_element_get_kind (child)) &&
        put_box (scene, number))
      put_content (scene, child);
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
  lp_scene_soil (scene, &line->bounds);

  spec.lane = find_lane (line);
  spec.priority = LP_N_FLOWS - line->flow;
  spec.label_width = line->label_width;
  spec.label_height = line->label_width > 0 ? LP_LABEL_HEIGHT : 0;
  find_ends (scene, line, bends, &spec);
  lp_router_set_link (scene->router, number, &spec);
}

static void
set_links (LpScene *scene)
{
  GHashTableIter iter;
  gpointer element;
  guint number;

  g_hash_table_iter_init (&iter, scene->touched);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    if (lp_element_get_kind (element) == LP_KIND_LINK && find_number (scene, element, &number))
      set_link (scene, number);
}

static void
set_route (LpSceneLine   *line,
           const LpRoute *route)
{
  line->route = *route;
  g_clear_pointer (&line->points, g_array_unref);
  if (!line->backwards)
    return;

  line->points = g_array_new (FALSE, FALSE, sizeof (LpPoint));
  g_array_append_vals (line->points, route->points, route->n_points);
  reverse (line->points);
  line->route.points = (LpPoint *) line->points->data;
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
      const LpPoint *a = &route->points[i], *b = &route->points[i + 1];
      const LpRect segment = {
        MIN (a->x, b->x) - LINK_OVERHANG, MIN (a->y, b->y) - LINK_OVERHANG,
        ABS (a->x - b->x) + 2 * LINK_OVERHANG, ABS (a->y - b->y) + 2 * LINK_OVERHANG,
      };

      line->bounds = lp_rect_union (&line->bounds, &segment);
    }

  if (line->label_width > 0)
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

  lp_scene_soil (scene, &line->bounds);
  set_route (line, lp_router_get (scene->router, number));
  measure_line (line);
  lp_scene_soil (scene, &line->bounds);
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
  guint number;

  lp_router_update (scene->router);
  changed = lp_router_get_changed (scene->router, &n_changed);
  for (guint i = 0; i < n_changed; i++)
    if (changed[i] < scene->lines->len && lp_scene_line (scene, changed[i])->element != NULL)
      settle_line (scene, changed[i]);

  g_hash_table_iter_init (&iter, scene->touched);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    if (lp_element_get_kind (element) == LP_KIND_LINK && find_number (scene, element, &number))
      settle_line (scene, number);
}

void
lp_scene_arrange (LpScene *scene)
{
  size_boxes (scene);
  put_boxes (scene);
  set_links (scene);
  route_links (scene);
}
