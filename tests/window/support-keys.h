/* SPDX-License-Identifier: MIT */
/* support-keys.h: what the keyboard's half of support.h takes from the other one. */

#pragma once

#include <X11/Xlib.h>

/* A connection of its own to the server, as another program would have. */
Display *driver_get_pointer_and_keys (void);

/* Lets the program do all that follows from the events sent so far. */
void     driver_handle_events        (void);
