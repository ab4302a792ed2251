/* SPDX-License-Identifier: MIT */
/* vrrp-mismatch: members that do not speak of the same router, or that are equal, become two
 * masters. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/balancing/clusters.h"
#include "rules/engine/rule.h"

#define HIGHEST_PRIORITY 150
#define LOWEST_PRIORITY 1

static gboolean
differ (LpElement   *a,
        LpElement   *b,
        LpAttribute  attribute)
{
  return lp_element_has (a, attribute) && lp_element_has (b, attribute) &&
         lp_element_get_integer (a, attribute) != lp_element_get_integer (b, attribute);
}

static gboolean
are_equal (LpElement   *a,
           LpElement   *b,
           LpAttribute  attribute)
{
  return lp_element_has (a, attribute) && lp_element_has (b, attribute) &&
         lp_element_get_integer (a, attribute) == lp_element_get_integer (b, attribute);
}

static void
report_router_id (const LpRule *rule,
                  LpCheck      *check,
                  LpElement    *a,
                  LpElement    *b)
{
  lp_check_report (check, rule, LP_ELEMENTS (a, b), NULL,
                   _("“%s” has the VRRP router id %d and “%s” has %d: they do not hear each "
                     "other."),
                   lp_check_name (check, a), lp_element_get_integer (a, LP_ATTRIBUTE_ROUTER_ID),
                   lp_check_name (check, b), lp_element_get_integer (b, LP_ATTRIBUTE_ROUTER_ID));
}

static void
report_priority (const LpRule *rule,
                 LpCheck      *check,
                 LpElement    *a,
                 LpElement    *b)
{
  lp_check_report (check, rule, LP_ELEMENTS (a, b), NULL,
                   _("“%s” and “%s” have the same VRRP priority, %d: it is left to chance which "
                     "of them holds the address."),
                   lp_check_name (check, a), lp_check_name (check, b),
                   lp_element_get_integer (a, LP_ATTRIBUTE_PRIORITY));
}

/* Whether @node is compared with a virtual IP already. */
static gboolean
has_address (LpCheck *check,
             int      node)
{
  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    {
      LpElement *from = check->graph->nodes[check->hops[check->hop_in[k]].from].element;

      if (lp_element_get_kind (from) == LP_KIND_VIRTUAL_IP &&
          lp_element_has (from, LP_ATTRIBUTE_ROUTER_ID))
        return TRUE;
    }

  return FALSE;
}

/* Failover links join members that the virtual IP, if there is one, need not know. */
static void
check_pairs (const LpRule *rule,
             LpCheck      *check)
{
  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];
      LpElement *from = check->graph->nodes[hop->from].element;
      LpElement *to = check->graph->nodes[hop->to].element;

      if (hop->flow != LP_FLOW_FAILOVER || hop->from == hop->to ||
          lp_element_get_kind (from) != LP_KIND_LOAD_BALANCER ||
          lp_element_get_kind (to) != LP_KIND_LOAD_BALANCER)
        continue;

      if (differ (from, to, LP_ATTRIBUTE_ROUTER_ID))
        {
          if (!has_address (check, hop->from) || !has_address (check, hop->to))
            report_router_id (rule, check, from, to);
        }
      else if (are_equal (from, to, LP_ATTRIBUTE_PRIORITY))
        report_priority (rule, check, from, to);
    }
}

/* Whether another virtual IP of the member has its router id: each pair of them has one of its
 * own. */
static gboolean
serves_other_address (LpCheck *check,
                      int      member)
{
  LpElement *element = check->graph->nodes[member].element;

  for (guint k = check->hop_in_start[member]; k < check->hop_in_start[member + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_in[k]];
      LpElement *from = check->graph->nodes[hop->from].element;

      if (lp_element_get_kind (from) == LP_KIND_VIRTUAL_IP &&
          are_equal (from, element, LP_ATTRIBUTE_ROUTER_ID))
        return TRUE;
    }

  return FALSE;
}

static void
check_addresses (const LpRule *rule,
                 LpCheck      *check)
{
  const LpNodes *addresses = &check->kinds[LP_KIND_VIRTUAL_IP];

  for (guint i = 0; i < addresses->n; i++)
    {
      LpElement *address = check->graph->nodes[addresses->nodes[i]].element;
      g_autoptr (GArray) members = lp_clusters_list_backends (check, addresses->nodes[i]);

      for (guint k = 0; k < members->len; k++)
        {
          int number = g_array_index (members, int, k);
          LpElement *member = check->graph->nodes[number].element;

          if (differ (address, member, LP_ATTRIBUTE_ROUTER_ID) &&
              !serves_other_address (check, number))
            report_router_id (rule, check, address, member);
        }
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  check_addresses (rule, check);
  check_pairs (rule, check);
}

/* The router id that the address has, else the one of the first. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *a = lp_finding_find_element (finding, design, 0);
  LpElement *b = lp_finding_find_element (finding, design, 1);
  int priority;

  if (a == NULL || b == NULL)
    return FALSE;

  if (differ (a, b, LP_ATTRIBUTE_ROUTER_ID))
    {
      lp_element_set_number (b, LP_ATTRIBUTE_ROUTER_ID,
                             lp_element_get_integer (a, LP_ATTRIBUTE_ROUTER_ID));
      return TRUE;
    }

  priority = lp_element_get_integer (a, LP_ATTRIBUTE_PRIORITY);
  if (priority > LOWEST_PRIORITY)
    lp_element_set_number (b, LP_ATTRIBUTE_PRIORITY, MAX (priority - 50, LOWEST_PRIORITY));
  else
    lp_element_set_number (a, LP_ATTRIBUTE_PRIORITY, HIGHEST_PRIORITY);

  return TRUE;
}

const LpRule lp_rule_vrrp_mismatch = {
  .key = "vrrp-mismatch",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("VRRP settings do not match"),
  .why = N_("The members of a cluster tell each other by VRRP that they are alive, and listen "
            "only to their own router id. When the ids differ, each believes that it is alone, "
            "and both take the address. The one with the higher priority holds it, so "
            "priorities must differ."),
  .advice = N_("Give the virtual IP and all its members the same router id, and each member a "
               "priority of its own."),
  .check = check_design,
  .fix = fix,
};
