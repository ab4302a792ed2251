/* SPDX-License-Identifier: MIT */
/* egress-open: firewalls mostly look at what comes in, and let out whatever wants to go. Servers
 * without any firewall are host-unprotected’s. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/exposure.h"
#include "rules/firewall/holes.h"

typedef enum
{
  OUT_UNKNOWN,          /* Nobody has written rules yet. */
  OUT_FREE,
  OUT_RULED,
} Out;

/* What @firewall says of what goes out. */
static Out
read_rules (const LpTraffic *traffic,
            int              firewall)
{
  Out out = lp_traffic_is_specified (traffic, firewall) ? OUT_FREE : OUT_UNKNOWN;

  for (guint k = traffic->allow_start[firewall]; k < traffic->allow_start[firewall + 1]; k++)
    if (traffic->allows[k].out)
      {
        const LpAllow *allow = &traffic->allows[k];

        out = OUT_RULED;
        if (allow->source == LP_SOURCE_ANY && (allow->transports & LP_TRANSPORT_TCP) != 0 &&
            lp_holes_count_ports (allow) == G_MAXUINT16)
          return OUT_FREE;
      }

  return out;
}

/* The strictest of all firewalls around @server. */
static Out
find_out (LpCheck *check,
          int      server)
{
  const LpExposure *exposure = lp_exposure_get (check);
  Out out = OUT_UNKNOWN;

  for (int place = server; place >= 0; place = check->graph->nodes[place].parent)
    for (int guard = exposure->guards[place]; guard >= 0; guard = exposure->next_guard[guard])
      {
        const Out said = read_rules (lp_check_get_traffic (check), guard);

        out = MAX (out, said);
      }

  return out;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *servers = &check->kinds[LP_KIND_SERVER];
  g_autoptr (GPtrArray) open = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_autofree char *names = NULL;

  for (guint i = 0; i < servers->n; i++)
    if (lp_exposure_is_ours (lp_exposure_get (check), servers->nodes[i]) &&
        find_out (check, servers->nodes[i]) == OUT_FREE)
      g_ptr_array_add (open, check->graph->nodes[servers->nodes[i]].element);

  if (open->len == 0)
    return;

  names = lp_check_join_names (check, (LpElement **) open->pdata);
  lp_check_report (check, rule, (LpElement **) open->pdata, NULL,
                   ngettext ("Firewalls let %s open connections to anywhere.",
                             "Firewalls let %s open connections to anywhere.", open->len), names);
}

const LpRule lp_rule_egress_open = {
  .key = "egress-open",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Servers may send anything to anybody"),
  .why = N_("Who breaks into a server first fetches tools from outside, and then sends out what "
            "was found. A firewall that only looks at what comes in notices neither. Rules for "
            "what goes out let each server talk to those that it needs, and everything else "
            "stands out."),
  .advice = N_("Add rules for what goes out: to the servers that are drawn, to updates, monitoring "
               "and time, and to nobody else."),
  .check = check_design,
};
