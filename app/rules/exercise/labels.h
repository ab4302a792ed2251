/* SPDX-License-Identifier: MIT */
/* labels.h: exact words on the picture, which the newer edition of the exercise grades. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* What each of @elements (ended by NULL) has to be called, where each of @texts may be used and
 * NULL stands for “as it is”. Those that already have one of the names keep it; the names that
 * nobody has go to the others in order, and what is left over gets the last one. Free with
 * g_free(). */
const char **lp_labels_assign (LpElement *const  *elements,
                               const char *const *texts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
