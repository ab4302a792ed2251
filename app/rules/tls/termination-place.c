/* SPDX-License-Identifier: MIT */
/* termination-place: the certificate has to be where TLS is decrypted. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/tls/endpoints.h"

/* The first certificate behind @node, or -1. */
static int
find_behind (const LpEndpoints *endpoints,
             int                node)
{
  const LpCheck *check = endpoints->check;

  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];
      g_autoptr (GArray) certificates = NULL;

      if (hop->flow != LP_FLOW_REQUEST)
        continue;

      certificates = lp_endpoints_list_certificates (endpoints, hop->to);
      if (certificates->len > 0)
        return g_array_index (certificates, int, 0);
    }

  return -1;
}

static int
find_here (const LpEndpoints *endpoints,
           int                node)
{
  g_autoptr (GArray) certificates = lp_endpoints_list_certificates (endpoints, node);

  return certificates->len > 0 ? g_array_index (certificates, int, 0) : -1;
}

static void
check_balancer (const LpRule      *rule,
                const LpEndpoints *endpoints,
                int                node)
{
  LpCheck *check = endpoints->check;
  const LpGraphNode *nodes = check->graph->nodes;
  int here = find_here (endpoints, node);
  int behind = find_behind (endpoints, node);

  if (lp_endpoints_passes_tls (endpoints, node) && here >= 0 && behind < 0)
    lp_check_report (check, rule, LP_ELEMENTS (nodes[node].element, nodes[here].element), NULL,
                     _("“%s” passes TLS on without decrypting it, but “%s” is there and not on the "
                       "servers behind."),
                     lp_check_get_name (check, node), lp_check_get_name (check, here));
  else if (!lp_endpoints_passes_tls (endpoints, node) && here < 0 && behind >= 0)
    lp_check_report (check, rule, LP_ELEMENTS (nodes[node].element, nodes[behind].element), NULL,
                     _("“%s” has to decrypt HTTPS to spread the requests, but “%s” is on a server "
                       "behind it."),
                     lp_check_get_name (check, node), lp_check_get_name (check, behind));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];
  const LpEndpoints *endpoints = lp_endpoints_get (check);

  for (guint i = 0; i < balancers->n; i++)
    if ((endpoints->marks[balancers->nodes[i]] & (LP_ENDPOINT_TLS | LP_ENDPOINT_SECURE)) != 0)
      check_balancer (rule, endpoints, balancers->nodes[i]);
}

const LpRule lp_rule_termination_place = {
  .key = "termination-place",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Certificate in the wrong place"),
  .why = N_("Only who has the certificate and its key can decrypt. A load balancer on the HTTP "
            "layer reads the requests, so TLS ends there at the latest and it needs them. One on "
            "the TCP layer may pass the encrypted bytes on, and then whatever stands behind it "
            "needs them. Where the two do not fit, no connection comes about."),
  .advice = N_("Put the certificate where TLS ends, or change the layer of the load balancer."),
  .check = check_design,
};
