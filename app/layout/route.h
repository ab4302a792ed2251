/* SPDX-License-Identifier: MIT */
/* route.h: orthogonal links around boxes. Tell it which boxes and links changed; it tells which
 * routes did. */

#pragma once

#include "model/geometry.h"

G_BEGIN_DECLS

/* What lies between the links, the boxes and each other, in drawing units. */
#define LP_ROUTE_GAP 12.0       /* Between links side by side, and to a card where there is room. */
#define LP_ROUTE_MIN_GAP 8.0    /* To a card or the border of a container. */
#define LP_ROUTE_CROWD 48       /* So many links make a box a hub, where they move each other. */
#define LP_ROUTE_HEADER 32.0    /* The strip on top of a container that holds its name. */

typedef struct _LpRouter LpRouter;

typedef struct
{
  guint          from;          /* Numbers of boxes. */
  guint          to;
  const LpPoint *bends;         /* Points fixed by hand, in order; the router copies them. */
  guint          n_bends;
  guint          lane;          /* Links of one source and lane may share a trunk; others do not. */
  int            priority;      /* Of links that want the same place the higher one gets it. */
  gboolean       light;         /* Where it ends in a crowd it pushes nobody, and is not pushed. */
  guint          words;         /* Links with the same ones may share a label. */
  double         label_width;   /* 0 without a label. */
  double         label_height;
} LpRouteLink;

/* From the border of one box to the border of the other. Consecutive points share x or y.
 * A link one of whose boxes is not there has no points. */
typedef struct
{
  LpPoint *points;
  guint    n_points;
  LpPoint  label;               /* The centre of the label. */
  gboolean leaves_label;        /* Another link says the same along the same line: no label. */
} LpRoute;

LpRouter      *lp_router_new         (void);
void           lp_router_free        (LpRouter          *router);

/* Boxes and links have small numbers chosen by the caller: memory is proportional to the highest
 * one. @parent is the number of the container that holds the box, or -1. Setting what is already
 * so costs nothing. */
void           lp_router_set_box     (LpRouter          *router,
                                      guint              box,
                                      const LpRect      *rect,
                                      int                parent,
                                      gboolean           container);

/* How far the texts in the header of container @box reach from its left and from its right border:
 * links come in between them where they can. */
void           lp_router_set_header  (LpRouter          *router,
                                      guint              box,
                                      double             left,
                                      double             right);
void           lp_router_remove_box  (LpRouter          *router,
                                      guint              box);
void           lp_router_set_link    (LpRouter          *router,
                                      guint              link,
                                      const LpRouteLink *spec);
void           lp_router_remove_link (LpRouter          *router,
                                      guint              link);

/* In a hurry (something is dragged) an update does only what one would miss at once: links whose
 * ends moved, and those that a box now lies on. The first update that is not does the rest. */
void           lp_router_set_hurry   (LpRouter          *router,
                                      gboolean           hurry);

/* Brings all routes up to date. The routes depend only on the boxes and links there are, not on
 * the order or the number of calls that brought them there. Cost: what the changes since the last
 * update touch, not the size of the drawing. */
void           lp_router_update      (LpRouter          *router);

/* The links whose routes (or labels) the last update changed or removed, by ascending number. */
const guint   *lp_router_get_changed (LpRouter          *router,
                                      guint             *n_changed);

/* As of the last update; valid until the next. */
const LpRoute *lp_router_get         (LpRouter          *router,
                                      guint              link);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpRouter, lp_router_free)

G_END_DECLS
