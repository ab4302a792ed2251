/* SPDX-License-Identifier: MIT */

#include "config.h"

#include "layout/route.h"

#include <math.h>

typedef struct
{
  LpRect   rect;
  int      parent;
  gboolean container;
  gboolean there;
} Box;

typedef struct
{
  LpRouteLink spec;
  LpPoint    *bends;
  GArray     *points;
  LpRoute     route;
  gboolean    there;
} Link;

struct _LpRouter
{
  GArray *boxes;
  GArray *links;
  GArray *changed;
};

static const LpRoute no_route;

static void
clear_link (gpointer data)
{
  Link *link = data;

  g_clear_pointer (&link->bends, g_free);
  g_clear_pointer (&link->points, g_array_unref);
}

LpRouter *
lp_router_new (void)
{
  LpRouter *router = g_new0 (LpRouter, 1);

  router->boxes = g_array_new (FALSE, TRUE, sizeof (Box));
  router->links = g_array_new (FALSE, TRUE, sizeof (Link));
  router->changed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_clear_func (router->links, clear_link);

  return router;
}

void
lp_router_free (LpRouter *router)
{
  g_array_unref (router->boxes);
  g_array_unref (router->links);
  g_array_unref (router->changed);
  g_free (router);
}

void
lp_router_set_box (LpRouter     *router,
                   guint         box,
                   const LpRect *rect,
                   int           parent,
                   gboolean      container)
{
  g_return_if_fail (router != NULL);
  g_return_if_fail (rect != NULL);

  if (box >= router->boxes->len)
    g_array_set_size (router->boxes, box + 1);
  g_array_index (router->boxes, Box, box) = (Box) { *rect, parent, container, TRUE };
}

void
lp_router_remove_box (LpRouter *router,
                      guint     box)
{
  g_return_if_fail (router != NULL);

  if (box < router->boxes->len)
    g_array_index (router->boxes, Box, box).there = FALSE;
}

void
lp_router_set_link (LpRouter          *router,
                    guint              link,
                    const LpRouteLink *spec)
{
  Link *self;

  g_return_if_fail (router != NULL);
  g_return_if_fail (spec != NULL);

  if (link >= router->links->len)
    g_array_set_size (router->links, link + 1);
  self = &g_array_index (router->links, Link, link);

  g_free (self->bends);
  self->bends = g_memdup2 (spec->bends, spec->n_bends * sizeof (LpPoint));
  self->spec = *spec;
  self->spec.bends = self->bends;
  self->there = TRUE;
}

void
lp_router_remove_link (LpRouter *router,
                       guint     link)
{
  g_return_if_fail (router != NULL);

  if (link < router->links->len)
    g_array_index (router->links, Link, link).there = FALSE;
}

static Box *
find_box (LpRouter *router,
          guint     number)
{
  if (number >= router->boxes->len || !g_array_index (router->boxes, Box, number).there)
    return NULL;

  return &g_array_index (router->boxes, Box, number);
}

static void
add_point (Link  *link,
           double x,
           double y)
{
  const LpPoint point = { x, y };

  g_array_append_val (link->points, point);
}

static void
route_simply (Link         *link,
              const LpRect *a,
              const LpRect *b)
{
  const double ax = a->x + a->width / 2, ay = a->y + a->height / 2;
  const double bx = b->x + b->width / 2, by = b->y + b->height / 2;
  const double top = MAX (a->y, b->y), bottom = MIN (a->y + a->height, b->y + b->height);
  const double left = MAX (a->x, b->x), right = MIN (a->x + a->width, b->x + b->width);
  const double from_x = bx > ax ? a->x + a->width : a->x, to_x = bx > ax ? b->x : b->x + b->width;
  const double from_y = by > ay ? a->y + a->height : a->y, to_y = by > ay ? b->y : b->y + b->height;

  if (bottom > top)
    {
      add_point (link, from_x, (top + bottom) / 2);
      add_point (link, to_x, (top + bottom) / 2);
    }
  else if (right > left)
    {
      add_point (link, (left + right) / 2, from_y);
      add_point (link, (left + right) / 2, to_y);
    }
  else
    {
      add_point (link, from_x, ay);
      add_point (link, (from_x + to_x) / 2, ay);
      add_point (link, (from_x + to_x) / 2, by);
      add_point (link, to_x, by);
    }
}

static void
place_label (Link *link)
{
  const LpPoint *points = (const LpPoint *) link->points->data;
  double longest = -1;

  for (guint i = 0; i + 1 < link->points->len; i++)
    {
      const double length = fabs (points[i + 1].x - points[i].x) +
                            fabs (points[i + 1].y - points[i].y);

      if (length <= longest)
        continue;
      longest = length;
      link->route.label.x = (points[i].x + points[i + 1].x) / 2;
      link->route.label.y = (points[i].y + points[i + 1].y) / 2;
    }
}

void
lp_router_update (LpRouter *router)
{
  g_return_if_fail (router != NULL);

  g_array_set_size (router->changed, 0);
  for (guint i = 0; i < router->links->len; i++)
    {
      Link *link = &g_array_index (router->links, Link, i);
      const Box *from = find_box (router, link->spec.from);
      const Box *to = find_box (router, link->spec.to);

      if (link->points == NULL)
        link->points = g_array_new (FALSE, FALSE, sizeof (LpPoint));
      g_array_set_size (link->points, 0);
      if (link->there && from != NULL && to != NULL)
        route_simply (link, &from->rect, &to->rect);
      place_label (link);
      link->route.points = (LpPoint *) link->points->data;
      link->route.n_points = link->points->len;
      g_array_append_val (router->changed, i);
    }
}

const guint *
lp_router_get_changed (LpRouter *router,
                       guint    *n_changed)
{
  g_return_val_if_fail (router != NULL, NULL);
  g_return_val_if_fail (n_changed != NULL, NULL);

  *n_changed = router->changed->len;

  return (const guint *) router->changed->data;
}

const LpRoute *
lp_router_get (LpRouter *router,
               guint     link)
{
  g_return_val_if_fail (router != NULL, &no_route);

  if (link >= router->links->len)
    return &no_route;

  return &g_array_index (router->links, Link, link).route;
}
