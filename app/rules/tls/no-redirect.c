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
                         _("“%s” answers on port 80 too, and does not send visitors on to HTTPS."),
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
  .why = N_("Who types only the name of the site may still come to port 80. If that port shows "
            "the site over HTTP, the visitor stays there without encryption and never learns "
            "that HTTPS is offered."),
  .advice = N_("Let port 80 answer with a redirect to HTTPS and nothing else, or close it."),
  .check = check_design,
  .fix = fix,
};
