/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene-private.h"

#include <string.h>

#include "draw/words.h"
#include "model/box.h"

/* What is painted around a box: shadow, badges. Around a link: arrowheads and half its width. */
#define BOX_OVERHANG 14
#define LINK_OVERHANG 7

static void
box_clear (gpointer data)
{
  LpSceneBox *box = data;

  g_clear_object (&box->element);
}

static void
line_clear (gpointer data)
{
  LpSceneLine *line = data;

  g_clear_object (&line->element);
  g_clear_pointer (&line->label, g_free);
}

static void
edited_cb (LpScene *scene)
{
  scene->stale = TRUE;
}

LpScene *
lp_scene_new (LpDesign *design)
{
  LpScene *scene = g_new0 (LpScene, 1);

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);

  scene->design = g_object_ref (design);
  scene->boxes = g_array_new (FALSE, TRUE, sizeof (LpSceneBox));
  scene->lines = g_array_new (FALSE, TRUE, sizeof (LpSceneLine));
  g_array_set_clear_func (scene->boxes, box_clear);
  g_array_set_clear_func (scene->lines, line_clear);
  scene->box_order = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->line_order = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->numbers = g_hash_table_new (NULL, NULL);
  scene->router = lp_router_new ();
  scene->stale = TRUE;
  scene->edited_handler = g_signal_connect_swapped (lp_design_get_history (design), "edited",
                                                    G_CALLBACK (edited_cb), scene);

  return scene;
}

void
lp_scene_free (LpScene *scene)
{
  g_signal_handler_disconnect (lp_design_get_history (scene->design), scene->edited_handler);
  g_clear_pointer (&scene->marks, g_hash_table_unref);
  g_array_unref (scene->boxes);
  g_array_unref (scene->lines);
  g_array_unref (scene->box_order);
  g_array_unref (scene->line_order);
  g_hash_table_unref (scene->numbers);
  lp_router_free (scene->router);
  g_object_unref (scene->design);
  g_free (scene);
}

LpDesign *
lp_scene_get_design (LpScene *scene)
{
  return scene->design;
}

static void
add_box (LpScene   *scene,
         LpElement *element)
{
  LpSceneBox box = { .element = g_object_ref (element), .kind = lp_element_get_kind (element) };
  guint number = scene->boxes->len;
  gpointer parent;

  box.container = lp_kind_is_container (box.kind);
  box.chip = lp_box_is_chip (element);
  box.parent = g_hash_table_lookup_extended (scene->numbers, lp_element_get_parent (element), NULL, &parent)
               ? (int) GPOINTER_TO_UINT (parent) : -1;
  lp_box_get_rect (element, &box.rect);
  g_array_append_val (scene->boxes, box);
  g_hash_table_insert (scene->numbers, element, GUINT_TO_POINTER (number));
  lp_router_set_box (scene->router, number, &box.rect, box.parent, box.container);
}

static void
add_line (LpScene   *scene,
          LpElement *link)
{
  LpSceneLine line = { .element = g_object_ref (link), .label = lp_words_for_link (link) };
  guint number = scene->lines->len;
  LpRouteLink spec = { 0 };
  g_autoptr (GArray) bends = g_array_new (FALSE, FALSE, sizeof (LpPoint));

  for (LpElement *bend = lp_element_find_child (link, LP_KIND_BEND); bend != NULL; bend = lp_element_find_next (bend))
    {
      LpPoint point = { lp_element_get_number (bend, LP_ATTRIBUTE_X), lp_element_get_number (bend, LP_ATTRIBUTE_Y) };

      g_array_append_val (bends, point);
    }

  line.flow = lp_link_get_flow (link);
  line.label_width = lp_words_estimate_width (line.label);
  spec.from = GPOINTER_TO_UINT (g_hash_table_lookup (scene->numbers, lp_link_get_from (link)));
  spec.to = GPOINTER_TO_UINT (g_hash_table_lookup (scene->numbers, lp_link_get_to (link)));
  spec.bends = (LpPoint *) bends->data;
  spec.n_bends = bends->len;
  spec.lane = line.flow;
  spec.priority = LP_N_FLOWS - line.flow;
  spec.label_width = line.label_width;
  spec.label_height = line.label_width > 0 ? LP_LABEL_HEIGHT : 0;
  g_array_append_val (scene->lines, line);
  g_hash_table_insert (scene->numbers, link, GUINT_TO_POINTER (number));
  lp_router_set_link (scene->router, number, &spec);
}

static void
forget_all (LpScene *scene)
{
  for (guint i = 0; i < scene->boxes->len; i++)
    lp_router_remove_box (scene->router, i);
  for (guint i = 0; i < scene->lines->len; i++)
    lp_router_remove_link (scene->router, i);

  g_array_set_size (scene->boxes, 0);
  g_array_set_size (scene->lines, 0);
  g_array_set_size (scene->box_order, 0);
  g_array_set_size (scene->line_order, 0);
  g_hash_table_remove_all (scene->numbers);
}

static void
rebuild (LpScene *scene)
{
  LpElement *root = lp_design_get_root (scene->design);

  forget_all (scene);
  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      add_box (scene, each);
  for (LpElement *link = lp_element_find_child (root, LP_KIND_LINK); link != NULL; link = lp_element_find_next (link))
    add_line (scene, link);

  for (int containers = 1; containers >= 0; containers--)
    for (guint i = 0; i < scene->boxes->len; i++)
      if (lp_scene_box (scene, i)->container == containers)
        g_array_append_val (scene->box_order, i);
  for (guint i = 0; i < scene->lines->len; i++)
    g_array_append_val (scene->line_order, i);
}

static LpRect
grow (const LpRect *rect,
      double        by)
{
  return (LpRect) { rect->x - by, rect->y - by, rect->width + 2 * by, rect->height + 2 * by };
}

static void
measure_line (LpScene     *scene,
              guint        number,
              LpSceneLine *line)
{
  const LpRoute *route = lp_router_get (scene->router, number);

  line->bounds = (LpRect) { 0 };
  for (guint i = 0; i < route->n_points; i++)
    {
      LpRect point = { route->points[i].x, route->points[i].y, 0.001, 0.001 };

      line->bounds = lp_rect_union (&line->bounds, &point);
    }
  if (route->n_points == 0)
    return;

  line->bounds = grow (&line->bounds, LINK_OVERHANG);
  if (line->label_width > 0)
    {
      LpRect label = {
        route->label.x - line->label_width / 2, route->label.y - LP_LABEL_HEIGHT / 2,
        line->label_width, LP_LABEL_HEIGHT,
      };

      line->label_rect = label;
      line->bounds = lp_rect_union (&line->bounds, &label);
    }
}

static void
measure (LpScene *scene)
{
  scene->bounds = (LpRect) { 0 };
  for (guint i = 0; i < scene->boxes->len; i++)
    {
      LpSceneBox *box = lp_scene_box (scene, i);

      box->bounds = grow (&box->rect, BOX_OVERHANG);
      scene->bounds = lp_rect_union (&scene->bounds, &box->bounds);
    }
  for (guint i = 0; i < scene->lines->len; i++)
    {
      LpSceneLine *line = lp_scene_line (scene, i);

      measure_line (scene, i, line);
      if (line->bounds.width > 0)
        scene->bounds = lp_rect_union (&scene->bounds, &line->bounds);
    }
}

gboolean
lp_scene_update (LpScene *scene,
                 LpRect  *dirty)
{
  LpRect before = scene->bounds;

  g_return_val_if_fail (scene != NULL, FALSE);

  if (!scene->stale)
    return FALSE;

  rebuild (scene);
  lp_router_update (scene->router);
  measure (scene);
  scene->stale = FALSE;
  if (dirty != NULL)
    *dirty = lp_rect_union (&before, &scene->bounds);

  return TRUE;
}

void
lp_scene_get_bounds (LpScene *scene,
                     LpRect  *bounds)
{
  *bounds = scene->bounds;
}

LpSceneBox *
lp_scene_find_box (LpScene   *scene,
                   LpElement *element)
{
  gpointer number;

  if (!lp_kind_is_box (lp_element_get_kind (element)) ||
      !g_hash_table_lookup_extended (scene->numbers, element, NULL, &number))
    return NULL;

  return lp_scene_box (scene, GPOINTER_TO_UINT (number));
}

LpSceneLine *
lp_scene_find_line (LpScene   *scene,
                    LpElement *link)
{
  gpointer number;

  if (lp_element_get_kind (link) != LP_KIND_LINK ||
      !g_hash_table_lookup_extended (scene->numbers, link, NULL, &number))
    return NULL;

  return lp_scene_line (scene, GPOINTER_TO_UINT (number));
}

gboolean
lp_scene_get_rect (LpScene   *scene,
                   LpElement *element,
                   LpRect    *rect)
{
  LpSceneBox *box = lp_scene_find_box (scene, element);

  if (box != NULL)
    *rect = box->rect;

  return box != NULL;
}

const LpRoute *
lp_scene_get_route (LpScene   *scene,
                    LpElement *link)
{
  LpSceneLine *line = lp_scene_find_line (scene, link);

  return line != NULL ? lp_router_get (scene->router, line - (LpSceneLine *) scene->lines->data) : NULL;
}

gboolean
lp_scene_get_label_rect (LpScene   *scene,
                         LpElement *link,
                         LpRect    *rect)
{
  LpSceneLine *line = lp_scene_find_line (scene, link);

  if (line == NULL || line->label_width == 0 || line->bounds.width == 0)
    return FALSE;

  *rect = line->label_rect;

  return TRUE;
}

guint
lp_scene_get_n_boxes (LpScene *scene)
{
  return scene->box_order->len;
}

LpElement *
lp_scene_get_box (LpScene *scene,
                  guint    i)
{
  g_return_val_if_fail (i < scene->box_order->len, NULL);

  return lp_scene_box (scene, g_array_index (scene->box_order, guint, i))->element;
}

guint
lp_scene_get_n_links (LpScene *scene)
{
  return scene->line_order->len;
}

LpElement *
lp_scene_get_link (LpScene *scene,
                   guint    i)
{
  g_return_val_if_fail (i < scene->line_order->len, NULL);

  return lp_scene_line (scene, g_array_index (scene->line_order, guint, i))->element;
}

GHashTable *
lp_marks_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

LpMark *
lp_marks_get (GHashTable *marks,
              const char *id)
{
  LpMark *mark = g_hash_table_lookup (marks, id);

  if (mark == NULL)
    {
      mark = g_new0 (LpMark, 1);
      g_hash_table_insert (marks, g_strdup (id), mark);
    }

  return mark;
}

void
lp_scene_set_marks (LpScene    *scene,
                    GHashTable *marks)
{
  g_clear_pointer (&scene->marks, g_hash_table_unref);
  scene->marks = marks != NULL ? g_hash_table_ref (marks) : NULL;
  scene->stale = TRUE;
}

const LpMark *
lp_scene_find_mark (LpScene   *scene,
                    LpElement *element)
{
  return scene->marks != NULL ? g_hash_table_lookup (scene->marks, lp_element_get_id (element)) : NULL;
}
