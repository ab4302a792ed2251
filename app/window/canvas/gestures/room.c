/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <math.h>

/* Free room around what is added without a place of its own; what is put somewhere may stand
 * closer. */
#define ROOM 24
#define GAP LP_CANVAS_GAP

/* A card that is put into a server is drawn to a place in line from as far as this, both ways.
 * Chips are a list: they always stand in line. */
#define PULL 48

/* With more around it no place is near. */
#define MAX_NEIGHBOURS 64

typedef struct
{
  GArray *neighbours;           /* LpRect: what must not be covered. */
  LpRect  inside;               /* Of the container: it may grow to the right and below. */
  LpRect  wanted;
  double  gap;
  LpPoint best;
  double  cost;
} Search;

/* What stands in @container and reaches into @around. */
static GArray *
list_neighbours (LpCanvas     *self,
                 LpElement    *container,
                 const LpRect *around,
                 GHashTable   *except)
{
  LpScene *scene = lp_canvas_get_scene (self);
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (LpRect));
  LpElement *child = lp_element_get_first_child (container);

  for (; child != NULL && rects->len < MAX_NEIGHBOURS; child = lp_element_get_next_sibling (child))
    {
      LpRect rect;

      if ((except == NULL || !g_hash_table_contains (except, child)) &&
          lp_scene_get_rect (scene, child, &rect) && lp_rect_intersects (&rect, around))
        g_array_append_val (rects, rect);
    }

  return rects;
}

static gboolean
is_free (const Search *search,
         const LpRect *rect)
{
  LpRect around = lp_rect_grow (rect, search->gap);

  for (guint i = 0; i < search->neighbours->len; i++)
    if (lp_rect_intersects (&around, &g_array_index (search->neighbours, LpRect, i)))
      return FALSE;

  return TRUE;
}

/* How far it is from where it is wanted; what makes the container grow counts twice more. */
static double
get_cost (const Search *search,
          const LpRect *rect)
{
  const LpRect *inside = &search->inside;
  double right = rect->x + rect->width - inside->x - inside->width;
  double below = rect->y + rect->height - inside->y - inside->height;

  return fabs (rect->x - search->wanted.x) + fabs (rect->y - search->wanted.y) +
         2 * (MAX (right, 0) + MAX (below, 0));
}

static void
try_place (Search *search,
           double  x,
           double  y)
{
  LpRect rect = { x, y, search->wanted.width, search->wanted.height };
  double cost = get_cost (search, &rect);

  if (cost >= search->cost || x < search->inside.x || y < search->inside.y ||
      !is_free (search, &rect))
    return;

  search->best = (LpPoint) { x, y };
  search->cost = cost;
}

/* Beside, above and below @other: as near as may be, and in line with it. */
static void
try_around (Search       *search,
            const LpRect *other)
{
  double left = other->x - search->gap - search->wanted.width;
  double right = other->x + other->width + search->gap;
  double above = other->y - search->gap - search->wanted.height;
  double below = other->y + other->height + search->gap;
  const double ys[] = { search->wanted.y, other->y };
  const double xs[] = { search->wanted.x, other->x };

  for (guint i = 0; i < G_N_ELEMENTS (xs); i++)
    {
      try_place (search, left, ys[i]);
      try_place (search, right, ys[i]);
      try_place (search, xs[i], above);
      try_place (search, xs[i], below);
    }
}

static LpRect
get_inside (LpCanvas  *self,
            LpElement *container)
{
  const double far = 1e9;
  LpRect rect;

  if (!lp_scene_get_rect (self->scene, container, &rect))
    return (LpRect) { -far, -far, 2 * far, 2 * far };

  return (LpRect) { rect.x + LP_PADDING, rect.y + LP_HEADER, rect.width - 2 * LP_PADDING,
                    rect.height - LP_HEADER - LP_PADDING };
}

/* The neighbours are of the caller. */
static Search
begin_search (LpCanvas     *self,
              LpElement    *container,
              const LpRect *wanted,
              double        gap,
              GArray       *neighbours)
{
  return (Search) {
    .neighbours = neighbours,
    .inside = get_inside (self, container),
    .wanted = *wanted,
    .gap = gap,
    .best = { wanted->x, wanted->y },
    .cost = G_MAXDOUBLE,
  };
}

/* The first place of a server, or the next in the row or column of what is there. */
static gboolean
find_place_in_line (Search *search)
{
  double bottom = search->inside.y;

  for (guint i = 0; i < search->neighbours->len; i++)
    {
      const LpRect *other = &g_array_index (search->neighbours, LpRect, i);
      double below = other->y + other->height + search->gap;

      try_place (search, other->x + other->width + search->gap, other->y);
      try_place (search, other->x, below);
      try_place (search, search->inside.x, below);
      bottom = MAX (bottom, below);
    }
  try_place (search, search->inside.x, bottom);

  return search->wanted.height == LP_CHIP_HEIGHT ||
         (fabs (search->best.x - search->wanted.x) <= PULL &&
          fabs (search->best.y - search->wanted.y) <= PULL);
}

LpPoint
lp_canvas_find_room_for (LpCanvas     *self,
                         LpElement    *container,
                         const LpRect *wanted,
                         GHashTable   *except)
{
  LpRect around = lp_rect_grow (wanted, 2 * MAX (wanted->width, wanted->height));
  g_autoptr (GArray) neighbours = list_neighbours (self, container, &around, except);
  Search search = begin_search (self, container, wanted, GAP, neighbours);

  if (lp_element_get_kind (container) == LP_KIND_SERVER && find_place_in_line (&search))
    return search.best;

  return lp_canvas_find_room (self, container, wanted, GAP, except);
}

LpPoint
lp_canvas_find_room (LpCanvas     *self,
                     LpElement    *container,
                     const LpRect *wanted,
                     double        gap,
                     GHashTable   *except)
{
  LpRect around = lp_rect_grow (wanted, 2 * MAX (wanted->width, wanted->height));
  g_autoptr (GArray) neighbours = list_neighbours (self, container, &around, except);
  Search search = begin_search (self, container, wanted, gap, neighbours);

  /* The edge of the container has had its say already. */
  if (is_free (&search, wanted))
    return search.best;

  for (guint i = 0; i < neighbours->len; i++)
    try_around (&search, &g_array_index (neighbours, LpRect, i));

  return search.best;
}

LpPoint
lp_canvas_find_room_below (LpElement *container,
                           LpElement *except)
{
  LpPoint origin = lp_box_get_origin (container);
  double bottom = LP_HEADER;

  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)) && child != except)
      {
        double width, height;

        lp_box_get_size (child, &width, &height);
        bottom = fmax (bottom, lp_element_get_number (child, LP_ATTRIBUTE_Y) + height + GAP);
      }

  return (LpPoint) { origin.x + LP_PADDING, origin.y + bottom };
}

/* Beside the last of the chips, as long as the container need not grow for it. */
static void
try_rows (Search *search)
{
  for (guint i = 0; i < search->neighbours->len; i++)
    {
      const LpRect *other = &g_array_index (search->neighbours, LpRect, i);
      double x = other->x + other->width + GAP;

      if (other->height == LP_CHIP_HEIGHT &&
          x + search->wanted.width <= search->inside.x + search->inside.width)
        try_place (search, x, other->y);
    }
}

LpPoint
lp_canvas_find_room_in (LpCanvas  *self,
                        LpElement *container,
                        LpElement *added)
{
  g_autoptr (GHashTable) except = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) neighbours = NULL;
  Search search = { .gap = GAP, .cost = G_MAXDOUBLE };
  LpRect around;

  search.best = lp_canvas_find_room_below (container, added);
  if (!lp_box_is_chip (added))
    return search.best;

  g_hash_table_add (except, added);
  lp_box_get_rect (container, &around);
  neighbours = list_neighbours (self, container, &around, except);
  search.neighbours = neighbours;
  search.inside = get_inside (self, container);
  lp_box_get_rect (added, &search.wanted);
  search.wanted.x = search.best.x;
  search.wanted.y = search.best.y;
  try_rows (&search);

  return search.best;
}

LpPoint
lp_canvas_find_room_in_view (LpCanvas *self,
                             LpKind    kind)
{
  const LpKindRow *row = lp_kind_get_row (kind);
  LpScene *scene = lp_canvas_get_scene (self);
  LpPoint middle = lp_canvas_to_drawing (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                                         gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
  double x = lp_canvas_snap (middle.x - row->width / 2, 0);
  double y = lp_canvas_snap (middle.y - row->height / 2, 0);

  for (int ring = 0; ring < 40; ring++)
    for (int dy = -ring; dy <= ring; dy++)
      for (int dx = -ring; dx <= ring; dx += ABS (dy) == ring || ring == 0 ? 1 : 2 * ring)
        {
          LpRect rect = { x + dx * 4 * LP_GRID - ROOM, y + dy * 4 * LP_GRID - ROOM,
                          row->width + 2 * ROOM, row->height + 2 * ROOM };

          if (lp_scene_is_free (scene, &rect))
            return (LpPoint) { rect.x + ROOM, rect.y + ROOM };
        }

  return (LpPoint) { x, y };
}
