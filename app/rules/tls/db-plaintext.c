/* SPDX-License-Identifier: MIT */
/* db-plaintext: what applications and databases tell each other can be read on the way, too. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/tls/endpoints.h"

static gboolean
is_readable (const LpEndpoints *endpoints,
             const LpLeg       *leg)
{
  const int *servers = endpoints->check->servers;

  return (leg->flow == LP_FLOW_QUERY || leg->flow == LP_FLOW_REPLICATION) &&
         !lp_endpoints_is_encrypted (endpoints, leg) && servers[leg->from] != servers[leg->to];
}

static void
check_database (const LpRule      *rule,
                const LpEndpoints *endpoints,
                int                node)
{
  LpCheck *check = endpoints->check;
  const LpTraffic *traffic = lp_check_get_traffic (check);
  g_autoptr (GPtrArray) links = g_ptr_array_new_null_terminated (4, NULL, TRUE);

  for (guint k = traffic->in_start[node]; k < traffic->in_start[node + 1]; k++)
    {
      const LpLeg *leg = &traffic->legs[traffic->in[k]];

      if (is_readable (endpoints, leg))
        g_ptr_array_add (links, traffic->graph->links[leg->link].element);
    }

  if (links->len == 0)
    return;

  lp_check_report (check, rule, LP_ELEMENTS (check->graph->nodes[node].element),
                   (LpElement **) links->pdata,
                   ngettext ("%u connection to “%s” from another server is not encrypted.",
                             "%u connections to “%s” from other servers are not encrypted.",
                             links->len),
                   links->len, lp_check_get_name (check, node));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *databases = &check->kinds[LP_KIND_DATABASE];
  const LpEndpoints *endpoints = lp_endpoints_get (check);

  for (guint i = 0; i < databases->n; i++)
    check_database (rule, endpoints, databases->nodes[i]);
}

const LpRule lp_rule_db_plaintext = {
  .key = "db-plaintext",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Database connections in plain text"),
  .why = N_("Queries, their answers and replication carry everything that the site knows, the "
            "password of the database included. Between two machines others on the network can "
            "read it unless it is encrypted."),
  .advice = N_("Switch on TLS for the links to the database, and for replication."),
  .check = check_design,
};
