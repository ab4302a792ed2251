/* SPDX-License-Identifier: MIT */
/* traffic-private.h: the three steps in which traffic is followed, and what they share. */

#pragma once

#include "analysis/traffic.h"

G_BEGIN_DECLS

typedef struct
{
  guint     n;
  LpNetwork networks[2];
} LpAddresses;

struct _LpTrafficPrivate
{
  GHashTable  *named;           /* From node + 1 to what the legs that end there name. */
  LpAddresses *addresses;       /* By node; of servers only. */
  int         *guards;          /* By server: its first guard or -1; by guard: the next one. */
  guint64     *kinds_before;    /* By node: LP_KIND_MASK () of who sends to it, */
  guint64     *kinds_behind;    /* and of whom it sends to. */
  guint       *stamps;          /* By node: the last search that met it. */
  guint        stamp;
  guint       *crossing_start;  /* Crossings by firewall. */
  guint       *crossing;
};

static inline gboolean
lp_traffic_is_in_line (const LpTraffic *self,
                       int              node)
{
  return lp_traffic_passes_through (self->graph->nodes[node].kind);
}

/* Whether the link of @leg says a protocol or a port. */
gboolean lp_traffic_is_named       (const LpTraffic *self,
                                    const LpLeg     *leg);

/* Fills in protocol, port, transports and listener of all legs. */
void     lp_traffic_find_services  (LpTraffic       *self);

/* Reads the rules of all firewalls and holds the legs against them. @last_inside: of each node
 * the last one that stands in it. */
void     lp_traffic_find_crossings (LpTraffic       *self,
                                    const int       *last_inside);

/* Puts the numbers of @n things of @size bytes in order of one of their nodes, by counting. */
void     lp_traffic_sort_by_node   (const LpTraffic *self,
                                    gconstpointer    things,
                                    guint            n,
                                    gsize            size,
                                    gsize            offset,
                                    guint          **start,
                                    guint          **sorted);

G_END_DECLS
