/* SPDX-License-Identifier: MIT */
/* tile.h: the icon of a kind on a square in the colour of its role. */

#pragma once

#include <gtk/gtk.h>

#include "model/kind.h"

G_BEGIN_DECLS

GtkWidget *lp_tile_new      (LpKind     kind) G_GNUC_WARN_UNUSED_RESULT;
void       lp_tile_set_kind (GtkWidget *tile,
                             LpKind     kind);

/* For what is no kind. */
void       lp_tile_set_icon (GtkWidget  *tile,
                             const char *icon_name,
                             LpHue       hue);

G_END_DECLS
