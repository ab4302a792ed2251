/* SPDX-License-Identifier: MIT */
/* arrange-job.h: finds places for everything in a child process, which can be cancelled and may
 * crash. */

#pragma once

#include <gio/gio.h>

#include "model/design.h"

G_BEGIN_DECLS

/* @direction is a key of the design’s attribute of that name, or NULL for what it says. @only is an
 * array of boxes, or NULL for all. */
void      lp_arrange_job_async  (LpDesign            *design,
                                 const char          *direction,
                                 GPtrArray           *only,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);

/* The design as it was, with new places: for lp_canvas_arrange() or lp_place_adopt(). */
LpDesign *lp_arrange_job_finish (GAsyncResult  *result,
                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
