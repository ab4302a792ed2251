/* SPDX-License-Identifier: MIT */
/* application.h: the program: its windows, the files it is given, and what is the same in all
 * windows. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LP_TYPE_APPLICATION (lp_application_get_type ())
G_DECLARE_FINAL_TYPE (LpApplication, lp_application, LP, APPLICATION, AdwApplication)

LpApplication *lp_application_new     (void) G_GNUC_WARN_UNUSED_RESULT;

/* Opens what an earlier run left behind, the first of it in @window if nothing is open there. */
void           lp_application_recover (LpApplication *self,
                                       GtkWindow     *window);

/* Asks in @window whether all that is to go. */
void           lp_application_discard_lost (LpApplication *self,
                                            GtkWindow     *window);

G_END_DECLS
