/* SPDX-License-Identifier: MIT */
/* today.h: which day it is, for what is accepted or valid until some day. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The day, like "2027-01-31"; days so written sort by their letters. It is that of the clock here,
 * unless LINCHPIN_TODAY in the environment says another: the same design then gets the same report
 * whenever it is asked. */
char *lp_today_dup (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
