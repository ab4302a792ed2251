/* SPDX-License-Identifier: MIT */
/* checks.h: what the rules say about one state of a design, found out on a worker thread. */

#pragma once

#include <gio/gio.h>

#include "rules/lint.h"

G_BEGIN_DECLS

#define LP_TYPE_CHECKS (lp_checks_get_type ())
G_DECLARE_FINAL_TYPE (LpChecks, lp_checks, LP, CHECKS, GObject)

/* Takes @design over, which nobody else may change: it is a copy. */
void        lp_checks_run_async  (LpDesign            *design,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);

/* NULL where it was cancelled. */
LpChecks   *lp_checks_run_finish (GAsyncResult        *result,
                                  GError             **error);

LpReport   *lp_checks_get_report (LpChecks            *self);

/* For lp_scene_set_marks(). */
GHashTable *lp_checks_get_marks  (LpChecks            *self);

/* Single points of failure, each server with what is on it counted once. */
guint       lp_checks_get_n_pins (LpChecks            *self);
gboolean    lp_checks_is_pin     (LpFinding           *finding);

G_END_DECLS
