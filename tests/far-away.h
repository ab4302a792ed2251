/* SPDX-License-Identifier: MIT */
/* far-away.h: a file as in a network: GIO can do everything with it, but it has no path. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What it holds is in the file @path. */
GFile *far_away_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
