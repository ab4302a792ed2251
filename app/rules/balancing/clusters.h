/* SPDX-License-Identifier: MIT */
/* clusters.h: which load balancers do the same work, and which of them stand in for each
 * other. */

#pragma once

#include "rules/engine/groups.h"

G_BEGIN_DECLS

/* Whether @hop carries what visitors want: a request, or a query to what stands before a
 * database. */
gboolean   lp_clusters_is_traffic (const LpHop *hop);

/* Load balancers that are asked by the same or ask the same; one that nothing is linked to yet
 * counts as doing the same as the first. GArray of int each. Cost: O(nodes + hops). */
GPtrArray *lp_clusters_list_levels  (LpCheck *check) G_GNUC_WARN_UNUSED_RESULT;

/* Nodes that share a virtual IP or are joined by failover links. */
LpGroups  *lp_clusters_new          (LpCheck *check) G_GNUC_WARN_UNUSED_RESULT;

/* The load balancers among them. GArray of int each. */
GPtrArray *lp_clusters_list         (LpCheck *check) G_GNUC_WARN_UNUSED_RESULT;

/* What @node passes requests on to, each once, in document order. */
GArray    *lp_clusters_list_backends (LpCheck *check,
                                      int      node) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @node passes requests on to anything. */
gboolean   lp_clusters_passes_on (LpCheck *check,
                                  int      node);

/* Whether all that @node passes on goes to databases, as from PgBouncer or ProxySQL: that is there
 * for connections and roles, not to spread pages. */
gboolean   lp_clusters_is_for_data (LpCheck *check,
                                    int      node);

/* Whether the load balancer @node sends everything to one server and keeps the others in reserve.
 * Of members of a cluster people mean the cluster by that mode. */
gboolean   lp_clusters_keeps_reserve (LpCheck *check,
                                      int      node);

/* The elements of @nodes (int), ended by NULL. */
LpElement **lp_clusters_dup_elements (LpCheck      *check,
                                      const GArray *nodes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
