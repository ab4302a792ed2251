/* SPDX-License-Identifier: MIT */
/* origin.h: where a draft comes from: its title, its file, and what that was when it began. */

#pragma once

#include <gio/gio.h>

#include "file/stamp.h"

G_BEGIN_DECLS

typedef struct
{
  char    *title;
  GFile   *file;        /* Or NULL. */
  LpStamp *stamp;       /* Of the file, or NULL where nothing is known. */
} LpOrigin;

/* @file is the one as it is now. What is in a network is not asked, as that takes its time. */
void     lp_origin_set_file   (LpOrigin   *self,
                               GFile      *file);

/* Asks for what is not known yet about the file; may wait for a network. */
void     lp_origin_ask        (LpOrigin   *self);

void     lp_origin_set_stamp  (LpOrigin   *self,
                               LpStamp    *stamp);
void     lp_origin_set_title  (LpOrigin   *self,
                               const char *title);

/* Whether the file has what the draft did not begin from. @time is when the draft was written, and
 * decides where it has no stamp. */
gboolean lp_origin_is_newer   (LpOrigin   *self,
                               gint64      time);

/* As a key file. A damaged one costs the name, but not the work. */
GBytes  *lp_origin_describe   (LpOrigin   *self) G_GNUC_WARN_UNUSED_RESULT;
void     lp_origin_read       (LpOrigin   *self,
                               const char *path);

void     lp_origin_clear      (LpOrigin   *self);

G_END_DECLS
