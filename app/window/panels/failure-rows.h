/* SPDX-License-Identifier: MIT */
/* failure-rows.h: what an outlook says, in words and rows. */

#pragma once

#include <adwaita.h>

#include "document/failure-job.h"

G_BEGIN_DECLS

/* “99.83 %”, with as many digits as tell it from 100 %. */
char *lp_failure_rows_format_share (double availability) G_GNUC_WARN_UNUSED_RESULT;

/* “15 h”, “40 min”. */
char *lp_failure_rows_format_hours (double hours) G_GNUC_WARN_UNUSED_RESULT;

/* What would win most if it never failed, at most @max rows (AdwActionRow); each activates
 * “failure.show” with its ids. */
GPtrArray *lp_failure_rows_list_gains (LpOutlook *outlook,
                                       guint      max) G_GNUC_WARN_UNUSED_RESULT;

/* What takes a goal down alone, and in pairs, as rows that unfold (AdwExpanderRow). */
GPtrArray *lp_failure_rows_list_fatal (LpOutlook *outlook,
                                       guint      max) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
