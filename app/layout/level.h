/* SPDX-License-Identifier: MIT */
/* level.h: the boxes of one container (or of the whole design): services by dot, then the services
 * side by side. */

#pragma once

#include "model/element.h"

G_BEGIN_DECLS

/* A link as one level sees it: between the two children of the container in which its ends are. */
typedef struct
{
  LpElement *from;
  LpElement *to;
  LpFlow     flow;
} LpParting;

/* Places the boxes in @container, whose sizes are known. @partings is an array of LpParting, or
 * NULL. */
gboolean lp_level_place (LpElement  *container,
                         GArray     *partings,
                         GError    **error);

G_END_DECLS
