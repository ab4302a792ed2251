/* SPDX-License-Identifier: MIT */
/* settings.h: what a person prefers. Works without the installed schema too, then only until the
 * program ends. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    lp_settings_get_boolean (const char *key);
int         lp_settings_get_int     (const char *key);
char       *lp_settings_dup_string  (const char *key) G_GNUC_WARN_UNUSED_RESULT;

void        lp_settings_set_boolean (const char *key,
                                     gboolean    value);
void        lp_settings_set_int     (const char *key,
                                     int         value);
void        lp_settings_set_string  (const char *key,
                                     const char *value);

G_END_DECLS
