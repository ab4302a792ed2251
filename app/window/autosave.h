/* SPDX-License-Identifier: MIT */
/* autosave.h: keeps what is not saved yet in the journal, in the background. */

#pragma once

#include "file/journal.h"
#include "model/design.h"

G_BEGIN_DECLS

#define LP_TYPE_AUTOSAVE (lp_autosave_get_type ())
G_DECLARE_FINAL_TYPE (LpAutosave, lp_autosave, LP, AUTOSAVE, GObject)

/* Begins at once. Takes @journal over; it may hold @design already. */
LpAutosave *lp_autosave_new          (LpDesign   *design,
                                      LpJournal  *journal) G_GNUC_WARN_UNUSED_RESULT;

/* The file that the design belongs to from now on. */
void        lp_autosave_set_original (LpAutosave *self,
                                      GFile      *original);

/* Why what is not saved is not in the journal either, property "error"; NULL where it is. Goes by
 * itself when it works again. */
const char *lp_autosave_find_error   (LpAutosave *self);

/* Nobody wants the design any more, or it is saved for good: nothing stays behind. */
void        lp_autosave_end          (LpAutosave *self);

G_END_DECLS
