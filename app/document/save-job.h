/* SPDX-License-Identifier: MIT */
/* save-job.h: a file written in the background. */

#pragma once

#include <gio/gio.h>

#include "file/stamp.h"

G_BEGIN_DECLS

/* As lp_file_save_over(). */
void     lp_save_job_async  (GFile                *file,
                             GBytes               *bytes,
                             LpStamp              *expected,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
gboolean lp_save_job_finish (GAsyncResult         *result,
                             LpStamp             **saved,
                             GError              **error);

G_END_DECLS
