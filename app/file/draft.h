/* SPDX-License-Identifier: MIT */
/* draft.h: unsaved work kept beside the file, so that a crash loses nothing. */

#pragma once

#include <gio/gio.h>

#include "file/stamp.h"
#include "model/design.h"

G_BEGIN_DECLS

/* One design’s place in the folder “linchpin/recovery” of the user’s state. It is this process’s
 * own until it is freed or the process ends, however that happens. */
typedef struct _LpDraft LpDraft;

/* @original is the file that the design belongs to, or NULL; see lp_draft_set_original(). Nothing
 * is on the disk before the first write. */
LpDraft  *lp_draft_new          (GFile       *original) G_GNUC_WARN_UNUSED_RESULT;

/* Leaves on the disk what is there: lp_draft_list() will find it. */
void        lp_draft_free         (LpDraft   *self);

/* Keeps @design as it is now, instead of what was kept before. */
gboolean    lp_draft_write        (LpDraft   *self,
                                     LpDesign    *design,
                                     GError     **error);

/* The same from bytes, which another thread may do. */
gboolean    lp_draft_write_bytes  (LpDraft   *self,
                                     GBytes      *bytes,
                                     const char  *title,
                                     GError     **error);

/* The work is saved, or not wanted, or damaged: nothing stays on the disk. It can be written
 * again. */
void        lp_draft_discard      (LpDraft   *self);

/* The file that the design belongs to, and what it was when the work on it began. Setting it, also
 * to the same file, says that the work begins from the file as it is now: do that whenever it was
 * saved. (What is in a network is not asked now but by the thread that writes.) Who has a stamp,
 * from before reading it or from saving, sets that afterwards: then nothing can come between. */
GFile      *lp_draft_find_original (LpDraft  *self);
void        lp_draft_set_original  (LpDraft  *self,
                                      GFile      *original);
LpStamp    *lp_draft_find_stamp    (LpDraft  *self);
void        lp_draft_set_stamp     (LpDraft  *self,
                                      LpStamp    *stamp);

/* Whether there is something in the original that this work did not begin from: saving would undo
 * what somebody else has done. Not where the file is gone. May wait for a disk or a network. */
gboolean    lp_draft_is_original_newer (LpDraft *self);

/* Of what was left behind: the design’s title, empty where that is lost, and when it was written
 * (Unix time). */
const char *lp_draft_get_title    (LpDraft   *self);
gint64      lp_draft_get_time     (LpDraft   *self);

/* What processes that are gone left behind, newest first (LpDraft); whether it can be opened is
 * not known before lp_draft_open(). Where one was killed while it wrote over a file in place
 * (save.h), that is what had been in the file, called by its name. While the list holds one it is
 * ours, and no other process offers it. What else was left, and holds no work, is cleared away. */
GPtrArray  *lp_draft_list         (void) G_GNUC_WARN_UNUSED_RESULT;

/* The design that was kept, marked unsaved. It stays on the disk, also where it is damaged: that is
 * for the user to keep or to discard, and the error says where it is. Of a kept picture the
 * original is forgotten. */
LpDesign   *lp_draft_open         (LpDraft   *self,
                                     GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpDraft, lp_draft_free)

G_END_DECLS
