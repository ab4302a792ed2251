/* SPDX-License-Identifier: MIT */
/* parse.h: from the text of a file to a design, or to what is wrong with it. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* With @messages every fault goes there, with its line, and unknown attributes are faults too.
 * Without them the first fault is the error. @text must have passed lp_file_check_text(). */
LpDesign *lp_parse_text (GBytes     *text,
                         GPtrArray  *messages,
                         GError    **error);

G_END_DECLS
