/* SPDX-License-Identifier: MIT */
/* level-private.h: what the files of a level share. Lengths are along the way of a request (x) and
 * across it (y), whichever way that runs: only level.c knows. */

#pragma once

#include "layout/dot.h"
#include "layout/level.h"

G_BEGIN_DECLS

typedef struct
{
  LpElement *element;
  guint      number;            /* In the document. */
  LpDotBox   box;
  int        tier;
  LpRect     drawn;
  guint      service;           /* G_MAXUINT for none. */
  gboolean   hub;               /* Visitors, names and monitoring: many services share them. */
  gboolean   linked;
} LpLevelBox;

typedef struct
{
  double between_tiers;         /* Room for a link’s label. */
  double in_tier;
  double beside_hub;            /* From visitors to names and monitoring. */
} LpLevelSpacing;

typedef struct
{
  const LpPlan         *plan;
  const LpLevelSpacing *spacing;
  GArray               *boxes;          /* LpLevelBox, as they were drawn across the way. */
  GHashTable           *numbers;        /* From element to its number plus one. */
  GArray               *edges;          /* LpCrossEdge. */
  GPtrArray            *links;          /* LpElement: that of each edge. */
  guint                 n_services;
  gboolean              drawn;          /* They had places before: their order counts. */
  double                first_band;     /* How far the first of several bands reaches, or 0. */
} LpLevel;

/* The boxes and edges of one service, in numbers of its own. */
typedef struct
{
  GArray *members;              /* guint: numbers in the level. */
  GArray *edges;                /* LpCrossEdge. */
  LpPoint drawn;                /* Its corner, before. */
  double  width;
  double  height;
} LpComponent;

/* Of one tier. */
#define LP_LEVEL_MAX_COLUMNS 8

#define LP_LEVEL_BOX(level, i) (&g_array_index ((level)->boxes, LpLevelBox, (i)))

/* level-tier.c: how far along the way of a request each box stands. */
void        lp_level_number_tiers  (LpLevel         *level);

/* level-service.c: array of @level->n_services. */
LpComponent  *lp_level_split         (LpLevel         *level) G_GNUC_WARN_UNUSED_RESULT;
void        lp_level_free_services (LpLevel         *level,
                                    LpComponent       *services);
LpLevelBox *lp_level_get_member    (const LpLevel   *level,
                                    const LpComponent *service,
                                    guint            i);

/* level-order.c: the numbers of the members tier by tier, in each as they were drawn, and how many
 * columns the tier of each has. Then, where nothing was drawn, such that what stands in one row
 * crosses little, too. */
void        lp_level_sort_as_drawn (LpLevel         *level,
                                    const LpComponent *service,
                                    guint           *order,
                                    guint           *columns);
void        lp_level_sort_for_rows (LpLevel         *level,
                                    const LpComponent *service,
                                    guint           *order);

/* level-row.c: in each tier boxes stand in rows, and those in one or several columns. */
gboolean    lp_level_place_service (LpLevel         *level,
                                    LpComponent       *service,
                                    GError         **error);

/* level-fold.c: a tier that would make the picture a tower, or a ribbon, stands in several columns.
 * Sets for each member in @order, which has them by tier, how many columns its tier has. */
void        lp_level_fold          (const LpLevel   *level,
                                    const LpComponent *service,
                                    const guint     *order,
                                    guint           *columns);

/* level-band.c: a long way is broken, as lines of text are. */
void        lp_level_break         (LpLevel         *level,
                                    LpComponent       *service);

/* level-picture.c: puts services and hubs beside each other; returns the far corner. */
LpPoint     lp_level_compose       (LpLevel         *level,
                                    LpComponent       *services,
                                    LpPoint          origin);

G_END_DECLS
