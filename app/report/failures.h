/* SPDX-License-Identifier: MIT */
/* failures.h: what takes a design down, as text and JSON. */

#pragma once

#include "analysis/graph.h"

G_BEGIN_DECLS

/* All three end with a line feed. @max_order 1 leaves fatal pairs out: large designs have very
 * many. */
char *lp_report_failures_to_text (const LpGraph *graph,
                                  int            max_order) G_GNUC_WARN_UNUSED_RESULT;
char *lp_report_failures_to_json (const LpGraph *graph,
                                  int            max_order) G_GNUC_WARN_UNUSED_RESULT;

/* What is left when the @n_down nodes @down have failed. */
char *lp_report_drill_to_text    (const LpGraph *graph,
                                  const int     *down,
                                  guint          n_down) G_GNUC_WARN_UNUSED_RESULT;
char *lp_report_drill_to_json    (const LpGraph *graph,
                                  const int     *down,
                                  guint          n_down) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
