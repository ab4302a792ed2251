/* SPDX-License-Identifier: MIT */
/* file-facts.h: what people call a file, and what a file is called for people. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The name without its folder, to be read: one line of it, with nothing hidden (text.h). */
char *lp_file_facts_dup_name  (GFile      *file) G_GNUC_WARN_UNUSED_RESULT;

/* A name to propose for a new file that is called @name and ends in @suffix: any folder takes it,
 * and it is what it looks like. */
char *lp_file_facts_make_name (const char *name,
                               const char *suffix) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
