/* SPDX-License-Identifier: MIT */
/* public-http: what visitors send over HTTP anybody on the way can read and change. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/tls/endpoints.h"

/* Whether something leaves @node by the same port as @leg. */
static gboolean
goes_on (const LpTraffic *traffic,
         int              node,
         const LpLeg     *leg)
{
  for (guint k = traffic->out_start[node]; k < traffic->out_start[node + 1]; k++)
    if (traffic->legs[traffic->out[k]].flow == LP_FLOW_REQUEST &&
        traffic->legs[traffic->out[k]].port == leg->port)
      return TRUE;

  return FALSE;
}

/* Who answers @leg: its target, or what stands behind the boxes in line there. Legs in @ways are
 * those on the way, @leg the first of them. */
static GArray *
follow (const LpTraffic *traffic,
        guint            leg,
        GArray          *ways)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  g_array_append_val (ways, leg);
  for (guint i = 0; i < ways->len; i++)
    {
      int node = traffic->legs[g_array_index (ways, guint, i)].to;
      gboolean same;

      if (!g_hash_table_add (met, GINT_TO_POINTER (node + 1)))
        continue;

      if (!lp_traffic_passes_through (traffic->graph->nodes[node].kind))
        {
          g_array_append_val (targets, node);
          continue;
        }

      same = goes_on (traffic, node, &traffic->legs[leg]);
      for (guint k = traffic->out_start[node]; k < traffic->out_start[node + 1]; k++)
        if (traffic->legs[traffic->out[k]].flow == LP_FLOW_REQUEST &&
            (!same || traffic->legs[traffic->out[k]].port == traffic->legs[leg].port))
          g_array_append_val (ways, traffic->out[k]);
    }

  return targets;
}

/* Whether all that the visitor gets at the end of @ways is sent on to HTTPS. */
static gboolean
only_redirects (const LpTraffic *traffic,
                const GArray    *ways)
{
  gboolean redirects = FALSE;

  for (guint i = 0; i < ways->len; i++)
    {
      const LpLeg *leg = &traffic->legs[g_array_index (ways, guint, i)];

      if (lp_traffic_passes_through (traffic->graph->nodes[leg->to].kind))
        continue;

      if (leg->listener == NULL ||
          !lp_element_get_boolean (leg->listener, LP_ATTRIBUTE_LISTEN_REDIRECT))
        return FALSE;
      redirects = TRUE;
    }

  return redirects;
}

static void
check_leg (const LpRule      *rule,
           const LpEndpoints *endpoints,
           guint              number)
{
  LpCheck *check = endpoints->check;
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpLeg *leg = &traffic->legs[number];
  g_autoptr (GArray) ways = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) targets = follow (traffic, number, ways);
  LpElement *target;
  LpFinding *finding;

  if (targets->len == 0 || only_redirects (traffic, ways))
    return;

  target = check->graph->nodes[g_array_index (targets, int, 0)].element;
  finding = lp_check_report (check, rule, LP_ELEMENTS (check->graph->links[leg->link].element),
                             LP_ELEMENTS (check->graph->nodes[leg->from].element, target),
                             _("“%s” asks “%s” over HTTP, which anybody on the way can read."),
                             lp_check_get_name (check, leg->from), lp_check_name (check, target));

  /* A certificate needs a place. */
  for (guint i = 0; i < targets->len; i++)
    {
      int node = g_array_index (targets, int, i);

      if (!lp_endpoints_is_one (endpoints, node) ||
          (check->servers[node] < 0 && !lp_endpoints_has_certificate (endpoints, node)))
        lp_finding_forbid_fix (finding);
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpEndpoints *endpoints = lp_endpoints_get (check);

  for (guint i = 0; i < traffic->n_legs; i++)
    {
      const LpLeg *leg = &traffic->legs[i];

      if (leg->flow == LP_FLOW_REQUEST && leg->protocol == LP_PROTOCOL_HTTP &&
          !lp_endpoints_is_encrypted (endpoints, leg) &&
          check->graph->nodes[leg->from].kind == LP_KIND_CLIENT)
        check_leg (rule, endpoints, i);
    }
}

static int
get_https_port (LpElement *element)
{
  LpElement *each;

  for (each = lp_element_find_child (element, LP_KIND_LISTEN);
       each != NULL;
       each = lp_element_find_next (each))
    if (lp_element_get_choice (each, LP_ATTRIBUTE_LISTEN_PROTOCOL) == LP_PROTOCOL_HTTPS)
      return lp_element_get_integer (each, LP_ATTRIBUTE_LISTEN_PORT);

  return lp_protocol_get_row (LP_PROTOCOL_HTTPS)->port;
}

/* The listener that answered over HTTP answers over HTTPS, unless others ask it too. */
static void
listen_securely (LpDesign    *design,
                 const LpLeg *leg,
                 LpElement   *target,
                 gboolean     shared)
{
  int port = get_https_port (target);

  if (lp_element_find_child (target, LP_KIND_LISTEN) == NULL)
    return;

  if (leg->listener != NULL && !shared)
    {
      lp_element_set_number (leg->listener, LP_ATTRIBUTE_LISTEN_PORT, port);
      lp_element_set_number (leg->listener, LP_ATTRIBUTE_LISTEN_PROTOCOL, LP_PROTOCOL_HTTPS);
    }
  else
    {
      lp_rewire_listen (design, target, port, LP_PROTOCOL_HTTPS);
    }
}

/* Whether legs that are not in @ways end at the listener of @leg. */
static gboolean
is_shared (const LpTraffic *traffic,
           const GArray    *ways,
           const LpLeg     *leg)
{
  guint n = 0;

  for (guint i = 0; i < ways->len; i++)
    n += traffic->legs[g_array_index (ways, guint, i)].listener == leg->listener;
  for (guint k = traffic->in_start[leg->to]; k < traffic->in_start[leg->to + 1]; k++)
    n -= traffic->legs[traffic->in[k]].listener == leg->listener;

  return n != 0;
}

static void
secure_target (LpDesign          *design,
               const LpEndpoints *endpoints,
               const GArray      *ways,
               const LpLeg       *leg)
{
  const LpTraffic *traffic = lp_check_get_traffic (endpoints->check);
  LpElement *target = traffic->graph->nodes[leg->to].element;
  int port = get_https_port (target);
  LpElement *other;

  /* The same port cannot be had twice. */
  other = lp_rewire_find_listener (target, port);
  listen_securely (design, leg, target,
                   is_shared (traffic, ways, leg) || (other != NULL && other != leg->listener));
  if (lp_element_get_kind (target) == LP_KIND_LOAD_BALANCER)
    lp_element_unset (target, LP_ATTRIBUTE_LAYER);
  if (!lp_endpoints_has_certificate (endpoints, leg->to))
    lp_endpoints_add_certificate (design, target);
}

static void
secure_way (LpDesign          *design,
            const LpEndpoints *endpoints,
            const GArray      *ways)
{
  const LpTraffic *traffic = lp_check_get_traffic (endpoints->check);
  int port = lp_protocol_get_row (LP_PROTOCOL_HTTPS)->port;

  for (guint i = 0; i < ways->len; i++)
    {
      const LpLeg *leg = &traffic->legs[g_array_index (ways, guint, i)];

      if (lp_traffic_passes_through (traffic->graph->nodes[leg->to].kind))
        continue;

      port = get_https_port (traffic->graph->nodes[leg->to].element);
      secure_target (design, endpoints, ways, leg);
    }

  for (guint i = 0; i < ways->len; i++)
    {
      const LpLeg *leg = &traffic->legs[g_array_index (ways, guint, i)];
      LpElement *link = traffic->graph->links[leg->link].element;

      lp_element_set_number (link, LP_ATTRIBUTE_PROTOCOL, LP_PROTOCOL_HTTPS);
      lp_element_set_number (link, LP_ATTRIBUTE_PORT, port);
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpCheck) check = NULL;
  const LpEndpoints *endpoints;
  const LpTraffic *traffic;

  if (link == NULL)
    return FALSE;

  check = lp_check_new (graph, NULL, NULL);
  endpoints = lp_endpoints_get (check);
  traffic = lp_check_get_traffic (check);
  for (guint i = 0; i < traffic->n_legs; i++)
    if (graph->links[traffic->legs[i].link].element == link)
      {
        g_autoptr (GArray) ways = g_array_new (FALSE, FALSE, sizeof (guint));
        g_autoptr (GArray) targets = follow (traffic, i, ways);

        secure_way (design, endpoints, ways);
        lp_rewire_let_through (design, link);
        return targets->len > 0;
      }

  return FALSE;
}

const LpRule lp_rule_public_http = {
  .key = "public-http",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Visitors come over HTTP"),
  .why = N_("HTTP is plain text. Anybody between the visitor and the site, in the same café or "
            "at a provider, can read passwords, change the page, or pretend to be the site. "
            "HTTPS encrypts what is sent and proves with a certificate who answers."),
  .advice = N_("Let visitors come over HTTPS on port 443, with a certificate where it ends."),
  .check = check_design,
  .fix = fix,
};
