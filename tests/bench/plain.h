/* SPDX-License-Identifier: MIT */
/* plain.h: textbook graph algorithms without frills, to measure the analysis against. */

#pragma once

#include "analysis/graph.h"

G_BEGIN_DECLS

/* What requests go through: edges along lookups, requests and queries and between containers and
 * what they hold. Directed, there is also a source before the clients and a sink behind the last
 * tier; both ways these two would make one component of services that have nothing in common. */
typedef struct
{
  guint  n;
  guint  n_edges;
  guint  source;
  guint  sink;
  guint *out_start;       /* Directed. */
  guint *out;
  guint *near_start;      /* Both ways. */
  guint *near;
  guint *near_edge;       /* The number of the edge: equal at both ends. */
} Plain;

Plain *plain_new                      (const LpGraph *graph) G_GNUC_WARN_UNUSED_RESULT;
void   plain_free                     (Plain         *self);

/* J. Hopcroft and R. Tarjan, 1973. Returns how many there are. */
guint  plain_count_articulations      (const Plain   *self);

/* From the source: K. D. Cooper, T. J. Harvey and K. Kennedy, 2001. Returns how many vertices other
 * than itself dominate the sink. */
guint  plain_count_dominators_of_sink (const Plain   *self);

/* Separation pairs: in each biconnected component, without each of its vertices, the articulation
 * points of what is left. Each pair counts once for each of its two. */
guint  plain_count_pairs_by_block     (const Plain   *self);

/* Pairs of vertices without which some client does not reach the sink, by trying at most @most. */
guint  plain_count_pairs_naively      (const Plain   *self,
                                       guint          most,
                                       guint         *n_tried);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plain, plain_free)

G_END_DECLS
