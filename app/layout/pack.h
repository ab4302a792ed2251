/* SPDX-License-Identifier: MIT */
/* pack.h: what needs no Graphviz: the inside of a server, and rows of boxes that are on no link. */

#pragma once

#include "model/element.h"

G_BEGIN_DECLS

/* The way of a request: visitors first, data last. Servers and zones count as the first component
 * of that way in them. */
int  lp_pack_get_tier (LpElement *box);

/* Sets the place relative to the parent, unless the box is locked. */
void lp_pack_put      (LpElement *box,
                       double     x,
                       double     y);

/* Places what stands in @server: cards in the way of a request, many of them two in a row, chips
 * in the room below them. */
void lp_pack_server   (LpElement *server);

/* Places @boxes in rows below @x, @y, none wider than @width unless a box is; relative to their
 * parent. */
void lp_pack_rows     (GPtrArray *boxes,
                       double     x,
                       double     y,
                       double     width);

G_END_DECLS
