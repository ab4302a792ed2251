/* SPDX-License-Identifier: MIT */

/* What a link sees of the boxes, and which links have seen a box. */

#include "config.h"

#include "layout/route-private.h"

gboolean
lp_router_is_inside (LpRouter *router,
                     guint     box,
                     guint     container)
{
  int parent = lp_router_box (router, box)->parent;

  for (int depth = 0; depth < LP_ROUTE_DEEPEST && lp_router_has_box (router, parent); depth++)
    {
      if ((guint) parent == container)
        return container != box;
      parent = lp_router_box (router, parent)->parent;
    }

  return FALSE;
}

static void
open_containers (LpRouter *router,
                 guint     box)
{
  int parent = lp_router_box (router, box)->parent;

  for (int depth = 0; depth < LP_ROUTE_DEEPEST && lp_router_has_box (router, parent); depth++)
    {
      lp_router_box (router, parent)->open = router->serial;
      parent = lp_router_box (router, parent)->parent;
    }
}

void
lp_router_begin_link (LpRouter *router,
                      guint     link)
{
  const LpRouteConnector *self = lp_router_connector (router, link);

  router->serial++;
  open_containers (router, lp_route_get_start (self));
  open_containers (router, self->spec.to);
}

/* A container is open, too, if it lies under an end without being said to hold it. */
gboolean
lp_router_is_open (LpRouter *router,
                   guint     link,
                   guint     box)
{
  const LpRouteConnector *connector = lp_router_connector (router, link);
  const guint from = lp_route_get_start (connector), to = connector->spec.to;
  const LpRouteBox *self = lp_router_box (router, box);

  return self->open == router->serial ||
         (self->container && box != from && box != to &&
          (lp_rect_holds (&self->rect, &lp_router_box (router, from)->rect) ||
           lp_rect_holds (&self->rect, &lp_router_box (router, to)->rect)));
}

LpRouteRole
lp_router_get_role (LpRouter *router,
                    guint     link,
                    guint     box)
{
  const LpRouteConnector *self = lp_router_connector (router, link);
  const guint from = lp_route_get_start (self), to = self->spec.to;
  int at = box;

  if (lp_router_is_open (router, link, box))
    return LP_ROUTE_OPEN;

  for (int depth = 0; depth < LP_ROUTE_DEEPEST && lp_router_has_box (router, at); depth++)
    {
      if (depth > 0 && lp_router_is_open (router, link, at))
        return LP_ROUTE_WALL;
      if ((guint) at == from || (guint) at == to)
        return LP_ROUTE_NOTHING;
      at = lp_router_box (router, at)->parent;
    }

  return LP_ROUTE_WALL;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

void
lp_route_sort_numbers (GArray *numbers)
{
  guint *number = (guint *) numbers->data;
  guint kept = 0;

  if (numbers->len < 2)
    return;
  g_array_sort (numbers, compare_numbers);
  for (guint i = 1; i < numbers->len; i++)
    if (number[i] != number[kept])
      number[++kept] = number[i];
  g_array_set_size (numbers, kept + 1);
}

const GArray *
lp_router_look (LpRouter     *router,
                guint         link,
                const LpRect *rect)
{
  lp_route_reads_note (&lp_router_connector (router, link)->reads, rect);
  g_array_set_size (router->found, 0);
  lp_route_index_query (router->box_index, rect, router->found);
  lp_route_sort_numbers (router->found);

  return router->found;
}

/* Tells the indices of the reads from @first to before @end, stage by stage: a stage comes and goes
 * as a whole. */
static void
index_reads (LpRouter           *router,
             guint               link,
             guint               first,
             guint               end,
             LpRouteReadsChange  change)
{
  const LpRouteConnector *self = lp_router_connector (router, link);
  const guint ends[] = { self->n_found, self->n_searched, end };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const guint next = MIN (ends[i], end);

      if (next <= first)
        continue;
      lp_route_reads_for_index (&self->reads, first, next, change,
                                i == 0 ? router->read_index : router->wire_index, link);
      first = next;
    }
}

void
lp_router_forget_reads (LpRouter *router,
                        guint     link,
                        guint     first)
{
  LpRouteConnector *self = lp_router_connector (router, link);

  index_reads (router, link, first, self->n_noted, lp_route_index_remove_area);
  lp_route_reads_cut (&self->reads, first);
  self->n_noted = MIN (first, self->n_noted);
}

void
lp_router_keep_reads (LpRouter *router,
                      guint     link)
{
  LpRouteConnector *self = lp_router_connector (router, link);

  index_reads (router, link, self->n_noted, self->reads.n, lp_route_index_add_area);
  self->n_noted = self->reads.n;
}

const GArray *
lp_router_look_for_links (LpRouter     *router,
                          const LpRect *rect)
{
  g_array_set_size (router->found, 0);
  lp_route_index_query (router->straight_index, rect, router->found);
  lp_route_sort_numbers (router->found);

  return router->found;
}

#define TOLERANCE 0.01

gboolean
lp_route_is_crossing (const LpRect *piece,
                      const LpRect *line)
{
  return (piece->width == 0 ? line->height == 0 : line->width == 0) &&
         piece->x + TOLERANCE < line->x + line->width &&
         line->x + TOLERANCE < piece->x + piece->width &&
         piece->y + TOLERANCE < line->y + line->height &&
         line->y + TOLERANCE < piece->y + piece->height;
}

/* The same of a piece of which no more is known than where boxes were looked for around it. */
static gboolean
may_cross (const LpRouteArea *read,
           const LpRect      *line)
{
  const double inside = LP_ROUTE_LOOK + TOLERANCE;

  return read->left + inside < line->x + line->width && line->x + inside < read->right &&
         read->top + inside < line->y + line->height && line->y + inside < read->bottom;
}

gboolean
lp_route_share_end (const LpRouteLink *a,
                    const LpRouteLink *b)
{
  return a->from == b->from || a->from == b->to || a->to == b->from || a->to == b->to;
}

void
lp_router_mark_searchers (LpRouter     *router,
                          const LpRect *line)
{
  g_array_set_size (router->found, 0);
  lp_route_index_query (router->read_index, line, router->found);
  for (guint i = 0; i < router->found->len; i++)
    {
      const guint number = g_array_index (router->found, guint, i);
      const LpRouteConnector *searcher = lp_router_connector (router, number);

      for (guint k = 0; k < searcher->n_found && !searcher->stale && !searcher->straight; k++)
        if (may_cross (&searcher->reads.areas[k], line))
          lp_router_mark_dirty (router, number);
    }
}

/* Whether a link can see what is inside of @container. */
static gboolean
sees_into (LpRouter *router,
           guint     link,
           guint     container)
{
  const LpRouteConnector *self = lp_router_connector (router, link);
  const LpRect *rect = &lp_router_box (router, container)->rect;
  const guint from = lp_route_get_start (self);

  if (self->forced || self->spec.n_bends > 0)
    return TRUE;
  if ((link & LP_ROUTE_TRUNK) && self->spec.to == container)
    return FALSE;

  return lp_router_is_inside (router, from, container) ||
         lp_router_is_inside (router, self->spec.to, container) ||
         lp_rect_holds (rect, &lp_router_box (router, from)->rect) ||
         lp_rect_holds (rect, &lp_router_box (router, self->spec.to)->rect);
}

/* The index knows no more than roughly where a link has looked. */
static gboolean
has_read (const LpRouter     *router,
          const LpRouteIndex *index,
          guint               link,
          const LpRect       *rect)
{
  const LpRouteConnector *self = lp_router_connector (router, link);

  if (index == router->read_index)
    return lp_route_reads_touch (&self->reads, 0, self->n_found, rect);

  return lp_route_reads_touch (&self->reads, self->n_found, self->n_noted, rect);
}

static void
mark_readers_in (LpRouter     *router,
                 LpRouteIndex *index,
                 const LpRect *rect,
                 int           container,
                 void        (*mark) (LpRouter *, guint))
{
  g_array_set_size (router->found, 0);
  lp_route_index_query (index, rect, router->found);
  for (guint i = 0; i < router->found->len; i++)
    {
      const guint link = g_array_index (router->found, guint, i);

      if (has_read (router, index, link, rect) &&
          (container < 0 || sees_into (router, link, container)))
        mark (router, link);
    }
}

/* Marks the links that have looked at @rect; if it is in a @container, not -1, only those who
 * can see what is in there. */
static void
mark_readers (LpRouter     *router,
              const LpRect *rect,
              int           container)
{
  mark_readers_in (router, router->read_index, rect, container, lp_router_mark_dirty);
  mark_readers_in (router, router->wire_index, rect, container, lp_router_mark_wires);
  lp_router_mark_labels_near (router, rect);
}

/* A box on a border is neither inside nor outside. */
static void
mark_links_of_touched (LpRouter     *router,
                       const LpRect *rect)
{
  const GArray *found = router->found;

  g_array_set_size (router->found, 0);
  lp_route_index_query (router->box_index, rect, router->found);
  for (guint i = 0; i < found->len; i++)
    lp_router_mark_links_of (router, g_array_index (found, guint, i));
}

/* Who looks at a container from inside sees only its borders and its header. */
static void
mark_readers_of_border (LpRouter     *router,
                        const LpRect *rect)
{
  const LpRect strips[] = {
    { rect->x, rect->y, rect->width, MIN (LP_ROUTE_HEADER, rect->height) },
    { rect->x, rect->y + rect->height, rect->width, 0 },
    { rect->x, rect->y, 0, rect->height },
    { rect->x + rect->width, rect->y, 0, rect->height },
  };

  for (guint i = 0; i < G_N_ELEMENTS (strips); i++)
    {
      mark_readers (router, &strips[i], -1);
      mark_links_of_touched (router, &strips[i]);
    }
}

/* The container that hides a box from the links outside, before and after its change, or -1. */
static int
get_cover (LpRouter         *router,
           const LpRouteBox *box)
{
  const LpRouteBox *parent;

  if (!lp_router_has_box (router, box->parent) || box->was_other)
    return -1;
  parent = lp_router_box (router, box->parent);
  if (!parent->container || (parent->changed && parent->was_other) ||
      !lp_rect_holds (parent->changed ? &parent->old_rect : &parent->rect, &box->old_rect) ||
      !lp_rect_holds (&parent->rect, &box->rect))
    return -1;

  return box->parent;
}

static void
mark_readers_of_box (LpRouter         *router,
                     const LpRouteBox *box,
                     const LpRect     *rect)
{
  if (box->container && !box->was_other)
    mark_readers_of_border (router, rect);
  else
    mark_readers (router, rect, get_cover (router, box));
}

static gboolean
has_moved_house (LpRouter *router,
                 guint     box)
{
  int parent = lp_router_box (router, box)->parent;

  for (int depth = 0; depth < LP_ROUTE_DEEPEST && parent >= 0; depth++)
    {
      if ((guint) parent >= router->boxes->len)
        return FALSE;
      const LpRouteBox *self = lp_router_box (router, parent);

      if (self->changed && self->was_other)
        return TRUE;
      parent = self->parent;
    }

  return FALSE;
}

/* Where a container now is in another one, or no longer is a container, all it holds is
 * something else to the links around it. */
static void
mark_held_boxes (LpRouter *router)
{
  gboolean any = FALSE;

  for (guint i = 0; i < router->changed_boxes->len; i++)
    any |= lp_router_box (router, g_array_index (router->changed_boxes, guint, i))->was_other;

  for (guint i = 0; any && i < router->boxes->len; i++)
    {
      const LpRouteBox *box = lp_router_box (router, i);

      if (!box->there || !has_moved_house (router, i))
        continue;
      mark_readers (router, &box->rect, -1);
      lp_router_mark_links_of (router, i);
    }
}

void
lp_router_take_boxes (LpRouter *router)
{
  mark_held_boxes (router);
  for (guint i = 0; i < router->changed_boxes->len; i++)
    {
      const guint number = g_array_index (router->changed_boxes, guint, i);
      LpRouteBox *box = lp_router_box (router, number);

      if (box->was_there)
        {
          mark_readers_of_box (router, box, &box->old_rect);
          lp_route_index_remove (router->box_index, &box->old_rect, number);
        }
      if (box->there)
        {
          mark_readers_of_box (router, box, &box->rect);
          lp_route_index_add (router->box_index, &box->rect, number);
        }
      lp_router_mark_links_of (router, number);
    }
  for (guint i = 0; i < router->changed_boxes->len; i++)
    lp_router_box (router, g_array_index (router->changed_boxes, guint, i))->changed = FALSE;
}
