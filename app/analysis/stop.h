/* SPDX-License-Identifier: MIT */
/* stop.h: the way of a request through a formula: where it leads, and where it stops. */

#pragma once

#include "analysis/formula.h"

G_BEGIN_DECLS

/* The links that a request of @visitor takes as far as it gets (int, in order), and the node where
 * it stops; -1 where it is served, and then the links are those by which it is. @stop may be NULL.
 * Free with g_free(). */
int *lp_stop_trace (const LpFormula *formula,
                    const guint8    *values,
                    int              visitor,
                    guint           *n_links,
                    int             *stop);

/* The nodes where the way of the first visitor that gets nothing stops. Free with g_free(). */
int *lp_stop_list  (const LpFormula *formula,
                    const guint8    *values,
                    guint           *n);

G_END_DECLS
