/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene/scene-private.h"

#include <math.h>

#include "draw/scene/mark.h"

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const guint left = *(const guint *) a, right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

static gboolean
holds (const LpRect *outer,
       const LpRect *inner)
{
  return lp_rect_contains (outer, inner->x, inner->y) &&
         lp_rect_contains (outer, inner->x + inner->width, inner->y + inner->height);
}

static GArray *
list_all (GArray *order)
{
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (guint), order->len);

  return g_array_append_vals (all, order->data, order->len);
}

/* The place in the order of painting that item @number of @items keeps at @offset. */
static guint
get_place (GArray *items,
           gsize   offset,
           guint   number)
{
  const char *item = items->data + (gsize) number * g_array_get_element_size (items);

  return G_STRUCT_MEMBER (guint, item, offset);
}

static GArray *
list_in_order (LpScene      *scene,
               LpGrid       *grid,
               GArray       *items,
               gsize         offset,
               GArray       *order,
               const LpRect *rect)
{
  GArray *numbers;

  if (holds (rect, &scene->reach))
    return list_all (order);

  numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  lp_grid_find (grid, rect, numbers);
  for (guint i = 0; i < numbers->len; i++)
    {
      guint *number = &g_array_index (numbers, guint, i);

      *number = get_place (items, offset, *number);
    }
  g_array_sort (numbers, compare_places);
  for (guint i = 0; i < numbers->len; i++)
    {
      guint *place = &g_array_index (numbers, guint, i);

      *place = g_array_index (order, guint, *place);
    }

  return numbers;
}

GArray *
lp_scene_list_boxes (LpScene      *scene,
                     const LpRect *rect)
{
  return list_in_order (scene, scene->box_grid, scene->boxes, G_STRUCT_OFFSET (LpSceneBox, place),
                        scene->box_order, rect);
}

GArray *
lp_scene_list_lines (LpScene      *scene,
                     const LpRect *rect)
{
  GArray *lines = list_in_order (scene, scene->line_grid, scene->lines,
                                 G_STRUCT_OFFSET (LpSceneLine, place), scene->line_order, rect);
  guint n_met = 0;

  if (holds (rect, &scene->reach))
    return lines;

  /* Most of those that go across a large drawing are far away from much of what they go around. */
  for (guint i = 0; i < lines->len; i++)
    if (lp_scene_line_meets (lp_scene_nth_line (scene, lines, i), rect))
      g_array_index (lines, guint, n_met++) = g_array_index (lines, guint, i);
  g_array_set_size (lines, n_met);

  return lines;
}

/* What lies around a point, to be asked one layer after the other. */
typedef struct
{
  LpScene *scene;
  double   x;
  double   y;
  double   tolerance;
  GArray  *boxes;
  GArray  *lines;
} Probe;

static gboolean
pick_mark (const Probe *probe,
           LpPick      *pick)
{
  for (guint i = probe->boxes->len; i > 0; i--)
    {
      const LpSceneBox *box = lp_scene_nth_box (probe->scene, probe->boxes, i - 1);
      const LpMark *mark = lp_scene_find_mark (probe->scene, box->element);
      LpRect rect;

      if (mark == NULL || !lp_mark_get_rect (mark, &box->rect, box->chip, TRUE, &rect) ||
          !lp_rect_contains (&rect, probe->x, probe->y))
        continue;
      *pick = (LpPick) { LP_PART_MARK, box->element, 0 };
      return TRUE;
    }

  for (guint i = probe->lines->len; i > 0; i--)
    {
      const LpSceneLine *line = lp_scene_nth_line (probe->scene, probe->lines, i - 1);
      const LpMark *mark = lp_scene_find_mark (probe->scene, line->element);

      if (mark == NULL || mark->level == LP_MARK_NONE ||
          !lp_rect_contains (&line->dot, probe->x, probe->y))
        continue;
      *pick = (LpPick) { LP_PART_MARK, line->element, 0 };
      return TRUE;
    }

  return FALSE;
}

static gboolean
pick_label (const Probe *probe,
            LpPick      *pick)
{
  for (guint i = probe->lines->len; i > 0; i--)
    {
      const LpSceneLine *line = lp_scene_nth_line (probe->scene, probe->lines, i - 1);

      if (line->label_rect.width == 0 || !lp_rect_contains (&line->label_rect, probe->x, probe->y))
        continue;
      *pick = (LpPick) { LP_PART_LABEL, line->element, 0 };
      return TRUE;
    }

  return FALSE;
}

static LpPart
find_part_of_container (const LpSceneBox *box,
                        const Probe      *probe)
{
  const LpRect *rect = &box->rect;
  const LpRect inside = lp_rect_grow (rect, -probe->tolerance);
  const LpRect outside = lp_rect_grow (rect, probe->tolerance);

  if (box->kind == LP_KIND_SERVER && !lp_rect_contains (rect, probe->x, probe->y))
    return LP_PART_NONE;
  if (!lp_rect_contains (&outside, probe->x, probe->y))
    return LP_PART_NONE;
  if (probe->y <= rect->y + LP_ROUTE_HEADER)
    return LP_PART_HEADER;
  if (box->kind == LP_KIND_SERVER)
    return LP_PART_BOX;

  return lp_rect_contains (&inside, probe->x, probe->y) ? LP_PART_NONE : LP_PART_BORDER;
}

static gboolean
pick_box (const Probe *probe,
          gboolean     container,
          LpPick      *pick)
{
  for (guint i = probe->boxes->len; i > 0; i--)
    {
      const LpSceneBox *box = lp_scene_nth_box (probe->scene, probe->boxes, i - 1);
      LpPart part = LP_PART_NONE;

      if (box->container != container)
        continue;
      if (container)
        part = find_part_of_container (box, probe);
      else if (lp_rect_contains (&box->rect, probe->x, probe->y))
        part = LP_PART_BOX;

      if (part != LP_PART_NONE)
        {
          *pick = (LpPick) { part, box->element, 0 };
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
pick_bend (const Probe *probe,
           LpPick      *pick)
{
  for (guint i = probe->lines->len; i > 0; i--)
    {
      LpElement *link = lp_scene_nth_line (probe->scene, probe->lines, i - 1)->element;
      guint number = 0;

      for (LpElement *bend = lp_element_find_child (link, LP_KIND_BEND); bend != NULL;
           bend = lp_element_find_next (bend), number++)
        if (hypot (lp_element_get_number (bend, LP_ATTRIBUTE_X) - probe->x,
                   lp_element_get_number (bend, LP_ATTRIBUTE_Y) - probe->y) <= probe->tolerance)
          {
            *pick = (LpPick) { LP_PART_BEND, link, number };
            return TRUE;
          }
    }

  return FALSE;
}

static LpRect
segment_rect (const LpPoint *a,
              const LpPoint *b)
{
  return (LpRect) { MIN (a->x, b->x), MIN (a->y, b->y), ABS (a->x - b->x), ABS (a->y - b->y) };
}

static gboolean
pick_link (const Probe *probe,
           LpPick      *pick)
{
  for (guint i = probe->lines->len; i > 0; i--)
    {
      const LpSceneLine *line = lp_scene_nth_line (probe->scene, probe->lines, i - 1);
      const LpRoute *route = &line->route;

      for (guint j = 0; j + 1 < route->n_points; j++)
        {
          LpRect near = segment_rect (&route->points[j], &route->points[j + 1]);

          near = lp_rect_grow (&near, probe->tolerance);
          if (!lp_rect_contains (&near, probe->x, probe->y))
            continue;
          *pick = (LpPick) { LP_PART_LINK, line->element, j };
          return TRUE;
        }
    }

  return FALSE;
}

void
lp_scene_pick (LpScene *scene,
               double   x,
               double   y,
               double   tolerance,
               LpPick  *pick)
{
  const LpRect area = { x - tolerance, y - tolerance, 2 * tolerance, 2 * tolerance };
  g_autoptr (GArray) boxes = lp_scene_list_boxes (scene, &area);
  g_autoptr (GArray) lines = lp_scene_list_lines (scene, &area);
  const Probe probe = { scene, x, y, tolerance, boxes, lines };

  if (pick_mark (&probe, pick) || pick_label (&probe, pick) || pick_box (&probe, FALSE, pick) ||
      pick_bend (&probe, pick) || pick_link (&probe, pick) || pick_box (&probe, TRUE, pick))
    return;

  *pick = (LpPick) { LP_PART_NONE };
}

static gboolean
is_inside_any (LpElement  *element,
               GHashTable *set)
{
  for (; set != NULL && element != NULL; element = lp_element_get_parent (element))
    if (g_hash_table_contains (set, element))
      return TRUE;

  return FALSE;
}

LpElement *
lp_scene_pick_container (LpScene    *scene,
                         double      x,
                         double      y,
                         LpKind      kind,
                         GHashTable *except)
{
  const LpRect area = { x, y, 0, 0 };
  g_autoptr (GArray) boxes = lp_scene_list_boxes (scene, &area);

  for (guint i = boxes->len; i > 0; i--)
    {
      const LpSceneBox *box = lp_scene_nth_box (scene, boxes, i - 1);

      if (box->container && lp_rect_contains (&box->rect, x, y) &&
          lp_kind_holds (box->kind, kind) && !is_inside_any (box->element, except) &&
          lp_design_has_room (box->element, kind == LP_KIND_ZONE))
        return box->element;
    }

  return lp_design_get_root (scene->design);
}

static gboolean
route_meets (const LpRoute *route,
             const LpRect  *rect,
             gboolean       touching)
{
  const LpRect area = lp_rect_grow (rect, 0.5);

  for (guint i = 0; i + 1 < route->n_points; i++)
    {
      LpRect segment = segment_rect (&route->points[i], &route->points[i + 1]);

      segment = lp_rect_grow (&segment, 0.5);
      if (touching && lp_rect_intersects (rect, &segment))
        return TRUE;
      if (!touching && !holds (&area, &segment))
        return FALSE;
    }

  return !touching && route->n_points > 0;
}

gboolean
lp_scene_is_free (LpScene      *scene,
                  const LpRect *rect)
{
  g_autoptr (GArray) boxes = lp_scene_list_boxes (scene, rect);

  for (guint i = 0; i < boxes->len; i++)
    if (lp_rect_intersects (rect, &lp_scene_nth_box (scene, boxes, i)->rect))
      return FALSE;

  return TRUE;
}

void
lp_scene_find_in (LpScene      *scene,
                  const LpRect *rect,
                  gboolean      touching,
                  GPtrArray    *elements)
{
  g_autoptr (GArray) boxes = lp_scene_list_boxes (scene, rect);
  g_autoptr (GArray) lines = lp_scene_list_lines (scene, rect);

  for (guint i = 0; i < boxes->len; i++)
    {
      const LpSceneBox *box = lp_scene_nth_box (scene, boxes, i);

      if (touching && !box->container ? lp_rect_intersects (rect, &box->rect)
                                      : holds (rect, &box->rect))
        g_ptr_array_add (elements, box->element);
    }

  for (guint i = 0; i < lines->len; i++)
    {
      const LpSceneLine *line = lp_scene_nth_line (scene, lines, i);

      if (route_meets (&line->route, rect, touching))
        g_ptr_array_add (elements, line->element);
    }
}
