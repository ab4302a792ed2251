/* SPDX-License-Identifier: MIT */
/* limits.h: how much a text in XML may hold, looked at before any parser sees it. */

#pragma once

#include <glib.h>

#include "model/value.h"

G_BEGIN_DECLS

/* Every reader keeps to these: designs, in pictures and on the clipboard too, drafts, and briefs.
 * They are far beyond any drawing, and little enough that a hostile file cannot eat the machine: a
 * design of 100,000 components has about 60 MiB and 700,000 elements. The model itself keeps texts,
 * ids and zones in each other (LP_TEXT_MAX, LP_ID_MAX, LP_DESIGN_MAX_ZONES) within them, so that
 * what is drawn can be read again; only a drawing of millions of elements cannot. */
#define LP_FILE_MAX_SIZE (128 * 1024 * 1024)
#define LP_FILE_MAX_BRIEF_SIZE (1024 * 1024)    /* Briefs are written by hand. */
#define LP_FILE_MAX_ELEMENTS 2000000

/* Elements in each other: of ours, and of other namespaces in one of ours. */
#define LP_FILE_MAX_DEPTH 64

/* In one tag: libxml2 compares each with each. Declarations of namespaces count for themselves, as
 * each prefix is declared again where it is used. */
#define LP_FILE_MAX_ATTRIBUTES 256
#define LP_FILE_MAX_DECLARATIONS 1024

/* Declarations in a tag and all around it: libxml2 looks through them for each prefix. */
#define LP_FILE_MAX_NAMESPACES 4096

/* The length of a name, and how many different ones: libxml2 is slow with many. */
#define LP_FILE_MAX_NAME 1000
#define LP_FILE_MAX_NAMES 10000

/* Bytes of one value, text, comment or instruction; “&amp;” is one. */
#define LP_FILE_MAX_TEXT LP_TEXT_MAX

/* Whether @size bytes of @text keep to them, but for LP_FILE_MAX_NAMES; the error names the line.
 * Only what is well-formed is looked at: no parser gets beyond the rest. Cost: O(size). */
gboolean lp_limits_check    (const char *text,
                             gsize       size,
                             GError    **error);

/* The line of @text in which @at is. Cost: O(size). */
guint    lp_limits_get_line (const char *text,
                             const char *at);

G_END_DECLS
