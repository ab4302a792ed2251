/* SPDX-License-Identifier: MIT */
/* no-qps: how many requests a second there are is the first number anybody asks for. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/engine/rule.h"

static gboolean
says_qps (LpElement   *element,
          LpAttribute  attribute)
{
  static const char *const words[] = { "qps", "rps", "req/s", "requests/s", "requests per second" };
  const char *text = lp_element_get_text (element, attribute);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcasestr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_counted (LpCheck *check)
{
  const LpGraph *graph = check->graph;

  for (guint i = 0; i < graph->n_nodes; i++)
    if ((graph->nodes[i].kind == LP_KIND_WEB_SERVER &&
         (graph->nodes[i].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_QPS_SOURCE)) != 0 &&
         lp_element_get_choice (graph->nodes[i].element, LP_ATTRIBUTE_QPS_SOURCE) !=
             LP_QPS_NONE) ||
        (graph->nodes[i].kind == LP_KIND_MONITORING_AGENT &&
         (graph->nodes[i].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_COLLECTS)) != 0 &&
         says_qps (graph->nodes[i].element, LP_ATTRIBUTE_COLLECTS)))
      return TRUE;

  for (guint i = 0; i < graph->n_links; i++)
    if (graph->links[i].flow == LP_FLOW_METRICS &&
        (graph->links[i].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_LABEL)) != 0 &&
        says_qps (graph->links[i].element, LP_ATTRIBUTE_LABEL))
      return TRUE;

  return FALSE;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *webs = &check->kinds[LP_KIND_WEB_SERVER];
  const LpNodes *counted = webs->n > 0 ? webs : &check->kinds[LP_KIND_LOAD_BALANCER];
  g_autoptr (GPtrArray) elements = NULL;
  g_autofree char *names = NULL;
  LpFinding *finding;

  if (check->kinds[LP_KIND_MONITORING_SERVICE].n == 0 || counted->n == 0 || is_counted (check))
    return;

  elements = g_ptr_array_new_null_terminated (counted->n, NULL, TRUE);
  for (guint i = 0; i < counted->n; i++)
    g_ptr_array_add (elements, check->graph->nodes[counted->nodes[i]].element);

  names = lp_check_join_names (check, (LpElement **) elements->pdata);
  finding = lp_check_report (check, rule, (LpElement **) elements->pdata, NULL,
                             _("Nobody counts the requests per second (QPS) of %s."), names);

  /* What a load balancer counts its agent sends, and no attribute says from where. */
  if (webs->n == 0)
    lp_finding_forbid_fix (finding);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  for (guint i = 0; i < lp_finding_get_n_elements (finding); i++)
    {
      LpElement *web = lp_finding_find_element (finding, design, i);

      if (web == NULL)
        return FALSE;
      lp_element_set_number (web, LP_ATTRIBUTE_QPS_SOURCE, LP_QPS_STUB_STATUS);
    }

  return TRUE;
}

const LpRule lp_rule_no_qps = {
  .key = "no-qps",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Requests per second are not counted"),
  .why = N_("QPS, the number of requests a second, says how busy the site is. It shows when "
            "more servers are needed, when an attack begins, and when nothing arrives any more. "
            "The web server counts them itself: Nginx shows the count with stub_status, or the "
            "access log can be counted."),
  .advice = N_("Say on the web server where QPS is read, and let its agent send it."),
  .check = check_design,
  .fix = fix,
};
