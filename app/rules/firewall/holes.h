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

/* Whether a rule of its firewall before @number lets in all that @number does. */
gboolean       lp_holes_is_covered    (LpCheck         *check,
                                       guint            number);

/* Whether the Internet may log in by SSH, and not simply do anything. */
gboolean       lp_holes_is_public_ssh (const LpAllow   *allow);

/* A fix: takes away the rules that the finding names. */
gboolean       lp_holes_remove        (const LpRule    *rule,
                                       LpFinding       *finding,
                                       LpDesign        *design);

G_END_DECLS
