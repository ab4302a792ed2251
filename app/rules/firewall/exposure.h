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
  guint8  *guarded;             /* By server: whether a firewall guards it. */
  int     *behind;              /* By node: the firewall in line behind which it is asked,
                                 * directly or over others, when visitors come; or -1. */
} LpExposure;

/* The one of @check, which owns it. Cost: O(nodes + legs), once. */
const LpExposure *lp_exposure_get  (LpCheck          *check);

/* The machine that what reaches @node reaches: its server, or where none is drawn @node
 * itself. */
int         lp_exposure_get_host   (const LpExposure *self,
                                    int               node);
gboolean    lp_exposure_is_guarded (const LpExposure *self,
                                    int               node);

/* Whether @node is a host of ours that traffic can end at. */
gboolean    lp_exposure_is_ours    (const LpExposure *self,
                                    int               node);

G_END_DECLS
