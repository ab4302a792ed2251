/* SPDX-License-Identifier: MIT */
/* widget-panel.h: what the recipes of the README add. */

#pragma once

#include "window/panels/panel.h"

G_BEGIN_DECLS

#define LP_TYPE_WIDGET_PANEL (lp_widget_panel_get_type ())
G_DECLARE_FINAL_TYPE (LpWidgetPanel, lp_widget_panel, LP, WIDGET_PANEL, LpPanel)

G_END_DECLS
