/* SPDX-License-Identifier: MIT */
/* work-bar.h: says that something takes its time, and lets the user cancel it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LP_TYPE_WORK_BAR (lp_work_bar_get_type ())
G_DECLARE_FINAL_TYPE (LpWorkBar, lp_work_bar, LP, WORK_BAR, AdwBin)

/* Shows itself when the work is not over soon. @cancellable may be NULL. */
GtkWidget *lp_work_bar_new (const char   *label,
                            GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
