/* SPDX-License-Identifier: MIT */
/* site.h: a small design to make gestures on, and where its elements are. */

#pragma once

#include "draw/scene/scene.h"
#include "model/box.h"
#include "model/link.h"
#include "window/support.h"

G_BEGIN_DECLS

/* A visitor linked to the Nginx in a server with a firewall, an empty server and a database. */
LpWindow   *site_open          (void);

/* Undoing everything leads back to what was there in the beginning. */
void        site_close_undone  (LpWindow   *window);

LpRect      site_get_rect      (LpWindow   *window,
                                const char *id);
const char *site_get_parent    (LpWindow   *window,
                                const char *id);

/* What the drill, or the lens of failures, says of an element. */
LpMarkState site_get_state     (LpWindow   *window,
                                const char *id);

/* The first selected element, where @n_expected are. */
LpElement  *site_get_selected  (LpWindow   *window,
                                guint       n_expected);

/* On the screen. */
LpPoint     site_at            (LpWindow   *window,
                                const char *id);
LpPoint     site_beside        (LpPoint     place,
                                double      dx,
                                double      dy);

/* Returns when its name waits to be typed. */
void        site_drag_from_palette (LpWindow   *window,
                                    const char *kind,
                                    LpPoint     to);

G_END_DECLS
