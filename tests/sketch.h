/* SPDX-License-Identifier: MIT */
/* sketch.h: designs written down in a few lines, for tests. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* One line for each element: its kind, its id, and attributes as in the file (without quotes or
 * spaces); two spaces before it for each element that it is in. One line for each link: "from -> to
 * flow", and attributes. Perhaps a line with attributes of the design. For example:
 *
 *   design site=www.foobar.com
 *   client visitor
 *   server one
 *     web-server nginx
 *   visitor -> nginx request port=80 */
LpDesign *sketch_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
