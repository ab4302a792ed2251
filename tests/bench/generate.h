/* SPDX-License-Identifier: MIT */
/* generate.h: designs of any size for benchmarks: always the same for the same size and seed. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* @n_components (at least 20) boxes that are neither servers nor zones. Services of a virtual IP,
 * two load balancers, two to five web and as many application servers, a primary and its replicas,
 * each on a server with firewall and agent; a visitor for each service, one DNS, one monitoring
 * service; about 1.6 links for each component. Placed, with addresses and ports. */
LpDesign *generate_design (guint   n_components,
                           guint32 seed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
