/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene-private.h"

#include <math.h>

#include "model/box.h"

static LpElement *
find_bend (LpElement *link,
           double     x,
           double     y,
           double     tolerance,
           guint     *number)
{
  *number = 0;
  for (LpElement *bend = lp_element_find_child (link, LP_KIND_BEND); bend != NULL; bend = lp_element_find_next (bend))
    {
      if (fabs (lp_element_get_number (bend, LP_ATTRIBUTE_X) - x) <= tolerance &&
          fabs (lp_element_get_number (bend, LP_ATTRIBUTE_Y) - y) <= tolerance)
        return bend;
      ++*number;
    }

  return NULL;
}

static gboolean
is_near_segment (const LpPoint *a,
                 const LpPoint *b,
                 double         x,
                 double         y,
                 double         tolerance)
{
  const double left = MIN (a->x, b->x), right = MAX (a->x, b->x);
  const double top = MIN (a->y, b->y), bottom = MAX (a->y, b->y);

  return x >= left - tolerance && x <= right + tolerance && y >= top - tolerance && y <= bottom + tolerance;
}

static gboolean
pick_line (LpScene     *scene,
           LpSceneLine *line,
           double       x,
           double       y,
           double       tolerance,
           LpPick      *pick)
{
  const LpRoute *route = lp_scene_get_route (scene, line->element);

  if (find_bend (line->element, x, y, tolerance, &pick->number) != NULL)
    {
      pick->part = LP_PART_BEND;
      return TRUE;
    }

  for (guint i = 0; i + 1 < route->n_points; i++)
    if (is_near_segment (&route->points[i], &route->points[i + 1], x, y, tolerance))
      {
        pick->part = LP_PART_LINK;
        pick->number = i;
        return TRUE;
      }

  return FALSE;
}

static LpPart
pick_container_part (const LpSceneBox *box,
                     double            x,
                     double            y,
                     double            tolerance)
{
  const LpRect *rect = &box->rect;

  if (!lp_rect_contains (rect, x, y))
    return LP_PART_NONE;
  if (y <= rect->y + LP_ROUTE_HEADER)
    return LP_PART_HEADER;
  if (box->kind == LP_KIND_SERVER)
    return LP_PART_BOX;

  return x <= rect->x + tolerance || x >= rect->x + rect->width - tolerance || y >= rect->y + rect->height - tolerance
         ? LP_PART_BORDER : LP_PART_NONE;
}

static gboolean
pick_box (LpScene *scene,
          gboolean container,
          double   x,
          double   y,
          double   tolerance,
          LpPick  *pick)
{
  for (guint i = scene->box_order->len; i > 0; i--)
    {
      LpSceneBox *box = lp_scene_box (scene, g_array_index (scene->box_order, guint, i - 1));

      if (box->container != container)
        continue;
      pick->part = container ? pick_container_part (box, x, y, tolerance)
                             : lp_rect_contains (&box->rect, x, y) ? LP_PART_BOX : LP_PART_NONE;
      pick->element = box->element;
      if (pick->part != LP_PART_NONE)
        return TRUE;
    }

  return FALSE;
}

static gboolean
pick_label (LpScene *scene,
            double   x,
            double   y,
            LpPick  *pick)
{
  for (guint i = scene->line_order->len; i > 0; i--)
    {
      LpSceneLine *line = lp_scene_line (scene, g_array_index (scene->line_order, guint, i - 1));

      if (line->label_width > 0 && line->bounds.width > 0 && lp_rect_contains (&line->label_rect, x, y))
        {
          *pick = (LpPick) { LP_PART_LABEL, line->element, 0 };
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
  *pick = (LpPick) { LP_PART_NONE };

  if (pick_label (scene, x, y, pick) || pick_box (scene, FALSE, x, y, tolerance, pick))
    return;

  for (guint i = scene->line_order->len; i > 0; i--)
    {
      LpSceneLine *line = lp_scene_line (scene, g_array_index (scene->line_order, guint, i - 1));

      pick->element = line->element;
      if (line->bounds.width > 0 && pick_line (scene, line, x, y, tolerance, pick))
        return;
    }

  if (!pick_box (scene, TRUE, x, y, tolerance, pick))
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
  for (guint i = scene->box_order->len; i > 0; i--)
    {
      LpSceneBox *box = lp_scene_box (scene, g_array_index (scene->box_order, guint, i - 1));

      if (box->container && lp_rect_contains (&box->rect, x, y) && lp_kind_holds (box->kind, kind) &&
          !is_inside_any (box->element, except))
        return box->element;
    }

  return lp_design_get_root (scene->design);
}

static gboolean
is_wholly_in (const LpRect *outer,
              const LpRect *inner)
{
  return lp_rect_contains (outer, inner->x, inner->y) &&
         lp_rect_contains (outer, inner->x + inner->width, inner->y + inner->height);
}

void
lp_scene_find_in (LpScene      *scene,
                  const LpRect *rect,
                  gboolean      touching,
                  GPtrArray    *elements)
{
  for (guint i = 0; i < scene->box_order->len; i++)
    {
      LpSceneBox *box = lp_scene_box (scene, g_array_index (scene->box_order, guint, i));

      if (touching && !box->container ? lp_rect_intersects (rect, &box->rect) : is_wholly_in (rect, &box->rect))
        g_ptr_array_add (elements, box->element);
    }

  for (guint i = 0; i < scene->line_order->len; i++)
    {
      LpSceneLine *line = lp_scene_line (scene, g_array_index (scene->line_order, guint, i));

      if (line->bounds.width > 0 && is_wholly_in (rect, &line->bounds))
        g_ptr_array_add (elements, line->element);
    }
}
