/* SPDX-License-Identifier: MIT */
/* fix.h: machine fixes: one undoable step that makes a finding go away. */

#pragma once

#include "rules/engine/finding.h"

G_BEGIN_DECLS

/* Applies the fix of @finding to @design as one step. FALSE, and no step, where there is none or it
 * no longer fits. */
gboolean   lp_fix_apply         (LpFinding *finding,
                                 LpDesign  *design);

/* Helpers for fixes. Moves @element beside @near, where nothing is yet. */
void       lp_fix_place         (LpElement *element,
                                 LpElement *near);

/* All of them edit inside the open step. A new component of @kind in @parent,
 * placed beside @near (NULL: where there is room); it belongs to the design. */
LpElement *lp_fix_add_component (LpDesign  *design,
                                 LpKind     kind,
                                 LpElement *parent,
                                 LpElement *near);

/* A new link from @from to @to. */
LpElement *lp_fix_add_link      (LpDesign  *design,
                                 LpFlow     flow,
                                 LpElement *from,
                                 LpElement *to);

/* Moves @element out of its server into a new one beside it; an application server takes a copy of
 * its files along. Its links stay, also those that were drawn to the old server and meant it. */
void       lp_fix_move_to_own_server (LpDesign  *design,
                                      LpElement *element);

/* Puts a new component of @kind in line: @link ends at it, and a new link with the same attributes
 * goes on to the old target. */
LpElement *lp_fix_insert_on     (LpDesign  *design,
                                 LpKind     kind,
                                 LpElement *link);

G_END_DECLS
