/* SPDX-License-Identifier: MIT */
/* outcome.h: what a check found out about the whole design, in a few words. */

#pragma once

#include "rules/engine/lint.h"

G_BEGIN_DECLS

typedef enum
{
  LP_OUTCOME_UNKNOWN,       /* Nobody visits. */
  LP_OUTCOME_DOWN,          /* A goal is down, */
  LP_OUTCOME_PART,          /* or in part, though nothing has failed. */
  LP_OUTCOME_LINCHPINS,     /* There is a single point of failure, */
  LP_OUTCOME_PARTIAL,       /* or only partial ones, */
  LP_OUTCOME_SOUND,         /* or none. */
} LpOutcome;

LpOutcome  lp_report_get_outcome (LpLintResult *report);

/* “2 linchpins”, “Works in part”. */
char      *lp_report_dup_outcome (LpLintResult *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
