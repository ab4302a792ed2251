/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene/scene.h"

#include <string.h>

#include "draw/scene/scene-private.h"

#define MOST_RECTS 2000

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
  g_clear_pointer (&line->points, g_free);
}

LpScene *
lp_scene_new (LpDesign *design)
{
  LpScene *scene;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);

  scene = g_new0 (LpScene, 1);
  scene->design = g_object_ref (design);
  scene->boxes = g_array_new (FALSE, TRUE, sizeof (LpSceneBox));
  scene->lines = g_array_new (FALSE, TRUE, sizeof (LpSceneLine));
  g_array_set_clear_func (scene->boxes, box_clear);
  g_array_set_clear_func (scene->lines, line_clear);
  scene->free_boxes = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->box_order = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->line_order = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->numbers = g_hash_table_new (NULL, NULL);
  scene->touched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  scene->dirty_rects = g_array_new (FALSE, FALSE, sizeof (LpRect));
  scene->shown_rects = g_array_new (FALSE, FALSE, sizeof (LpRect));
  scene->untold_boxes = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->untold_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->moved_boxes = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->astray = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  scene->links = g_ptr_array_new ();
  scene->levels = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  scene->box_grid = lp_grid_new ();
  scene->line_grid = lp_grid_new ();
  scene->router = lp_router_new ();
  scene->is_rebuilt = TRUE;
  scene->edited_handler = g_signal_connect_swapped (lp_design_get_history (design), "edited",
                                                    G_CALLBACK (lp_scene_note_edit), scene);

  return scene;
}

void
lp_scene_free (LpScene *scene)
{
  g_signal_handler_disconnect (lp_design_get_history (scene->design), scene->edited_handler);
  g_clear_pointer (&scene->marks, g_hash_table_unref);
  g_clear_pointer (&scene->moving, g_hash_table_unref);
  g_hash_table_unref (scene->touched);
  g_hash_table_unref (scene->numbers);
  g_array_unref (scene->boxes);
  g_array_unref (scene->lines);
  g_array_unref (scene->free_boxes);
  g_array_unref (scene->box_order);
  g_array_unref (scene->line_order);
  g_array_unref (scene->dirty_rects);
  g_array_unref (scene->shown_rects);
  g_array_unref (scene->untold_boxes);
  g_array_unref (scene->untold_lines);
  g_array_unref (scene->moved_boxes);
  g_array_unref (scene->astray);
  g_array_unref (scene->waiting);
  g_ptr_array_unref (scene->links);
  g_ptr_array_unref (scene->levels);
  lp_grid_free (scene->box_grid);
  lp_grid_free (scene->line_grid);
  lp_scene_abandon_router (scene);
  g_object_unref (scene->design);
  g_free (scene);
}

void
lp_scene_set_patience (LpScene      *scene,
                       guint         n_links,
                       LpSceneReady  ready,
                       gpointer      user_data)
{
  scene->patience = n_links;
  scene->ready = ready;
  scene->ready_data = user_data;
}

void
lp_scene_set_view (LpScene      *scene,
                   const LpRect *view)
{
  scene->view = *view;
}

gboolean
lp_scene_is_routing (LpScene *scene)
{
  return scene->round != NULL || scene->n_taken < scene->waiting->len;
}

gboolean
lp_scene_is_in_crowd (LpElement *link)
{
  LpElement *ends[] = { lp_link_get_from (link), lp_link_get_to (link) };
  guint n_links;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      lp_element_get_links (ends[i], &n_links);
      if (n_links >= LP_ROUTE_CROWD)
        return TRUE;
    }

  return FALSE;
}

static void
touch_moving (LpScene *scene)
{
  GHashTableIter iter;
  gpointer root;

  if (scene->moving == NULL)
    return;

  g_hash_table_iter_init (&iter, scene->moving);
  while (g_hash_table_iter_next (&iter, &root, NULL))
    for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
      if (lp_kind_is_box (lp_element_get_kind (each)))
        lp_scene_touch_links (scene, each);
}

void
lp_scene_set_moving (LpScene    *scene,
                     GHashTable *moving)
{
  if (scene->moving == moving)
    return;

  touch_moving (scene);
  g_clear_pointer (&scene->moving, g_hash_table_unref);
  scene->moving = moving != NULL ? g_hash_table_ref (moving) : NULL;
  touch_moving (scene);
}

LpDesign *
lp_scene_get_design (LpScene *scene)
{
  return scene->design;
}

void
lp_scene_soil (LpScene      *scene,
               const LpRect *area)
{
  if (area->width <= 0 && area->height <= 0)
    return;

  scene->dirty = lp_rect_union (&scene->dirty, area);
  if (scene->dirty_rects->len < MOST_RECTS)
    g_array_append_val (scene->dirty_rects, *area);
}

const LpRect *
lp_scene_get_dirty (LpScene *scene,
                    guint   *n_rects)
{
  *n_rects = scene->shown_rects->len;

  return (const LpRect *) scene->shown_rects->data;
}

/* More pieces than anybody wants to look at are one. */
static void
show_rects (LpScene *scene)
{
  GArray *rects = scene->shown_rects;

  scene->shown_rects = scene->dirty_rects;
  scene->dirty_rects = rects;
  g_array_set_size (rects, 0);
  if (scene->shown_rects->len < MOST_RECTS)
    return;

  g_array_set_size (scene->shown_rects, 0);
  g_array_append_val (scene->shown_rects, scene->dirty);
}

gboolean
lp_scene_update (LpScene *scene,
                 LpRect  *dirty)
{
  gboolean changed;

  g_return_val_if_fail (scene != NULL, FALSE);

  if (scene->is_rebuilt || g_hash_table_size (scene->touched) > 0)
    {
      lp_scene_collect (scene);
      lp_scene_arrange (scene);
      scene->is_rebuilt = FALSE;
    }
  lp_scene_route (scene);

  changed = scene->dirty.width > 0 || scene->dirty.height > 0;
  if (dirty != NULL)
    *dirty = scene->dirty;
  show_rects (scene);
  if (changed)
    scene->reach = lp_rect_union (&scene->reach, &scene->dirty);
  scene->dirty = (LpRect) { 0 };
  scene->bounds_are_stale |= changed;

  return changed;
}

void
lp_scene_get_bounds (LpScene *scene,
                     LpRect  *bounds)
{
  if (scene->bounds_are_stale)
    {
      scene->bounds = (LpRect) { 0 };
      for (guint i = 0; i < scene->boxes->len; i++)
        if (lp_scene_box (scene, i)->element != NULL)
          scene->bounds = lp_rect_union (&scene->bounds, &lp_scene_box (scene, i)->bounds);
      for (guint i = 0; i < scene->lines->len; i++)
        if (lp_scene_line (scene, i)->bounds.width > 0)
          scene->bounds = lp_rect_union (&scene->bounds, &lp_scene_line (scene, i)->bounds);
      scene->bounds_are_stale = FALSE;
      scene->reach = scene->bounds;
    }

  *bounds = scene->bounds;
}

gboolean
lp_scene_find_number (LpScene   *scene,
                      LpElement *element,
                      guint     *number)
{
  gpointer value;

  if (element == NULL || !g_hash_table_lookup_extended (scene->numbers, element, NULL, &value))
    return FALSE;

  *number = GPOINTER_TO_UINT (value);

  return TRUE;
}

LpSceneBox *
lp_scene_find_box (LpScene   *scene,
                   LpElement *element)
{
  guint number;

  if (!lp_kind_is_box (lp_element_get_kind (element)) ||
      !lp_scene_find_number (scene, element, &number))
    return NULL;

  return lp_scene_box (scene, number);
}

LpSceneLine *
lp_scene_find_line (LpScene   *scene,
                    LpElement *link)
{
  guint number;

  if (lp_element_get_kind (link) != LP_KIND_LINK || !lp_scene_find_number (scene, link, &number))
    return NULL;

  return lp_scene_line (scene, number);
}

gboolean
lp_scene_get_rect (LpScene   *scene,
                   LpElement *element,
                   LpRect    *rect)
{
  const LpSceneBox *box = lp_scene_find_box (scene, element);

  if (box != NULL)
    *rect = box->rect;

  return box != NULL;
}

const LpRoute *
lp_scene_get_route (LpScene   *scene,
                    LpElement *link)
{
  const LpSceneLine *line = lp_scene_find_line (scene, link);

  return line != NULL ? &line->route : NULL;
}

gboolean
lp_scene_get_link_bounds (LpScene   *scene,
                          LpElement *link,
                          LpRect    *bounds)
{
  const LpSceneLine *line = lp_scene_find_line (scene, link);

  if (line == NULL || line->bounds.width == 0)
    return FALSE;

  *bounds = line->bounds;

  return TRUE;
}

gboolean
lp_scene_get_label_rect (LpScene   *scene,
                         LpElement *link,
                         LpRect    *rect)
{
  const LpSceneLine *line = lp_scene_find_line (scene, link);

  if (line == NULL || line->label_rect.width == 0)
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

  return lp_scene_nth_box (scene, scene->box_order, i)->element;
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

  return lp_scene_nth_line (scene, scene->line_order, i)->element;
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

static void
soil_links (LpScene   *scene,
            LpElement *box)
{
  guint n_links;
  LpElement **links = lp_element_get_links (box, &n_links);

  for (guint i = 0; i < n_links; i++)
    {
      const LpSceneLine *line = lp_scene_find_line (scene, links[i]);

      if (line != NULL)
        lp_scene_soil_line (scene, line);
    }
}

/* What is marked in @marks otherwise than in @others must be painted again. The drill fades the
 * links of what is down, too. */
static void
soil_differences (LpScene    *scene,
                  GHashTable *marks,
                  GHashTable *others)
{
  GHashTableIter iter;
  gpointer id, mark;

  if (marks == NULL)
    return;

  g_hash_table_iter_init (&iter, marks);
  while (g_hash_table_iter_next (&iter, &id, &mark))
    {
      const LpMark *other = others != NULL ? g_hash_table_lookup (others, id) : NULL;
      LpElement *element = lp_design_find (scene->design, id);
      const LpSceneBox *box = NULL;
      const LpSceneLine *line = NULL;

      if (element == NULL || (other != NULL && memcmp (mark, other, sizeof (LpMark)) == 0))
        continue;

      /* What is not there yet will be painted in any case. */
      if (lp_element_get_kind (element) == LP_KIND_LINK)
        line = lp_scene_find_line (scene, element);
      else
        box = lp_scene_find_box (scene, element);
      if (line != NULL)
        lp_scene_soil_line (scene, line);
      if (box == NULL)
        continue;
      lp_scene_soil (scene, &box->bounds);
      soil_links (scene, element);
    }
}

void
lp_scene_set_marks (LpScene    *scene,
                    GHashTable *marks)
{
  GHashTable *before = scene->marks;

  if (before == marks)
    return;

  scene->marks = marks != NULL ? g_hash_table_ref (marks) : NULL;
  soil_differences (scene, before, marks);
  soil_differences (scene, marks, before);
  g_clear_pointer (&before, g_hash_table_unref);
}

const LpMark *
lp_scene_find_mark (LpScene   *scene,
                    LpElement *element)
{
  if (scene->marks == NULL)
    return NULL;

  return g_hash_table_lookup (scene->marks, lp_element_get_id (element));
}
