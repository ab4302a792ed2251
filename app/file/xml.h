/* SPDX-License-Identifier: MIT */
/* xml.h: writing XML as text. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text so that a reader gets it back as it is, between quotes or between tags.
 * Characters that XML cannot hold at all are left out. */
void lp_xml_append_value   (GString    *xml,
                            const char *text,
                            gssize      length);
void lp_xml_append_content (GString    *xml,
                            const char *text,
                            gssize      length);

G_END_DECLS
