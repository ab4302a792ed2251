/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene/scene-private.h"

#include "model/box.h"

#define NO_NUMBER G_MAXUINT
#define SPARE_NUMBERS 256

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

void
lp_scene_enqueue (LpScene *scene,
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
  const gboolean is_new = !lp_scene_find_number (scene, element, &number);
  const gboolean is_inside = lp_scene_find_number (scene, lp_element_get_parent (element), &parent);
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
  g_array_append_val (scene->untold_lines, number);
  g_hash_table_remove (scene->numbers, line->element);
  g_clear_object (&line->element);
  g_clear_pointer (&line->label, g_free);
  g_clear_pointer (&line->points, g_free);
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

  if (lp_scene_find_number (scene, link, &number))
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
          *lp_scene_line (scene, number) = (LpSceneLine) {
            .element = g_object_ref (link), .astray = TRUE,
          };
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
      g_array_append_val (scene->untold_boxes, i);
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
    lp_scene_enqueue (scene, g_array_index (walk, guint, i));
}

void
lp_scene_collect (LpScene *scene)
{
  GHashTableIter iter;
  gpointer element;

  if (scene->is_rebuilt)
    walk_design (scene);

  g_hash_table_iter_init (&iter, scene->touched);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    {
      LpSceneBox *box = lp_scene_find_box (scene, element);

      if (box != NULL)
        {
          measure_box (box);
          lp_scene_soil (scene, &box->bounds);
          lp_scene_enqueue (scene, box - lp_scene_box (scene, 0));
        }
      if (lp_element_get_kind (element) != LP_KIND_LINK)
        g_hash_table_iter_remove (&iter);
    }
}
