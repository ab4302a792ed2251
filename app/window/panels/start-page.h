/* SPDX-License-Identifier: MIT */
/* start-page.h: what is there when nothing is open: the tasks, a blank design, and what was open
 * before. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LP_TYPE_START_PAGE (lp_start_page_get_type ())
G_DECLARE_FINAL_TYPE (LpStartPage, lp_start_page, LP, START_PAGE, AdwBin)

G_END_DECLS
