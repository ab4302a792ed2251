/* SPDX-License-Identifier: MIT */
/* allow.h: one rule of a firewall, read once so that traffic can be held against it. */

#pragma once

#include "analysis/graph.h"
#include "analysis/network.h"

G_BEGIN_DECLS

typedef enum
{
  LP_SOURCE_ANY,        /* Everybody, the Internet too. */
  LP_SOURCE_NODES,      /* An element of the design and what stands in it. */
  LP_SOURCE_NETWORK,    /* An address or a network. */
  LP_SOURCE_UNKNOWN,    /* Neither: lets nobody through. */
} LpSource;

typedef struct
{
  int first;
  int last;
} LpPortRange;

typedef struct
{
  LpElement   *element;         /* The <allow>. */
  gboolean     out;             /* It is about what goes out: below, “source” is where to. */
  LpSource     source;
  int          node;            /* LP_SOURCE_NODES: the element that is named, */
  int          first;           /* and the numbers in the graph, from … to, that it lets
                                 * through: */
  int          last;            /* of a component all of its server, which has one address. */
  LpNetwork    network;         /* LP_SOURCE_NETWORK. */
  guint        transports;
  gboolean     any_port;
  guint        n_ranges;        /* None, and not any port: it says no port that there is. */
  LpPortRange *ranges;
} LpAllow;

/* Reads @element. @servers: of each node the server it stands in, or -1; @last_inside: the last
 * node that stands in it. */
void     lp_allow_init    (LpAllow        *self,
                           LpElement      *element,
                           const LpGraph  *graph,
                           const int      *servers,
                           const int      *last_inside);
void     lp_allow_clear   (LpAllow        *self);

/* Whether it speaks of @port of @transport; port 0: nobody says which. */
gboolean lp_allow_has_port (const LpAllow *self,
                            LpTransport    transport,
                            int            port);

/* Whether the whole Internet may come. */
gboolean lp_allow_is_public (const LpAllow *self);

/* Whether it asks neither who comes nor where to. */
gboolean lp_allow_is_any    (const LpAllow *self);

/* Whether everything that @other lets through passes @self already. */
gboolean lp_allow_covers    (const LpAllow *self,
                             const LpAllow *other);

/* Reads ports as firewalls have them: "443", "8000-8010", "80, 443"; "any" and "" are any. FALSE
 * where something is no port. @ranges is NULL for any, else owned by the caller. */
gboolean lp_allow_parse_ports (const char   *text,
                               LpPortRange **ranges,
                               guint        *n_ranges);

G_END_DECLS
