/* SPDX-License-Identifier: MIT */
/* draft.h: unsaved work kept beside the file, so that a crash loses nothing. */

#pragma once

#include <gio/gio.h>

#include "model/design.h"

G_BEGIN_DECLS

/* One design’s place in the folder “linchpin/recovery” of the user’s state. It is this process’s
 * own until it is freed or the process ends, however that happens. */
typedef struct _LpDraft LpDraft;

/* @original is the file that the design belongs to, or NULL. Nothing is on the disk before the
 * first write. */
LpDraft    *lp_draft_new           (GFile *original) G_GNUC_WARN_UNUSED_RESULT;

/* Leaves on the disk what is there: lp_draft_list() will find it. */
void        lp_draft_free          (LpDraft *self);

/* Keeps @design as it is now, instead of what was kept before. */
gboolean    lp_draft_write         (LpDraft   *self,
                                    LpDesign  *design,
                                    GError   **error);

/* The same from bytes, which another thread may do. */
gboolean    lp_draft_write_bytes   (LpDraft     *self,
                                    GBytes      *bytes,
                                    const char  *title,
                                    GError     **error);

/* The work is saved, or not wanted: nothing stays on the disk. It can be written again. */
void        lp_draft_discard       (LpDraft *self);

GFile      *lp_draft_find_original (LpDraft *self);
void        lp_draft_set_original  (LpDraft *self,
                                    GFile   *original);

/* Of what was left behind: the design’s title, and when it was written (Unix time). */
const char *lp_draft_get_title     (LpDraft *self);
gint64      lp_draft_get_time      (LpDraft *self);

/* What processes that are gone left behind, newest first (LpDraft). While the list holds one it
 * is ours, and no other process offers it. */
GPtrArray  *lp_draft_list          (void) G_GNUC_WARN_UNUSED_RESULT;

/* The design that was kept, marked unsaved. */
LpDesign   *lp_draft_open          (LpDraft  *self,
                                    GError  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpDraft, lp_draft_free)

G_END_DECLS
