/* SPDX-License-Identifier: MIT */
/* box.h: where an element stands on the picture and how large it is. */

#pragma once

#include "model/element.h"
#include "model/geometry.h"

G_BEGIN_DECLS

#define LP_GRID 8

/* What a container leaves free around its content, and above it for its header. */
#define LP_PADDING 16
#define LP_HEADER 44

#define LP_CHIP_HEIGHT 28

/* Whether it is drawn as a small chip: what belongs to a server rather than to the request, in a
 * server and on no link. */
gboolean lp_box_is_chip      (LpElement *element);

/* The server that it stands in, or NULL; and its name with the server’s: “MySQL on db-01”. */
LpElement *lp_box_find_server   (LpElement *element);
char      *lp_box_dup_full_name (LpElement *element) G_GNUC_WARN_UNUSED_RESULT;

/* Its size: as set, never smaller than what it holds or its name needs. The same on every machine
 * and in every language. Cost: O(elements inside). */
void     lp_box_get_size     (LpElement *element,
                              double    *width,
                              double    *height);

/* The two halves of it: the size without what it holds, and how a child, in the coordinates of its
 * container, makes that larger. */
void     lp_box_get_own_size (LpElement    *element,
                              double       *width,
                              double       *height);
void     lp_box_grow         (const LpRect *child,
                              double       *width,
                              double       *height);

/* Its place in the drawing, and its size. */
void     lp_box_get_rect     (LpElement *element,
                              LpRect    *rect);

/* The place of the upper left corner of what stands in @element, in the drawing. */
LpPoint  lp_box_get_origin   (LpElement *element);

/* Sets x and y, relative to its parent, so that it stands at @x, @y of the drawing. */
void     lp_box_place        (LpElement *element,
                              double     x,
                              double     y);

/* Whether the design has boxes and none of them has a position: it wants to be arranged. */
struct _LpDesign;
gboolean lp_box_none_is_placed (struct _LpDesign *design);

G_END_DECLS
