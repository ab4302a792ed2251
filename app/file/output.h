/* SPDX-License-Identifier: MIT */
/* output.h: standard output, where a program fails whose words did not get out. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The exit status of a program that could not write (cli.md). */
#define LP_OUTPUT_FAILED 4

/* To call before anything else. At the end, however it comes, what was printed is written out. If
 * any of it could not be, since the beginning, that is said on standard error in the name of
 * @program, and it ends with LP_OUTPUT_FAILED whatever it meant to. */
void lp_output_init  (const char *program);

void lp_output_print (const char *text);
void lp_output_write (const char *data,
                      gsize       size);

G_END_DECLS
