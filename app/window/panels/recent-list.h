/* SPDX-License-Identifier: MIT */
/* recent-list.h: what was open before, to open it again with a click. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LP_TYPE_RECENT_LIST (lp_recent_list_get_type ())
G_DECLARE_FINAL_TYPE (LpRecentList, lp_recent_list, LP, RECENT_LIST, AdwBin)

/* Properties: "max" (uint): how many are shown.
 * Each row activates “win.open-recent” with the address of its file. */

G_END_DECLS
