/* SPDX-License-Identifier: MIT */
/* words.h: what is written on the picture: second lines, port pills and the labels of links. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* The line below the name of a card: "round robin · active-active". NULL where there is nothing to
 * say. */
char       *lp_words_for_box           (LpElement  *element) G_GNUC_WARN_UNUSED_RESULT;

/* More of the same, a line below: "checks GET /health", "quorum of 3", "blue". What matters most
 * comes first, for not all may find room. Ended by NULL; empty where there is nothing to say. */
GStrv       lp_words_list_more         (LpElement  *element) G_GNUC_WARN_UNUSED_RESULT;

/* Both lines of a card of @height as far as it has room for them; the second may be NULL, the third
 * empty. Returns how far above the middle of the card that of its name is. */
double      lp_words_for_card          (LpElement  *element,
                                        double      height,
                                        char      **second,
                                        GStrv      *more);

/* Behind the name of a server or zone, or of a chip: "blue". NULL where there is nothing to say. */
char       *lp_words_for_header        (LpElement  *element) G_GNUC_WARN_UNUSED_RESULT;

/* Which part of the requests a link gets where weights are set: "30 %". NULL elsewhere. */
char       *lp_words_for_share         (LpElement  *link) G_GNUC_WARN_UNUSED_RESULT;

/* What stands at the right end of the header of a server: its address, or "". */
const char *lp_words_for_address       (LpElement  *server);

/* On the pill of a listener: "443". */
char       *lp_words_for_port          (LpElement  *listen) G_GNUC_WARN_UNUSED_RESULT;
gboolean    lp_words_port_is_encrypted (LpElement  *listen);

/* "HTTPS 443"; NULL where the link needs no words. */
char       *lp_words_for_link          (LpElement  *link) G_GNUC_WARN_UNUSED_RESULT;

/* Below the title of a picture: "www.foobar.com · task 2". NULL where there is nothing to say. */
char       *lp_words_for_site          (LpDesign   *design) G_GNUC_WARN_UNUSED_RESULT;

/* The width of the pill around @label, the same on every machine, so that routes are, too. 0 for
 * NULL. */
double      lp_words_estimate_width    (const char *label);

/* How far what stands in the header of a server or zone reaches from its left and from its right
 * border, the same on every machine. */
void        lp_words_estimate_header   (LpElement  *container,
                                        double     *left,
                                        double     *right);

G_END_DECLS
