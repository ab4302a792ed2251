/* SPDX-License-Identifier: MIT */
/* export-dialog.h: how the picture shall be, seen while it is chosen. */

#pragma once

#include <adwaita.h>

#include "model/design.h"

G_BEGIN_DECLS

#define LP_TYPE_EXPORT_DIALOG (lp_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LpExportDialog, lp_export_dialog, LP, EXPORT_DIALOG, AdwWindow)

/* Signals:
 *   "export": the settings say how; the dialog is gone after that. */

/* @selection (LpElement) may be exported alone; NULL where nothing is selected. */
GtkWidget *lp_export_dialog_new             (GtkWindow      *parent,
                                             LpDesign       *design,
                                             GPtrArray      *selection) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the user wants the selection alone. */
gboolean   lp_export_dialog_only_selection  (LpExportDialog *self);

G_END_DECLS
