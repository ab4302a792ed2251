/* SPDX-License-Identifier: MIT */
/* partners.h: rules of firewalls for who stands in for whom: nothing drawn needs them today. */

#pragma once

#include "rules/firewall/holes.h"

G_BEGIN_DECLS

/* Whether the rule with @number is for what comes when one takes the place of another: databases
 * that have a primary in common, a balancer that takes over from one with the same rule, VRRP. */
gboolean lp_partners_need (LpCheck *check,
                           guint    number);

G_END_DECLS
