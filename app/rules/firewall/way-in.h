/* SPDX-License-Identifier: MIT */
/* way-in.h: whether the Internet gets at the ports of a component, past the firewalls around it. */

#pragma once

#include "analysis/traffic.h"
#include "rules/engine/check.h"

G_BEGIN_DECLS

typedef enum
{
  LP_WAY_IN_NONE,       /* A firewall stops it, or has no rules yet: what is drawn passes. */
  LP_WAY_IN_BY_RULE,    /* All firewalls let it in, */
  LP_WAY_IN_FREE,       /* or there is none. */
} LpWayIn;

/* Looks at the firewalls that guard what @node stands in. Where rules let the Internet in, @allow
 * is one of the innermost firewall, @by. Firewalls that let in everything have findings of their
 * own: alone they are no way in. */
LpWayIn        lp_way_in_find      (LpCheck        *check,
                                    int             node,
                                    const LpAllow **allow,
                                    int            *by);

/* The rule of @firewall by which the Internet reaches one of the ports of @node, or NULL. */
const LpAllow *lp_way_in_find_rule (LpCheck        *check,
                                    int             firewall,
                                    int             node);

G_END_DECLS
