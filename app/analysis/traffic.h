/* SPDX-License-Identifier: MIT */
/* traffic.h: who talks to whom on which port, who answers there, and what the firewalls on the
 * way say to it. */

#pragma once

#include "analysis/allow.h"

G_BEGIN_DECLS

/* What one link carries, seen as packets. Two flows differ from their arrow: failover is spoken
 * both ways and has two legs; replication is fetched, so its connection leads from the replica to
 * the primary.
 *
 * Firewalls in line, routers and virtual IPs are no end of a talk: traffic passes through them.
 * Where a leg from or to one of them names no service, the other legs of the chain say it. */
typedef struct
{
  guint       link;             /* Its number in the graph. */
  int         from;             /* Numbers of nodes. */
  int         to;
  LpFlow      flow;
  LpProtocol  protocol;
  guint       transports;
  int         port;             /* 0: it has none, or nobody says which. */
  LpElement  *listener;         /* The <listen> of the target that has the port, or NULL, */
  LpProtocol  heard;            /* and for what it listens. */
  guint       first_crossing;   /* The firewalls it passes: crossings[first_crossing] and on. */
  guint       n_crossings;
} LpLeg;

typedef enum
{
  LP_DECISION_UNSPECIFIED,      /* Nobody has written rules for this firewall: it is taken to let
                                 * through what is drawn and nothing else. */
  LP_DECISION_ALLOWED,
  LP_DECISION_DENIED,
} LpDecision;

/* A firewall that a leg passes, and what decides there. A firewall in line is passed by the legs
 * that leave it; one that guards a server or a zone by the legs whose sources enter it, and,
 * where it has rules for that, by those that leave it. */
typedef struct
{
  guint       leg;
  int         firewall;
  gboolean    out;              /* It leaves what the firewall guards. */
  LpDecision  decision;
  int         source;           /* Who sent it; where there are several, the first that is
                                 * denied. */
  LpElement  *rule;             /* The first <allow> that fits, or NULL: the policy decided. */
} LpCrossing;

typedef struct _LpTraffic LpTraffic;

struct _LpTraffic
{
  const LpGraph *graph;         /* Borrowed. */
  guint          n_legs;
  LpLeg         *legs;          /* In the order of the links. */
  guint          n_crossings;
  LpCrossing    *crossings;     /* In the order of the legs. */

  /* The rules of the firewall that is node i are allows[k] for allow_start[i] <= k <
   * allow_start[i + 1]. */
  guint         *allow_start;
  guint          n_allows;
  LpAllow       *allows;
  guint8        *used;          /* By rule: whether it decided for any traffic, */
  guint8        *visited;       /* and whether that comes from clients or goes to them. */

  /* The legs that end at node i are legs[in[k]] for in_start[i] <= k < in_start[i + 1]; out
   * likewise. */
  guint         *in_start;
  guint         *in;
  guint         *out_start;
  guint         *out;

  int           *servers;       /* Of each node: the server it stands in (or is), or -1. */
  struct _LpTrafficPrivate *priv;
};

/* What a firewall has to let through. */
typedef struct
{
  const char *peer;             /* The id of who sends, or "any"; lives as long as the graph. */
  LpProtocol  protocol;
  int         port;             /* 0: the protocol has none. */
  gboolean    out;              /* It goes out: the peer is who receives. */
} LpOpening;

/* What browsers ask of their own accord beside what is drawn: a listener that sends them on to
 * HTTPS, or one for HTTP/3, on the same port over UDP. */
typedef struct
{
  int        node;
  LpElement *listener;
  LpProtocol protocol;
  int        port;
  gboolean   redirects;
} LpDoor;

/* Follows the traffic of @graph, which must come from a design. One thread may use the answer.
 * Cost: O(elements + links + rules + for each leg the sources behind it × the rules of the
 * firewalls it passes); linear unless one switch joins everything. */
LpTraffic *lp_traffic_new      (const LpGraph *graph) G_GNUC_WARN_UNUSED_RESULT;
void       lp_traffic_free     (LpTraffic     *self);

/* Firewalls that stand on links, routers and virtual IPs. */
gboolean   lp_traffic_passes_through (LpKind kind);

/* Numbers of the nodes whose traffic @leg carries: its source, or who stands before what it
 * passes through. Not to be changed. */
GArray    *lp_traffic_list_sources (const LpTraffic *self,
                                    const LpLeg     *leg) G_GNUC_WARN_UNUSED_RESULT;

/* The rules that @firewall needs for what is drawn and for nothing more: LpOpening, each once, in
 * the order of the links. Visitors are "any", what stands in a server is known by its server. */
GArray    *lp_traffic_list_openings (const LpTraffic *self,
                                     int              firewall) G_GNUC_WARN_UNUSED_RESULT;

/* Those that are missing for what the leg with number @leg brings to @firewall, or (-1) for all
 * that it stops. */
GArray    *lp_traffic_list_missing (const LpTraffic *self,
                                    int              firewall,
                                    int              leg) G_GNUC_WARN_UNUSED_RESULT;

/* The doors (LpDoor) of what visitors ask over @leg, also behind what is in line; empty where it is
 * not visitors who send. */
GArray    *lp_traffic_list_doors   (const LpTraffic *self,
                                    const LpLeg     *leg) G_GNUC_WARN_UNUSED_RESULT;

/* What the firewall of @crossing says to visitors who come to @door. */
LpDecision lp_traffic_ask          (const LpTraffic  *self,
                                    const LpCrossing *crossing,
                                    const LpDoor     *door);

/* Whether somebody has said what @firewall lets through: it has rules, or lets everything. */
gboolean   lp_traffic_is_specified (const LpTraffic *self,
                                    int              firewall);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTraffic, lp_traffic_free)

G_END_DECLS
