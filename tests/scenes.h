/* SPDX-License-Identifier: MIT */
/* scenes.h: random boxes and links for a router. */

#pragma once

#include "layout/route.h"

G_BEGIN_DECLS

#define MOST_BOXES 40
#define MOST_LINKS 150

/* As a caller keeps them, to be given to routers in any order. */
typedef struct
{
  guint       n_boxes;
  LpRect      rects[MOST_BOXES];
  int         parents[MOST_BOXES];
  gboolean    containers[MOST_BOXES];
  double      lefts[MOST_BOXES]; /* How far the texts of their headers reach. */
  double      rights[MOST_BOXES];
  gboolean    boxes_there[MOST_BOXES];
  guint       n_links;
  LpRouteLink links[MOST_LINKS];
  LpPoint     bends[MOST_LINKS][2];
  gboolean    links_there[MOST_LINKS];
} Scene;

int         scene_random      (GRand       *rand,
                               int          from,
                               int          to,
                               int          step);
LpRouteLink scene_random_link (GRand       *rand,
                               Scene       *scene,
                               guint        number,
                               gboolean     bends);
void        scene_make_wild   (Scene       *scene,
                               GRand       *rand);
void        scene_make_tidy   (Scene       *scene,
                               GRand       *rand);
void        scene_make_crowd  (Scene       *scene,
                               GRand       *rand);
void        scene_give_box    (LpRouter    *router,
                               const Scene *scene,
                               guint        i);
void        scene_give_link   (LpRouter    *router,
                               const Scene *scene,
                               guint        i);
LpRouter   *scene_route       (const Scene *scene) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
