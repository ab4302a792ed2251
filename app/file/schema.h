/* SPDX-License-Identifier: MIT */
/* schema.h: the definition of the format, data/design.rng, applied to a file. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends what the schema has against @text, which must be well-formed. In libxml2's words: whoever
 * wants better ones asks lp_parse_text() first. Cost: O(size). */
gboolean lp_schema_check (GBytes    *text,
                          GPtrArray *messages);

G_END_DECLS
