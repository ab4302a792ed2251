/* SPDX-License-Identifier: MIT */
/* host-unprotected: who has taken one server must not get at the others. What visitors reach
 * first is entry-unprotected’s. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/firewall/exposure.h"

/* What stays in a zone does not pass the firewall of that zone. */
static gboolean
passes_guard (const LpTraffic *traffic,
              const LpLeg     *leg)
{
  for (guint k = 0; k < leg->n_crossings; k++)
    {
      const LpCrossing *crossing = &traffic->crossings[leg->first_crossing + k];

      if (!crossing->out && traffic->graph->nodes[crossing->firewall].guards)
        return TRUE;
    }

  return FALSE;
}

/* Marks the servers that traffic from elsewhere enters without passing a firewall; those that
 * visitors so reach are left out. */
static guint8 *
mark_open (const LpExposure *exposure)
{
  LpCheck *check = exposure->check;
  const LpTraffic *traffic = lp_check_get_traffic (check);
  guint8 *open = g_new0 (guint8, check->graph->n_nodes);

  for (guint i = 0; i < traffic->n_legs; i++)
    {
      const LpLeg *leg = &traffic->legs[i];
      int server = check->servers[leg->to];

      if (server >= 0 && check->servers[leg->from] != server &&
          lp_exposure_is_ours (exposure, leg->to) &&
          (exposure->marks[leg->to] & LP_EXPOSURE_INSIDE) != 0 &&
          !passes_guard (traffic, leg))
        open[server] = TRUE;
    }

  for (guint i = 0; i < check->graph->n_nodes; i++)
    if ((exposure->marks[i] & LP_EXPOSURE_BARE) != 0 && check->servers[i] >= 0 &&
        lp_exposure_is_ours (exposure, i))
      open[check->servers[i]] = FALSE;

  return open;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *servers = &check->kinds[LP_KIND_SERVER];
  const LpExposure *exposure = lp_exposure_get (check);
  g_autofree guint8 *open = mark_open (exposure);

  for (guint i = 0; i < servers->n; i++)
    if (open[servers->nodes[i]])
      lp_check_report (check, rule, LP_ELEMENTS (check->graph->nodes[servers->nodes[i]].element),
                       NULL, _("Whoever is in the network reaches everything on “%s”: it has no "
                               "firewall."),
                       lp_check_get_name (check, servers->nodes[i]));
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *server = lp_finding_find_element (finding, design, 0);

  if (server == NULL)
    return FALSE;

  lp_rewire_open_firewall (design,
                           lp_fix_add_component (design, LP_KIND_FIREWALL, server, NULL));

  return TRUE;
}

const LpRule lp_rule_host_unprotected = {
  .key = "host-unprotected",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Server without firewall"),
  .why = N_("A firewall at the entrance does not help once somebody is inside. When one server "
            "is taken over, the attacker tries the next ones from there. A firewall on each "
            "server lets in only what that server is for."),
  .advice = N_("Put a firewall on the server that lets in only the traffic that is drawn."),
  .check = check_design,
  .fix = fix,
};
