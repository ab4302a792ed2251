/* SPDX-License-Identifier: MIT */
/* endpoints.h: who ends the visitors’ TLS, and which certificates stand there. */

#pragma once

#include "analysis/traffic.h"
#include "rules/engine/check.h"

G_BEGIN_DECLS

enum
{
  LP_ENDPOINT_PUBLIC = 1 << 0,  /* Visitors ask it, past what is in line. */
  LP_ENDPOINT_TLS = 1 << 1,     /* They do so over TLS. */
  LP_ENDPOINT_SECURE = 1 << 2,  /* Anybody asks it over HTTPS, or it listens for that. */
  LP_ENDPOINT_ASKED = 1 << 3,   /* Anybody asks it, and encrypts that in whatever way. */
};

typedef struct
{
  LpCheck    *check;
  guint8     *marks;            /* By node. A load balancer that only passes TCP on passes TLS on,
                                 * too. */
  guint8     *passes;           /* By node: it passes TLS on. */
  GHashTable *certificates;     /* From node + 1 to the GArray of int that stand in it or are
                                 * linked. */
} LpEndpoints;

/* The one of @check, which owns it. Cost: O(nodes + legs), once. */
const LpEndpoints *lp_endpoints_get      (LpCheck           *check);

/* CDNs, load balancers, web and application servers. */
gboolean      lp_endpoints_is_one        (const LpEndpoints *self,
                                          int                node);

/* Whether @node passes TLS on without looking into it: a load balancer on the TCP layer, unless it
 * has a certificate itself and sends on what it has decrypted. */
gboolean      lp_endpoints_passes_tls    (const LpEndpoints *self,
                                          int                node);

/* The certificates for @node: on its server, in a zone around it or linked to it. Numbers of
 * nodes. */
GArray       *lp_endpoints_list_certificates (const LpEndpoints *self,
                                              int                node) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lp_endpoints_has_certificate   (const LpEndpoints *self,
                                              int                node);

/* Whether what @leg carries cannot be read on the way. */
gboolean      lp_endpoints_is_encrypted  (const LpEndpoints *self,
                                          const LpLeg       *leg);

/* For fixes: a certificate for @element on its server, the one that stands about unused if there
 * is one. FALSE where @element is on no server. */
gboolean      lp_endpoints_add_certificate (LpDesign  *design,
                                            LpElement *element);

G_END_DECLS
