/* SPDX-License-Identifier: MIT */
/* wrap.h: running text for a terminal. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @words in lines of at most 78 columns, each beginning with @indent. What is hidden in
 * them is shown, as by lp_text_to_line(). */
void lp_report_wrap (GString    *text,
                     const char *indent,
                     const char *words);

G_END_DECLS
