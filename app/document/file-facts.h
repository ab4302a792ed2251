/* SPDX-License-Identifier: MIT */
/* file-facts.h: what people call a file, and what tells that it was written. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The name without its folder, as far as it is text: file names need not be. */
char *lp_file_facts_dup_name    (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

/* Differs after somebody wrote the file. NULL if it is not there. May take its time. */
char *lp_file_facts_dup_version (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
