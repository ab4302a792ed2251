/* SPDX-License-Identifier: MIT */
/* pack.h: what needs no Graphviz: the inside of a server, and rows of boxes that are on no link. */

#pragma once

#include "layout/plan.h"

G_BEGIN_DECLS

/* Of a server that was packed, so that a card can stand on the grid and in the middle. */
#define LP_PACK_LEAST_WIDTH 248

/* The tier of what says nothing about its place. */
#define LP_PACK_TIER_BEHIND LP_TIER_BEHIND

/* The way of a request: visitors first, data last. Servers and zones count as the first component
 * of that way in them. */
int  lp_pack_get_tier (LpElement    *box);

/* Finds places for @boxes, which stand in a server, from @origin on: cards in the way of a request,
 * many of them two in a row, chips in the room below them. Where requests go down and one goes on
 * to another server, chips leave it an aisle below the middle of the card. Appends them to @spots
 * (of LpSpot). */
void lp_pack_server   (const LpPlan *plan,
                       GPtrArray    *boxes,
                       LpPoint       origin,
                       GArray       *spots);

/* The same for @boxes in rows and columns, no row wider than @width unless a box is. */
void lp_pack_rows     (const LpPlan *plan,
                       GPtrArray    *boxes,
                       LpPoint       origin,
                       double        width,
                       GArray       *spots);

G_END_DECLS
