/* SPDX-License-Identifier: MIT */
/* hops.h: who talks to whom when what is only in line is taken out. */

#pragma once

#include "analysis/graph.h"

G_BEGIN_DECLS

/* A link with what is only in line taken out: client -> firewall -> router -> load balancer is one
 * hop from the client to the load balancer. A box in line through which it is not clear who talks
 * to whom (a switch that joins many kinds) is not looked through: hops end and begin there. */
typedef struct
{
  int    from;                  /* Numbers of nodes, servers resolved to the component they mean. */
  int    to;
  int    first;                 /* Numbers of links; the same one where nothing is in line. */
  int    last;
  LpFlow flow;                  /* Of the last link. */
} LpHop;

/* What stands in line between two components without being one end of the talk: firewalls and
 * routers. */
gboolean lp_hops_is_in_line (LpKind         kind);

/* LpHop in the order of the first links. Cost: O(nodes + links). */
GArray  *lp_hops_new        (const LpGraph *graph) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
