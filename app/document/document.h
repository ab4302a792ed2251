/* SPDX-License-Identifier: MIT */
/* document.h: one open design: where it is stored, whether it is saved, and what the checks say
 * about it. */

#pragma once

#include <gio/gio.h>

#include "file/draft.h"
#include "model/design.h"
#include "document/findings-job.h"

G_BEGIN_DECLS

#define LP_TYPE_DOCUMENT (lp_document_get_type ())
G_DECLARE_FINAL_TYPE (LpDocument, lp_document, LP, DOCUMENT, GObject)

/* @file is where the design came from, or NULL. */
LpDocument *lp_document_new          (LpDesign   *design,
                                      GFile      *file) G_GNUC_WARN_UNUSED_RESULT;

/* What a program that is gone left behind: the @design that @draft holds. Takes that over. */
LpDocument *lp_document_new_recovered (LpDesign   *design,
                                       LpDraft  *draft) G_GNUC_WARN_UNUSED_RESULT;

/* Nobody wants it any more: what is not saved is not kept either. Happens by itself with the last
 * reference, but somebody may still be drawing a picture of it. */
void        lp_document_end          (LpDocument *self);

/* Its window goes before it could be saved: what is not saved stays as a draft, for the next
 * start. */
void        lp_document_leave        (LpDocument *self);

LpDesign   *lp_document_get_design   (LpDocument *self);
LpHistory  *lp_document_get_history  (LpDocument *self);

/* Where the design is stored, and what that was when it was read or saved; NULL until it is saved
 * for the first time, and where nobody knows. To be set again after each saving: the draft notes it
 * too. */
GFile      *lp_document_find_file    (LpDocument *self);
LpStamp    *lp_document_find_stamp   (LpDocument *self);
void        lp_document_set_file     (LpDocument *self,
                                      GFile      *file,
                                      LpStamp    *stamp);

/* For the header bar: each is one line with nothing hidden, not too long (text.h). */
const char *lp_document_get_title    (LpDocument *self);
const char *lp_document_get_subtitle (LpDocument *self);
gboolean    lp_document_is_saved     (LpDocument *self);

/* Why what is not saved would be lost in a crash, property "draft-error"; NULL where it would
 * not. */
const char *lp_document_find_draft_error (LpDocument *self);

/* The answer of the checks, property "checks": of the design as it is, or, while that is being
 * found out, of how it was just before; NULL until there is one. Whoever follows an id in it must
 * look whether it is still there. */
LpFindings   *lp_document_find_checks  (LpDocument *self);

/* Whether find_checks() is about the design as it is now. */
gboolean    lp_document_is_checked   (LpDocument *self);

G_END_DECLS
