/* SPDX-License-Identifier: MIT */
/* dead-end: what no visitor’s request passes and what supports nothing is decoration. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/called.h"
#include "rules/engine/promoters.h"
#include "rules/engine/rule.h"

/* What takes part in requests. Firewalls and monitoring have rules of their own. */
static gboolean
takes_requests (LpKind kind)
{
  switch (kind)
    {
    case LP_KIND_LOAD_BALANCER:
    case LP_KIND_VIRTUAL_IP:
    case LP_KIND_WEB_SERVER:
    case LP_KIND_APP_SERVER:
    case LP_KIND_DATABASE:
    case LP_KIND_CACHE:
    case LP_KIND_ROUTER:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What the tier that answers in the end is: model.md’s last tier. */
static LpKind
get_last_tier (LpCheck *check)
{
  if (check->kinds[LP_KIND_DATABASE].n > 0)
    return LP_KIND_DATABASE;

  return check->kinds[LP_KIND_APP_SERVER].n > 0 ? LP_KIND_APP_SERVER : LP_KIND_WEB_SERVER;
}

typedef struct
{
  guint n_in;           /* Links of requests or queries. */
  guint n_out;
  guint n_support;      /* Links of replication and failover: a standby, a replica. */
} Links;

static Links
count_links (const LpGraph *graph,
             guint          node)
{
  Links links = { 0, 0, 0 };

  for (guint k = graph->in_start[node]; k < graph->in_start[node + 1]; k++)
    switch (graph->links[graph->in[k]].flow)
      {
      case LP_FLOW_REQUEST:
      case LP_FLOW_QUERY:
        links.n_in++;
        break;
      case LP_FLOW_REPLICATION:
      case LP_FLOW_FAILOVER:
        links.n_support++;
        break;
      default:
        break;
      }

  for (guint k = graph->out_start[node]; k < graph->out_start[node + 1]; k++)
    switch (graph->links[graph->out[k]].flow)
      {
      case LP_FLOW_REQUEST:
      case LP_FLOW_QUERY:
        links.n_out++;
        break;
      case LP_FLOW_FAILOVER:
        links.n_support++;
        break;
      default:
        break;
      }

  return links;
}

/* Whether requests have to go on from a component of @kind. Where one load balancer leads on and
 * another does not, standby-not-wired speaks. */
static gboolean
must_lead_on (LpCheck *check,
              LpKind   kind)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];

  if (kind == LP_KIND_LOAD_BALANCER)
    for (guint i = 0; i < balancers->n; i++)
      if (count_links (check->graph, balancers->nodes[i]).n_out > 0)
        return FALSE;

  return kind != LP_KIND_CACHE && kind != LP_KIND_DATABASE && kind != get_last_tier (check);
}

static gboolean
asks_queue (const LpGraph *graph,
            guint          node)
{
  for (guint k = graph->out_start[node]; k < graph->out_start[node + 1]; k++)
    if (graph->nodes[graph->links[graph->out[k]].to].kind == LP_KIND_QUEUE)
      return TRUE;

  return FALSE;
}

/* What works in the background is on nobody’s way: it takes jobs from a queue or from a clock, or
 * promotes databases. */
static gboolean
is_worker (LpCheck *check,
           guint    node)
{
  return asks_queue (check->graph, node) || lp_promoters_have (check, node) ||
         lp_called_worker (check->graph->nodes[node].element);
}

/* A host of static pages beside an API: the visitor’s browser needs both, so one of them has a pool
 * of its own. */
static gboolean
has_named_pool (const LpGraph *graph,
                guint          node)
{
  for (guint k = graph->in_start[node]; k < graph->in_start[node + 1]; k++)
    if (graph->links[graph->in[k]].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_POOL))
      return TRUE;

  return FALSE;
}

/* Whether it answers by itself what it is asked: somebody else runs it, or it is of a pool of its
 * own. */
static gboolean
answers_itself (const LpGraph *graph,
                guint          node)
{
  return !graph->nodes[node].fails || has_named_pool (graph, node);
}

static void
check_node (const LpRule *rule,
            LpCheck      *check,
            guint         node,
            gboolean      reached,
            const guint8 *leads_on)
{
  const LpGraphNode *self = &check->graph->nodes[node];
  Links links = count_links (check->graph, node);

  if (reached && links.n_out == 0 && leads_on[self->kind] &&
      (self->kind == LP_KIND_ROUTER || !answers_itself (check->graph, node)))
    lp_check_report (check, rule, LP_ELEMENTS (self->element), NULL,
                     _("Requests get to “%s” and no further: it is linked to nothing behind it."),
                     lp_check_get_name (check, node));

  /* Of a chain that hangs loose only the first is named. */
  else if (!reached && links.n_in == 0 && links.n_out > 0 && links.n_support == 0 &&
           !is_worker (check, node))
    lp_check_report (check, rule, LP_ELEMENTS (self->element), NULL,
                     _("No request of a visitor gets to “%s”."), lp_check_get_name (check, node));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const guint8 *reached = lp_check_get_reached (check);
  LpKind last_tier = get_last_tier (check);
  guint8 leads_on[LP_N_BOX_KINDS];
  gboolean works = FALSE;

  for (guint kind = 0; kind < LP_N_BOX_KINDS; kind++)
    leads_on[kind] = must_lead_on (check, kind);

  /* As long as no request gets to the end at all, something larger is wrong, and another rule says
   * it. */
  for (guint i = 0; i < check->kinds[last_tier].n; i++)
    works |= reached[check->kinds[last_tier].nodes[i]];

  for (guint i = 0; works && i < check->graph->n_nodes; i++)
    if (takes_requests (check->graph->nodes[i].kind))
      check_node (rule, check, i, reached[i], leads_on);
}

const LpRule lp_rule_dead_end = {
  .key = "dead-end",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("On no visitor’s path"),
  .why = N_("A component helps the visitor if requests pass through it, or if it stands ready for "
            "one that does: "
            "a replica, a standby, a cache. As drawn, this one does neither: the site would be the "
            "same without it, and it takes over from nothing that fails."),
  .advice = N_("Link it in where it belongs. If it is there for another reason, accept the finding "
               "and say which."),
  .check = check_design,
};
