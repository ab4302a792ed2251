/* SPDX-License-Identifier: MIT */
/* area.h: a widget that is one colour all over, another one with each frame: what a toolkit and a
 * display cost by themselves. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AREA_TYPE (area_get_type ())
G_DECLARE_FINAL_TYPE (Area, area, AREA, AREA, GtkWidget)

GtkWidget *area_new (void);

G_END_DECLS
