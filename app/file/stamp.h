/* SPDX-License-Identifier: MIT */
/* stamp.h: what a file and its folder were at one time, to tell later whether they still are. */

#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Never changes, so that threads may share it. It knows the content by time of modification (as
 * fine as the file system has it) and size, or, in a network, by what GIO calls its etag; and the
 * folder by device and inode. What cannot be found out is unknown, and no reason to complain. */
typedef struct _LpStamp LpStamp;

/* As it is now. Take it before reading the file: then a change meanwhile is seen. May wait for a
 * disk or a network. */
LpStamp  *lp_stamp_new          (GFile              *file) G_GNUC_WARN_UNUSED_RESULT;

/* From what is known already. @info is NULL where there is no file. */
LpStamp  *lp_stamp_new_from_stat (const struct stat *folder,
                                  const struct stat *info) G_GNUC_WARN_UNUSED_RESULT;
LpStamp  *lp_stamp_new_from_etag (const char        *etag) G_GNUC_WARN_UNUSED_RESULT;

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
