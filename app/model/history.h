/* SPDX-License-Identifier: MIT */
/* history.h: the one door for change. Every change of a design is one of three edits; undo is the
 * same edits backwards. */

#pragma once

#include "model/element.h"
#include "model/value.h"

G_BEGIN_DECLS

#define LP_TYPE_HISTORY (lp_history_get_type ())
G_DECLARE_FINAL_TYPE (LpHistory, lp_history, LP, HISTORY, GObject)

typedef enum
{
  LP_EDIT_SET,
  LP_EDIT_ADD,
  LP_EDIT_REMOVE,
} LpEditKind;

typedef struct
{
  LpEditKind  kind;
  LpElement  *element;
  LpAttribute attribute;    /* LP_EDIT_SET only. */
  gboolean    set;          /* LP_EDIT_SET only: whether the attribute will be set, and to what. */
  LpValue     value;
  LpElement  *parent;       /* LP_EDIT_ADD and LP_EDIT_REMOVE only: the place. */
  LpElement  *next;         /* The sibling after it, or NULL. */
} LpEdit;

/* Signals:
 *   "edited" (const LpEdit *): one edit was made, undone or redone. @kind says what just happened
 *     to @element; a value is the one from before.
 *   "changed": a step is whole, undone or redone, or the saved mark moved. Refresh on this one. */

/* A step: what undo takes back at once. Steps nest; the outermost gives the label. A step without
 * effect is none. Edits outside a step make one each, labelled by the attribute; equal ones merge
 * while typing. */
void        lp_history_begin          (LpHistory  *self,
                                       const char *label);
void        lp_history_end            (LpHistory  *self);

/* Takes back what the open step has done so far and forgets it; stands in place of
 * lp_history_end(). */
void        lp_history_cancel         (LpHistory  *self);
gboolean    lp_history_is_open        (LpHistory  *self);

/* Opens the last step again, so that undo takes it back together with what follows. FALSE where
 * there is none to open: it was undone or saved. */
gboolean    lp_history_reopen         (LpHistory  *self);

/* The next edit does not merge into the last step: the user went elsewhere. */
void        lp_history_break          (LpHistory  *self);

gboolean    lp_history_can_undo       (LpHistory  *self);
gboolean    lp_history_can_redo       (LpHistory  *self);
void        lp_history_undo           (LpHistory  *self);
void        lp_history_redo           (LpHistory  *self);

/* NULL where there is nothing to undo or redo. */
const char *lp_history_get_undo_label (LpHistory  *self);
const char *lp_history_get_redo_label (LpHistory  *self);

void        lp_history_mark_saved     (LpHistory  *self);

/* There is no way back to what is on disk: recovered work, or a file that is gone. */
void        lp_history_mark_unsaved   (LpHistory  *self);
gboolean    lp_history_is_saved       (LpHistory  *self);

/* Forgets all steps and marks the state saved: after reading a file. */
void        lp_history_clear          (LpHistory  *self);

/* Counts every edit, undo and redo: equal numbers mean an equal design. */
guint64     lp_history_get_revision   (LpHistory  *self);

/* For the setters of this room only. @self may be NULL: the element is in no design, nothing is
 * recorded. Values are taken over. */
LpHistory  *lp_history_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void        lp_history_set            (LpHistory   *self,
                                       LpElement   *element,
                                       LpAttribute  attribute,
                                       gboolean     set,
                                       LpValue      value);
void        lp_history_add            (LpHistory   *self,
                                       LpElement   *element,
                                       LpElement   *parent,
                                       LpElement   *next);
void        lp_history_remove         (LpHistory   *self,
                                       LpElement   *element);

G_END_DECLS
