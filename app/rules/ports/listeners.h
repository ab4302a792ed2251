/* SPDX-License-Identifier: MIT */
/* listeners.h: who listens where on a server, and how a listener moves to another port. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

#define LP_LISTENERS_HIGHEST_PORT 65535

/* The protocol whose port @port is, where everybody knows it by that; else LP_PROTOCOL_NONE. */
LpProtocol lp_listeners_get_owner  (int         port);

/* Whether @protocol on @port is likely a slip: the port is known for another one. */
gboolean   lp_listeners_is_unusual (LpProtocol  protocol,
                                    int         port);

/* What carries the traffic of @listener. */
guint      lp_listeners_get_transports (LpElement *listener);

/* Whether what listens for @heard understands who comes with @protocol. */
gboolean   lp_listeners_speaks     (LpProtocol  heard,
                                    LpProtocol  protocol);

/* The listener on the server of @element (or of @element alone, where it stands on none) that has
 * @port, or NULL. */
LpElement *lp_listeners_find       (LpElement  *element,
                                    int         port,
                                    guint       transports);

/* The first port after @port that is free there. */
int        lp_listeners_find_free  (LpElement  *element,
                                    int         port,
                                    guint       transports);

/* For fixes: lets @listener have @port, and the links that mean it follow, through firewalls
 * too. */
void       lp_listeners_move       (LpDesign   *design,
                                    LpElement  *listener,
                                    int         port);

G_END_DECLS
