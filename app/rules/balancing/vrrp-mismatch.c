/* SPDX-License-Identifier: MIT */
/* vrrp-mismatch: members that do not speak of the same router become two masters. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/value.h"
#include "rules/balancing/clusters.h"
#include "rules/engine/rule.h"

static const char *
get_ids (LpElement *element)
{
  return lp_element_get_text (element, LP_ATTRIBUTE_ROUTER_ID);
}

/* Both say which, and have none in common. */
static gboolean
differ (LpElement *a,
        LpElement *b)
{
  return *get_ids (a) != '\0' && *get_ids (b) != '\0' &&
         !lp_value_lists_share (get_ids (a), get_ids (b));
}

static void
report_difference (const LpRule *rule,
                   LpCheck      *check,
                   LpElement    *a,
                   LpElement    *b)
{
  lp_check_report (check, rule, LP_ELEMENTS (a, b), NULL,
                   _("“%s” has the VRRP router id %s and “%s” has %s: they do not hear each "
                     "other."),
                   lp_check_name (check, a), get_ids (a), lp_check_name (check, b), get_ids (b));
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

      if (differ (from, to) &&
          (!has_address (check, hop->from) || !has_address (check, hop->to)))
        report_difference (rule, check, from, to);
    }
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

          if (differ (address, member))
            report_difference (rule, check, address, member);
        }
    }
}

/* Numbers from 1 to 255 are. */
static void
check_zeros (const LpRule *rule,
             LpCheck      *check)
{
  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      LpElement *element = check->graph->nodes[i].element;

      if (check->graph->nodes[i].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_ROUTER_ID) &&
          lp_value_lists_share (get_ids (element), "0"))
        lp_finding_forbid_fix (lp_check_report (check, rule, LP_ELEMENTS (element), NULL,
                                                _("“%s” has the VRRP router id 0, which the "
                                                  "protocol does not allow."),
                                                lp_check_name (check, element)));
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  check_zeros (rule, check);
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

  if (a == NULL || b == NULL)
    return FALSE;

  lp_element_set_text (b, LP_ATTRIBUTE_ROUTER_ID, get_ids (a));

  return TRUE;
}

const LpRule lp_rule_vrrp_mismatch = {
  .key = "vrrp-mismatch",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("VRRP settings do not match"),
  .why = N_("The members of a cluster tell each other by VRRP that they are alive, and listen "
            "only to their own router id. When the ids differ, each believes that it is alone, "
            "and both take the address."),
  .advice = N_("Give the virtual IP and all its members the same router id, from 1 to 255."),
  .check = check_design,
  .fix = fix,
};
