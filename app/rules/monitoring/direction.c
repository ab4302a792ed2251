/* SPDX-License-Identifier: MIT */
/* direction: a request from the monitoring service to a server is an arrow that was drawn the wrong
 * way round, unless the service comes and fetches. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/engine/called.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"

/* Words by which an author says that the service comes and fetches. */
static const char *const fetching[] = { "pull", "scrape", "fetch", "poll" };

static gboolean
says_pull (LpElement *link)
{
  g_autofree char *label = g_ascii_strdown (lp_element_get_text (link, LP_ATTRIBUTE_LABEL), -1);

  for (guint i = 0; i < G_N_ELEMENTS (fetching); i++)
    if (strstr (label, fetching[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* Metrics that begin at the service, or a request to a port of its own, are fetched by it. */
static gboolean
is_fetched (LpCheck     *check,
            const LpHop *hop)
{
  static const char *const fetchers[] = {
    "prometheus", "victoriametrics", "zabbix", "nagios", "icinga", "uptime", "blackbox", "netdata",
    NULL
  };
  const LpGraphLink *first = &check->graph->links[hop->first];
  const LpGraphLink *last = &check->graph->links[hop->last];

  return hop->flow == LP_FLOW_METRICS || first->port != 0 || last->port != 0 ||
         says_pull (first->element) || says_pull (last->element) ||
         lp_called_any (check->graph->nodes[hop->from].element, fetchers);
}

/* What visitors’ requests pass through is in-request-path’s. */
static gboolean
is_backwards (LpCheck     *check,
              const LpHop *hop)
{
  const LpGraph *graph = check->graph;
  LpKind to = graph->nodes[hop->to].kind;

  return graph->nodes[hop->from].kind == LP_KIND_MONITORING_SERVICE &&
         (to == LP_KIND_SERVER || to == LP_KIND_MONITORING_AGENT ||
          lp_kind_holds (to, LP_KIND_LISTEN)) &&
         !lp_check_get_reached (check)[hop->from] &&
         !is_fetched (check, hop);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];
      LpElement *first = check->graph->links[hop->first].element;
      LpFinding *finding;

      if (!is_backwards (check, hop))
        continue;

      finding = lp_check_report (check, rule, LP_ELEMENTS (first),
                                 LP_ELEMENTS (check->graph->nodes[hop->from].element,
                                              check->graph->nodes[hop->to].element),
                                 _("The arrow leads from “%s” to “%s”, but metrics flow the other "
                                   "way."),
                                 lp_check_get_name (check, hop->from),
                                 lp_check_get_name (check, hop->to));
      if (hop->first != hop->last)
        lp_finding_forbid_fix (finding);
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);
  LpElement *from, *to;

  if (link == NULL)
    return FALSE;

  from = lp_link_get_from (link);
  to = lp_link_get_to (link);
  if (lp_rewire_find_link (to, from, LP_FLOW_METRICS) != NULL)
    {
      lp_design_remove (design, link);
      return TRUE;
    }

  lp_link_set_from (link, to);
  lp_link_set_to (link, from);
  lp_element_set_number (link, LP_ATTRIBUTE_FLOW, LP_FLOW_METRICS);
  lp_element_unset (link, LP_ATTRIBUTE_PROTOCOL);
  lp_element_unset (link, LP_ATTRIBUTE_PORT);
  lp_rewire_drop_bends (design, link);
  lp_rewire_let_through (design, link);

  return TRUE;
}

const LpRule lp_rule_direction = {
  .key = "direction",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Metrics drawn the wrong way"),
  .why = N_("An arrow shows who starts to talk. An agent sends its metrics to the monitoring "
            "service, so the arrow leads there. Where the service itself comes and fetches, as "
            "Prometheus does, it leads to the server, but then it carries metrics and no request "
            "for a page."),
  .advice = N_("Turn the link round, or make it carry metrics if the service fetches them."),
  .check = check_design,
  .fix = fix,
};
