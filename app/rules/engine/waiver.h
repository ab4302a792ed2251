/* SPDX-License-Identifier: MIT */
/* waiver.h: what the author says about findings: accepted with a reason, or explained in a
 * sentence. Stored in the design. */

#pragma once

#include "analysis/graph.h"
#include "rules/engine/finding.h"

G_BEGIN_DECLS

/* Accepts @finding in @design: one step. @until is a day like "2027-01-31", or NULL for good. */
void     lp_waiver_add             (LpDesign   *design,
                                    LpFinding  *finding,
                                    const char *reason,
                                    const char *until);

/* Takes every waiver of @finding away: one step. */
void     lp_waiver_remove          (LpDesign   *design,
                                    LpFinding  *finding);

/* Stores the author’s sentence about @finding: one step. "" takes it away. */
void     lp_waiver_answer          (LpDesign   *design,
                                    LpFinding  *finding,
                                    const char *sentence);

/* Whether @day is one, written as waivers have it. */
gboolean lp_waiver_is_day          (const char *day);

/* The finding that a waiver or an answer is about, as lp_finding_get_fingerprint() says it. */
char    *lp_waiver_dup_fingerprint (LpElement  *element) G_GNUC_WARN_UNUSED_RESULT;

/* For the engine: tells @findings (LpFinding) what the waivers and answers of @graph say. @today is
 * a day: a waiver holds up to and including its last day. An answer whose finding is not there
 * goes to one of its rule that shares an element with it. Cost: O(waivers + answers + findings). */
void     lp_waiver_apply           (const LpGraph *graph,
                                    GPtrArray     *findings,
                                    const char    *today);

G_END_DECLS
