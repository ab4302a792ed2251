/* SPDX-License-Identifier: MIT */
/* replicas-without-lb: a second web server is idle as long as nothing sends requests to it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/balancing/clusters.h"
#include "rules/engine/fix.h"
#include "rules/engine/key.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"

static gboolean
is_asked (LpCheck *check,
          int      node)
{
  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    if (lp_clusters_is_traffic (&check->hops[check->hop_in[k]]))
      return TRUE;

  return FALSE;
}

/* Whether something that spreads requests asks a web server. */
static gboolean
is_distributed (LpCheck *check)
{
  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];
      LpKind from = check->graph->nodes[hop->from].kind;

      if ((from == LP_KIND_LOAD_BALANCER || from == LP_KIND_VIRTUAL_IP) &&
          check->graph->nodes[hop->to].kind == LP_KIND_WEB_SERVER)
        return TRUE;
    }

  return FALSE;
}

/* Two web servers that one visitor asks for the same: in links of one pool. */
static gboolean
is_shared (LpCheck *check)
{
  const LpGraph *graph = check->graph;
  g_autoptr (GHashTable) targets = lp_key_table_new ();

  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];
      gint64 key = lp_key_make (hop->from, graph->links[hop->first].pool);
      int other;

      if (graph->nodes[hop->from].kind != LP_KIND_CLIENT || hop->flow != LP_FLOW_REQUEST ||
          graph->nodes[hop->to].kind != LP_KIND_WEB_SERVER)
        continue;

      other = GPOINTER_TO_INT (lp_key_table_find (targets, key)) - 1;
      if (other >= 0 && other != hop->to)
        return TRUE;
      lp_key_table_set (targets, key, GINT_TO_POINTER (hop->to + 1));
    }

  return FALSE;
}

/* Names with several addresses spread visitors too, if roughly. */
static gboolean
has_many_records (LpCheck *check)
{
  for (guint i = 0; i < check->kinds[LP_KIND_DNS].n; i++)
    {
      LpElement *dns = check->graph->nodes[check->kinds[LP_KIND_DNS].nodes[i]].element;
      LpElement *first = lp_element_find_child (dns, LP_KIND_RECORD);

      for (LpElement *each = first; each != NULL; each = lp_element_find_next (each))
        if (g_str_equal (lp_element_get_text (each, LP_ATTRIBUTE_RECORD_NAME),
                         lp_element_get_text (first, LP_ATTRIBUTE_RECORD_NAME)) &&
            !g_str_equal (lp_element_get_text (each, LP_ATTRIBUTE_RECORD_VALUE),
                          lp_element_get_text (first, LP_ATTRIBUTE_RECORD_VALUE)))
          return TRUE;
    }

  return FALSE;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *webs = &check->kinds[LP_KIND_WEB_SERVER];
  g_autoptr (GPtrArray) all = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_autoptr (GPtrArray) idle = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_autofree char *names = NULL;
  LpFinding *finding;

  for (guint i = 0; i < webs->n; i++)
    {
      LpElement *web = check->graph->nodes[webs->nodes[i]].element;

      g_ptr_array_add (all, web);
      if (!is_asked (check, webs->nodes[i]))
        g_ptr_array_add (idle, web);
    }

  /* Where no request reaches any of them yet, there is nothing to spread. */
  if (webs->n < 2 || idle->len == webs->n || is_distributed (check))
    return;

  if (idle->len > 0)
    {
      names = lp_check_join_names (check, (LpElement **) idle->pdata);
      lp_check_report (check, rule, (LpElement **) all->pdata, NULL,
                       _("Nothing spreads the requests: %s never gets one."), names);
    }
  else if (is_shared (check) && !has_many_records (check))
    {
      names = lp_check_join_names (check, (LpElement **) all->pdata);
      finding = lp_check_report (check, rule, (LpElement **) all->pdata, NULL,
                                 _("Nothing spreads the requests over %s: a visitor asks the one "
                                   "that DNS names."), names);
      /* One load balancer in front of what is already asked twice would be a new single point. */
      lp_finding_forbid_fix (finding);
    }
}

/* What DNS names moves with the load: the address of the web server becomes the load
 * balancer’s. */
static void
move_address (LpElement *web,
              LpElement *balancer)
{
  LpElement *from = lp_rewire_find_server (web);
  LpElement *to = lp_rewire_find_server (balancer);

  if (from == NULL || to == NULL || lp_element_has (to, LP_ATTRIBUTE_ADDRESS) ||
      !lp_element_has (from, LP_ATTRIBUTE_ADDRESS))
    return;

  lp_element_set_text (to, LP_ATTRIBUTE_ADDRESS, lp_element_get_text (from, LP_ATTRIBUTE_ADDRESS));
  lp_element_unset (from, LP_ATTRIBUTE_ADDRESS);
}

/* It listens on nothing yet: on what, the web servers say. */
static LpElement *
add_balancer (LpDesign  *design,
              LpElement *web)
{
  LpElement *server = lp_rewire_find_server (web);
  LpElement *parent = lp_element_get_parent (server != NULL ? server : web);
  LpElement *balancer, *listener;

  if (server != NULL)
    parent = lp_fix_add_component (design, LP_KIND_SERVER, parent, server);
  balancer = lp_fix_add_component (design, LP_KIND_LOAD_BALANCER, parent,
                                   server != NULL ? NULL : web);

  while ((listener = lp_element_find_child (balancer, LP_KIND_LISTEN)) != NULL)
    lp_design_remove (design, listener);
  lp_element_set_number (balancer, LP_ATTRIBUTE_ALGORITHM, LP_ALGORITHM_ROUND_ROBIN);
  lp_element_set_number (balancer, LP_ATTRIBUTE_MODE, LP_MODE_ACTIVE_ACTIVE);
  lp_element_set_text (balancer, LP_ATTRIBUTE_HEALTH_CHECK, "GET /");

  return balancer;
}

/* The load balancer answers as the web server did. It cannot end TLS: the certificate is
 * there. */
static void
take_over_service (LpDesign  *design,
                   LpElement *balancer,
                   LpElement *link)
{
  LpProtocol protocol = lp_link_get_protocol (link);

  lp_rewire_listen (design, balancer, lp_link_get_port (link), protocol);
  if (lp_protocol_get_row (protocol)->encrypted)
    lp_element_set_number (balancer, LP_ATTRIBUTE_LAYER, LP_LAYER_TCP);
}

/* Lets who asks @web ask @balancer, and @balancer ask @web in the same way. */
static gboolean
take_over_requests (LpDesign  *design,
                    LpElement *web,
                    LpElement *balancer)
{
  g_autoptr (GPtrArray) links = lp_rewire_list_links_to (web);
  gboolean taken = FALSE;

  for (guint i = 0; i < links->len; i++)
    {
      LpElement *link = links->pdata[i];

      if (lp_link_get_flow (link) != LP_FLOW_REQUEST)
        continue;

      take_over_service (design, balancer, link);
      lp_rewire_copy_link (design, link, balancer, web);
      lp_rewire_redirect (design, link, balancer);
      taken = TRUE;
    }

  return taken;
}

/* Lets @balancer ask @web as it asks the others. */
static void
serve_too (LpDesign  *design,
           LpElement *web,
           LpElement *balancer,
           LpElement *other)
{
  LpElement *like = lp_rewire_find_link (balancer, other, LP_FLOW_REQUEST);
  LpElement *link = lp_rewire_find_link (balancer, web, LP_FLOW_REQUEST);

  if (link == NULL)
    link = lp_rewire_copy_link (design, like, balancer, web);

  lp_rewire_let_through (design, link);
  if (lp_element_find_child (web, LP_KIND_LISTEN) != NULL)
    lp_rewire_listen (design, web, lp_link_get_port (link), lp_link_get_protocol (link));
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  guint n = lp_finding_get_n_elements (finding);
  g_autofree LpElement **webs = g_new (LpElement *, n);
  LpElement *balancer = NULL;
  LpElement *asked = NULL;

  for (guint i = 0; i < n; i++)
    {
      webs[i] = lp_finding_find_element (finding, design, i);
      if (webs[i] == NULL)
        return FALSE;

      if (balancer == NULL)
        balancer = add_balancer (design, webs[i]);
      if (take_over_requests (design, webs[i], balancer) && asked == NULL)
        {
          asked = webs[i];
          move_address (asked, balancer);
        }
    }

  for (guint i = 0; i < n && asked != NULL; i++)
    serve_too (design, webs[i], balancer, asked);

  return asked != NULL;
}

const LpRule lp_rule_replicas_without_lb = {
  .key = "replicas-without-lb",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Web servers without load balancer"),
  .why = N_("A second web server is of use only when requests reach it. Visitors come to the "
            "one address that DNS names, so something has to stand there and send each request "
            "to one server or the other. Without it the second server is idle, and nothing "
            "takes over when the first one fails."),
  .advice = N_("Put a load balancer in front: visitors ask it, and it asks all web servers."),
  .check = check_design,
  .fix = fix,
};
