/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene/scene-private.h"

#include "draw/scene/mark.h"
#include "model/box.h"

/* What is painted around a box: half its outline, the end of a badge. */
#define BOX_OVERHANG 8

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

  g_array_append_val (scene->untold_boxes, number);
  if (lp_rect_equal (&before, &rect))
    return FALSE;

  if (before.width > 0)
    lp_scene_note_move (scene, number);
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

void
lp_scene_arrange (LpScene *scene)
{
  size_boxes (scene);
  put_boxes (scene);
}
