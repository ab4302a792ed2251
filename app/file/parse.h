/* SPDX-License-Identifier: MIT */
/* parse.h: from the text of a file to a design, or to what is wrong with it. */

#pragma once

#include <libxml/parser.h>

#include "model/design.h"

G_BEGIN_DECLS

/* With @messages every fault goes there, with its line, and unknown attributes are faults too.
 * Without them the first fault is the error. @text must have passed lp_file_check_text(). */
LpDesign *lp_parse_text (GBytes     *text,
                         GPtrArray  *messages,
                         GError    **error);

/* How libxml2 is to read @text: what it says of its encoding is not believed, nothing is fetched
 * from elsewhere, and there are no limits but ours. */
xmlParserCtxt *lp_parse_new_parser (GBytes        *text) G_GNUC_WARN_UNUSED_RESULT;

/* The line in which the tag begins that was just read. */
guint          lp_parse_get_line   (xmlParserCtxt *parser);

G_END_DECLS
