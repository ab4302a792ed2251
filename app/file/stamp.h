/* SPDX-License-Identifier: MIT */
/* stamp.h: what a file and its folder were at one time, to tell later whether they still are. */

#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

#include "file/target.h"

G_BEGIN_DECLS

/* Never changes, so that threads may share it. It knows the content by time of modification, size
 * and, where the disk counts time in whole seconds, by a digest; in a network by size and what GIO
 * calls its etag. It knows the folder by device and inode. What cannot be found out is unknown, and
 * no reason to complain. Not noticed is who writes as many bytes within the same step of the clock,
 * some thousandths of a second. */
typedef struct _LpStamp LpStamp;

/* As it is now. Take it before reading the file: then a change meanwhile is seen. May wait for a
 * disk or a network. */
LpStamp  *lp_stamp_new          (GFile              *file) G_GNUC_WARN_UNUSED_RESULT;

/* Of @target, from what is known already. @info is NULL where there is no file; @content is what
 * has just been written to it, or NULL to read it where that is needed. */
LpStamp  *lp_stamp_new_from_target (LpSaveTarget      *target,
                                    const struct stat *info,
                                    GBytes            *content) G_GNUC_WARN_UNUSED_RESULT;

/* Of a file in a network, whose @etag may be NULL: then nothing is known. */
LpStamp  *lp_stamp_new_from_etag (const char         *etag,
                                  guint64             size) G_GNUC_WARN_UNUSED_RESULT;

/* Whatever is there is what was there; or whatever is there was not. */
LpStamp  *lp_stamp_new_unknown      (void) G_GNUC_WARN_UNUSED_RESULT;
LpStamp  *lp_stamp_new_without_file (void) G_GNUC_WARN_UNUSED_RESULT;

LpStamp  *lp_stamp_ref          (LpStamp            *self);
void      lp_stamp_unref        (LpStamp            *self);

/* Whether it says anything about the content. */
gboolean  lp_stamp_knows_content (LpStamp           *self);

/* FALSE where it is known that there was no file. */
gboolean  lp_stamp_is_there     (LpStamp            *self);

/* Whether there is a content at the time of @now that was not there at the time of @self. Not where
 * there is none any more: who saves then, overwrites nothing. */
gboolean  lp_stamp_has_changed  (LpStamp            *self,
                                 LpStamp            *now);

/* Whether the folder is another one, such as the bare mount point of a disk that is gone. Not where
 * the file is in it unchanged: a disk may get another number when it comes back. */
gboolean  lp_stamp_has_moved    (LpStamp            *self,
                                 LpStamp            *now);

/* The etag, to be handed to GIO, or NULL. */
const char *lp_stamp_find_etag  (LpStamp            *self);

/* For keeping it: some keys of @group. */
void      lp_stamp_store        (LpStamp            *self,
                                 GKeyFile           *file,
                                 const char         *group);
LpStamp  *lp_stamp_new_from_key_file (GKeyFile      *file,
                                      const char    *group) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpStamp, lp_stamp_unref)

G_END_DECLS
