/* SPDX-License-Identifier: MIT */
/* window-private.h: what the files of the window share: its parts, its actions, its dealings with files. */

#pragma once

#include "window/canvas.h"
#include "window/palette.h"
#include "window/window.h"

G_BEGIN_DECLS

struct _LpWindow
{
  AdwApplicationWindow  parent_instance;

  LpDocument           *document;
  GSignalGroup         *history_signals;

  AdwWindowTitle       *title;
  AdwToastOverlay      *toasts;
  GtkStack             *pages;
  AdwFlap              *palette_flap;
  AdwFlap              *panel_flap;
  LpPalette            *palette;
  LpCanvas             *canvas;
  GtkStack             *panel;
};

/* Shown for a moment over the canvas. */
void               lp_window_toast          (LpWindow      *self,
                                             const char    *text);

void               lp_window_install_actions (GtkWidgetClass *klass);
void               lp_window_update_actions  (LpWindow       *self);
const LpActionRow *lp_window_list_actions    (guint          *n_rows);

G_END_DECLS
