/* SPDX-License-Identifier: MIT */
/* expectations.h: the issues that a task expects, held against what was found. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

typedef enum
{
  LP_EXPECTATION_SILENT,        /* Found, or optional, or too early to say. */
  LP_EXPECTATION_ABSENT,        /* It is not there, but it is not solved either. */
  LP_EXPECTATION_SOLVED,        /* The drawing is better than the task asks. */
} LpExpectationState;

/* Reports each expectation that is @state. */
void lp_expectations_report (const LpRule       *rule,
                             LpCheck            *check,
                             LpExpectationState  state);

G_END_DECLS
