/* SPDX-License-Identifier: MIT */
/* labels.h: the exact words that the newer edition of the exercise grades. */

#pragma once

#include "rules/brief.h"

G_BEGIN_DECLS

/* What @element has to be called by @brief, or NULL where it may be called as it is. Of several
 * elements that a label could mean, those that bear no label yet get the missing ones in document
 * order. */
const char *lp_labels_find (const LpBrief *brief,
                            LpDesign      *design,
                            LpElement     *element);

/* The words that @link has to bear, or NULL. */
const char *lp_labels_find_for_link (const LpBrief *brief,
                                     LpElement     *link);

/* Whether @edge speaks of @link. */
gboolean    lp_labels_fit_edge (const LpBriefEdge *edge,
                                LpElement         *link);

G_END_DECLS
