/* SPDX-License-Identifier: MIT */
/* dns-in-data-path: DNS answers which address a name has; pages do not pass through it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/fix.h"
#include "rules/engine/rule.h"

static gboolean
is_page (LpFlow flow)
{
  return flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY;
}

/* The links of @node that carry requests, ended by NULL. */
static GPtrArray *
list_links (const LpGraph *graph,
            int            node)
{
  GPtrArray *links = g_ptr_array_new_null_terminated (2, NULL, TRUE);

  for (guint k = graph->in_start[node]; k < graph->in_start[node + 1]; k++)
    if (is_page (graph->links[graph->in[k]].flow))
      g_ptr_array_add (links, graph->links[graph->in[k]].element);

  for (guint k = graph->out_start[node]; k < graph->out_start[node + 1]; k++)
    if (is_page (graph->links[graph->out[k]].flow))
      g_ptr_array_add (links, graph->links[graph->out[k]].element);

  return links;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *dns = &check->kinds[LP_KIND_DNS];

  for (guint i = 0; i < dns->n; i++)
    {
      g_autoptr (GPtrArray) links = list_links (check->graph, dns->nodes[i]);

      if (links->len > 0)
        lp_check_report (check, rule, LP_ELEMENTS (lp_check_get_element (check, dns->nodes[i])),
                         (LpElement **) links->pdata,
                         _("Requests pass through “%s”, but DNS only says which address a name "
                           "has."),
                         lp_check_get_name (check, dns->nodes[i]));
    }
}

static gboolean
has_request (LpElement *from,
             LpElement *to)
{
  guint n_links;
  LpElement **links = lp_element_get_links (from, &n_links);

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_from (links[i]) == from && lp_link_get_to (links[i]) == to &&
        is_page (lp_link_get_flow (links[i])))
      return TRUE;

  return FALSE;
}

static void
make_lookup (LpElement *link)
{
  lp_element_unset (link, LP_ATTRIBUTE_PROTOCOL);
  lp_element_unset (link, LP_ATTRIBUTE_PORT);
  lp_element_set_number (link, LP_ATTRIBUTE_FLOW, LP_FLOW_LOOKUP);
}

/* Those who ask @dns: visitors look the name up and then send their requests themselves. */
static GPtrArray *
rewire_askers (LpElement *dns,
               GPtrArray *links)
{
  GPtrArray *askers = g_ptr_array_new ();

  for (guint i = 0; i < links->len; i++)
    {
      LpElement *link = links->pdata[i];

      if (lp_link_get_to (link) != dns)
        continue;
      if (is_page (lp_link_get_flow (link)))
        make_lookup (link);
      if (lp_link_get_flow (link) == LP_FLOW_LOOKUP)
        g_ptr_array_add (askers, lp_link_get_from (link));
    }

  return askers;
}

/* @link led on from DNS: each asker gets such a link of its own. */
static void
rewire_onward (LpDesign  *design,
               LpElement *link,
               GPtrArray *askers)
{
  LpElement *to = lp_link_get_to (link);
  gboolean used = FALSE;

  for (guint i = 0; i < askers->len; i++)
    {
      LpElement *asker = askers->pdata[i];

      if (has_request (asker, to))
        continue;

      if (used)
        {
          lp_fix_add_link (design, LP_FLOW_REQUEST, asker, to);
        }
      else
        {
          lp_link_set_from (link, asker);
          lp_element_set_number (link, LP_ATTRIBUTE_FLOW, LP_FLOW_REQUEST);
          used = TRUE;
        }
    }

  if (!used)
    lp_design_remove (design, link);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *dns = lp_finding_find_element (finding, design, 0);
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  g_autoptr (GPtrArray) askers = NULL;
  LpElement **all;
  guint n_all;

  if (dns == NULL)
    return FALSE;

  /* A copy, in the order of the design: the fix changes who ends where. */
  all = lp_element_get_links (dns, &n_all);
  for (guint i = 0; i < n_all; i++)
    g_ptr_array_add (links, all[i]);

  askers = rewire_askers (dns, links);
  for (guint i = 0; i < links->len; i++)
    if (lp_link_get_from (links->pdata[i]) == dns && is_page (lp_link_get_flow (links->pdata[i])))
      rewire_onward (design, links->pdata[i], askers);

  return TRUE;
}

const LpRule lp_rule_dns_in_data_path = {
  .key = "dns-in-data-path",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Requests pass through DNS"),
  .why = N_("The browser first asks DNS which address the name has. DNS answers with the address, "
            "and that is all it does. "
            "Then the browser connects to that address itself: the request for the page and the "
            "page never pass through DNS."),
  .advice = N_("Draw a lookup from the visitor to DNS, and the request from the visitor to the "
               "address that DNS gave."),
  .check = check_design,
  .fix = fix,
};
