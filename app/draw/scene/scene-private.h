/* SPDX-License-Identifier: MIT */
/* scene-private.h: what the scene keeps of boxes and links, for updating, picking and painting. */

#pragma once

#include "draw/scene/grid.h"
#include "draw/scene/scene.h"

G_BEGIN_DECLS

#define LP_LABEL_HEIGHT 20.0

typedef struct
{
  LpElement *element;       /* NULL: the number is free. */
  LpKind     kind;
  gboolean   container;
  gboolean   chip;
  gboolean   listed;        /* While updating: it waits in a level. */
  int        parent;        /* The number of the container, or -1. */
  guint      depth;
  guint      place;         /* In the order of painting. */
  guint      generation;    /* Of the last walk that met it. */
  LpPoint    at;            /* In its container. */
  double     own_width;     /* Without what it holds. */
  double     own_height;
  double     width;
  double     height;
  LpRect     rect;
  LpRect     bounds;        /* All that it may paint on. */
} LpSceneBox;

typedef struct
{
  LpElement *element;
  LpFlow     flow;
  guint      place;
  guint      generation;
  char      *label;
  double     label_width;   /* 0 without a label. */
  gboolean   backwards;     /* Its router knows it from target to source. */
  gboolean   waits;         /* It is among the links that wait. */
  gboolean   astray;        /* The router’s answer, if any, is about what was there before. */
  LpPoint   *points;        /* Of its route, in its own direction. */
  LpRoute    route;         /* Borrows these points. */
  LpRect     label_rect;
  LpRect     dot;           /* Where that of the linter is, if it has found anything. */
  LpRect     gap;           /* Where it is broken, if it is closed, */
  gboolean   gap_is_vertical; /* and whether its line is vertical there. */
  LpRect     bounds;        /* Empty where there is no route. */
} LpSceneLine;

typedef struct _LpSceneRound LpSceneRound;

struct _LpScene
{
  LpDesign   *design;
  gulong      edited_handler;

  GArray     *boxes;        /* LpSceneBox, by number. */
  GArray     *lines;        /* LpSceneLine, by number. */
  GArray     *free_boxes;   /* Numbers to use again. */
  GHashTable *numbers;      /* From element to number. */
  GArray     *box_order;    /* Numbers as they are painted: containers first. */
  GArray     *line_order;
  guint       n_containers;
  LpGrid     *box_grid;
  LpGrid     *line_grid;
  LpRouter   *router;
  LpSceneRound *round;      /* Who has the router; NULL: nobody else. */
  GHashTable *marks;
  GHashTable *moving;       /* Set of LpElement, or NULL. */

  LpRect      bounds;
  gboolean    bounds_are_stale;
  LpRect      reach;        /* No smaller than the bounds, and always known. */
  GHashTable *touched;      /* Boxes and links to measure anew; references are held. */
  gboolean    is_rebuilt;   /* Elements came or went. */
  gboolean    was_moving;   /* In the last update: it left something to be done. */
  guint       generation;
  LpRect      view;
  guint       patience;     /* More links than these are routed in a thread; 0: none are. */
  LpSceneReady ready;
  gpointer    ready_data;

  /* What the router does not know yet; numbers. */
  GArray     *untold_boxes;
  GArray     *untold_lines; /* That are gone. */
  GArray     *moved_boxes;
  guint       n_moved_links; /* So many links these have. */
  GArray     *astray;       /* Lines to ask it for again. */
  GArray     *waiting;      /* Lines to bring in later, as far as they still wait. */
  guint       n_taken;      /* So many of these are in. */
  guint       n_crowded;    /* How many of them of crowded boxes. */
  guint       round_size;
  GPtrArray  *links;        /* While updating: the links of line_order. */
  GPtrArray  *levels;       /* While updating: arrays of boxes to measure, by depth. */
  LpRect      dirty;
  GArray     *dirty_rects;  /* LpRect: the same in pieces, */
  GArray     *shown_rects;  /* and those of the last update. */
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

/* The box (or line) at place @i of a list of numbers. */
static inline LpSceneBox *
lp_scene_nth_box (LpScene *scene,
                  GArray  *numbers,
                  guint    i)
{
  return lp_scene_box (scene, g_array_index (numbers, guint, i));
}

static inline LpSceneLine *
lp_scene_nth_line (LpScene *scene,
                   GArray  *numbers,
                   guint    i)
{
  return lp_scene_line (scene, g_array_index (numbers, guint, i));
}

gboolean     lp_scene_find_number (LpScene    *scene,
                                   LpElement  *element,
                                   guint      *number);
LpSceneBox  *lp_scene_find_box  (LpScene      *scene,
                                 LpElement    *element);
LpSceneLine *lp_scene_find_line (LpScene      *scene,
                                 LpElement    *link);

/* The numbers of the boxes (or lines) that may paint in @rect, in paint order. */
GArray      *lp_scene_list_boxes (LpScene      *scene,
                                  const LpRect *rect) G_GNUC_WARN_UNUSED_RESULT;
GArray      *lp_scene_list_lines (LpScene      *scene,
                                  const LpRect *rect) G_GNUC_WARN_UNUSED_RESULT;

/* What @area covers has to be painted again. */
void         lp_scene_soil       (LpScene      *scene,
                                  const LpRect *area);

/* Adds box @number to those that are measured and put, unless it is there. */
void         lp_scene_enqueue    (LpScene      *scene,
                                  guint         number);

/* Whether @link ends on a box of very many links. */
gboolean     lp_scene_is_in_crowd (LpElement    *link);

/* Remembers what has to be measured and painted anew after @edit; the same for what is written on
 * the links of @element. */
void         lp_scene_note_edit  (LpScene      *scene,
                                  const LpEdit *edit);
void         lp_scene_touch_links (LpScene     *scene,
                                   LpElement   *element);

/* The steps of an update: boxes and links as they are now, the places of the boxes, and the routes
 * of the links. */
void         lp_scene_collect    (LpScene      *scene);
void         lp_scene_arrange    (LpScene      *scene);
void         lp_scene_route      (LpScene      *scene);

/* Box @number is elsewhere. */
void         lp_scene_note_move  (LpScene      *scene,
                                  guint         number);

/* Tells the router what line @number is now. */
void         lp_scene_set_link   (LpScene      *scene,
                                  guint         number);

/* What the router says of line @number is what is painted from now on; nothing if it is astray. A
 * number that means nothing any more is fine. */
void         lp_scene_soil_line   (LpScene           *scene,
                                   const LpSceneLine *line);
void         lp_scene_settle_line (LpScene     *scene,
                                   guint        number);

/* Whether something of @line may paint in @rect. */
gboolean     lp_scene_line_meets  (const LpSceneLine *line,
                                   const LpRect      *rect);

/* Frees the router as soon as nobody uses it. */
void         lp_scene_abandon_router (LpScene  *scene);

G_END_DECLS
