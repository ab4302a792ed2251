/* SPDX-License-Identifier: MIT */
/* command-list.h: every action by its name, for those who would rather type than look for it. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of @rows (LpActionRow). */
void lp_command_list_show (GtkWindow *parent,
                           GPtrArray *rows);

G_END_DECLS
