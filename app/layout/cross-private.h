/* SPDX-License-Identifier: MIT */
/* cross-private.h: what the files of the crossings share: the boxes of all tiers with the links
 * that pass between them. */

#pragma once

#include "layout/cross.h"

G_BEGIN_DECLS

/* A box, or the place where a link passes a tier. */
typedef struct
{
  guint   tier;
  guint   place;                /* In its tier. */
  double  wish;                 /* By which it is sorted. */
  GArray *before;               /* guint: nodes in the tier before, one for each link. */
  GArray *after;
} LpCrossPlace;

typedef struct
{
  GArray  *nodes;               /* LpCrossPlace; those of the boxes first. */
  guint    n_boxes;
  GArray **tiers;               /* guint: nodes in their order. */
  guint    n_tiers;
  GArray  *edges;               /* LpCrossEdge, between nodes. */
  guint64  n_visits;            /* Of nodes, so far: who exchanges them gives up at some number. */
} LpCrossGraph;

#define LP_CROSS_PLACE(graph, i) (&g_array_index ((graph)->nodes, LpCrossPlace, (i)))
#define LP_CROSS_AT(graph, tier, i) (g_array_index ((graph)->tiers[tier], guint, (i)))

/* cross-graph.c */
void lp_cross_graph_init  (LpCrossGraph      *graph,
                           const int         *tiers,
                           guint              n_boxes,
                           const LpCrossEdge *edges,
                           guint              n_edges,
                           const guint       *order);
void lp_cross_graph_clear (LpCrossGraph      *graph);

/* By their wishes. */
void lp_cross_sort_tier   (LpCrossGraph      *graph,
                           guint              tier);

/* cross-untangle.c: exchanges neighbours where that means fewer crossings; with @passing no two
 * boxes. */
void lp_cross_exchange    (LpCrossGraph      *graph,
                           gboolean           passing);
void lp_cross_untangle    (LpCrossGraph      *graph);

G_END_DECLS
