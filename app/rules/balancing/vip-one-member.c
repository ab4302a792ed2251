/* SPDX-License-Identifier: MIT */
/* vip-one-member: an address that only one machine can hold moves nowhere. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/balancing/clusters.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *addresses = &check->kinds[LP_KIND_VIRTUAL_IP];

  for (guint i = 0; i < addresses->n; i++)
    {
      LpElement *address = check->graph->nodes[addresses->nodes[i]].element;
      g_autoptr (GArray) members = lp_clusters_list_backends (check, addresses->nodes[i]);

      if (members->len == 1)
        {
          int member = g_array_index (members, int, 0);

          lp_check_report (check, rule, LP_ELEMENTS (address),
                           LP_ELEMENTS (check->graph->nodes[member].element),
                           _("Only “%s” can hold “%s”: when it fails, the address is gone."),
                           lp_check_get_name (check, member), lp_check_name (check, address));
        }
    }
}

const LpRule lp_rule_vip_one_member = {
  .key = "vip-one-member",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Virtual IP with one member"),
  .why = N_("A virtual IP is an address that moves to another machine when the one that holds "
            "it fails. With a single member there is no other machine, so nothing takes over."),
  .advice = N_("Link the virtual IP to a second load balancer, and join the two with a failover "
               "link."),
  .check = check_design,
};
