/* SPDX-License-Identifier: MIT */
/* application.h: the program: its windows, the files it is given, and what is the same in all windows. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LP_TYPE_APPLICATION (lp_application_get_type ())
G_DECLARE_FINAL_TYPE (LpApplication, lp_application, LP, APPLICATION, AdwApplication)

LpApplication *lp_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
