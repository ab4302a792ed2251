/* SPDX-License-Identifier: MIT */
/* facts.h: what the analysis says of the elements that an author writes about, in sentences to
 * stand beside theirs. */

#pragma once

#include "analysis/failure.h"

G_BEGIN_DECLS

/* What happens when @element, a box or an end of the link @element, fails: sentences, ended by
 * NULL. None for what cannot fail by itself and for texts. @failures are those of both goals
 * (lp_failures_new() without pairs, or lp_lint_result_get_failures()). Cost: O(log nodes); where a
 * goal is in part already O(nodes + links). */
char **lp_facts_list (const LpGraph           *graph,
                      const LpFailures *const *failures,
                      LpElement               *element) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
