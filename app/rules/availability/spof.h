/* SPDX-License-Identifier: MIT */
/* spof.h: single points of failure as findings: a server and what is on it are one. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* Reports @events (node numbers, ascending): those of one server together. @down tells the author
 * what happens then: a sentence from “the site” on. */
void lp_spof_report (const LpRule *rule,
                     LpCheck      *check,
                     const int    *events,
                     guint         n_events,
                     const char   *down);

G_END_DECLS
