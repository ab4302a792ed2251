/* SPDX-License-Identifier: MIT */
/* exposure.h: what reaches a component without passing a firewall. */

#pragma once

#include "analysis/traffic.h"
#include "rules/engine/check.h"

G_BEGIN_DECLS

enum
{
  LP_EXPOSURE_BARE = 1 << 0,      /* Visitors get there and pass no firewall in line. */
  LP_EXPOSURE_FILTERED = 1 << 1,  /* Visitors get there through a firewall in line. */
  LP_EXPOSURE_INSIDE = 1 << 2,    /* Others get there and pass no firewall in line. */
  LP_EXPOSURE_BEHIND = 1 << 3,    /* Asked, maybe over others, by what visitors reach through
                                   * one. */
};

typedef struct
{
  LpCheck *check;
  guint8  *marks;               /* By node. */
  int     *guards;              /* By server and zone: the first firewall that guards it, or -1; */
  int     *next_guard;          /* by firewall: the next one of the same. */
  int     *behind;              /* By node: the firewall in line behind which it is asked,
                                 * directly or over others, when visitors come; or -1. */
} LpExposure;

/* The one of @check, which owns it. Cost: O(nodes + legs), once. */
const LpExposure *lp_exposure_get  (LpCheck          *check);

/* The machine that what reaches @node reaches: its server, or where none is drawn @node
 * itself. */
int         lp_exposure_get_host   (const LpExposure *self,
                                    int               node);

/* Whether a firewall guards what @node stands in, its server or a zone, from the Internet. */
gboolean    lp_exposure_is_guarded (const LpExposure *self,
                                    int               node);

/* Whether the Internet can address what reaches @node: by a public address of its own or of its
 * server, or by a virtual IP in front. Where nothing says any address, nobody knows. */
typedef enum
{
  LP_ADDRESSED_UNKNOWN,
  LP_ADDRESSED_PRIVATE,
  LP_ADDRESSED_PUBLIC,
} LpAddressed;

LpAddressed lp_exposure_get_addressed (const LpExposure *self,
                                       int               node);

/* The same for all that stands behind @firewall: one of them is enough. */
LpAddressed lp_exposure_get_reach     (const LpExposure *self,
                                       int               firewall);

/* Whether @node is a host of ours that traffic can end at. */
gboolean    lp_exposure_is_ours    (const LpExposure *self,
                                    int               node);

G_END_DECLS
