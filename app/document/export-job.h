/* SPDX-License-Identifier: MIT */
/* export-job.h: the picture of a design, made and written in the background as the user last wanted
 * it. */

#pragma once

#include <gio/gio.h>

#include "draw/output/export.h"

G_BEGIN_DECLS

/* As the settings say; everything else as it is unless somebody asks. */
void    lp_export_job_get_options (LpExportOptions     *options);

/* The format of the settings. */
const LpExportFormat *lp_export_job_get_format (void);

/* What a picture will be. */
typedef struct
{
  GBytes        *png;       /* Smaller than it will be. */
  LpExportFacts  facts;     /* As it will be. */
} LpPreview;

void       lp_preview_free                (LpPreview             *preview);

/* Both work on a copy of @design, judged as it is now. */
void       lp_export_job_preview_async    (LpDesign              *design,
                                           const LpExportOptions *options,
                                           GCancellable          *cancellable,
                                           GAsyncReadyCallback    callback,
                                           gpointer               user_data);
LpPreview *lp_export_job_preview_finish   (GAsyncResult          *result,
                                           GError               **error);

/* Made and written to @file. The program does not end before that is over, or cancelled: then
 * nobody waits for it, and @file is what it was or the whole picture. */
void     lp_export_job_run_async  (LpDesign              *design,
                                   const LpExportFormat  *format,
                                   const LpExportOptions *options,
                                   GFile                 *file,
                                   GCancellable          *cancellable,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data);
gboolean lp_export_job_run_finish (GAsyncResult          *result,
                                   GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPreview, lp_preview_free)

G_END_DECLS
