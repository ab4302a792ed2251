/* SPDX-License-Identifier: MIT */
/* design-private.h: the three raw changes that the history makes; they keep ids and link lists
 * right. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

void     lp_design_swap   (LpElement   *element,
                           LpAttribute  attribute,
                           gboolean    *set,
                           LpValue     *value);

/* Takes @root over, which holds nothing. */
void     lp_design_set_root (LpDesign  *self,
                             LpElement *root);

/* FALSE: somebody had one of the ids already. */
gboolean lp_design_insert (LpElement   *parent,
                           LpElement   *element,
                           LpElement   *next);
void     lp_design_detach (LpElement   *element);

G_END_DECLS
