/* SPDX-License-Identifier: MIT */
/* one-backend: a load balancer with nothing to choose from only adds a part that can fail. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/balancing/clusters.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];

  for (guint i = 0; i < balancers->n; i++)
    {
      g_autoptr (GArray) backends = lp_clusters_list_backends (check, balancers->nodes[i]);

      /* A proxy in front of what somebody else runs, or of a cluster, has other reasons. */
      if (backends->len == 1 && check->graph->nodes[g_array_index (backends, int, 0)].fails)
        {
          int backend = g_array_index (backends, int, 0);

          lp_check_report (check, rule,
                           LP_ELEMENTS (check->graph->nodes[balancers->nodes[i]].element),
                           LP_ELEMENTS (check->graph->nodes[backend].element),
                           _("“%s” has nothing to spread: every request goes to “%s”."),
                           lp_check_get_name (check, balancers->nodes[i]),
                           lp_check_get_name (check, backend));
        }
    }
}

const LpRule lp_rule_one_backend = {
  .key = "one-backend",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Load balancer with one back end"),
  .why = N_("A load balancer spreads requests over several servers. With a single one behind "
            "it there is nothing to spread: what depends on that server still stops with it, and "
            "now it stops with the load balancer, too."),
  .advice = N_("Link the load balancer to a second server that does the same work."),
  .check = check_design,
};
