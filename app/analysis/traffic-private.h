/* SPDX-License-Identifier: MIT */
/* traffic-private.h: the three steps in which traffic is followed, and what they share. */

#pragma once

#include "analysis/traffic.h"

G_BEGIN_DECLS

/* What a link says: LP_PROTOCOL_NONE and 0 where it says nothing. */
typedef struct
{
  LpFlow     flow;
  LpProtocol protocol;
  int        port;
} LpService;

struct _LpTrafficPrivate
{
  LpService   *services;        /* By leg: what its link says. */
  GHashTable  *named;           /* From node + 1 to what the legs that end there say. */
  guint8      *open;            /* By node: a firewall that lets in what no rule names. */
  int         *guards;          /* By container: its first guard or -1; by guard: the next one. */
  int         *last_inside;     /* By node: the last one that stands in it. */
  guint64     *kinds_before;    /* By node: LP_KIND_MASK () of who sends to it, */
  guint64     *kinds_behind;    /* and of whom it sends to. */
  guint       *stamps;          /* By node: the last search that met it. */
  guint        stamp;
  GArray      *sources;         /* What lp_traffic_list_sources() found last, */
  const LpLeg *sources_of;      /* for which leg, */
  gboolean     met_target;      /* and whether its target would have been among them. */
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
static inline gboolean
lp_traffic_is_named (const LpTraffic *self,
                     const LpLeg     *leg)
{
  const LpService *service = &self->priv->services[leg - self->legs];

  return service->protocol != LP_PROTOCOL_NONE || service->port != 0;
}

/* Fills in protocol, port, transports and listener of all legs. */
void     lp_traffic_find_services  (LpTraffic       *self);

/* Reads the rules of all firewalls and holds the legs against them. @last_inside: of each node
 * the last one that stands in it. */
void     lp_traffic_find_crossings (LpTraffic       *self,
                                    const int       *last_inside);

/* What @firewall says to @leg of @source. @rule is the number of the rule that decides, or -1 for
 * the policy. */
LpDecision lp_traffic_decide       (const LpTraffic *self,
                                    int              firewall,
                                    const LpLeg     *leg,
                                    int              source,
                                    gboolean         out,
                                    int             *rule);

/* Whether what @source sends over @leg passes @firewall, coming in or going @out. */
gboolean lp_traffic_passes         (const LpTraffic *self,
                                    int              firewall,
                                    const LpLeg     *leg,
                                    int              source,
                                    gboolean         out);

/* The rules for doors are used, too. */
void     lp_traffic_ask_for_doors  (LpTraffic       *self);

G_END_DECLS
