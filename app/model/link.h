/* SPDX-License-Identifier: MIT */
/* link.h: elements that join two others, and what counts where a link leaves something out. */

#pragma once

#include "model/element.h"

G_BEGIN_DECLS

/* How many bends a link may have. Nobody sets nearly as many by hand, and its way goes from one to
 * the next. */
#define LP_LINK_MAX_BENDS 1000

/* A link in no design yet. Protocol and port are left to the flow’s defaults. */
LpElement  *lp_link_new           (LpFlow     flow,
                                   LpElement *from,
                                   LpElement *to) G_GNUC_WARN_UNUSED_RESULT;

LpElement  *lp_link_get_from      (LpElement *link);
LpElement  *lp_link_get_to        (LpElement *link);

/* Ends are edits like attributes. */
void        lp_link_set_from      (LpElement *link,
                                   LpElement *from);
void        lp_link_set_to        (LpElement *link,
                                   LpElement *to);

LpFlow      lp_link_get_flow      (LpElement *link);

/* What a link itself says about its traffic. */
typedef struct
{
  LpAttributeMask mask;     /* lp_element_get_mask() */
  LpElement  *from;
  LpElement  *to;
  LpFlow      flow;
  int         access;       /* LP_ACCESS_CHOICE_… */
  LpProtocol  protocol;     /* LP_PROTOCOL_NONE */
  int         port;         /* and 0 where it does not say. */
  gboolean    tls;
  gboolean    required;     /* FALSE also where it does not say. */
  int         weight;       /* 1 where it does not say. */
  int         priority;     /* -1: it does not say. */
  int         sync;         /* LP_SYNC_… */
  const char *pool;         /* "" for the one of the target’s kind. */
} LpLinkTerms;

/* The same as asking for them one by one, for who reads all links. */
LpLinkTerms lp_link_get_terms     (LpElement *link);

/* What counts: as set, else by the listener of the target that fits what is set, else by flow and
 * kind of target. Port 0: none. */
LpProtocol  lp_link_get_protocol  (LpElement *link);
int         lp_link_get_port      (LpElement *link);

/* The same for any @flow that ends at the component @target: fills in what @protocol (NONE) and
 * @port (0) leave open. */
void        lp_link_complete_service (LpFlow      flow,
                                      LpElement  *target,
                                      LpProtocol *protocol,
                                      int        *port);

/* False for caches, unless the link says otherwise. */
gboolean    lp_link_is_required   (LpElement *link);

/* Whether what passes can be read on the way. */
gboolean    lp_link_is_encrypted  (LpElement *link);

/* The component that a link to (or from) @element means: of a server the front (or last) one. */
LpElement  *lp_link_resolve_to    (LpElement *element);
LpElement  *lp_link_resolve_from  (LpElement *element);

/* The links that end at @element, in no special order; none is owned. */
LpElement **lp_element_get_links  (LpElement *element,
                                   guint     *n_links);

G_END_DECLS
