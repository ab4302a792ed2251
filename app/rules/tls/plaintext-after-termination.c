/* SPDX-License-Identifier: MIT */
/* plaintext-after-termination: behind the place where TLS ends everything is readable again. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/tls/endpoints.h"

static gboolean
leaves_server (const LpEndpoints *endpoints,
               const LpLeg       *leg)
{
  const int *servers = endpoints->check->servers;

  return servers[leg->from] < 0 || servers[leg->from] != servers[leg->to];
}

/* Links from @node to other machines that can be read on the way, ended by NULL. */
static GPtrArray *
list_readable (const LpEndpoints *endpoints,
               int                node)
{
  const LpTraffic *traffic = lp_check_get_traffic (endpoints->check);
  GPtrArray *links = g_ptr_array_new_null_terminated (4, NULL, TRUE);

  for (guint k = traffic->out_start[node]; k < traffic->out_start[node + 1]; k++)
    {
      const LpLeg *leg = &traffic->legs[traffic->out[k]];

      if (leg->flow == LP_FLOW_REQUEST && !lp_endpoints_is_encrypted (endpoints, leg) &&
          leaves_server (endpoints, leg))
        g_ptr_array_add (links, traffic->graph->links[leg->link].element);
    }

  return links;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpEndpoints *endpoints = lp_endpoints_get (check);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      g_autoptr (GPtrArray) links = NULL;

      if ((endpoints->marks[i] & LP_ENDPOINT_ASKED) == 0 || !lp_endpoints_is_one (endpoints, i) ||
          lp_endpoints_passes_tls (endpoints, i))
        continue;

      links = list_readable (endpoints, i);
      if (links->len > 0)
        lp_check_report (check, rule, LP_ELEMENTS (check->graph->nodes[i].element),
                         (LpElement **) links->pdata,
                         _("TLS ends at “%s”, and it sends requests on to other servers in plain "
                           "text."),
                         lp_check_get_name (check, i));
    }
}

const LpRule lp_rule_plaintext_after_termination = {
  .key = "plaintext-after-termination",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Plain text behind the end of TLS"),
  .why = N_("Where TLS ends, the requests are decrypted. What is sent on from there to other "
            "machines without encryption can be read and changed by whoever gets into the "
            "network between them: passwords, sessions, personal data. The padlock in the "
            "browser says nothing about that part of the way."),
  .advice = N_("Encrypt again on the way to the servers, or accept it with a reason, for "
               "example a private network that nobody else can enter."),
  .check = check_design,
};
