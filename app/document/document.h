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

/* What a program that is gone left behind. Takes @draft over. */
LpDocument *lp_document_new_recovered (LpDraft  *draft,
                                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;

LpDesign   *lp_document_get_design   (LpDocument *self);
LpHistory  *lp_document_get_history  (LpDocument *self);

/* NULL until it is saved for the first time. */
GFile      *lp_document_find_file    (LpDocument *self);
void        lp_document_set_file     (LpDocument *self,
                                      GFile      *file);

/* For the header bar. */
const char *lp_document_get_title    (LpDocument *self);
const char *lp_document_get_subtitle (LpDocument *self);
gboolean    lp_document_is_saved     (LpDocument *self);

/* The answer of the checks, property "checks": of the design as it is, or, while that is being
 * found out, of how it was just before; NULL until there is one. Whoever follows an id in it must
 * look whether it is still there. */
LpFindings   *lp_document_find_checks  (LpDocument *self);

/* Whether find_checks() is about the design as it is now. */
gboolean    lp_document_is_checked   (LpDocument *self);

G_END_DECLS
