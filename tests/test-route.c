/* SPDX-License-Identifier: MIT */

#include "config.h"

#include <math.h>

#include "layout/route.h"

#include "scenes.h"

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
      scene_make_wild (&scene, rand);
      router = scene_route (&scene);
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
      scene_make_crowd (&scene, rand);
      router = scene_route (&scene);
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
      forwards = scene_route (&scene);
      for (guint i = scene.n_links; i-- > 0;)
        {
          scene_give_link (backwards, &scene, i);
          lp_router_update (backwards);
        }
      for (guint i = scene.n_boxes; i-- > 0;)
        scene_give_box (backwards, &scene, i);
      lp_router_update (backwards);
      assert_same_routes (forwards, backwards, &scene);
    }
}

static void
test_order_of_calls_does_not_matter (void)
{
  check_order_of_calls (scene_make_wild, 300);
  check_order_of_calls (scene_make_crowd, 10);
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
      scene->rects[box].width += scene_random (rand, 0, 40, 8);
      scene->lefts[box] = scene->rects[box].width / 4;
      scene->links[link].words = !scene->links[link].words;
      break;
    case 2:
      if (box > 0)
        scene->parents[box] = g_rand_int_range (rand, -1, box);
      break;
    case 3:
      scene->links_there[link] = !scene->links_there[link];
      break;
    case 4:
      scene->links[link] = scene_random_link (rand, scene, link, TRUE);
      break;
    default:
      scene->rects[box].x += scene_random (rand, -80, 80, 8);
      scene->rects[box].y += scene_random (rand, -80, 80, 8);
    }
  scene_give_box (router, scene, box);
  scene_give_link (router, scene, link);
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
               guint    first_seed,
               guint    n_seeds,
               gboolean hurried)
{
  for (guint seed = first_seed; seed < first_seed + n_seeds; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpRouter) router = NULL;
      Scene scene;

      g_test_message ("seed %u", seed);
      make_scene (&scene, rand);
      router = scene_route (&scene);
      for (guint step = 0; step < 20; step++)
        {
          g_autoptr (LpRouter) before = scene_route (&scene);
          g_autoptr (LpRouter) after = NULL;
          const guint *changed;
          guint n_changed, next = 0;

          for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
            change_scene (&scene, router, rand);
          if (hurried && g_rand_boolean (rand))
            hurry (router, &scene, rand);
          lp_router_update (router);
          after = scene_route (&scene);
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
  check_updates (scene_make_wild, 0, 60, FALSE);
  check_updates (scene_make_tidy, 0, 40, FALSE);
  check_updates (scene_make_crowd, 0, 8, FALSE);
}

/* In the first of these a trunk moved, and a link that followed it did not. */
static void
test_links_follow_their_trunks_in_a_hurry (void)
{
  check_updates (scene_make_crowd, 7000, 5, TRUE);
}

static void
test_nothing_is_left_after_a_hurry (void)
{
  check_updates (scene_make_wild, 0, 30, TRUE);
  check_updates (scene_make_tidy, 0, 20, TRUE);
  check_updates (scene_make_crowd, 0, 5, TRUE);
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
      scene_make_tidy (&scene, rand);
      router = scene_route (&scene);
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

  for (guint seed = 0; seed < 3000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpRouter) router = NULL;
      Scene scene;

      scene_make_tidy (&scene, rand);
      router = scene_route (&scene);
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
  g_test_add_func ("/route/hurry-along-trunks", test_links_follow_their_trunks_in_a_hurry);
  g_test_add_func ("/route/hurry", test_nothing_is_left_after_a_hurry);
  g_test_add_func ("/route/forks", test_only_forks_share_a_line);
  g_test_add_func ("/route/around-cards", test_no_link_crosses_a_card_or_a_strange_container);
  g_test_add_func ("/route/links-that-leave-together-share-a-label",
                   test_links_that_leave_together_share_a_label);

  return g_test_run ();
}
