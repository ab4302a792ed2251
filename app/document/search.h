/* SPDX-License-Identifier: MIT */
/* search.h: whether an element is what somebody looks for: by name, kind, address, port or text. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* What was typed, as lp_search_matches() wants it; NULL for nothing. */
char     *lp_search_fold    (const char *typed) G_GNUC_WARN_UNUSED_RESULT;

/* Whether each of the folded words is in one of the texts of @element, a box or a link. */
gboolean  lp_search_matches (LpElement  *element,
                             const char *folded);

G_END_DECLS
