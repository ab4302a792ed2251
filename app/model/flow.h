/* SPDX-License-Identifier: MIT */
/* flow.h: the table of what a link can carry, and which flow two kinds suggest. */

#pragma once

#include "model/kind.h"

G_BEGIN_DECLS

typedef enum
{
  LP_FLOW_LOOKUP,
  LP_FLOW_REQUEST,
  LP_FLOW_QUERY,
  LP_FLOW_REPLICATION,
  LP_FLOW_FAILOVER,
  LP_FLOW_METRICS,
  LP_FLOW_FILES,
  LP_FLOW_MANAGE,
  LP_FLOW_RESPONSE,
  LP_N_FLOWS,
} LpFlow;

typedef struct
{
  const char *key;        /* In the file: "request". */
  const char *title;      /* Translatable. */
  const char *summary;    /* Translatable: what it means, in one sentence. */
  LpProtocol  protocol;   /* What is spoken where neither the link nor its target says. */
} LpFlowRow;

const LpFlowRow *lp_flow_get_row      (LpFlow   flow);
const char      *lp_flow_get_title    (LpFlow   flow);

/* What a link drawn from @from to @to most likely is. There is always an answer: illegal pairs are
 * drawn and marked. */
LpFlow           lp_flow_propose      (LpKind   from,
                                       LpKind   to);

/* What a @flow that ends at @to is taken as: whoever asks for files fetches them. */
LpFlow           lp_flow_get_real     (LpFlow   flow,
                                       LpKind   to);

/* What a @flow that ends at @to speaks where it names nothing. */
LpProtocol       lp_flow_get_protocol (LpFlow   flow,
                                       LpKind   to);

/* The port of @protocol (or the default one) at @to; 0 where there is none (VRRP, response). */
int              lp_flow_get_port     (LpFlow     flow,
                                       LpKind     to,
                                       LpProtocol protocol);

/* Whether a @flow has to be heard by what listens at its end. */
gboolean         lp_flow_asks_listeners (LpFlow    flow);

/* Whether a @flow of @protocol (NONE: it does not say) to @port (0: likewise) is heard by what
 * listens for @heard (NONE: for anything) on @heard_port. Plain TCP or UDP carries whatever runs
 * over it; who says only what runs over it means its usual port. */
gboolean         lp_flow_fits_listener (LpFlow     flow,
                                        LpProtocol protocol,
                                        int        port,
                                        LpProtocol heard,
                                        int        heard_port);

/* Fills in what @protocol and @port of a @flow to @to leave open: by the listener that they mean
 * (NONE and 0: there is none), else by what is usual. */
void             lp_flow_complete_service (LpFlow      flow,
                                           LpKind      to,
                                           LpProtocol  heard,
                                           int         heard_port,
                                           LpProtocol *protocol,
                                           int        *port);

G_END_DECLS
