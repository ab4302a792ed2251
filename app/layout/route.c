/* SPDX-License-Identifier: MIT */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define FARTHEST 1e7            /* Coordinates beyond are brought back: sums stay exact. */

static const LpRoute no_route;

static void
clear_box (gpointer data)
{
  LpRouteBox *box = data;

  g_array_unref (box->links);
  g_clear_pointer (&box->trunks, g_array_unref);
}

static void
labels_init (LpRouteLabels *labels)
{
  labels->lines = lp_route_index_new ();
  labels->regions = lp_route_index_new ();
  for (guint round = 0; round < LP_ROUTE_LABEL_ROUNDS; round++)
    {
      labels->places[round] = lp_route_index_new ();
      labels->dirty[round] = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  labels->found = g_array_new (FALSE, FALSE, sizeof (guint));
  labels->near_boxes = g_array_new (FALSE, FALSE, sizeof (LpRect));
  labels->near_containers = g_array_new (FALSE, FALSE, sizeof (LpRect));
  labels->near_kept = g_array_new (FALSE, FALSE, sizeof (LpRect));
  labels->near_lines = g_array_new (FALSE, FALSE, sizeof (LpRect));
  labels->near_alike = g_array_new (FALSE, FALSE, sizeof (LpRect));
  labels->near_labels = g_array_new (FALSE, FALSE, sizeof (LpRect));
}

static void
labels_clear (LpRouteLabels *labels)
{
  lp_route_index_free (labels->lines);
  lp_route_index_free (labels->regions);
  for (guint round = 0; round < LP_ROUTE_LABEL_ROUNDS; round++)
    {
      lp_route_index_free (labels->places[round]);
      g_array_unref (labels->dirty[round]);
    }
  g_array_unref (labels->found);
  g_array_unref (labels->near_boxes);
  g_array_unref (labels->near_containers);
  g_array_unref (labels->near_kept);
  g_array_unref (labels->near_lines);
  g_array_unref (labels->near_alike);
  g_array_unref (labels->near_labels);
}

LpRouter *
lp_router_new (void)
{
  LpRouter *router = g_new0 (LpRouter, 1);

  router->boxes = g_array_new (FALSE, TRUE, sizeof (LpRouteBox));
  router->links = g_array_new (FALSE, TRUE, sizeof (LpRouteConnector));
  router->trunks = g_array_new (FALSE, TRUE, sizeof (LpRouteConnector));
  router->trunk_numbers = lp_route_trunk_numbers_new ();
  router->free_trunks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_clear_func (router->boxes, clear_box);
  g_array_set_clear_func (router->links, lp_route_connector_clear);
  g_array_set_clear_func (router->trunks, lp_route_connector_clear);
  router->box_index = lp_route_index_new ();
  router->read_index = lp_route_index_new ();
  router->wire_index = lp_route_index_new ();
  router->straight_index = lp_route_index_new ();
  router->grid = lp_route_grid_new ();
  for (LpRouteAxis axis = 0; axis < LP_N_AXES; axis++)
    lp_route_layer_init (&router->layers[axis]);
  labels_init (&router->labels);
  router->changed_boxes = g_array_new (FALSE, FALSE, sizeof (guint));
  router->dirty = g_array_new (FALSE, FALSE, sizeof (guint));
  router->deferred = g_array_new (FALSE, FALSE, sizeof (guint));
  router->changed = g_array_new (FALSE, FALSE, sizeof (guint));
  router->found = g_array_new (FALSE, FALSE, sizeof (guint));
  router->way = g_array_new (FALSE, FALSE, sizeof (LpPoint));

  return router;
}

void
lp_router_free (LpRouter *router)
{
  g_array_unref (router->boxes);
  g_array_unref (router->links);
  g_array_unref (router->trunks);
  g_array_unref (router->free_trunks);
  g_hash_table_unref (router->trunk_numbers);
  lp_route_index_free (router->box_index);
  lp_route_index_free (router->read_index);
  lp_route_index_free (router->wire_index);
  lp_route_index_free (router->straight_index);
  lp_route_grid_free (router->grid);
  for (LpRouteAxis axis = 0; axis < LP_N_AXES; axis++)
    lp_route_layer_clear (&router->layers[axis]);
  labels_clear (&router->labels);
  g_array_unref (router->changed_boxes);
  g_array_unref (router->dirty);
  g_array_unref (router->deferred);
  g_array_unref (router->changed);
  g_array_unref (router->found);
  g_array_unref (router->way);
  g_free (router);
}

static void
reserve_box (LpRouter *router,
             guint     number)
{
  for (guint i = router->boxes->len; i <= number; i++)
    {
      const LpRouteBox box = { .links = g_array_new (FALSE, FALSE, sizeof (guint)), .parent = -1 };

      g_array_append_val (router->boxes, box);
    }
}

static void
reserve_link (LpRouter *router,
              guint     number)
{
  for (guint i = router->links->len; i <= number; i++)
    {
      const LpRouteConnector link = lp_route_connector_new ();

      g_array_append_val (router->links, link);
    }
}

static double
get_sane (double value)
{
  return isfinite (value) ? CLAMP (value, -FARTHEST, FARTHEST) : 0;
}

static LpRect
get_sane_rect (const LpRect *rect)
{
  return (LpRect) {
    get_sane (rect->x), get_sane (rect->y),
    fmax (0, get_sane (rect->width)), fmax (0, get_sane (rect->height)),
  };
}

/* Remembers what the box was at the last update. */
static LpRouteBox *
change_box (LpRouter *router,
            guint     number)
{
  LpRouteBox *box = lp_router_box (router, number);

  if (!box->changed)
    {
      box->changed = TRUE;
      box->was_there = box->there;
      box->old_rect = box->rect;
      box->was_other = FALSE;
      g_array_append_val (router->changed_boxes, number);
    }

  return box;
}

void
lp_router_set_box (LpRouter     *router,
                   guint         box,
                   const LpRect *rect,
                   int           parent,
                   gboolean      container)
{
  LpRouteBox *self;
  LpRect sane;

  g_return_if_fail (router != NULL);
  g_return_if_fail (rect != NULL);

  reserve_box (router, box);
  self = lp_router_box (router, box);
  sane = get_sane_rect (rect);
  container = container != FALSE;
  if (self->there && self->parent == parent && self->container == (guint) container &&
      self->rect.x == sane.x && self->rect.y == sane.y &&
      self->rect.width == sane.width && self->rect.height == sane.height)
    return;

  self = change_box (router, box);
  self->was_other |= !self->there || self->parent != parent || self->container != (guint) container;
  router->crowds_are_stale |= self->was_other;
  self->rect = sane;
  self->parent = parent;
  self->container = container;
  self->there = TRUE;
}

void
lp_router_set_header (LpRouter *router,
                      guint     box,
                      double    left,
                      double    right)
{
  g_return_if_fail (router != NULL);

  reserve_box (router, box);
  left = fmax (0, get_sane (left));
  right = fmax (0, get_sane (right));
  if (lp_router_box (router, box)->left == left && lp_router_box (router, box)->right == right)
    return;

  change_box (router, box);
  lp_router_box (router, box)->left = left;
  lp_router_box (router, box)->right = right;
}

void
lp_router_remove_box (LpRouter *router,
                      guint     box)
{
  g_return_if_fail (router != NULL);

  if (box >= router->boxes->len || !lp_router_box (router, box)->there)
    return;

  router->crowds_are_stale = TRUE;
  change_box (router, box)->was_other = TRUE;
  lp_router_box (router, box)->there = FALSE;
}

static void
detach (LpRouter *router,
        guint     box,
        guint     link)
{
  GArray *links = lp_router_box (router, box)->links;

  router->crowds_are_stale |= lp_router_box (router, box)->is_hub;
  for (guint i = 0; i < links->len; i++)
    if (g_array_index (links, guint, i) == link)
      {
        g_array_remove_index_fast (links, i);
        return;
      }
}

static void
detach_ends (LpRouter *router,
             guint     link)
{
  const LpRouteLink *spec = &lp_router_connector (router, link)->spec;

  detach (router, spec->from, link);
  if (spec->to != spec->from)
    detach (router, spec->to, link);
}

static void
attach (LpRouter *router,
        guint     box,
        guint     link)
{
  GArray *links = lp_router_box (router, box)->links;

  g_array_append_val (links, link);
  router->crowds_are_stale |= links->len >= LP_ROUTE_CROWD;
}

static void
attach_ends (LpRouter *router,
             guint     link)
{
  const LpRouteLink *spec = &lp_router_connector (router, link)->spec;

  reserve_box (router, MAX (spec->from, spec->to));
  attach (router, spec->from, link);
  if (spec->to != spec->from)
    attach (router, spec->to, link);
}

static gboolean
is_same_link (const LpRouteLink *a,
              const LpRouteLink *b,
              gboolean           flipped)
{
  if (a->from != (flipped ? b->to : b->from) || a->to != (flipped ? b->from : b->to) ||
      a->lane != b->lane || a->words != b->words || a->light != b->light ||
      a->priority != b->priority || a->n_bends != b->n_bends || a->label_width != b->label_width ||
      a->label_height != b->label_height)
    return FALSE;

  for (guint i = 0; i < a->n_bends; i++)
    if (a->bends[i].x != b->bends[i].x || a->bends[i].y != b->bends[i].y)
      return FALSE;

  return TRUE;
}

static LpRouteLink
get_sane_link (const LpRouteLink *spec,
               LpPoint           *bends)
{
  LpRouteLink sane = *spec;

  for (guint i = 0; i < spec->n_bends; i++)
    bends[i] = (LpPoint) { get_sane (spec->bends[i].x), get_sane (spec->bends[i].y) };
  sane.bends = bends;
  sane.label_width = fmax (0, get_sane (spec->label_width));
  sane.label_height = fmax (0, get_sane (spec->label_height));

  return sane;
}

void
lp_router_mark_dirty (LpRouter *router,
                      guint     link)
{
  lp_router_connector (router, link)->stale = TRUE;
  lp_router_mark_wires (router, link);
}

void
lp_router_mark_urgent (LpRouter *router,
                       guint     link)
{
  lp_router_connector (router, link)->urgent = TRUE;
  lp_router_mark_dirty (router, link);
}

void
lp_router_mark_wires (LpRouter *router,
                      guint     link)
{
  LpRouteConnector *self = lp_router_connector (router, link);

  if (self->dirty)
    return;
  self->dirty = TRUE;
  g_array_append_val (router->dirty, link);
}

/* Where a link says something else, others may say what it said. */
static void
mark_labels_along (LpRouter *router,
                   guint     link)
{
  const GArray *points = lp_router_connector (router, link)->points;

  for (guint piece = 0; piece + 1 < points->len; piece++)
    {
      const LpRect line = lp_route_get_line (points, piece);

      lp_router_mark_labels_near (router, &line);
    }
}

void
lp_router_set_link (LpRouter          *router,
                    guint              link,
                    const LpRouteLink *spec)
{
  LpRouteConnector *self;
  g_autofree LpPoint *bends = NULL;
  LpRouteLink sane;

  g_return_if_fail (router != NULL);
  g_return_if_fail (spec != NULL);
  g_return_if_fail (spec->bends != NULL || spec->n_bends == 0);

  reserve_link (router, link);
  self = lp_router_connector (router, link);
  bends = g_new (LpPoint, spec->n_bends);
  sane = get_sane_link (spec, bends);
  if (self->there && is_same_link (&self->spec, &sane, self->flipped))
    return;

  if (self->there)
    {
      lp_router_mark_sharers (router, link);
      if (self->spec.words != sane.words)
        mark_labels_along (router, link);
      detach_ends (router, link);
    }
  self->flipped = FALSE;
  self->trunk = LP_ROUTE_NONE;
  self->other = TRUE;
  g_free (self->bends);
  self->bends = g_steal_pointer (&bends);
  self->spec = sane;
  self->there = TRUE;
  attach_ends (router, link);
  lp_router_mark_urgent (router, link);
}

void
lp_router_remove_link (LpRouter *router,
                       guint     link)
{
  g_return_if_fail (router != NULL);

  if (link >= router->links->len || !lp_router_connector (router, link)->there)
    return;

  lp_router_mark_sharers (router, link);
  detach_ends (router, link);
  lp_router_connector (router, link)->there = FALSE;
  lp_router_connector (router, link)->trunk = LP_ROUTE_NONE;
  lp_router_connector (router, link)->flipped = FALSE;
  lp_router_mark_urgent (router, link);
}

void
lp_router_set_hurry (LpRouter *router,
                     gboolean  hurry)
{
  g_return_if_fail (router != NULL);

  router->hurry = hurry;
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

  return &lp_router_connector (router, link)->route;
}
