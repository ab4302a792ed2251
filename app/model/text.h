/* SPDX-License-Identifier: MIT */
/* text.h: texts of people made safe: a name may hold line feeds, the escapes of a terminal, marks
 * that turn writing around, and a file name any bytes. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many characters a name has at most within a sentence, and a sentence. */
#define LP_TEXT_NAME 120
#define LP_TEXT_SENTENCE 1000

/* A byte that belongs to no character. */
#define LP_TEXT_NO_CHARACTER ((gunichar) -1)

/* The character at @at, which is not the end, and how many bytes it takes: one where it is none. */
gunichar lp_text_read       (const char *at,
                             gsize      *length);

/* Past all that is plain from @at on: most texts are nothing else, and then this is quick. */
const char *lp_text_skip_plain (const char *at);

/* Whether nobody sees @c, or what stands beside it looks different for it: controls, line breaks,
 * marks of direction, blanks without width, and what is no character. */
gboolean lp_text_is_hidden  (gunichar    c);

/* Whether build servers take what follows for an order: GitHub, Azure and TeamCity anywhere in a
 * line (“##[error]”), GitHub also at its beginning (“::error::”). */
gboolean lp_text_is_order   (const char *at);
gboolean lp_text_is_order_first (const char *line);

/* @text for one line of a terminal or a log: in UTF-8, with the hidden characters shown (as ␛,
 * \u{202e}, \x9b), and no order at all. Beyond @most characters the middle is left out. */
char    *lp_text_to_line    (const char *text,
                             guint       most) G_GNUC_WARN_UNUSED_RESULT;

/* The same for several lines, which begin with something else: line breaks stay, as line feeds, and
 * so do orders. */
char    *lp_text_to_lines   (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* @text with what XML or cairo cannot hold at all shown in the same way; NULL where they can hold
 * all. */
char    *lp_text_to_fit     (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Appends @text so that a reader of XML gets it back, in a value as between tags, but for what it
 * cannot hold. What is appended has no hidden character and no order. */
void     lp_text_append_xml (GString    *xml,
                             const char *text);

G_END_DECLS
