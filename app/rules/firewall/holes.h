/* SPDX-License-Identifier: MIT */
/* holes.h: the rules of a firewall, picked out and put into words. */

#pragma once

#include "analysis/traffic.h"
#include "rules/engine/check.h"

G_BEGIN_DECLS

/* Whether the rule @number is meant. */
typedef gboolean (*LpHolesFilter) (LpCheck *check,
                                   guint    number);

/* The <allow>s of @firewall that @filter passes, ended by NULL; NULL where there are none. */
GPtrArray     *lp_holes_list          (LpCheck         *check,
                                       int              firewall,
                                       LpHolesFilter    filter) G_GNUC_WARN_UNUSED_RESULT;

/* "any → 22, 10.0.0.0/8 → MySQL". */
char          *lp_holes_describe      (GPtrArray       *allows) G_GNUC_WARN_UNUSED_RESULT;

/* Whether it lets in the Internet: everybody, or so large a part of all addresses that rules for
 * the other parts make no difference. */
gboolean       lp_holes_is_public     (const LpAllow   *allow);

/* Whether it lets in the Internet on every port. */
gboolean       lp_holes_is_any        (const LpAllow   *allow);

/* How many ports it speaks of; 0 where its protocol has none. */
guint          lp_holes_count_ports   (const LpAllow   *allow);

/* The rule of @firewall that lets anybody on the Internet reach @port over @transport, or
 * NULL. */
const LpAllow *lp_holes_find_public   (LpCheck         *check,
                                       int              firewall,
                                       LpTransport      transport,
                                       int              port);

/* Whether it is for SSH: administrators are seldom drawn. */
gboolean       lp_holes_is_ssh        (const LpAllow   *allow);

/* Whether it is needed, but lets in far more than what needs it: everybody where no visitor
 * comes, a huge network, or many ports. */
gboolean       lp_holes_is_wide       (LpCheck         *check,
                                       guint            number);

/* The first rule before @number that lets in all that @number does, or -1. */
int            lp_holes_find_cover    (LpCheck         *check,
                                       guint            number);

/* Rules that one finding speaks of are no other rule’s. */
void           lp_holes_claim         (LpCheck         *check,
                                       const LpAllow   *allow);
gboolean       lp_holes_is_claimed    (LpCheck         *check,
                                       guint            number);

/* A fix: takes away the rules that the finding names. */
gboolean       lp_holes_remove        (const LpRule    *rule,
                                       LpFinding       *finding,
                                       LpDesign        *design);

G_END_DECLS
