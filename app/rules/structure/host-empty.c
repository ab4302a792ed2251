/* SPDX-License-Identifier: MIT */
/* host-empty: a server on which nothing runs is counted and paid for, but does nothing. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/promoters.h"
#include "rules/engine/rule.h"

/* What protects or watches a server is no reason to have one. */
#define EQUIPMENT (LP_KIND_MASK (LP_KIND_CERTIFICATE) | LP_KIND_MASK (LP_KIND_MONITORING_AGENT) | \
                   LP_KIND_MASK (LP_KIND_NOTE) | LP_KIND_MASK (LP_KIND_SERVER))

static gboolean
gives_work (const LpGraphNode *node)
{
  return (LP_KIND_MASK (node->kind) & EQUIPMENT) == 0 && !node->guards;
}

/* A bastion: people log in to it, and from it to the others. One that promotes databases is named
 * by them. */
static gboolean
is_used (LpCheck *check,
         int      server)
{
  const LpGraph *graph = check->graph;

  for (guint k = graph->in_start[server]; k < graph->in_start[server + 1]; k++)
    if (graph->links[graph->in[k]].flow == LP_FLOW_MANAGE)
      return TRUE;

  for (guint k = graph->out_start[server]; k < graph->out_start[server + 1]; k++)
    if (graph->links[graph->out[k]].flow == LP_FLOW_MANAGE)
      return TRUE;

  return lp_promoters_have (check, server);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpGraph *graph = check->graph;
  const LpNodes *servers = &check->kinds[LP_KIND_SERVER];
  g_autofree guint8 *works = g_new0 (guint8, graph->n_nodes);

  for (guint i = 0; i < graph->n_nodes; i++)
    if (check->servers[i] >= 0 && gives_work (&graph->nodes[i]))
      works[check->servers[i]] = TRUE;

  for (guint i = 0; i < servers->n; i++)
    if (!works[servers->nodes[i]] && !is_used (check, servers->nodes[i]))
      lp_check_report (check, rule, LP_ELEMENTS (graph->nodes[servers->nodes[i]].element), NULL,
                       _("Nothing runs on “%s”."), lp_check_get_name (check, servers->nodes[i]));
}

const LpRule lp_rule_host_empty = {
  .key = "host-empty",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Empty server"),
  .why = N_("A server on which no service runs answers nobody. It looks like a second machine that "
            "helps, "
            "but when the first one fails, it cannot take over."),
  .advice = N_("Put the services into it that it shall run, or delete it."),
  .check = check_design,
};
