/* SPDX-License-Identifier: MIT */
/* shortcuts.h: the window that lists all keys, made from the tables of actions. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of @rows (LpActionRow). */
void lp_shortcuts_show (GtkWindow *parent,
                        GPtrArray *rows);

G_END_DECLS
