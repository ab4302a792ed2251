/* SPDX-License-Identifier: MIT */
/* design-copy.h: a copy of a large design, made a little at a time so that nobody has to wait. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

typedef struct _LpCopier LpCopier;

/* The design must not change until the copy is done; otherwise give up and begin again. */
LpCopier *lp_copier_new    (LpDesign *design) G_GNUC_WARN_UNUSED_RESULT;
void      lp_copier_free   (LpCopier *self);

/* Copies up to @n_elements more. Returns the whole copy (transfer full), or NULL where there is
 * more to do; the copier is of no use after the former. */
LpDesign *lp_copier_step   (LpCopier *self,
                            guint     n_elements) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpCopier, lp_copier_free)

G_END_DECLS
