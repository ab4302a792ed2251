/* SPDX-License-Identifier: MIT */
/* bypass-path: a firewall protects nothing that can be reached around it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/key.h"
#include "rules/engine/rule.h"
#include "rules/firewall/exposure.h"

static gboolean
is_traffic (const LpLeg *leg)
{
  return leg->flow == LP_FLOW_REQUEST || leg->flow == LP_FLOW_QUERY;
}

/* The tables lead from source and host to the firewall in line between them, plus one. */
static gint64
make_key (const LpExposure *exposure,
          int               source,
          int               node)
{
  return lp_key_make (source, lp_exposure_get_host (exposure, node));
}

static void
note_firewall (const LpExposure *exposure,
               const LpLeg      *leg,
               GHashTable       *firewalls)
{
  const LpTraffic *traffic = lp_check_get_traffic (exposure->check);
  g_autoptr (GArray) sources = lp_traffic_list_sources (traffic, leg);

  for (guint i = 0; i < sources->len; i++)
    lp_key_table_set (firewalls, make_key (exposure, g_array_index (sources, int, i), leg->to),
                      GINT_TO_POINTER (leg->from + 1));
}

/* Who reaches which host through which firewall in line. */
static GHashTable *
list_firewalls (const LpExposure *exposure)
{
  const LpTraffic *traffic = lp_check_get_traffic (exposure->check);
  GHashTable *firewalls = lp_key_table_new ();

  for (guint i = 0; i < traffic->n_legs; i++)
    if (is_traffic (&traffic->legs[i]) &&
        exposure->check->graph->nodes[traffic->legs[i].from].kind == LP_KIND_FIREWALL)
      note_firewall (exposure, &traffic->legs[i], firewalls);

  return firewalls;
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        const LpLeg  *leg,
        int           firewall)
{
  const LpGraphNode *nodes = check->graph->nodes;

  lp_check_report (check, rule,
                   LP_ELEMENTS (nodes[firewall].element, check->graph->links[leg->link].element),
                   LP_ELEMENTS (nodes[leg->from].element, nodes[leg->to].element),
                   _("“%s” reaches “%s” around the firewall “%s”."),
                   lp_check_get_name (check, leg->from), lp_check_get_name (check, leg->to),
                   lp_check_get_name (check, firewall));
}

/* Whether @leg brings visitors who have passed no firewall in line. */
static gboolean
is_bare (const LpExposure *exposure,
         const LpLeg      *leg)
{
  LpKind from = exposure->check->graph->nodes[leg->from].kind;

  return from == LP_KIND_CLIENT ||
         ((from == LP_KIND_ROUTER || from == LP_KIND_VIRTUAL_IP) &&
          (exposure->marks[leg->from] & LP_EXPOSURE_BARE) != 0);
}

/* The firewall in line that @leg goes around, or -1. */
static int
find_avoided (const LpExposure *exposure,
              const LpLeg      *leg,
              GHashTable       *firewalls)
{
  if (is_bare (exposure, leg))
    return exposure->behind[leg->to];

  if (lp_traffic_passes_through (exposure->check->graph->nodes[leg->from].kind))
    return -1;

  return GPOINTER_TO_INT (lp_key_table_find (firewalls,
                                             make_key (exposure, leg->from, leg->to))) - 1;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpExposure *exposure = lp_exposure_get (check);
  g_autoptr (GHashTable) firewalls = list_firewalls (exposure);

  for (guint i = 0; i < traffic->n_legs; i++)
    {
      const LpLeg *leg = &traffic->legs[i];
      int firewall;

      if (!is_traffic (leg) || !lp_exposure_is_ours (exposure, leg->to) ||
          lp_exposure_is_guarded (exposure, leg->to) ||
          check->servers[leg->from] == lp_exposure_get_host (exposure, leg->to))
        continue;

      firewall = find_avoided (exposure, leg, firewalls);
      if (firewall >= 0)
        report (rule, check, leg, firewall);
    }
}

const LpRule lp_rule_bypass_path = {
  .key = "bypass-path",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Way around a firewall"),
  .why = N_("An attacker takes the easiest way. When the same server can be reached through the "
            "firewall and around it, the firewall stops only those who are polite enough to use "
            "it."),
  .advice = N_("Lead the second way through the firewall too, or close it."),
  .check = check_design,
};
