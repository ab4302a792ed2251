/* SPDX-License-Identifier: MIT */
/* draft-job.h: keeps what is not saved yet in the draft, in the background. */

#pragma once

#include "file/draft.h"
#include "model/design.h"

G_BEGIN_DECLS

#define LP_TYPE_DRAFT_JOB (lp_draft_job_get_type ())
G_DECLARE_FINAL_TYPE (LpDraftJob, lp_draft_job, LP, DRAFT_JOB, GObject)

/* Begins at once. Takes @draft over; it may hold @design already. */
LpDraftJob *lp_draft_job_new          (LpDesign   *design,
                                      LpDraft  *draft) G_GNUC_WARN_UNUSED_RESULT;

/* The file that the design belongs to from now on, and what it was when it was read or saved; NULL:
 * what it is now. */
void        lp_draft_job_set_original (LpDraftJob *self,
                                       GFile      *original,
                                       LpStamp    *stamp);

/* Why what is not saved is not in the draft either, property "error"; NULL where it is. Goes by
 * itself when it works again. */
const char *lp_draft_job_find_error   (LpDraftJob *self);

/* Nobody wants the design any more, or it is saved for good: nothing stays behind. */
void        lp_draft_job_end          (LpDraftJob *self);

/* What is not saved is written at once and stays, whatever ends then; unless it is saved after
 * all. */
void        lp_draft_job_leave        (LpDraftJob *self);

G_END_DECLS
