/* SPDX-License-Identifier: MIT */
/* one-backend: a load balancer with nothing to choose from only adds a part that can fail. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "rules/balancing/clusters.h"
#include "rules/engine/rule.h"

/* What @balancer sends all requests to, whatever is in line; -1 for none or several. */
static int
find_only (LpCheck *check,
           int      balancer)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  int only = -1;

  for (guint i = conversations->start[balancer]; i < conversations->start[balancer + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (each->flow != LP_FLOW_REQUEST && each->flow != LP_FLOW_QUERY)
        continue;
      if (only >= 0 && each->to != only)
        return -1;
      only = each->to;
    }

  return only;
}

/* Whether only what is on its own server asks @balancer: a proxy for connections, not for load. */
static gboolean
is_sidecar (LpCheck *check,
            int      balancer)
{
  const int server = check->servers[balancer];
  const guint first = check->hop_in_start[balancer], end = check->hop_in_start[balancer + 1];

  for (guint k = first; k < end; k++)
    if (check->servers[check->hops[check->hop_in[k]].from] != server)
      return FALSE;

  return server >= 0 && first < end;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];

  for (guint i = 0; i < balancers->n; i++)
    {
      const int backend = find_only (check, balancers->nodes[i]);

      /* A proxy in front of what somebody else runs, or of a cluster, has other reasons. */
      if (backend >= 0 && check->graph->nodes[backend].fails &&
          !is_sidecar (check, balancers->nodes[i]) &&
          !lp_clusters_is_for_data (check, balancers->nodes[i]))
        lp_check_report (check, rule,
                         LP_ELEMENTS (check->graph->nodes[balancers->nodes[i]].element),
                         LP_ELEMENTS (check->graph->nodes[backend].element),
                         _("“%s” has nothing to spread: every request goes to “%s”."),
                         lp_check_get_name (check, balancers->nodes[i]),
                         lp_check_get_name (check, backend));
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
