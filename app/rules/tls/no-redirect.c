/* SPDX-License-Identifier: MIT */
/* no-redirect: who types the name without https has to be sent there. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/tls/endpoints.h"

/* Whether visitors are drawn to come to @listener: then public-http says it. */
static gboolean
is_asked (LpCheck   *check,
          int        node,
          LpElement *listener)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);

  for (guint k = traffic->in_start[node]; k < traffic->in_start[node + 1]; k++)
    if (traffic->legs[traffic->in[k]].listener == listener)
      return TRUE;

  return FALSE;
}

static gboolean
is_open (LpElement *listener)
{
  int protocol;

  if (listener == NULL || lp_element_get_boolean (listener, LP_ATTRIBUTE_LISTEN_REDIRECT))
    return FALSE;

  protocol = lp_element_get_choice (listener, LP_ATTRIBUTE_LISTEN_PROTOCOL);

  return protocol == LP_PROTOCOL_HTTP || protocol == LP_PROTOCOL_NONE;
}

/* Whether browsers that were here before come over HTTPS by themselves: all certificates of @node
 * say that they are told to (HSTS). */
static gboolean
is_remembered (const LpEndpoints *endpoints,
               int                node)
{
  g_autoptr (GArray) certificates = lp_endpoints_list_certificates (endpoints, node);

  for (guint i = 0; i < certificates->len; i++)
    if (!lp_element_get_boolean (
            endpoints->check->graph->nodes[g_array_index (certificates, int, i)].element,
            LP_ATTRIBUTE_HSTS))
      return FALSE;

  return certificates->len > 0;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpEndpoints *endpoints = lp_endpoints_get (check);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      LpElement *element = check->graph->nodes[i].element;
      LpElement *listener;

      if ((endpoints->marks[i] & LP_ENDPOINT_TLS) == 0 || !lp_endpoints_is_one (endpoints, i))
        continue;

      listener = lp_rewire_find_listener (element,
                                          lp_protocol_get_row (LP_PROTOCOL_HTTP)->port);
      if (is_open (listener) && !is_asked (check, i, listener))
        lp_check_report (check, rule, LP_ELEMENTS (element), NULL,
                         is_remembered (endpoints, i)
                           ? _("“%s” answers on port 80 too, and does not send visitors on to "
                               "HTTPS: only browsers that have been there before go there by "
                               "themselves (HSTS).")
                           : _("“%s” answers on port 80 too, and does not send visitors on to "
                               "HTTPS."),
                         lp_check_name (check, element));
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *element = lp_finding_find_element (finding, design, 0);
  LpElement *listener = NULL;

  if (element != NULL)
    listener = lp_rewire_find_listener (element, lp_protocol_get_row (LP_PROTOCOL_HTTP)->port);
  if (listener == NULL)
    return FALSE;

  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_REDIRECT, TRUE);

  return TRUE;
}

const LpRule lp_rule_no_redirect = {
  .key = "no-redirect",
  .severity = LP_SEVERITY_INFO,
  .title = N_("No redirect to HTTPS"),
  .why = N_("Who follows an old link, or whose browser does not try HTTPS first, comes to port "
            "80. If that port shows the site over HTTP, the visitor may stay there without "
            "encryption and never learn that HTTPS is offered."),
  .advice = N_("Let port 80 answer with a redirect to HTTPS and nothing else, or close it."),
  .check = check_design,
  .fix = fix,
};
