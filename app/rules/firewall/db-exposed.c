/* SPDX-License-Identifier: MIT */
/* db-exposed: data that the Internet may reach is found and tried within hours. A visitor who is drawn
 * to ask the database is pair-illegal’s. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/exposure.h"
#include "rules/firewall/holes.h"

static const LpKind kinds[] = { LP_KIND_DATABASE, LP_KIND_CACHE, LP_KIND_QUEUE };

/* The rule of @firewall by which the Internet may reach @node, or NULL. */
static const LpAllow *
find_rule (LpCheck *check,
           int      firewall,
           int      node)
{
  const LpGraph *graph = check->graph;
  const LpAllow *allow = NULL;
  LpProtocol protocol = LP_PROTOCOL_NONE;
  int port = 0;

  if (graph->listen_start[node] == graph->listen_start[node + 1])
    {
      lp_graph_complete_service (graph, graph->nodes[node].kind == LP_KIND_DATABASE
                                          ? LP_FLOW_QUERY : LP_FLOW_REQUEST,
                                 node, &protocol, &port);
      return port > 0 ? lp_holes_find_public (check, firewall, LP_TRANSPORT_TCP, port) : NULL;
    }

  for (guint k = graph->listen_start[node]; k < graph->listen_start[node + 1] && allow == NULL; k++)
    allow = lp_holes_find_public (check, firewall, LP_TRANSPORT_TCP, graph->listeners[k].port);

  return allow;
}

static gboolean
is_open (LpCheck *check,
         int      firewall)
{
  return lp_element_get_choice (check->graph->nodes[firewall].element, LP_ATTRIBUTE_POLICY) ==
         LP_POLICY_ALLOW;
}

static void
report_rule (const LpRule  *rule,
             LpCheck       *check,
             int            firewall,
             int            node,
             const LpAllow *allow)
{
  const LpGraphNode *nodes = check->graph->nodes;

  /* Those that let in everything are any-any’s. */
  if (lp_holes_is_any (allow))
    return;

  lp_holes_claim (check, allow);
  lp_check_report (check, rule, LP_ELEMENTS (allow->element, nodes[node].element), NULL,
                   _("“%s” lets the whole Internet reach “%s”."),
                   lp_check_get_name (check, firewall), lp_check_get_name (check, node));
}

/* The first of the guards around @node that stops the Internet ends it; those that nobody has
 * configured let in what is drawn and nothing else. Returns whether there is one at all. */
static gboolean
check_guards (const LpRule *rule,
              LpCheck      *check,
              int           node)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpExposure *exposure = lp_exposure_get (check);
  const LpAllow *found = NULL;
  int by = -1;
  gboolean guarded = FALSE;

  for (int place = node; place >= 0; place = check->graph->nodes[place].parent)
    for (int guard = exposure->guards[place]; guard >= 0; guard = exposure->next_guard[guard])
      {
        const LpAllow *allow = find_rule (check, guard, node);

        guarded = TRUE;
        if (!lp_traffic_is_specified (traffic, guard) || (allow == NULL && !is_open (check, guard)))
          return TRUE;
        if (found == NULL && allow != NULL)
          {
            found = allow;
            by = guard;
          }
      }

  if (found != NULL)
    report_rule (rule, check, by, node, found);

  return guarded;
}

/* Only where visitors come to the firewall at all. */
static void
check_in_line (const LpRule *rule,
               LpCheck      *check,
               int           node)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpExposure *exposure = lp_exposure_get (check);

  for (guint k = traffic->in_start[node]; k < traffic->in_start[node + 1]; k++)
    {
      const int from = traffic->legs[traffic->in[k]].from;
      const LpAllow *allow = NULL;

      if (check->graph->nodes[from].kind == LP_KIND_FIREWALL &&
          (exposure->marks[from] & (LP_EXPOSURE_BARE | LP_EXPOSURE_FILTERED)) != 0)
        allow = find_rule (check, from, node);
      if (allow != NULL)
        report_rule (rule, check, from, node, allow);
    }
}

static void
check_node (const LpRule *rule,
            LpCheck      *check,
            int           node)
{
  const LpExposure *exposure = lp_exposure_get (check);
  const LpAddressed addressed = lp_exposure_get_addressed (exposure, node);

  check_in_line (rule, check, node);
  if (addressed == LP_ADDRESSED_PRIVATE || check_guards (rule, check, node))
    return;

  /* What a firewall in line stands before is reached through that, as far as is drawn. */
  if (addressed == LP_ADDRESSED_PUBLIC && exposure->behind[node] < 0 &&
      lp_exposure_is_ours (exposure, node))
    lp_check_report (check, rule, LP_ELEMENTS (check->graph->nodes[node].element), NULL,
                     _("“%s” has a public address and no firewall: the whole Internet reaches it."),
                     lp_check_get_name (check, node));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint k = 0; k < check->kinds[kinds[i]].n; k++)
      check_node (rule, check, check->kinds[kinds[i]].nodes[k]);
}

const LpRule lp_rule_db_exposed = {
  .key = "db-exposed",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Database open to the Internet"),
  .why = N_("Open databases, caches and queues are searched for all the time. Whoever finds one "
            "tries passwords and known holes, copies what is stored, and often deletes it and asks "
            "for ransom. Visitors need the web server; only the application needs the data behind "
            "it."),
  .advice = N_("Take away its public address, and let only the servers that are drawn to ask it in "
               "on its port."),
  .check = check_design,
};
