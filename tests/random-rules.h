/* SPDX-License-Identifier: MIT */
/* random-rules.h: firewalls of random designs. */

#pragma once

#include "random-design.h"

G_BEGIN_DECLS

/* In servers and zones, @often of them, and rules for all, also for those in line. */
void maker_add_firewalls (Maker  *self,
                          double  often,
                          guint   max_boxes);

G_END_DECLS
