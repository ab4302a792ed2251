/* SPDX-License-Identifier: MIT */
/* make-cluster.h: turns load balancers that stand side by side into a cluster. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* Lets what asked one of @balancers (two or more) ask a virtual IP that leads to all of them,
 * joins them with failover links and gives each what the others pass requests on to. Part of an
 * open step. */
gboolean lp_make_cluster (LpDesign  *design,
                          GPtrArray *balancers);

G_END_DECLS
