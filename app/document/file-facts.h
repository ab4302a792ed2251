/* SPDX-License-Identifier: MIT */
/* file-facts.h: what people call a file. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The name without its folder, as far as it is text: file names need not be. */
char *lp_file_facts_dup_name (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
