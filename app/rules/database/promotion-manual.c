/* SPDX-License-Identifier: MIT */
/* promotion-manual: until somebody promotes a replica, nothing can be stored. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/database/copies.h"
#include "rules/engine/rule.h"

/* The replicas of @node, ended by NULL; none where one of them takes over by itself. */
static GPtrArray *
list_waiting_replicas (LpCheck *check,
                       int      node)
{
  GPtrArray *replicas = g_ptr_array_new_null_terminated (2, NULL, TRUE);

  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];

      if (!lp_copies_replicates (check, hop) || !lp_copies_is_replica (check, hop->to))
        continue;

      if (check->graph->nodes[hop->to].promotes)
        {
          g_ptr_array_set_size (replicas, 0);
          break;
        }
      g_ptr_array_add (replicas, check->graph->nodes[hop->to].element);
    }

  return replicas;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *databases = &check->kinds[LP_KIND_DATABASE];

  for (guint i = 0; i < databases->n; i++)
    {
      LpElement *primary = check->graph->nodes[databases->nodes[i]].element;
      g_autoptr (GPtrArray) replicas = NULL;

      /* One that follows another primary is not the only one that takes writes. */
      if (lp_copies_is_replica (check, databases->nodes[i]) ||
          !check->graph->nodes[databases->nodes[i]].fails ||
          lp_copies_follows (check, databases->nodes[i], FALSE))
        continue;

      replicas = list_waiting_replicas (check, databases->nodes[i]);
      if (replicas->len == 0)
        continue;

      lp_check_report (check, rule, LP_ELEMENTS (primary), (LpElement **) replicas->pdata,
                       _("When “%s” fails, nothing can be stored until somebody promotes a "
                         "replica."),
                       lp_check_name (check, primary));
    }
}

const LpRule lp_rule_promotion_manual = {
  .key = "promotion-manual",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Replica is promoted by hand"),
  .why = N_("A replica has the data but takes no writes as long as it is a replica. When the "
            "primary fails, a person has to notice it, promote the replica and point the "
            "applications to it. Until then visitors can read but not store anything."),
  .advice = N_("Write down who promotes the replica and how, or let an orchestrator do it and "
               "set the replica’s promotion to automatic."),
  .check = check_design,
};
