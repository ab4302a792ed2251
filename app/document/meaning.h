/* SPDX-License-Identifier: MIT */
/* meaning.h: which attributes say something about an element as it is drawn: nobody is to be asked
 * for what changes nothing. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* What is set is worth showing, too, whether it means something or not. Cost: O(links of
 * @element). */
gboolean lp_meaning_has (LpElement   *element,
                         LpAttribute  attribute);

G_END_DECLS
