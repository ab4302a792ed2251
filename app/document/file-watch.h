/* SPDX-License-Identifier: MIT */
/* file-watch.h: tells when somebody else changes or removes an open file. */

#pragma once

#include "file/stamp.h"

G_BEGIN_DECLS

#define LP_TYPE_FILE_WATCH (lp_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (LpFileWatch, lp_file_watch, LP, FILE_WATCH, GObject)

/* Signals:
 *   "changed": the file is another than it was.
 *   "gone": it is not there any more. */

/* Compares with @stamp or, where that is NULL, with how @file is now. To write the file, end the
 * watch and begin a new one. */
LpFileWatch *lp_file_watch_new (GFile   *file,
                                LpStamp *stamp) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
