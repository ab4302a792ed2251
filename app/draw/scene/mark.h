/* SPDX-License-Identifier: MIT */
/* mark.h: the badges on the upper edge of a box: what fails with it, and what is wrong with it. */

#pragma once

#include "draw/scene/scene.h"

G_BEGIN_DECLS

/* No badges reach farther than this to the left of the right end of their box, or above it. */
#define LP_MARK_MOST_WIDTH 128
#define LP_MARK_MOST_HEIGHT 18

/* The dot of a link is a circle with this much across, and a ring around it. */
#define LP_MARK_DOT 16.0
#define LP_MARK_RING 2.0

/* How high the pin badge in the legend is. */
#define LP_MARK_HEIGHT 20.0

/* Inside a badge: before and behind what it says, its icon, and what a sign takes in front of a
 * number. */
#define LP_MARK_PADDING 6
#define LP_MARK_ICON 12.0
#define LP_MARK_SIGN 20

/* The sign that breaks a closed link; along it may be as little as half of that. */
#define LP_MARK_BREAK 16.0

/* The letters of the pin badge, and the room for them. */
const char *lp_mark_get_pin_letters (guint   pins,
                                     double *width);

/* How wide the badge is, and the part of it that is full: what is left says what fails in part. */
double      lp_mark_get_pin_width   (guint pins,
                                     guint parts);
double      lp_mark_get_full_width  (guint pins,
                                     guint parts);

/* The places of the two badges of a box at @box: the pin, and with @findings the dot of the linter.
 * An absent one has no width. */
void        lp_mark_place           (const LpMark *mark,
                                     const LpRect *box,
                                     gboolean      chip,
                                     gboolean      findings,
                                     LpRect       *pin,
                                     LpRect       *dot);

/* What both cover. FALSE where there are none. */
gboolean    lp_mark_get_rect        (const LpMark *mark,
                                     const LpRect *box,
                                     gboolean      chip,
                                     gboolean      findings,
                                     LpRect       *rect);

G_END_DECLS
