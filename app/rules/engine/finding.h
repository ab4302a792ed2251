/* SPDX-License-Identifier: MIT */
/* finding.h: one fault that a rule found, where, and what the brief and the author say about it. */

#pragma once

#include "model/design.h"
#include "rules/engine/severity.h"

G_BEGIN_DECLS

typedef struct _LpRule LpRule;
typedef struct _LpBrief LpBrief;
typedef struct _LpCheck LpCheck;

#define LP_TYPE_FINDING (lp_finding_get_type ())
G_DECLARE_FINAL_TYPE (LpFinding, lp_finding, LP, FINDING, GObject)

/* Elements are named by id: findings are often made from a copy of the design that is shown. */
const LpRule      *lp_finding_get_rule        (LpFinding *self);
LpSeverity         lp_finding_get_severity    (LpFinding *self);
LpVerdict          lp_finding_get_verdict     (LpFinding *self);
const char        *lp_finding_get_title       (LpFinding *self);
const char        *lp_finding_get_message     (LpFinding *self);
const char        *lp_finding_get_why         (LpFinding *self);
const char        *lp_finding_get_advice      (LpFinding *self);

/* "spof-read haproxy server-1": the rule and the sorted ids of its elements, spaces between. */
const char        *lp_finding_get_fingerprint (LpFinding *self);

/* The same without the rule: what a waiver of it names. */
const char        *lp_finding_get_about       (LpFinding *self);

/* Sorted ids of what is at fault; and of the boxes and links that prove it, those included. */
const char *const *lp_finding_get_elements    (LpFinding *self);
const char *const *lp_finding_get_witness     (LpFinding *self);

/* The line of the file in which the first of them stood that the rule named, or 0. */
guint              lp_finding_get_file_line   (LpFinding *self);

/* The author accepted it: with this reason. */
gboolean           lp_finding_is_waived       (LpFinding *self);
const char        *lp_finding_get_reason      (LpFinding *self);

/* What to write about an issue the task expects: the author’s own sentence, or one to start from.
 */
gboolean           lp_finding_is_answered     (LpFinding *self);
const char        *lp_finding_get_sentence    (LpFinding *self);

/* The fingerprint under which the author’s sentence stands in the design, or will. */
const char        *lp_finding_get_answered    (LpFinding *self);

/* Whether it is about a single point of failure, a linchpin. */
gboolean           lp_finding_is_linchpin     (LpFinding *self);

/* Whether its rule knows a machine fix for it: lp_fix_apply(). */
gboolean           lp_finding_can_fix         (LpFinding *self);

/* For fixes: the element of @design at @place in the order in which the rule named them, or NULL if
 * it is gone. Details (a record, a port, an allow rule) are found again by their number among their
 * siblings. */
LpElement         *lp_finding_find_element    (LpFinding *self,
                                               LpDesign  *design,
                                               guint      place);
guint              lp_finding_get_n_elements  (LpFinding *self);

/* For a rule that reported it: this one has no machine fix though the rule has one, or weighs more
 * or less than the rule usually does. */
void               lp_finding_forbid_fix      (LpFinding *self);
void               lp_finding_weigh           (LpFinding  *self,
                                               LpSeverity  severity);

/* For a rule that reports what is *not* there: what that is, as a word of the fingerprint, which
 * would else be the same for everything that is missing. Blanks become dashes. */
void               lp_finding_set_subject     (LpFinding  *self,
                                               const char *subject);

/* For rules that go through a list, of the brief or of the waivers: the number in it, for the fix
 * to find it again. The brief is NULL before the finding is judged. */
void               lp_finding_set_line        (LpFinding *self,
                                               guint      line);
guint              lp_finding_get_line        (LpFinding *self);
const LpBrief     *lp_finding_get_brief       (LpFinding *self);

/* For the engine only. @elements and @witness end with NULL or are NULL; @message is taken over. */
LpFinding         *lp_finding_new             (const LpRule     *rule,
                                               LpElement *const *elements,
                                               LpElement *const *witness,
                                               char             *message)
                                              G_GNUC_WARN_UNUSED_RESULT;
void               lp_finding_judge           (LpFinding         *self,
                                               LpBrief           *brief,
                                               LpVerdict          verdict);
void               lp_finding_waive           (LpFinding         *self,
                                               const char        *reason);
void               lp_finding_answer          (LpFinding         *self,
                                               const char        *sentence,
                                               const char        *about);

G_END_DECLS
