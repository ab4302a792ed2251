/* SPDX-License-Identifier: MIT */
/* tier-skipped: a request that leaves a tier out meets a component that is not made for it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/pair-hops.h"
#include "rules/engine/rule.h"

static void
report (const LpRule *rule,
        LpCheck      *check,
        const LpHop  *hop)
{
  const LpGraph *graph = check->graph;
  const LpKind *tiers;
  guint n_tiers = lp_pairs_list_between (graph->nodes[hop->from].kind, graph->nodes[hop->to].kind,
                                         &tiers);
  const char *from = lp_check_get_name (check, hop->from);
  const char *to = lp_check_get_name (check, hop->to);
  LpElement *const *link = LP_ELEMENTS (graph->links[hop->last].element);
  LpElement *const *witness = LP_ELEMENTS (graph->links[hop->first].element,
                                           graph->nodes[hop->from].element,
                                           graph->nodes[hop->to].element);

  if (n_tiers > 1)
    lp_check_report (check, rule, link, witness,
                     _("“%s” asks “%s” directly: the web server and the application server "
                       "between them are left out."), from, to);
  else if (tiers[0] == LP_KIND_WEB_SERVER)
    lp_check_report (check, rule, link, witness,
                     _("“%s” asks “%s” directly: the web server between them is left "
                       "out."), from, to);
  else
    lp_check_report (check, rule, link, witness,
                     _("“%s” asks “%s” directly: the application server between them is left out."),
                     from, to);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const guint8 *pairs = lp_check_get_pairs (check);

  for (guint i = 0; i < check->n_hops; i++)
    if (pairs[i] == LP_PAIR_SKIPS)
      report (rule, check, &check->hops[i]);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);

  return link != NULL && lp_pairs_insert_tiers (design, link);
}

const LpRule lp_rule_tier_skipped = {
  .key = "tier-skipped",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Tier left out"),
  .why = N_("The web server takes the visitor’s request, the application server makes the page, "
            "the database stores "
            "the data. A web server like Nginx speaks no SQL, and most application servers are not "
            "made to stand in front: a few slow visitors keep all their workers busy. Whoever "
            "leaves a tier out also opens the next one to the visitors."),
  .advice = N_("Send the request through the tier in between."),
  .check = check_design,
  .fix = fix,
};
