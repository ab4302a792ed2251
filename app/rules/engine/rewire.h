/* SPDX-License-Identifier: MIT */
/* rewire.h: what fixes do to links, and to the firewalls that these then pass. Part of an open
 * step. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* The server that @element stands in (or is), or NULL. */
LpElement *lp_rewire_find_server   (LpElement *element);

/* The first link of @flow from @from to @to as they are drawn, or NULL. */
LpElement *lp_rewire_find_link     (LpElement *from,
                                    LpElement *to,
                                    LpFlow     flow);

/* The links that end at @element, or at its server where @element is what they mean there. Not
 * owned. */
GPtrArray *lp_rewire_list_links_to (LpElement *element) G_GNUC_WARN_UNUSED_RESULT;

/* The listener of @element with @port, or NULL. */
LpElement *lp_rewire_find_listener (LpElement *element,
                                    int        port);

/* Lets @element listen on @port, unless it does already. */
void       lp_rewire_listen        (LpDesign   *design,
                                    LpElement  *element,
                                    int         port,
                                    LpProtocol  protocol);

/* A copy of @link with other ends. */
LpElement *lp_rewire_copy_link     (LpDesign  *design,
                                    LpElement *link,
                                    LpElement *from,
                                    LpElement *to);

/* Lets @link end at @to. Where an equal link is there already, @link goes. */
void       lp_rewire_redirect      (LpDesign  *design,
                                    LpElement *link,
                                    LpElement *to);

/* Bends were set by hand for the old way. */
void       lp_rewire_drop_bends    (LpDesign  *design,
                                    LpElement *link);

/* Adds the rules without which firewalls stop what @link carries, on its whole way. */
void       lp_rewire_let_through   (LpDesign  *design,
                                    LpElement *link);

/* The same for one firewall only. */
void       lp_rewire_let_link_in   (LpDesign  *design,
                                    LpElement *link,
                                    LpElement *firewall);

/* Adds the rules that @firewall lacks for what is drawn through it: where it has none, all. */
void       lp_rewire_open_firewall (LpDesign  *design,
                                    LpElement *firewall);

G_END_DECLS
