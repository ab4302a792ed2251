/* SPDX-License-Identifier: MIT */
/* db-exposed: data that the Internet may reach is found and tried within hours. A visitor who is
 * drawn to ask the database is pair-illegal’s. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/exposure.h"
#include "rules/firewall/holes.h"
#include "rules/firewall/way-in.h"

static const LpKind kinds[] = { LP_KIND_DATABASE, LP_KIND_CACHE, LP_KIND_QUEUE };

static void
report_rule (const LpRule  *rule,
             LpCheck       *check,
             int            firewall,
             int            node,
             const LpAllow *allow)
{
  const LpGraphNode *nodes = check->graph->nodes;

  lp_holes_claim (check, allow);
  lp_check_report (check, rule, LP_ELEMENTS (allow->element, nodes[node].element), NULL,
                   _("“%s” lets the Internet reach “%s”."),
                   lp_check_get_name (check, firewall), lp_check_get_name (check, node));
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
        allow = lp_way_in_find_rule (check, from, node);
      /* Those that let in everything are any-any’s. */
      if (allow != NULL && !lp_holes_is_any (allow))
        report_rule (rule, check, from, node, allow);
    }
}

/* Beside what visitors ask it may well listen to its own server only; and that server without a
 * firewall is entry-unprotected’s. */
static gboolean
is_beside_entry (const LpExposure *exposure,
                 int               node)
{
  const LpCheck *check = exposure->check;
  const int server = check->servers[node];

  for (guint i = server; server >= 0 && i < check->graph->n_nodes; i++)
    {
      if (check->servers[i] != server)
        break;
      if ((exposure->marks[i] & (LP_EXPOSURE_BARE | LP_EXPOSURE_FILTERED)) != 0)
        return TRUE;
    }

  return FALSE;
}

static void
check_node (const LpRule *rule,
            LpCheck      *check,
            int           node)
{
  const LpExposure *exposure = lp_exposure_get (check);
  const LpAddressed addressed = lp_exposure_get_addressed (exposure, node);
  const LpAllow *allow;
  LpWayIn way;
  int by;

  check_in_line (rule, check, node);
  if (addressed == LP_ADDRESSED_PRIVATE)
    return;

  way = lp_way_in_find (check, node, &allow, &by);
  if (way == LP_WAY_IN_BY_RULE)
    report_rule (rule, check, by, node, allow);

  /* What a firewall in line stands before is reached through that, as far as is drawn. */
  else if (way == LP_WAY_IN_FREE && addressed == LP_ADDRESSED_PUBLIC &&
           exposure->behind[node] < 0 && lp_exposure_is_ours (exposure, node) &&
           !is_beside_entry (exposure, node))
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
