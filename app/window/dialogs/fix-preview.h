/* SPDX-License-Identifier: MIT */
/* fix-preview.h: what a machine fix would do, in words, before it is done. */

#pragma once

#include "rules/engine/finding.h"

G_BEGIN_DECLS

/* One line for each change; none where the fix no longer fits. @design stays as it is. */
GStrv lp_fix_preview_list (LpFinding *finding,
                           LpDesign  *design) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
