/* SPDX-License-Identifier: MIT */
/* called.h: what the author calls a component, where that says more than its kind. */

#pragma once

#include "model/element.h"

G_BEGIN_DECLS

/* Whether one of @words, which are in small letters and end with NULL, stands in the name or the
 * software of @element. */
gboolean lp_called_any    (LpElement         *element,
                           const char *const *words);

/* Whether it works in the background: nobody waits for what it answers. */
gboolean lp_called_worker (LpElement         *element);

G_END_DECLS
