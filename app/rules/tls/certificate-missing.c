/* SPDX-License-Identifier: MIT */
/* certificate-missing: without a certificate no TLS connection comes about. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/tls/endpoints.h"

/* Whether a certificate stands on the wrong side of a load balancer: termination-place says
 * so. */
static gboolean
is_misplaced (const LpEndpoints *endpoints,
              int                node)
{
  LpCheck *check = endpoints->check;

  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];

      if (check->graph->nodes[node].kind == LP_KIND_LOAD_BALANCER &&
          hop->flow == LP_FLOW_REQUEST && lp_endpoints_has_certificate (endpoints, hop->to))
        return TRUE;
    }

  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_in[k]];

      if (hop->flow == LP_FLOW_REQUEST && lp_endpoints_passes_tls (endpoints, hop->from) &&
          lp_endpoints_has_certificate (endpoints, hop->from))
        return TRUE;
    }

  return FALSE;
}

/* CDNs get certificates for the names that they serve by themselves. */
static gboolean
brings_its_own (LpCheck *check,
                int      node)
{
  return check->graph->nodes[node].kind == LP_KIND_CDN && check->graph->nodes[node].managed;
}

static void
check_node (const LpRule      *rule,
            const LpEndpoints *endpoints,
            int                node)
{
  LpCheck *check = endpoints->check;
  LpElement *element = check->graph->nodes[node].element;
  LpFinding *finding;

  if (!lp_endpoints_is_one (endpoints, node) || lp_endpoints_passes_tls (endpoints, node) ||
      (endpoints->marks[node] & (LP_ENDPOINT_SECURE | LP_ENDPOINT_TLS)) == 0 ||
      brings_its_own (check, node) ||
      lp_endpoints_has_certificate (endpoints, node) || is_misplaced (endpoints, node))
    return;

  finding = lp_check_report (check, rule, LP_ELEMENTS (element), NULL,
                             _("“%s” speaks TLS, but there is no certificate for it."),
                             lp_check_name (check, element));
  if (check->servers[node] < 0)
    lp_finding_forbid_fix (finding);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpEndpoints *endpoints = lp_endpoints_get (check);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    check_node (rule, endpoints, i);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *element = lp_finding_find_element (finding, design, 0);

  return element != NULL && lp_endpoints_add_certificate (design, element);
}

const LpRule lp_rule_certificate_missing = {
  .key = "certificate-missing",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Certificate missing"),
  .why = N_("At the start of a TLS connection the server shows a certificate that says whose "
            "site it is. Without one no connection comes about: the browser gives up before the "
            "first request is sent."),
  .advice = N_("Put a certificate on the server where TLS ends, or link it to what speaks TLS "
               "there."),
  .check = check_design,
  .fix = fix,
};
