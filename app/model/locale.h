/* SPDX-License-Identifier: MIT */
/* locale.h: the language that a program of ours speaks. Both main() call it first of all. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Follows the environment. LINCHPIN_LOCALE_DIR replaces the folder of the installed translations:
 * ./run and the tests need it. From here on printf() writes numbers as the person does: files take
 * g_ascii_dtostr(). */
void lp_locale_init (void);

G_END_DECLS
