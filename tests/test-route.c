/* SPDX-License-Identifier: MIT */

#include "config.h"

#include <math.h>

#include "layout/route.h"

#define MOST_BOXES 40
#define MOST_LINKS 150

/* A scene as a caller keeps it, to be given to routers in any order. */
typedef struct
{
  guint       n_boxes;
  LpRect      rects[MOST_BOXES];
  int         parents[MOST_BOXES];
  gboolean    containers[MOST_BOXES];
  gboolean    boxes_there[MOST_BOXES];
  guint       n_links;
  LpRouteLink links[MOST_LINKS];
  LpPoint     bends[MOST_LINKS][2];
  gboolean    links_there[MOST_LINKS];
} Scene;

static int
random_multiple (GRand *rand,
                 int    from,
                 int    to,
                 int    step)
{
  return g_rand_int_range (rand, from / step, to / step + 1) * step;
}

static LpRouteLink
random_link (GRand   *rand,
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
        scene->bends[number][i] = (LpPoint) { random_multiple (rand, 0, 1200, 8),
                                              random_multiple (rand, 0, 800, 8) };
    }

  return link;
}

/* Boxes anywhere, overlapping or not, containers with and without children, children that stick
 * out. */
static void
make_wild_scene (Scene *scene,
                 GRand *rand)
{
  scene->n_boxes = g_rand_int_range (rand, 1, MOST_BOXES);
  scene->n_links = g_rand_int_range (rand, 1, 40);
  for (guint i = 0; i < scene->n_boxes; i++)
    {
      scene->boxes_there[i] = TRUE;
      scene->containers[i] = g_rand_int_range (rand, 0, 4) == 0;
      scene->rects[i].x = random_multiple (rand, 0, 1200, 8);
      scene->rects[i].y = random_multiple (rand, 0, 800, 8);
      scene->rects[i].width = random_multiple (rand, 0, 200, 8);
      scene->rects[i].height = random_multiple (rand, 0, 80, 8);
      if (scene->containers[i])
        {
          scene->rects[i].width *= 3;
          scene->rects[i].height *= 4;
        }
      scene->parents[i] = -1;
      if (i > 0 && g_rand_boolean (rand))
        scene->parents[i] = g_rand_int_range (rand, 0, i);
    }
  for (guint i = 0; i < scene->n_links; i++)
    {
      scene->links[i] = random_link (rand, scene, i, TRUE);
      scene->links_there[i] = TRUE;
    }
}

/* Cards in the cells of a wide grid, some cells being servers that hold two: there is always a
 * way. */
static void
make_tidy_scene (Scene *scene,
                 GRand *rand)
{
  scene->n_boxes = 0;
  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 4; column++)
      {
        const double x = column * 440 + random_multiple (rand, 0, 40, 8);
        const double y = row * 320 + random_multiple (rand, 0, 40, 8);
        const gboolean server = g_rand_boolean (rand);
        const int parent = server ? (int) scene->n_boxes : -1;

        if (server)
          {
            scene->rects[scene->n_boxes] = (LpRect) { x, y, 280, 220 };
            scene->parents[scene->n_boxes] = -1;
            scene->containers[scene->n_boxes++] = TRUE;
          }
        for (int i = 0; i < 1 + server; i++)
          {
            scene->rects[scene->n_boxes] = (LpRect) { x + 40 + random_multiple (rand, 0, 16, 8),
                                                      y + 40 + i * 88, 184, 56 };
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
        scene->links[i] = random_link (rand, scene, i, FALSE);
      while (scene->links[i].from == scene->links[i].to);
      scene->links_there[i] = TRUE;
    }
}

/* The same with one or two boxes that so many links end on that these share trunks. */
static void
make_crowd (Scene *scene,
            GRand *rand)
{
  const guint n_hubs = g_rand_int_range (rand, 1, 3);

  make_tidy_scene (scene, rand);
  scene->n_links = g_rand_int_range (rand, 60, MOST_LINKS);
  for (guint i = 0; i < scene->n_links; i++)
    {
      const guint hub = g_rand_int_range (rand, 0, n_hubs);

      scene->links[i] = random_link (rand, scene, i, i % 8 == 0);
      scene->links_there[i] = TRUE;
      if (g_rand_int_range (rand, 0, 8) > 0)
        *(g_rand_int_range (rand, 0, 4) > 0 ? &scene->links[i].from : &scene->links[i].to) = hub;
    }
}

static void
give_box (LpRouter    *router,
          const Scene *scene,
          guint        i)
{
  if (scene->boxes_there[i])
    lp_router_set_box (router, i, &scene->rects[i], scene->parents[i], scene->containers[i]);
  else
    lp_router_remove_box (router, i);
}

static void
give_link (LpRouter    *router,
           const Scene *scene,
           guint        i)
{
  if (scene->links_there[i])
    lp_router_set_link (router, i, &scene->links[i]);
  else
    lp_router_remove_link (router, i);
}

static LpRouter *
route (const Scene *scene)
{
  LpRouter *router = lp_router_new ();

  for (guint i = 0; i < scene->n_boxes; i++)
    give_box (router, scene, i);
  for (guint i = 0; i < scene->n_links; i++)
    give_link (router, scene, i);
  lp_router_update (router);

  return router;
}

static void
assert_same_route (const LpRoute *a,
                   const LpRoute *b)
{
  g_assert_cmpuint (a->n_points, ==, b->n_points);
  for (guint i = 0; i < a->n_points; i++)
    {
      g_assert_cmpfloat (a->points[i].x, ==, b->points[i].x);
      g_assert_cmpfloat (a->points[i].y, ==, b->points[i].y);
    }
  g_assert_cmpfloat (a->label.x, ==, b->label.x);
  g_assert_cmpfloat (a->label.y, ==, b->label.y);
  g_assert_cmpint (a->leaves_label, ==, b->leaves_label);
}

static void
assert_same_routes (LpRouter    *a,
                    LpRouter    *b,
                    const Scene *scene)
{
  for (guint i = 0; i < scene->n_links; i++)
    assert_same_route (lp_router_get (a, i), lp_router_get (b, i));
}

/* Both ends lie on a border and leave it at a right angle; @inwards: the rest may lie inside. */
static gboolean
leaves_at_right_angle (const LpRect  *box,
                       const LpPoint *port,
                       const LpPoint *next)
{
  const gboolean on_side = port->x == box->x || port->x == box->x + box->width;
  const gboolean on_top = port->y == box->y || port->y == box->y + box->height;

  if (!lp_rect_contains (box, port->x, port->y))
    return FALSE;

  return (on_side && port->y == next->y) || (on_top && port->x == next->x);
}

static void
assert_sound (const LpRoute *self,
              const LpRect  *from,
              const LpRect  *to)
{
  g_assert_cmpuint (self->n_points, >=, 2);
  for (guint i = 0; i < self->n_points; i++)
    {
      g_assert_true (isfinite (self->points[i].x));
      g_assert_true (isfinite (self->points[i].y));
    }
  for (guint i = 0; i + 1 < self->n_points; i++)
    {
      const LpPoint *a = &self->points[i], *b = a + 1;

      g_assert_true ((a->x == b->x) != (a->y == b->y));
    }
  g_assert_true (isfinite (self->label.x));
  g_assert_true (isfinite (self->label.y));

  g_assert_true (leaves_at_right_angle (from, &self->points[0], &self->points[1]));
  g_assert_true (leaves_at_right_angle (to, &self->points[self->n_points - 1],
                                        &self->points[self->n_points - 2]));
}

static void
assert_all_sound (LpRouter    *router,
                  const Scene *scene)
{
  for (guint i = 0; i < scene->n_links; i++)
    {
      const LpRouteLink *link = &scene->links[i];

      if (scene->links_there[i] && scene->boxes_there[link->from] && scene->boxes_there[link->to])
        assert_sound (lp_router_get (router, i),
                      &scene->rects[link->from], &scene->rects[link->to]);
      else
        g_assert_cmpuint (lp_router_get (router, i)->n_points, ==, 0);
    }
}

static void
test_any_scene_is_routed_soundly (void)
{
  for (guint seed = 0; seed < 1000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpRouter) router = NULL;
      Scene scene;

      g_test_message ("seed %u", seed);
      make_wild_scene (&scene, rand);
      router = route (&scene);
      assert_all_sound (router, &scene);
    }
}

static void
test_crowds_are_routed_soundly (void)
{
  for (guint seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpRouter) router = NULL;
      Scene scene;

      g_test_message ("seed %u", seed);
      make_crowd (&scene, rand);
      router = route (&scene);
      assert_all_sound (router, &scene);
    }
}

static void
check_order_of_calls (void (*make_scene) (Scene *, GRand *),
                      guint  n_seeds)
{
  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpRouter) forwards = NULL;
      g_autoptr (LpRouter) backwards = lp_router_new ();
      Scene scene;

      g_test_message ("seed %u", seed);
      make_scene (&scene, rand);
      forwards = route (&scene);
      for (guint i = scene.n_links; i-- > 0;)
        {
          give_link (backwards, &scene, i);
          lp_router_update (backwards);
        }
      for (guint i = scene.n_boxes; i-- > 0;)
        give_box (backwards, &scene, i);
      lp_router_update (backwards);
      assert_same_routes (forwards, backwards, &scene);
    }
}

static void
test_order_of_calls_does_not_matter (void)
{
  check_order_of_calls (make_wild_scene, 300);
  check_order_of_calls (make_crowd, 10);
}

static void
change_scene (Scene    *scene,
              LpRouter *router,
              GRand    *rand)
{
  const guint box = g_rand_int_range (rand, 0, scene->n_boxes);
  const guint link = g_rand_int_range (rand, 0, scene->n_links);

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
      scene->boxes_there[box] = !scene->boxes_there[box];
      break;
    case 1:
      scene->rects[box].width += random_multiple (rand, 0, 40, 8);
      break;
    case 2:
      if (box > 0)
        scene->parents[box] = g_rand_int_range (rand, -1, box);
      break;
    case 3:
      scene->links_there[link] = !scene->links_there[link];
      break;
    case 4:
      scene->links[link] = random_link (rand, scene, link, TRUE);
      break;
    default:
      scene->rects[box].x += random_multiple (rand, -80, 80, 8);
      scene->rects[box].y += random_multiple (rand, -80, 80, 8);
    }
  give_box (router, scene, box);
  give_link (router, scene, link);
}

/* As in a drag: whatever is left out then is made up for after it. */
static void
hurry (LpRouter *router,
       Scene    *scene,
       GRand    *rand)
{
  lp_router_set_hurry (router, TRUE);
  for (int i = g_rand_int_range (rand, 1, 5); i > 0; i--)
    {
      lp_router_update (router);
      assert_all_sound (router, scene);
      change_scene (scene, router, rand);
    }
  lp_router_set_hurry (router, FALSE);
}

/* Also: what is not reported as changed has not changed. */
static void
check_updates (void (*make_scene) (Scene *, GRand *),
               guint    n_seeds,
               gboolean hurried)
{
  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpRouter) router = NULL;
      Scene scene;

      g_test_message ("seed %u", seed);
      make_scene (&scene, rand);
      router = route (&scene);
      for (guint step = 0; step < 20; step++)
        {
          g_autoptr (LpRouter) before = route (&scene);
          g_autoptr (LpRouter) after = NULL;
          const guint *changed;
          guint n_changed, next = 0;

          for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
            change_scene (&scene, router, rand);
          if (hurried && g_rand_boolean (rand))
            hurry (router, &scene, rand);
          lp_router_update (router);
          after = route (&scene);
          assert_same_routes (after, router, &scene);

          changed = lp_router_get_changed (router, &n_changed);
          for (guint i = 0; i < scene.n_links; i++)
            if (next < n_changed && changed[next] == i)
              next++;
            else if (!hurried)
              assert_same_route (lp_router_get (before, i), lp_router_get (after, i));
          if (!hurried)
            g_assert_cmpuint (next, ==, n_changed);
        }
    }
}

static void
test_update_equals_routing_from_scratch (void)
{
  check_updates (make_wild_scene, 60, FALSE);
  check_updates (make_tidy_scene, 40, FALSE);
  check_updates (make_crowd, 8, FALSE);
}

static void
test_nothing_is_left_after_a_hurry (void)
{
  check_updates (make_wild_scene, 30, TRUE);
  check_updates (make_tidy_scene, 20, TRUE);
  check_updates (make_crowd, 5, TRUE);
}

static gboolean
crosses (const LpRect  *box,
         const LpPoint *a,
         const LpPoint *b)
{
  return MAX (a->x, b->x) > box->x && MIN (a->x, b->x) < box->x + box->width &&
         MAX (a->y, b->y) > box->y && MIN (a->y, b->y) < box->y + box->height;
}

static gboolean
is_ancestor (const Scene *scene,
             guint        ancestor,
             guint        box)
{
  for (int i = scene->parents[box]; i >= 0; i = scene->parents[i])
    if ((guint) i == ancestor)
      return TRUE;

  return FALSE;
}

static void
test_no_link_crosses_a_card_or_a_strange_container (void)
{
  for (guint seed = 0; seed < 1000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpRouter) router = NULL;
      Scene scene;

      g_test_message ("seed %u", seed);
      make_tidy_scene (&scene, rand);
      router = route (&scene);
      assert_all_sound (router, &scene);
      for (guint i = 0; i < scene.n_links; i++)
        {
          const LpRoute *self = lp_router_get (router, i);
          const LpRouteLink *link = &scene.links[i];

          for (guint box = 0; box < scene.n_boxes; box++)
            if (!is_ancestor (&scene, box, link->from) && !is_ancestor (&scene, box, link->to))
              for (guint k = 0; k + 1 < self->n_points; k++)
                g_assert_false (crosses (&scene.rects[box],
                                         &self->points[k], &self->points[k + 1]));
        }
    }
}

/* How far two pieces run on top of each other. */
static double
get_shared_length (const LpPoint *a,
                   const LpPoint *b)
{
  const gboolean level = a[0].y == a[1].y;

  if (level != (b[0].y == b[1].y) || (level ? a[0].y != b[0].y : a[0].x != b[0].x))
    return 0;
  if (level)
    return MIN (MAX (a[0].x, a[1].x), MAX (b[0].x, b[1].x)) -
           MAX (MIN (a[0].x, a[1].x), MIN (b[0].x, b[1].x));

  return MIN (MAX (a[0].y, a[1].y), MAX (b[0].y, b[1].y)) -
         MAX (MIN (a[0].y, a[1].y), MIN (b[0].y, b[1].y));
}

static gboolean
may_fork (const LpRouteLink *a,
          const LpRouteLink *b)
{
  return a->from == b->from && a->lane == b->lane && a->to != b->to;
}

static void
test_only_forks_share_a_line (void)
{
  guint n_shared = 0;

  for (guint seed = 0; seed < 1000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpRouter) router = NULL;
      Scene scene;

      make_tidy_scene (&scene, rand);
      router = route (&scene);
      for (guint i = 0; i < scene.n_links; i++)
        for (guint k = i + 1; k < scene.n_links; k++)
          {
            const LpRoute *a = lp_router_get (router, i), *b = lp_router_get (router, k);

            if (may_fork (&scene.links[i], &scene.links[k]))
              continue;
            for (guint x = 0; x + 1 < a->n_points; x++)
              for (guint y = 0; y + 1 < b->n_points; y++)
                if (get_shared_length (&a->points[x], &b->points[y]) > 1)
                  {
                    n_shared++;
                    g_test_message ("seed %u: links %u and %u share a line", seed, i, k);
                  }
          }
    }
  g_assert_cmpuint (n_shared, ==, 0);
}

/* From a card on the left to two on the right, one above the other. */
static void
set_fork (LpRouter *router,
          double    middle,
          guint     words_of_second)
{
  const LpRect source = { 0, 100, 160, 56 };
  const LpRect targets[] = { { 500, 0, 160, 56 }, { 500, 200, 160, 56 } };
  const LpPoint bends[][2] = { { { middle, 128 }, { middle, 28 } },
                               { { middle, 128 }, { middle, 228 } } };

  lp_router_set_box (router, 0, &source, -1, FALSE);
  for (guint i = 0; i < 2; i++)
    {
      const LpRouteLink link = {
        .from = 0, .to = i + 1, .bends = bends[i], .n_bends = 2,
        .words = i == 0 ? 7 : words_of_second, .label_width = 80, .label_height = 20,
      };

      lp_router_set_box (router, i + 1, &targets[i], -1, FALSE);
      lp_router_set_link (router, i, &link);
    }
  lp_router_update (router);
}

static void
test_links_that_leave_together_share_a_label (void)
{
  g_autoptr (LpRouter) router = lp_router_new ();
  const LpRoute *first, *second;

  set_fork (router, 300, 7);
  first = lp_router_get (router, 0);
  second = lp_router_get (router, 1);
  g_assert_false (first->leaves_label);
  g_assert_true (second->leaves_label);
  g_assert_cmpfloat (first->label.y, ==, 128);
  g_assert_cmpfloat (first->label.x, >, 160);
  g_assert_cmpfloat (first->label.x, <, 300);

  set_fork (router, 300, 8);
  g_assert_false (lp_router_get (router, 1)->leaves_label);

  set_fork (router, 300, 7);
  g_assert_true (lp_router_get (router, 1)->leaves_label);

  /* Too short a way for the words. */
  set_fork (router, 220, 7);
  g_assert_false (lp_router_get (router, 1)->leaves_label);

  set_fork (router, 300, 7);
  lp_router_remove_link (router, 0);
  lp_router_update (router);
  g_assert_false (lp_router_get (router, 1)->leaves_label);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/route/sound", test_any_scene_is_routed_soundly);
  g_test_add_func ("/route/crowds", test_crowds_are_routed_soundly);
  g_test_add_func ("/route/order-of-calls", test_order_of_calls_does_not_matter);
  g_test_add_func ("/route/update", test_update_equals_routing_from_scratch);
  g_test_add_func ("/route/hurry", test_nothing_is_left_after_a_hurry);
  g_test_add_func ("/route/forks", test_only_forks_share_a_line);
  g_test_add_func ("/route/around-cards", test_no_link_crosses_a_card_or_a_strange_container);
  g_test_add_func ("/route/links-that-leave-together-share-a-label",
                   test_links_that_leave_together_share_a_label);

  return g_test_run ();
}
