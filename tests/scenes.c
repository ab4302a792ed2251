/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "scenes.h"

int
scene_random (GRand *rand,
                 int    from,
                 int    to,
                 int    step)
{
  return g_rand_int_range (rand, from / step, to / step + 1) * step;
}

LpRouteLink
scene_random_link (GRand   *rand,
             Scene   *scene,
             guint    number,
             gboolean bends)
{
  LpRouteLink link = {
    .from = g_rand_int_range (rand, 0, scene->n_boxes),
    .to = g_rand_int_range (rand, 0, scene->n_boxes),
    .lane = g_rand_int_range (rand, 0, 3),
    .priority = g_rand_int_range (rand, -1, 2),
  };

  if (g_rand_boolean (rand))
    {
      link.words = g_rand_int_range (rand, 0, 2);
      link.label_width = 40 + 40 * link.words;
      link.label_height = 20;
    }
  if (bends && g_rand_int_range (rand, 0, 6) == 0)
    {
      link.bends = scene->bends[number];
      link.n_bends = g_rand_int_range (rand, 1, 3);
      for (guint i = 0; i < link.n_bends; i++)
        scene->bends[number][i] = (LpPoint) { scene_random (rand, 0, 1200, 8),
                                              scene_random (rand, 0, 800, 8) };
    }

  return link;
}

/* Gives box @i texts in its header, or none. */
static void
letter (Scene *scene,
        guint  i)
{
  scene->lefts[i] = i * 24 % 128;
  scene->rights[i] = i * 40 % 128;
}

/* Boxes anywhere, overlapping or not, containers with and without children, children that stick
 * out. */
void
scene_make_wild (Scene *scene,
                 GRand *rand)
{
  scene->n_boxes = g_rand_int_range (rand, 1, MOST_BOXES);
  scene->n_links = g_rand_int_range (rand, 1, 40);
  for (guint i = 0; i < scene->n_boxes; i++)
    {
      scene->boxes_there[i] = TRUE;
      scene->containers[i] = g_rand_int_range (rand, 0, 4) == 0;
      scene->rects[i].x = scene_random (rand, 0, 1200, 8);
      scene->rects[i].y = scene_random (rand, 0, 800, 8);
      scene->rects[i].width = scene_random (rand, 0, 200, 8);
      scene->rects[i].height = scene_random (rand, 0, 80, 8);
      if (scene->containers[i])
        {
          scene->rects[i].width *= 3;
          scene->rects[i].height *= 4;
        }
      letter (scene, i);
      scene->parents[i] = -1;
      if (i > 0 && g_rand_boolean (rand))
        scene->parents[i] = g_rand_int_range (rand, 0, i);
    }
  for (guint i = 0; i < scene->n_links; i++)
    {
      scene->links[i] = scene_random_link (rand, scene, i, TRUE);
      scene->links_there[i] = TRUE;
    }
}

/* Cards in the cells of a wide grid, some cells being servers that hold two: there is always a
 * way. */
void
scene_make_tidy (Scene *scene,
                 GRand *rand)
{
  scene->n_boxes = 0;
  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 4; column++)
      {
        const double x = column * 440 + scene_random (rand, 0, 40, 8);
        const double y = row * 320 + scene_random (rand, 0, 40, 8);
        const gboolean server = g_rand_boolean (rand);
        const int parent = server ? (int) scene->n_boxes : -1;

        if (server)
          {
            scene->rects[scene->n_boxes] = (LpRect) { x, y, 280, 220 };
            letter (scene, scene->n_boxes);
            scene->parents[scene->n_boxes] = -1;
            scene->containers[scene->n_boxes++] = TRUE;
          }
        for (int i = 0; i < 1 + server; i++)
          {
            scene->rects[scene->n_boxes] = (LpRect) { x + 40 + scene_random (rand, 0, 16, 8),
                                                      y + 40 + i * 88, 184, 56 };
            scene->lefts[scene->n_boxes] = scene->rights[scene->n_boxes] = 0;
            scene->parents[scene->n_boxes] = parent;
            scene->containers[scene->n_boxes++] = FALSE;
          }
      }
  scene->n_links = g_rand_int_range (rand, 1, 24);
  for (guint i = 0; i < scene->n_boxes; i++)
    scene->boxes_there[i] = TRUE;
  for (guint i = 0; i < scene->n_links; i++)
    {
      do
        scene->links[i] = scene_random_link (rand, scene, i, FALSE);
      while (scene->links[i].from == scene->links[i].to);
      scene->links_there[i] = TRUE;
    }
}

/* The same with one or two boxes that so many links end on that these share trunks. */
void
scene_make_crowd (Scene *scene,
            GRand *rand)
{
  const guint n_hubs = g_rand_int_range (rand, 1, 3);

  scene_make_tidy (scene, rand);
  scene->n_links = g_rand_int_range (rand, 60, MOST_LINKS);
  for (guint i = 0; i < scene->n_links; i++)
    {
      const guint hub = g_rand_int_range (rand, 0, n_hubs);

      scene->links[i] = scene_random_link (rand, scene, i, i % 8 == 0);
      scene->links_there[i] = TRUE;
      if (g_rand_int_range (rand, 0, 8) > 0)
        *(g_rand_int_range (rand, 0, 4) > 0 ? &scene->links[i].from : &scene->links[i].to) = hub;
    }
}

void
scene_give_box (LpRouter    *router,
          const Scene *scene,
          guint        i)
{
  if (scene->boxes_there[i])
    {
      lp_router_set_box (router, i, &scene->rects[i], scene->parents[i], scene->containers[i]);
      lp_router_set_header (router, i, scene->lefts[i], scene->rights[i]);
    }
  else
    lp_router_remove_box (router, i);
}

void
scene_give_link (LpRouter    *router,
           const Scene *scene,
           guint        i)
{
  if (scene->links_there[i])
    lp_router_set_link (router, i, &scene->links[i]);
  else
    lp_router_remove_link (router, i);
}

LpRouter *
scene_route (const Scene *scene)
{
  LpRouter *router = lp_router_new ();

  for (guint i = 0; i < scene->n_boxes; i++)
    scene_give_box (router, scene, i);
  for (guint i = 0; i < scene->n_links; i++)
    scene_give_link (router, scene, i);
  lp_router_update (router);

  return router;
}
