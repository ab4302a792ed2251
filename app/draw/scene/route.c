/* SPDX-License-Identifier: MIT */

/* The router at work.
 *
 * * A few links are routed at once. So many that the window would feel it go to another thread, in
 * rounds; until it is back the router belongs to it. Boxes and links that change meanwhile are
 * noted, and told when it is. */

#include "config.h"

#include "draw/scene/scene-private.h"

#include <gio/gio.h>

#include "draw/scene/words.h"

#define FIRST_ROUND 1000        /* Links. Each round is twice the one before, */
#define LARGEST_ROUND 4000      /* up to this; in crowds as many as are there already. */
#define BENDS_PER_LINK 16       /* So many cost as much as a link. */

/* A round in another thread. */
struct _LpSceneRound
{
  LpScene  *scene;              /* NULL where it has been freed. */
  LpRouter *router;
  GArray   *lines;              /* guint: to settle afterwards, with those that the router names. */
};

static void
round_free (gpointer data)
{
  LpSceneRound *self = data;

  g_array_unref (self->lines);
  g_free (self);
}

static guint
count_links (LpScene *scene,
             guint    number)
{
  guint n_links = 0;

  if (lp_scene_box (scene, number)->element != NULL)
    lp_element_get_links (lp_scene_box (scene, number)->element, &n_links);

  return n_links;
}

void
lp_scene_note_move (LpScene *scene,
                    guint    number)
{
  g_array_append_val (scene->moved_boxes, number);
  scene->n_moved_links += count_links (scene, number);
}

/* A line that does not lead to its box any more is not shown until it is routed again. */
static void
hide_lines (LpScene *scene)
{
  for (guint i = 0; i < scene->moved_boxes->len; i++)
    {
      const LpSceneBox *box = lp_scene_nth_box (scene, scene->moved_boxes, i);
      guint n_links = 0;
      LpElement **links = box->element != NULL ? lp_element_get_links (box->element, &n_links)
                                               : NULL;

      for (guint k = 0; k < n_links; k++)
        {
          LpSceneLine *line = lp_scene_find_line (scene, links[k]);
          guint number;

          if (line == NULL || line->astray)
            continue;
          number = line - lp_scene_line (scene, 0);
          line->astray = TRUE;
          g_array_append_val (scene->astray, number);
          lp_scene_settle_line (scene, number);
        }
    }
}

static void
tell_box (LpScene          *scene,
          guint             number,
          const LpSceneBox *box)
{
  double left = 0, right = 0;

  if (box->container)
    lp_words_estimate_header (box->element, &left, &right);
  lp_router_set_box (scene->router, number, &box->rect, box->parent, box->container);
  lp_router_set_header (scene->router, number, left, right);
}

static void
tell_boxes (LpScene *scene)
{
  for (guint i = 0; i < scene->untold_boxes->len; i++)
    {
      const guint number = g_array_index (scene->untold_boxes, guint, i);
      const LpSceneBox *box = lp_scene_box (scene, number);

      if (box->element != NULL)
        tell_box (scene, number, box);
      else
        lp_router_remove_box (scene->router, number);
    }
  for (guint i = 0; i < scene->untold_lines->len; i++)
    {
      const guint number = g_array_index (scene->untold_lines, guint, i);

      if (number >= scene->lines->len || lp_scene_line (scene, number)->element == NULL ||
          lp_scene_line (scene, number)->waits)
        lp_router_remove_link (scene->router, number);
    }
  g_array_set_size (scene->untold_boxes, 0);
  g_array_set_size (scene->untold_lines, 0);
}

/* Tells the router of the boxes, and of the links that are touched or astray. These are put on
 * @lines. */
static void
tell (LpScene *scene,
      GArray  *lines)
{
  GHashTableIter iter;
  gpointer element;

  tell_boxes (scene);
  g_hash_table_iter_init (&iter, scene->touched);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    {
      const LpSceneLine *line = lp_scene_find_line (scene, element);
      const guint number = line != NULL ? line - lp_scene_line (scene, 0) : 0;

      if (line == NULL)
        continue;
      lp_scene_set_link (scene, number);
      g_array_append_val (lines, number);
    }
  g_hash_table_remove_all (scene->touched);

  for (guint i = 0; i < scene->astray->len; i++)
    {
      const guint number = g_array_index (scene->astray, guint, i);

      if (number >= scene->lines->len || lp_scene_line (scene, number)->waits)
        continue;
      lp_scene_line (scene, number)->astray = FALSE;
      g_array_append_val (lines, number);
    }
  g_array_set_size (scene->astray, 0);
  g_array_set_size (scene->moved_boxes, 0);
  scene->n_moved_links = 0;
  lp_router_set_hurry (scene->router, scene->moving != NULL);
  scene->was_moving = scene->moving != NULL;
}

static void
settle (LpScene      *scene,
        const GArray *lines)
{
  guint n_changed;
  const guint *changed = lp_router_get_changed (scene->router, &n_changed);

  for (guint i = 0; i < n_changed; i++)
    lp_scene_settle_line (scene, changed[i]);
  for (guint i = 0; i < lines->len; i++)
    lp_scene_settle_line (scene, g_array_index (lines, guint, i));
}

/* The touched links wait their turn: in the order of the document, in which neighbours are often
 * near each other; those of crowded boxes last, because each moves the others there. */
static void
let_links_wait (LpScene *scene)
{
  for (int crowd = FALSE; crowd <= TRUE; crowd++)
    for (guint i = 0; i < scene->line_order->len; i++)
      {
        const guint number = g_array_index (scene->line_order, guint, i);
        LpSceneLine *line = lp_scene_line (scene, number);

        if (line->waits || !g_hash_table_contains (scene->touched, line->element) ||
            lp_scene_is_in_crowd (line->element) != crowd)
          continue;
        line->waits = TRUE;
        g_array_append_val (scene->waiting, number);
      }
  g_hash_table_remove_all (scene->touched);
}

static void
take_waiting (LpScene *scene,
              guint    number,
              GArray  *lines)
{
  if (number >= scene->lines->len || !lp_scene_line (scene, number)->waits)
    return;

  lp_scene_set_link (scene, number);
  g_array_append_val (lines, number);
}

/* What is seen comes first, unless that is more or less all. */
static void
take_seen (LpScene *scene,
           GArray  *lines)
{
  g_autoptr (GArray) seen = NULL;

  if (scene->view.width <= 0)
    return;

  seen = lp_scene_list_boxes (scene, &scene->view);
  for (guint i = 0; i < seen->len && seen->len < FIRST_ROUND; i++)
    {
      guint n_links;
      LpElement **links = lp_element_get_links (lp_scene_nth_box (scene, seen, i)->element,
                                                &n_links);

      for (guint k = 0; k < n_links && n_links < LP_ROUTE_CROWD; k++)
        {
          const LpSceneLine *line = lp_scene_find_line (scene, links[k]);

          if (line != NULL)
            take_waiting (scene, line - lp_scene_line (scene, 0), lines);
        }
    }
}

static void
take_round (LpScene *scene,
            GArray  *lines)
{
  const guint n_crowded = scene->n_crowded;
  guint most = CLAMP (2 * scene->round_size, FIRST_ROUND, LARGEST_ROUND);

  scene->round_size = most;
  take_seen (scene, lines);
  while (lines->len < most && scene->n_taken < scene->waiting->len)
    {
      const guint number = g_array_index (scene->waiting, guint, scene->n_taken++);

      if (number < scene->lines->len && lp_scene_line (scene, number)->waits &&
          lp_scene_is_in_crowd (lp_scene_line (scene, number)->element))
        {
          most = MAX (most, n_crowded);
          scene->n_crowded++;
        }
      take_waiting (scene, number, lines);
    }

  if (scene->n_taken == scene->waiting->len)
    {
      g_array_set_size (scene->waiting, 0);
      scene->n_taken = scene->n_crowded = scene->round_size = 0;
    }
}

static void
route_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const LpSceneRound *round = task_data;

  lp_router_update (round->router);
  g_task_return_boolean (task, TRUE);
}

static void
routed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  const LpSceneRound *round = g_task_get_task_data (G_TASK (result));
  LpScene *scene = round->scene;

  if (scene == NULL)
    {
      lp_router_free (round->router);
      return;
    }

  scene->round = NULL;
  settle (scene, round->lines);
  if (scene->ready != NULL)
    scene->ready (scene->ready_data);
}

static void
start_round (LpScene *scene,
             GArray  *lines)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, routed_cb, NULL);

  scene->round = g_new (LpSceneRound, 1);
  *scene->round = (LpSceneRound) { scene, scene->router, g_array_ref (lines) };
  g_task_set_source_tag (task, start_round);
  g_task_set_task_data (task, scene->round, round_free);
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE);
  g_task_run_in_thread (task, route_in_thread);
}

void
lp_scene_abandon_router (LpScene *scene)
{
  if (scene->round != NULL)
    scene->round->scene = NULL;
  else
    lp_router_free (scene->router);
}

static gboolean
has_news (const LpScene *scene)
{
  return scene->untold_boxes->len > 0 || scene->untold_lines->len > 0 ||
         g_hash_table_size (scene->touched) > 0 || scene->astray->len > 0 ||
         (scene->was_moving && scene->moving == NULL);
}

/* In links as people draw them; one with very many bends is as much work as several. */
static guint
count_work (LpScene *scene)
{
  guint work = scene->n_moved_links + scene->untold_lines->len;
  GHashTableIter iter;
  gpointer link;

  g_hash_table_iter_init (&iter, scene->touched);
  while (work <= scene->patience && g_hash_table_iter_next (&iter, &link, NULL))
    {
      guint n_bends = 0;

      for (LpElement *bend = lp_element_find_child (link, LP_KIND_BEND); bend != NULL;
           bend = lp_element_find_next (bend))
        n_bends++;
      work += 1 + n_bends / BENDS_PER_LINK;
    }

  return work;
}

void
lp_scene_route (LpScene *scene)
{
  g_autoptr (GArray) lines = NULL;
  gboolean is_much;

  if (scene->round != NULL)
    {
      hide_lines (scene);
      g_array_set_size (scene->moved_boxes, 0);
      return;
    }

  lines = g_array_new (FALSE, FALSE, sizeof (guint));
  is_much = scene->patience > 0 && count_work (scene) > scene->patience;
  if (is_much)
    {
      let_links_wait (scene);
      hide_lines (scene);
    }
  if (has_news (scene))
    {
      tell (scene, lines);
      if (!is_much)
        {
          lp_router_update (scene->router);
          settle (scene, lines);
          g_array_set_size (lines, 0);
        }
    }

  if (is_much || (scene->n_taken < scene->waiting->len && scene->moving == NULL))
    {
      take_round (scene, lines);
      start_round (scene, lines);
    }
}
