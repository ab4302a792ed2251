/* SPDX-License-Identifier: MIT */
/* cross.h: fewer crossings: in which order the boxes of each tier stand, and where links pass
 * between them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint from;           /* Numbers of boxes, or of nodes: then @to is in the tier after @from’s. */
  guint to;
  int   weight;         /* How much it wants to be short and straight. */
} LpCrossEdge;

/* A place in a tier: for a box, or for a link that passes. */
typedef struct
{
  guint number;         /* That of the box, or one more than any of these. */
  guint tier;           /* 0, 1, … */
} LpCrossNode;

/* Tier by tier, in each tier in the order in which its nodes are to stand. */
typedef struct
{
  GArray *nodes;        /* LpCrossNode; edges name them by their place in it. */
  GArray *edges;        /* LpCrossEdge, in the order of their ends. */
} LpOrdering;

/* Sorts the boxes of each tier so that links cross less, beginning with @order, which has the
 * numbers of all of them. @tiers has the tier of each box, any number; links within one say
 * nothing, nor do the longest ones where there are thousands. With @keep two neighbours change
 * places only where that alone means fewer crossings: what somebody drew stays as it is as far as
 * it is no worse than its mirror. Otherwise by medians (Gansner, Koutsofios, North, Vo: A Technique
 * for Drawing Directed Graphs, 1993, section 3). To sort once more what is sorted changes nothing,
 * unless there is so much that the search was cut short. Cost: O(links × tiers that they pass ×
 * log) for each of a few rounds. */
LpOrdering *lp_cross_sort    (const int         *tiers,
                              guint              n_boxes,
                              const LpCrossEdge *edges,
                              guint              n_edges,
                              const guint       *order,
                              gboolean           keep) G_GNUC_WARN_UNUSED_RESULT;
void        lp_ordering_free (LpOrdering *crossing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpOrdering, lp_ordering_free)

G_END_DECLS
