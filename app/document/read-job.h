/* SPDX-License-Identifier: MIT */
/* read-job.h: a file read in the background. */

#pragma once

#include <gio/gio.h>

#include "file/stamp.h"
#include "model/design.h"

G_BEGIN_DECLS

/* Reading cannot be interrupted: whoever cancels need not wait for it. */
void      lp_read_job_async  (GFile                *file,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);

/* @stamp is that of the file from before it was read; NULL of a picture, which is no place to save
 * the design to. */
LpDesign *lp_read_job_finish (GAsyncResult         *result,
                              LpStamp             **stamp,
                              GError              **error);

G_END_DECLS
