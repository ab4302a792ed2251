/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

/* Dropping a component on a link puts it into the link: a firewall between load balancer and web
 * server. */

/* The link must pass this near the middle of the component. */
#define REACH 12

/* What requests and queries go through. */
#define ON_THE_WAY (LP_KIND_MASK (LP_KIND_LOAD_BALANCER) | LP_KIND_MASK (LP_KIND_VIRTUAL_IP) | \
                    LP_KIND_MASK (LP_KIND_ROUTER) | LP_KIND_MASK (LP_KIND_FIREWALL) | \
                    LP_KIND_MASK (LP_KIND_WEB_SERVER) | LP_KIND_MASK (LP_KIND_APP_SERVER) | \
                    LP_KIND_MASK (LP_KIND_CACHE))

/* A straight piece of a link, as it ran before the component came: by now it runs around it. */
typedef struct
{
  LpElement *link;
  LpRect     rect;
} Piece;

/* Where links run, to look for one under @element; NULL where it cannot be put into any: a
 * component that is on links already is meant to stay on those. */
GArray *
lp_canvas_list_pieces (LpCanvas  *self,
                       LpElement *element)
{
  LpScene *scene = lp_canvas_get_scene (self);
  GArray *pieces;
  guint n_links;

  lp_element_get_links (element, &n_links);
  if (n_links > 0 || (ON_THE_WAY & LP_KIND_MASK (lp_element_get_kind (element))) == 0)
    return NULL;

  pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  for (guint i = 0; i < lp_scene_get_n_links (scene); i++)
    {
      Piece piece = { lp_scene_get_link (scene, i) };
      const LpRoute *route = lp_scene_get_route (scene, piece.link);
      LpFlow flow = lp_link_get_flow (piece.link);

      if (flow != LP_FLOW_REQUEST && flow != LP_FLOW_QUERY)
        continue;

      for (guint j = 0; j + 1 < route->n_points; j++)
        {
          const LpPoint *a = &route->points[j], *b = &route->points[j + 1];

          piece.rect = (LpRect) { MIN (a->x, b->x), MIN (a->y, b->y),
                                  ABS (a->x - b->x), ABS (a->y - b->y) };
          g_array_append_val (pieces, piece);
        }
    }

  return pieces;
}

/* The link that @element, being dragged, would be put into, or NULL. A firewall in a server guards
 * that, wherever links run through it. */
LpElement *
lp_canvas_find_splice (GArray    *pieces,
                       LpElement *element)
{
  LpRect rect, middle;

  if (lp_box_is_chip (element))
    return NULL;

  lp_box_get_rect (element, &rect);
  middle = (LpRect) { rect.x + rect.width / 2 - REACH, rect.y + rect.height / 2 - REACH,
                      2 * REACH, 2 * REACH };
  for (guint i = 0; i < pieces->len; i++)
    if (lp_rect_intersects (&g_array_index (pieces, Piece, i).rect, &middle))
      return g_array_index (pieces, Piece, i).link;

  return NULL;
}

/* What only lets traffic through does not change what is asked for, and at which port. */
static gboolean
is_transparent (LpElement *element)
{
  LpKind kind = lp_element_get_kind (element);

  return lp_kind_is (kind, LP_TRAIT_RELAY);
}

void
lp_canvas_splice (LpCanvas  *self,
                  LpElement *link,
                  LpElement *element)
{
  LpElement *to = lp_link_get_to (link);
  g_autoptr (LpElement) rest = NULL;

  lp_canvas_clear_bends (self, link);
  if (is_transparent (element))
    {
      g_autofree char *id = lp_design_make_id (self->design, "link");

      rest = lp_element_copy (link);
      lp_element_set_text (rest, LP_ATTRIBUTE_ID, id);
      lp_element_unset (rest, LP_ATTRIBUTE_LABEL);
      lp_link_set_from (rest, element);
    }
  else
    {
      rest = lp_canvas_make_link (self, element, to);
    }

  lp_link_set_to (link, element);
  if (!is_transparent (element))
    lp_canvas_propose (link);
  lp_design_add (self->design, rest, lp_element_get_parent (link),
                 lp_element_get_next_sibling (link));
}
