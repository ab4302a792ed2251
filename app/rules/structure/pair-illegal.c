/* SPDX-License-Identifier: MIT */
/* pair-illegal: some kinds cannot talk to each other, or must not. The matrix is in pairs.c. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/pair-hops.h"
#include "rules/engine/rule.h"

static gboolean
is_traffic (LpFlow flow)
{
  return flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY;
}

/* Whether requests run the other way too: then the link is an answer that was drawn. */
static gboolean
has_opposite (LpCheck     *check,
              const LpHop *hop)
{
  for (guint k = check->hop_in_start[hop->from]; k < check->hop_in_start[hop->from + 1]; k++)
    {
      const LpHop *other = &check->hops[check->hop_in[k]];

      if (other->from == hop->to && is_traffic (other->flow))
        return TRUE;
    }

  return FALSE;
}

static char *
describe (LpPair      pair,
          gboolean    answer,
          const char *from,
          const char *to)
{
  switch (pair)
    {
    case LP_PAIR_EXPOSES:
      return g_strdup_printf (_("“%s” reaches “%s” directly: only a password is between "
                                "every visitor and the stored data."),
                              from, to);
    case LP_PAIR_BACKWARDS:
      if (answer)
        return g_strdup_printf (_("The link from “%s” to “%s” is drawn as a request, but it looks "
                                  "like "
                                  "the answer to one."), from, to);
      return g_strdup_printf (_("“%s” asks “%s”, but requests run from the visitor to the data."),
                              from, to);
    case LP_PAIR_UNUSUAL:
      return g_strdup_printf (_("“%s” asks “%s”: requests usually run the other way."), from, to);
    case LP_PAIR_MUTE:
      return g_strdup_printf (_("“%s” asks “%s”, which answers no requests."), from, to);
    case LP_PAIR_PASSIVE:
      return g_strdup_printf (_("“%s” asks “%s”, but files ask for nothing by "
                                "themselves."), from, to);
    default:
      return g_strdup_printf (_("The link from “%s” to “%s” carries what these two do not "
                                "exchange."),
                              from, to);
    }
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        const LpHop  *hop,
        LpPair        pair)
{
  const LpGraph *graph = check->graph;
  gboolean answer = pair == LP_PAIR_BACKWARDS && has_opposite (check, hop);
  g_autofree char *message = describe (pair, answer, lp_check_get_name (check, hop->from),
                                       lp_check_get_name (check, hop->to));
  LpFinding *finding;

  finding = lp_check_report (check, rule, LP_ELEMENTS (graph->links[hop->last].element),
                             LP_ELEMENTS (graph->links[hop->first].element,
                                          graph->nodes[hop->from].element,
                                          graph->nodes[hop->to].element),
                             "%s", message);

  /* What opens the data or asks against the stream cannot stay; the rest is drawn in the wrong way.
   * */
  if (answer || (pair != LP_PAIR_EXPOSES && pair != LP_PAIR_BACKWARDS))
    lp_finding_weigh (finding, LP_SEVERITY_WARNING);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const guint8 *pairs = lp_check_get_pairs (check);

  for (guint i = 0; i < check->n_hops; i++)
    if (pairs[i] != LP_PAIR_FINE && pairs[i] != LP_PAIR_SKIPS &&
        check->hops[i].from != check->hops[i].to)
      report (rule, check, &check->hops[i], pairs[i]);
}

/* An answer is drawn with a flow of its own, which means nothing to the checks. */
static void
make_response (LpElement *link)
{
  lp_element_unset (link, LP_ATTRIBUTE_PROTOCOL);
  lp_element_unset (link, LP_ATTRIBUTE_PORT);
  lp_element_set_number (link, LP_ATTRIBUTE_FLOW, LP_FLOW_RESPONSE);
}

/* What a link to a kind that answers nothing can have meant. */
static void
fix_mute (LpDesign  *design,
          LpElement *link)
{
  LpKind kind = lp_element_get_kind (lp_link_resolve_to (lp_link_get_to (link)));

  if (kind != LP_KIND_MONITORING_AGENT)
    {
      lp_design_remove (design, link);
      return;
    }

  lp_element_unset (link, LP_ATTRIBUTE_PROTOCOL);
  lp_element_unset (link, LP_ATTRIBUTE_PORT);
  lp_element_set_number (link, LP_ATTRIBUTE_FLOW, LP_FLOW_METRICS);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);
  LpKind from, to;
  LpPair pair;

  if (link == NULL)
    return FALSE;

  from = lp_pairs_get_asking_kind (link);
  to = lp_element_get_kind (lp_link_resolve_to (lp_link_get_to (link)));
  pair = lp_pairs_look_up (from, to);

  if (!is_traffic (lp_link_get_flow (link)) && pair == LP_PAIR_FINE)
    {
      lp_element_set_number (link, LP_ATTRIBUTE_FLOW, lp_flow_propose (from, to));
      return TRUE;
    }

  switch (pair)
    {
    case LP_PAIR_EXPOSES:
      return lp_pairs_insert_tiers (design, link);

    case LP_PAIR_MUTE:
      fix_mute (design, link);
      return TRUE;

    case LP_PAIR_BACKWARDS:
    case LP_PAIR_UNUSUAL:
      make_response (link);
      return TRUE;

    default:
      lp_design_remove (design, link);
      return TRUE;
    }
}

const LpRule lp_rule_pair_illegal = {
  .key = "pair-illegal",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Link that cannot work"),
  .why = N_("A request runs from the visitor to the web server, to the application and to the "
            "database. "
            "Each answer comes back on the same connection, so it needs no link of its own. "
            "A visitor must never reach the database itself: then one guessed password, or one "
            "hole in it, opens all that is stored to everybody."),
  .advice = N_("Let the link start and end at the tiers that talk to each other, or draw it as "
               "what it is: an answer, "
               "metrics, replication."),
  .check = check_design,
  .fix = fix,
};
