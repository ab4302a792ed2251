/* SPDX-License-Identifier: MIT */
/* clients.h: who of those that are drawn as clients visits the site, and who runs it. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* Whether the client @node only logs in to servers and asks for no pages. */
gboolean lp_clients_is_operator (LpCheck *check,
                                 int      node);

G_END_DECLS
