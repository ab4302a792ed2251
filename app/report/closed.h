/* SPDX-License-Identifier: MIT */
/* closed.h: the links that let nothing through, and why in a sentence. */

#pragma once

#include "analysis/conversation.h"

G_BEGIN_DECLS

/* A link is closed where a way that is offered ends with it and does not get through, and none goes
 * over it that does. Cost: O(ways). */

/* Marks them in a table for lp_scene_set_marks(). */
void  lp_report_mark_closed (GHashTable    *marks,
                             const LpGraph *graph);

/* What keeps the link with @id closed; NULL for one that is not. */
char *lp_report_dup_closed  (const LpGraph *graph,
                             const char    *id) G_GNUC_WARN_UNUSED_RESULT;

/* The same of those that leave @node, a sentence each, at most @most of them; NULL where there are
 * none. */
char *lp_report_dup_closed_from (const LpGraph *graph,
                                 int            node,
                                 guint          most) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
