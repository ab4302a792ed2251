/* SPDX-License-Identifier: MIT */

#include "config.h"

#include <math.h>

#include "layout/route.h"

/* A small picture, and the routes it must have: points and, after a bar, the label. */
typedef struct
{
  const char *name;
  struct
  {
    LpRect   rect;
    int      parent;          /* One more than the number, so that 0 is none. */
    gboolean container;
  }           boxes[8];
  LpRouteLink links[6];
  const char *routes[6];
} Picture;

static const LpPoint two_bends[] = { { 240, 140 }, { 300, 10 } };

static const Picture pictures[] = {
  {
    "straight",
    { { { 0, 0, 184, 56 } }, { { 300, 0, 184, 56 } } },
    { { 0, 1, .label_width = 60, .label_height = 20 } },
    { "184,28 300,28 | 237.5,28" },
  },
  {
    "straight-where-both-overlap",
    { { { 0, 0, 184, 56 } }, { { 300, 40, 184, 56 } } },
    { { 0, 1 } },
    { "184,48 300,48" },
  },
  {
    "straight-beside-what-stands-between",
    { { { 0, 0, 184, 200 } }, { { 400, 0, 184, 200 } }, { { 260, 60, 60, 60 } } },
    { { 0, 1 } },
    { "184,132 400,132" },
  },
  {
    "step",
    { { { 0, 0, 184, 56 } }, { { 300, 200, 184, 56 } } },
    { { 0, 1 } },
    { "184,28 242,28 242,228 300,228" },
  },
  {
    "around-what-stands-between",
    { { { 0, 0, 184, 56 } }, { { 600, 0, 184, 56 } }, { { 300, -40, 184, 120 } } },
    { { 0, 1 } },
    { "184,28 242,28 242,92 542,92 542,28 600,28" },
  },
  {
    "parallel",
    { { { 0, 0, 184, 56 } }, { { 300, 0, 184, 56 } } },
    { { 0, 1 }, { 1, 0 } },
    { "184,20 300,20", "300,36 184,36" },
  },
  {
    "fork-shares-a-trunk",
    { { { 0, 200, 184, 56 } }, { { 400, 0, 184, 56 } }, { { 400, 200, 184, 56 } },
      { { 400, 400, 184, 56 } } },
    { { 0, 1, .lane = 1 }, { 0, 2, .lane = 1 }, { 0, 3, .lane = 1 } },
    { "184,228 292,228 292,28 400,28", "184,228 400,228", "184,228 292,228 292,428 400,428" },
  },
  {
    "lanes-do-not",
    { { { 0, 200, 184, 56 } }, { { 400, 0, 184, 56 } }, { { 400, 400, 184, 56 } } },
    { { 0, 1, .lane = 1 }, { 0, 2, .lane = 2 } },
    { "184,220 292,220 292,28 400,28", "184,236 292,236 292,428 400,428" },
  },
  {
    "into-a-server-at-a-right-angle",
    { { { 0, 100, 184, 56 } }, { { 300, 60, 232, 196 }, 0, TRUE }, { { 316, 100, 200, 56 }, 2 } },
    { { 0, 2 } },
    { "184,128 316,128" },
  },
  {
    "around-a-strange-server",
    { { { 0, 100, 184, 56 } }, { { 300, 0, 232, 200 }, 0, TRUE }, { { 316, 40, 200, 56 }, 2 },
      { { 650, 100, 184, 56 } } },
    { { 0, 3 } },
    { "184,128 242,128 242,212 591,212 591,128 650,128" },
  },
  {
    "from-a-server-to-its-child",
    { { { 0, 0, 232, 196 }, 0, TRUE }, { { 100, 60, 100, 56 }, 1 } },
    { { 0, 1 } },
    { "232,88 200,88" },
  },
  {
    "bow-around-a-neighbour",
    { { { 0, 0, 184, 56 } }, { { 0, 100, 184, 56 } }, { { 0, 200, 184, 56 } } },
    { { 0, 2 }, { 0, 1 } },
    { "184,28 200,28 200,228 184,228", "92,56 92,100" },
  },
  {
    "loop",
    { { { 0, 0, 184, 56 } } },
    { { 0, 0, .lane = 1 } },
    { "184,16 200,16 200,-16 168,-16 168,0" },
  },
  {
    "by-hand",
    { { { 0, 0, 184, 56 } }, { { 400, 0, 184, 56 } } },
    { { 0, 1, two_bends, 2 } },
    { "184,28 240,28 240,140 300,140 300,10 400,10" },
  },
};

static char *
print_route (const LpRoute     *self,
             const LpRouteLink *link)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_points; i++)
    g_string_append_printf (text, "%s%g,%g", i > 0 ? " " : "",
                            self->points[i].x, self->points[i].y);
  if (link->label_width > 0)
    g_string_append_printf (text, " | %g,%g", self->label.x, self->label.y);

  return g_string_free (text, FALSE);
}

static void
test_picture (gconstpointer data)
{
  const Picture *picture = data;
  g_autoptr (LpRouter) router = lp_router_new ();

  for (guint i = 0; i < G_N_ELEMENTS (picture->boxes) && picture->boxes[i].rect.width > 0; i++)
    lp_router_set_box (router, i, &picture->boxes[i].rect, picture->boxes[i].parent - 1,
                       picture->boxes[i].container);
  for (guint i = 0; i < G_N_ELEMENTS (picture->links) && picture->routes[i] != NULL; i++)
    lp_router_set_link (router, i, &picture->links[i]);
  lp_router_update (router);

  for (guint i = 0; i < G_N_ELEMENTS (picture->links) && picture->routes[i] != NULL; i++)
    {
      g_autofree char *text = print_route (lp_router_get (router, i), &picture->links[i]);

      g_assert_cmpstr (text, ==, picture->routes[i]);
    }
}

static void
test_label_avoids_cards_and_other_labels (void)
{
  g_autoptr (LpRouter) router = lp_router_new ();
  LpRect labels[2];

  lp_router_set_box (router, 0, &(LpRect) { 0, 0, 184, 56 }, -1, FALSE);
  lp_router_set_box (router, 1, &(LpRect) { 230, 0, 184, 56 }, -1, FALSE);
  for (guint i = 0; i < 2; i++)
    lp_router_set_link (router, i, &(LpRouteLink) { 0, 1, .label_width = 80, .label_height = 20 });
  lp_router_update (router);

  for (guint i = 0; i < 2; i++)
    {
      const LpPoint label = lp_router_get (router, i)->label;

      labels[i] = (LpRect) { label.x - 40, label.y - 10, 80, 20 };
      g_assert_false (lp_rect_intersects (&labels[i], &(LpRect) { 0, 0, 184, 56 }));
      g_assert_false (lp_rect_intersects (&labels[i], &(LpRect) { 230, 0, 184, 56 }));
    }
  g_assert_false (lp_rect_intersects (&labels[0], &labels[1]));
}

/* The pin of a card stands on its upper edge, at the right: a label above it steps aside. */
static void
test_label_leaves_room_for_a_pin (void)
{
  const LpRect card = { 270, 46, 130, 56 };
  const LpRect pin = { card.x + card.width - 52, card.y - 14, 44, 20 };
  g_autoptr (LpRouter) router = lp_router_new ();
  LpRect label;

  lp_router_set_box (router, 0, &(LpRect) { 0, 0, 184, 56 }, -1, FALSE);
  lp_router_set_box (router, 1, &(LpRect) { 600, 0, 184, 56 }, -1, FALSE);
  lp_router_set_box (router, 2, &card, -1, FALSE);
  lp_router_set_link (router, 0, &(LpRouteLink) { 0, 1, .label_width = 80, .label_height = 20 });
  lp_router_update (router);

  label = (LpRect) { lp_router_get (router, 0)->label.x - 40,
                     lp_router_get (router, 0)->label.y - 10, 80, 20 };
  g_assert_cmpfloat (label.y, ==, 18);
  g_assert_false (lp_rect_intersects (&label, &pin));
}

static void
test_priority_keeps_its_place (void)
{
  g_autoptr (LpRouter) router = lp_router_new ();

  lp_router_set_box (router, 0, &(LpRect) { 0, 0, 184, 56 }, -1, FALSE);
  lp_router_set_box (router, 1, &(LpRect) { 300, 0, 184, 56 }, -1, FALSE);
  lp_router_set_link (router, 0, &(LpRouteLink) { 0, 1, .lane = 1 });
  lp_router_set_link (router, 1, &(LpRouteLink) { 0, 1, .lane = 2, .priority = 100 });
  lp_router_update (router);

  g_assert_cmpfloat_with_epsilon (lp_router_get (router, 1)->points[0].y, 28, 0.5);
}

static void
test_numbers_that_are_none_do_no_harm (void)
{
  const double strange[] = { NAN, INFINITY, -INFINITY, -1, 0, 1e300, -1e300, 1e-300 };
  const guint n = G_N_ELEMENTS (strange);
  g_autoptr (LpRouter) router = lp_router_new ();

  for (guint i = 0; i < n * n; i++)
    {
      const double x = strange[i % n], y = strange[i / n];
      const LpPoint bend = { x, y };
      const LpRouteLink link = {
        i, (i * 7 + 3) % (n * n), &bend, i % 3 == 0, i, (int) i, i % 5 == 0, i % 7, x, 20,
      };

      lp_router_set_box (router, i, &(LpRect) { x, y, x, y }, (int) (i * 5 % (n * n)), i % 2);
      lp_router_set_link (router, i, &link);
    }
  lp_router_update (router);

  for (guint i = 0; i < n * n; i++)
    {
      const LpRoute *self = lp_router_get (router, i);

      g_assert_cmpuint (self->n_points, >=, 2);
      for (guint k = 0; k < self->n_points; k++)
        g_assert_true (isfinite (self->points[k].x) && isfinite (self->points[k].y));
    }
}

static void
test_a_link_without_boxes_has_no_route (void)
{
  g_autoptr (LpRouter) router = lp_router_new ();
  guint n_changed;

  lp_router_set_link (router, 3, &(LpRouteLink) { 0, 1 });
  lp_router_update (router);
  g_assert_cmpuint (lp_router_get (router, 3)->n_points, ==, 0);
  g_assert_cmpuint (lp_router_get (router, 99)->n_points, ==, 0);

  lp_router_set_box (router, 0, &(LpRect) { 0, 0, 184, 56 }, -1, FALSE);
  lp_router_set_box (router, 1, &(LpRect) { 300, 0, 184, 56 }, -1, FALSE);
  lp_router_update (router);
  g_assert_cmpuint (lp_router_get (router, 3)->n_points, ==, 2);
  g_assert_cmpuint (*lp_router_get_changed (router, &n_changed), ==, 3);
  g_assert_cmpuint (n_changed, ==, 1);

  lp_router_remove_box (router, 1);
  lp_router_update (router);
  g_assert_cmpuint (lp_router_get (router, 3)->n_points, ==, 0);
  lp_router_get_changed (router, &n_changed);
  g_assert_cmpuint (n_changed, ==, 1);
}

/* A card above a server with a card, as far to the right as @x; what comes out of the one goes
 * into the other. */
static const LpRoute *
enter_server (LpRouter *router,
              double    x,
              double    left,
              double    right)
{
  lp_router_set_box (router, 0, &(LpRect) { x, 0, 184, 56 }, -1, FALSE);
  lp_router_set_box (router, 1, &(LpRect) { 0, 200, 248, 116 }, -1, TRUE);
  lp_router_set_header (router, 1, left, right);
  lp_router_set_box (router, 2, &(LpRect) { 32, 244, 184, 56 }, 1, FALSE);
  lp_router_set_link (router, 0, &(LpRouteLink) { 0, 2 });
  lp_router_update (router);

  return lp_router_get (router, 0);
}

static gboolean
strikes (const LpRoute *route,
         const LpRect  *text)
{
  for (guint i = 0; i + 1 < route->n_points; i++)
    {
      const LpPoint *a = &route->points[i], *b = a + 1;
      const LpRect piece = { MIN (a->x, b->x) - 0.5, MIN (a->y, b->y) - 0.5,
                             fabs (a->x - b->x) + 1, fabs (a->y - b->y) + 1 };

      if (lp_rect_intersects (&piece, text))
        return TRUE;
    }

  return FALSE;
}

/* Wherever the other end is, and however long the texts are: there is a free way at the side. */
static void
test_no_link_strikes_through_a_header (void)
{
  g_autoptr (LpRouter) router = lp_router_new ();

  for (double x = -400; x <= 400; x += 16)
    for (double left = 16; left <= 144; left += 32)
      for (double right = 0; right <= 96; right += 24)
        {
          const LpRoute *route = enter_server (router, x, left, right);

          g_assert_false (strikes (route, &(LpRect) { 0, 200, left, LP_ROUTE_HEADER }));
          g_assert_false (strikes (route, &(LpRect) { 248 - right, 200, right, LP_ROUTE_HEADER }));
        }
}

static void
test_a_link_comes_in_between_the_texts (void)
{
  g_autoptr (LpRouter) router = lp_router_new ();
  const LpRoute *route = enter_server (router, 32, 64, 96);

  g_assert_cmpuint (route->n_points, ==, 2);
  g_assert_cmpfloat (route->points[0].x, ==, 124);

  /* Another name: it makes room. */
  route = enter_server (router, 32, 136, 40);
  g_assert_cmpuint (route->n_points, ==, 2);
  g_assert_cmpfloat (route->points[0].x, >, 136);
  g_assert_cmpfloat (route->points[0].x, <, 208);
}

static void
test_two_bends_are_better_than_two_corners (void)
{
  g_autoptr (LpRouter) router = lp_router_new ();
  const LpRoute *route;

  lp_router_set_box (router, 0, &(LpRect) { 0, 0, 184, 56 }, -1, FALSE);
  lp_router_set_box (router, 1, &(LpRect) { 160, 160, 184, 56 }, -1, FALSE);
  lp_router_set_link (router, 0, &(LpRouteLink) { 0, 1 });
  lp_router_update (router);

  route = lp_router_get (router, 0);
  g_assert_cmpfloat (route->points[0].x < 160, ==, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *path = g_strconcat ("/route-pictures/", pictures[i].name, NULL);

      g_test_add_data_func (path, &pictures[i], test_picture);
    }
  g_test_add_func ("/route-pictures/label", test_label_avoids_cards_and_other_labels);
  g_test_add_func ("/route-pictures/label-leaves-room-for-a-pin",
                   test_label_leaves_room_for_a_pin);
  g_test_add_func ("/route-pictures/priority", test_priority_keeps_its_place);
  g_test_add_func ("/route-pictures/no-numbers", test_numbers_that_are_none_do_no_harm);
  g_test_add_func ("/route-pictures/no-boxes", test_a_link_without_boxes_has_no_route);

  g_test_add_func ("/route-pictures/no-link-strikes-through-a-header",
                   test_no_link_strikes_through_a_header);
  g_test_add_func ("/route-pictures/a-link-comes-in-between-the-texts",
                   test_a_link_comes_in_between_the_texts);
  g_test_add_func ("/route-pictures/two-bends-are-better-than-two-corners",
                   test_two_bends_are_better_than_two_corners);

  return g_test_run ();
}
