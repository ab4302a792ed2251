/* SPDX-License-Identifier: MIT */
/* scene-private.h: what the scene keeps of each box and link, for the files that paint and pick. */

#pragma once

#include "draw/scene.h"

G_BEGIN_DECLS

#define LP_LABEL_HEIGHT 20.0

typedef struct
{
  LpElement *element;       /* NULL: the number is free. */
  LpKind     kind;
  gboolean   container;
  gboolean   chip;
  int        parent;        /* The number of the container, or -1. */
  LpRect     rect;
  LpRect     bounds;        /* What it may paint on. */
} LpSceneBox;

typedef struct
{
  LpElement *element;
  LpFlow     flow;
  char      *label;
  double     label_width;   /* 0 without a label. */
  LpRect     label_rect;
  LpRect     bounds;        /* Empty where there is no route. */
} LpSceneLine;

struct _LpScene
{
  LpDesign   *design;
  gulong      edited_handler;
  GArray     *boxes;        /* LpSceneBox, by number. */
  GArray     *lines;        /* LpSceneLine, by number. */
  GHashTable *numbers;      /* From element to number. */
  GArray     *box_order;    /* Numbers as they are painted. */
  GArray     *line_order;
  LpRouter   *router;
  GHashTable *marks;
  LpRect      bounds;
  gboolean    stale;
};

static inline LpSceneBox *
lp_scene_box (LpScene *scene,
              guint    number)
{
  return &g_array_index (scene->boxes, LpSceneBox, number);
}

static inline LpSceneLine *
lp_scene_line (LpScene *scene,
               guint    number)
{
  return &g_array_index (scene->lines, LpSceneLine, number);
}

LpSceneBox  *lp_scene_find_box  (LpScene   *scene,
                                 LpElement *element);
LpSceneLine *lp_scene_find_line (LpScene   *scene,
                                 LpElement *link);

G_END_DECLS
