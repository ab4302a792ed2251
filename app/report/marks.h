/* SPDX-License-Identifier: MIT */
/* marks.h: what a report puts on the picture: pins on single points of failure, breaks in links
 * that are closed, dots on findings. */

#pragma once

#include "draw/scene/scene.h"
#include "rules/engine/lint.h"

G_BEGIN_DECLS

/* A table for lp_scene_set_marks(). Waived findings leave no dot, and neither do issues that the
 * task wants named: those the author knows. Free with g_hash_table_unref(). */
GHashTable *lp_report_to_marks (LpLintResult *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
