/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/offers.h"

#include <glib/gi18n-lib.h>

static const LpOffer offers[] = {
  { "cost", N_("Cost"),
    N_("Every further server costs money each month, also while it only waits to take over.") },
  { "complexity", N_("Complexity"),
    N_("There are more parts to configure, to update and to watch, and more ways in which they can "
       "fail together.") },
  { "replication-lag", N_("Replication lag"),
    N_("A replica is a moment behind its primary: a page that is read from it right after a change "
       "can still show the old data.") },
  { "code-everywhere", N_("The code on every server"),
    N_("Each application server has its own copy of the code: a deploy has to reach all of them, "
       "and for a moment two versions answer.") },
  { "tls-ends-early", N_("TLS ends at the load balancer"),
    N_("Behind the load balancer requests travel in plain text: whoever gets into that network can "
       "read them.") },
};

const LpOffer *
lp_offer_find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    if (g_str_equal (offers[i].key, key))
      return &offers[i];

  return NULL;
}
