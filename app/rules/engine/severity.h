/* SPDX-License-Identifier: MIT */
/* severity.h: how bad a finding is, and what a brief makes of it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LP_SEVERITY_INFO,
  LP_SEVERITY_WARNING,
  LP_SEVERITY_ERROR,
  LP_N_SEVERITIES,
} LpSeverity;

typedef enum
{
  LP_VERDICT_FIX,       /* Not wanted here. */
  LP_VERDICT_NAME,      /* The task expects this issue: explain it. */
  LP_VERDICT_MISSING,   /* The task asks for what the design lacks, or forbids what it has. */
  LP_N_VERDICTS,
} LpVerdict;

const char *lp_severity_get_key   (LpSeverity severity);
const char *lp_severity_get_title (LpSeverity severity);
const char *lp_verdict_get_key    (LpVerdict  verdict);
const char *lp_verdict_get_title  (LpVerdict  verdict);

G_END_DECLS
