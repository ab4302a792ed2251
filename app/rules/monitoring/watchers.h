/* SPDX-License-Identifier: MIT */
/* watchers.h: which servers somebody watches, and the parts that fixes add for it. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* Of each node: whether it is a server with an agent, or from or to which metrics are drawn, or
 * that holds the monitoring service. Cost: O(nodes + links). */
guint8    *lp_watchers_mark        (LpCheck   *check) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the server @node has anything to watch, and is ours. */
gboolean   lp_watchers_is_worth_it (LpCheck   *check,
                                    int        node);

/* For fixes: the first monitoring service of @design, or NULL. */
LpElement *lp_watchers_find_service (LpDesign *design);

/* A new one, beside what is drawn. */
LpElement *lp_watchers_add_service (LpDesign  *design);

/* An agent on @server that sends to @service. */
void       lp_watchers_add_agent   (LpDesign  *design,
                                    LpElement *server,
                                    LpElement *service);

G_END_DECLS
